package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.bench.Close;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A compacted search")
class CompactionTest {

  private static final Search<Close> WHOLE = Search.of(() -> new Close(2));
  private static final List<Property<Close>> ASKED =
      List.of(
          Property.never("broken", (m, b, a, c) -> Long.bitCount(c[0]) == 24),
          Property.reachable("reached", (m, b, a, c) -> m.isAllClosed(c)),
          Property.reachable("never reached", (m, b, a, c) -> Long.bitCount(c[0]) == 25),
          Property.always("kept", (m, b, a, c) -> Long.bitCount(c[0]) < 25),
          Property.noStuckState("stuck", (m, b, a, c) -> m.isAllClosed(c)));

  @Test
  void says_nothing_of_what_it_did_not_see() {
    SearchResult result = WHOLE.compacted().using(2).run(ASKED);

    assertThat(result.findings())
        .extracting(Finding::verdict)
        .containsExactly(
            Verdict.VIOLATED,
            Verdict.HOLDS,
            Verdict.UNDECIDED,
            Verdict.UNDECIDED,
            Verdict.UNDECIDED);
    assertThat(result.stoppedBy()).contains("hash compaction");
  }

  @Test
  void shows_the_runs_that_a_whole_one_shows_and_takes_no_more_memory() {
    SearchResult result = WHOLE.compacted().run(ASKED);
    SearchResult whole = WHOLE.run(ASKED);

    for (String found : List.of("broken", "reached")) {
      assertThat(result.finding(found).trace())
          .usingRecursiveComparison()
          .isEqualTo(whole.finding(found).trace());
    }
    assertThat(result.statistics().states()).isEqualTo(whole.statistics().states());
    assertThat(result.statistics().peakBytes()).isLessThanOrEqualTo(whole.statistics().peakBytes());
  }

  @Test
  void refuses_claims_about_runs_as_a_reduced_one_does() {
    List<Property<Close>> aboutRuns =
        List.of(Property.alwaysEventually("again", (m, b, a, c) -> m.isAllClosed(c)));

    assertThatThrownBy(() -> WHOLE.compacted().run(aboutRuns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'again'", "compacted");
    assertThatThrownBy(() -> WHOLE.reducedBy(() -> state -> {}).run(aboutRuns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'again'", "symmetry");
  }

  @Test
  void says_how_probable_it_is_that_a_state_was_missed() {
    double pairs = 223_729.0 * 223_728 / 2;

    assertThat(WHOLE.compacted().run(List.of()).omissionProbability())
        .isEqualTo(pairs / Math.pow(2, 57));
    assertThat(WHOLE.run(List.of()).omissionProbability()).isZero();
  }
}
