package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Statistics;
import io.tarry.scenario.Scenario;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Each lesson, checked 20 times by 1, 2 and 4 threads,")
class ThreadsTest {

  private static final int TIMES = 20;

  /** All that a result says, but how long it took and how much memory. */
  private record Said(
      long states,
      long transitions,
      int depth,
      Optional<String> stoppedBy,
      List<PropertyResult> properties) {

    static Said by(int threads, Scenario scenario, Scenario.Case one) {
      CaseResult result = Check.whole().using(threads).of(scenario, one);
      Statistics size = result.statistics();
      return new Said(
          size.states(), size.transitions(), size.depth(), result.stoppedBy(), result.properties());
    }
  }

  @TestFactory
  Stream<DynamicTest> says_the_same() throws IOException {
    return LessonsTest.lessons().stream()
        .flatMap(scenario ->
            scenario.cases().stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        scenario.file() + ", " + one.name(), () -> saysTheSame(scenario, one))));
  }

  private static void saysTheSame(Scenario scenario, Scenario.Case one) {
    Said first = Said.by(1, scenario, one);
    for (int time = 0; time < TIMES; time++) {
      for (int threads : new int[] {1, 2, 4}) {
        assertThat(Said.by(threads, scenario, one)).as("by %d", threads).isEqualTo(first);
      }
    }
  }
}
