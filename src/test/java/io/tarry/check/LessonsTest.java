package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("Each lesson under models")
public class LessonsTest {

  /** All lessons, read; a lesson with a mistake fails here, with the mistake. */
  public static List<Scenario> lessons() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("models"))) {
      return files.sorted().map(LessonsTest::read).toList();
    }
  }

  private static Scenario read(Path file) {
    try {
      String label = file.toString().replace('\\', '/');
      Reading reading = ScenarioReader.read(label, Files.readString(file));
      assertThat(reading).isInstanceOf(Reading.Good.class);
      return ((Reading.Good) reading).scenario();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> gives_the_verdicts_that_it_expects() throws IOException {
    return lessons().stream()
        .flatMap(scenario ->
            scenario.cases().stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        scenario.file() + ", " + one.name(),
                        () -> assertAsExpected(Check.whole().of(scenario, one)))));
  }

  private static void assertAsExpected(CaseResult result) {
    assertThat(result.stoppedBy()).isEmpty();
    assertThat(result.properties())
        .allSatisfy(property ->
            assertThat(property.verdict())
                .as(property.claim().id())
                .isEqualTo(property.expected()));
  }

  @TestFactory
  Stream<DynamicTest> shows_its_leading_property_hold_and_break() throws IOException {
    return lessons().stream()
        .map(scenario ->
            DynamicTest.dynamicTest(
                scenario.file(),
                () -> {
                  Claim leading = scenario.cases().get(0).expectations().get(0).claim();
                  assertThat(expectedOf(scenario, leading))
                      .contains(Verdict.HOLDS, Verdict.VIOLATED);
                }));
  }

  private static Set<Verdict> expectedOf(Scenario scenario, Claim claim) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (Scenario.Case one : scenario.cases()) {
      for (Scenario.Expectation expectation : one.expectations()) {
        if (expectation.claim() == claim) {
          verdicts.add(expectation.verdict());
        }
      }
    }
    return verdicts;
  }

  @Test
  void is_written_down_in_full_so_that_a_checkpoint_knows_its_world() throws IOException {
    for (Scenario scenario : lessons()) {
      for (Scenario.Case one : scenario.cases()) {
        // An object without words of its own would be written as its place in memory.
        assertThat(one.settings().toString()).doesNotContainPattern("@[0-9a-f]{4,}");
      }
    }
  }
}
