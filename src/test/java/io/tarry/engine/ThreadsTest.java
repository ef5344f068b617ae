package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.LessonsTest;
import io.tarry.engine.options.Granularity;
import io.tarry.property.Claim;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Again and again, on all that a search says, in words of its own. */
@DisplayName("What a search of a lesson says does not depend on its threads:")
public class ThreadsTest {

  /** All that a search says, but how much memory it took. */
  private record Said(
      long states, long transitions, int depth, Optional<String> stoppedBy, List<String> findings) {

    static Said by(Search<TcpModel> search, int threads, List<Property<TcpModel>> properties) {
      SearchResult result = search.using(threads).run(properties);
      Statistics size = result.statistics();
      return new Said(
          size.states(),
          size.transitions(),
          size.depth(),
          result.stoppedBy(),
          result.findings().stream().map(Said::text).toList());
    }

    private static String text(Finding finding) {
      return finding.property() + ": " + finding.verdict() + finding.trace().map(Said::text);
    }

    private static String text(Trace trace) {
      Stream<String> states = trace.states().stream().map(Arrays::toString);
      return states.toList() + " by " + trace.actions() + ", again from " + trace.loopStart();
    }
  }

  /** A case of a lesson, and what one thread says of it. */
  private record Lesson(Search<TcpModel> search, List<Property<TcpModel>> properties, Said alone) {

    static Lesson of(Scenario.Case one) {
      List<Claim> claims = one.expectations().stream().map(Scenario.Expectation::claim).toList();
      Set<Settings.Ghost> ghosts = EnumSet.noneOf(Settings.Ghost.class);
      claims.forEach(claim -> ghosts.addAll(claim.needs().ghosts()));
      Settings settings = one.settings().remembering(ghosts);
      Search<TcpModel> search = Search.of(() -> new TcpModel(settings));
      List<Property<TcpModel>> properties = claims.stream().map(Claim::property).toList();
      return new Lesson(search, properties, Said.by(search, 1, properties));
    }

    void saysTheSame(Granularity grain, int threads) {
      assertThat(Said.by(search.dividedInto(grain), threads, properties))
          .as("by %d threads, divided by %s", threads, grain)
          .isEqualTo(alone);
    }
  }

  @Tag("stress")
  @TestFactory
  Stream<DynamicTest> again_and_again() throws IOException {
    return eachCase(one -> {
      Lesson lesson = Lesson.of(one);
      for (int time = 0; time < 20; time++) {
        for (int threads : new int[] {1, 2, 3, 4, 8}) {
          lesson.saysTheSame(Granularity.FINEST, threads);
          lesson.saysTheSame(Granularity.USUAL, threads);
        }
      }
    });
  }

  private static Stream<DynamicTest> eachCase(Consumer<Scenario.Case> test) throws IOException {
    return LessonsTest.lessons().stream()
        .flatMap(scenario ->
            scenario.cases().stream()
                .map(one ->
                    DynamicTest.dynamicTest(
                        scenario.file() + ", " + one.name(), () -> test.accept(one))));
  }
}
