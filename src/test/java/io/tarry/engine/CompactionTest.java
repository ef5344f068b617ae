package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.bench.Close;
import io.tarry.engine.options.Granularity;
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
  void shows_the_runs_that_a_whole_one_shows() {
    SearchResult result = WHOLE.compacted().run(ASKED);
    SearchResult whole = WHOLE.run(ASKED);

    for (String found : List.of("broken", "reached")) {
      assertThat(result.finding(found).trace())
          .usingRecursiveComparison()
          .isEqualTo(whole.finding(found).trace());
    }
    assertThat(result.statistics().states()).isEqualTo(whole.statistics().states());
  }

  /** Close 2 with its 24 bits spread over a whole word, so that no key is short. */
  private record SpreadClose(Close close) implements Model {

    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final long INVERSE = 0xF1DE83E19937733DL;

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void initialStates(Sink sink) {
      close.initialStates(spreading(sink));
    }

    @Override
    public void successors(long[] state, Sink sink) {
      close.successors(new long[] {state[0] * INVERSE}, spreading(sink));
    }

    private static Sink spreading(Sink sink) {
      return new Sink() {
        @Override
        public void offer(int action, long[] next) {
          sink.offer(action, new long[] {next[0] * ODD});
        }

        @Override
        public void beyond(int action, String limit) {
          sink.beyond(action, limit);
        }
      };
    }
  }

  /** A slot has six bytes instead of eight, and there are more slots than states. */
  @Test
  void takes_two_bytes_a_state_less_where_keys_are_not_short() {
    Search<SpreadClose> search =
        Search.<SpreadClose>of(() -> new SpreadClose(new Close(2))).dividedInto(Granularity.FINEST);
    Statistics whole = search.run(List.of()).statistics();
    Statistics compacted = search.compacted().run(List.of()).statistics();

    assertThat(compacted.states()).isEqualTo(whole.states());
    assertThat(whole.peakBytes() - compacted.peakBytes()).isGreaterThan(2 * whole.states());
  }

  @Test
  void takes_the_same_where_keys_are_short() {
    assertThat(WHOLE.compacted().run(List.of()).statistics().peakBytes())
        .isEqualTo(WHOLE.run(List.of()).statistics().peakBytes());
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
