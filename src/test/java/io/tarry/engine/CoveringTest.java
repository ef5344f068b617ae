package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A search that leaves out states that others cover")
class CoveringTest {

  private static final int PLACES = 40;
  private static final int FUEL = 12;

  /** Whoever has more fuel can do what one with less can do. */
  private static final Covering MORE_FUEL =
      new Covering() {
        @Override
        public int groupWords() {
          return 1;
        }

        @Override
        public boolean covers(long[] one, int oneAt, long[] other, int otherAt) {
          return one[oneAt] >= other[otherAt];
        }
      };

  /** Goes on by one place for one unit of fuel, or by two for three; every fifth place has more. */
  private static final class Road implements Model {
    @Override
    public int words() {
      return 2;
    }

    @Override
    public void initialStates(Sink sink) {
      sink.offer(INITIAL, new long[] {0, 3});
      sink.offer(INITIAL, new long[] {0, 2});
    }

    @Override
    public void successors(long[] at, Sink sink) {
      long place = at[0];
      long fuel = at[1];
      if (fuel >= 1 && place < PLACES) {
        sink.offer(0, new long[] {place + 1, fuel - 1});
      }
      if (fuel >= 3 && place < PLACES) {
        sink.offer(1, new long[] {place + 2, fuel - 3});
      }
      if (place % 5 == 0) {
        sink.offer(2, new long[] {place, Math.min(FUEL, fuel + 2)});
      }
    }
  }

  private static final List<Property<Road>> ASKED =
      List.of(
          Property.reachable("the end", (model, before, action, after) -> after[0] >= PLACES),
          Property.reachable("too far", (model, before, action, after) -> after[0] > PLACES + 1),
          Property.never("place 31", (model, before, action, after) -> after[0] == 31));

  private static SearchResult search(int threads, boolean all) {
    Search<Road> search = Search.<Road>of(Road::new).using(threads);
    return (all ? search : search.leavingOutCovered(MORE_FUEL)).run(ASKED);
  }

  @Test
  void says_the_same_with_fewer_states() {
    SearchResult all = search(1, true);
    SearchResult fewer = search(1, false);
    for (Property<Road> asked : ASKED) {
      Finding one = all.finding(asked.name());
      Finding other = fewer.finding(asked.name());
      assertThat(other.verdict()).isEqualTo(one.verdict());
      assertThat(other.trace().map(Trace::length)).isEqualTo(one.trace().map(Trace::length));
    }
    assertThat(fewer.statistics().states()).isLessThan(all.statistics().states());
    assertThat(fewer.statistics().initialStates()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void does_not_depend_on_the_number_of_threads(int threads) {
    SearchResult one = search(1, false);
    SearchResult more = search(threads, false);
    assertThat(more.findings())
        .extracting(finding -> finding.trace().map(Trace::actions))
        .isEqualTo(
            one.findings().stream().map(finding -> finding.trace().map(Trace::actions)).toList());
    assertThat(more.statistics().states()).isEqualTo(one.statistics().states());
    assertThat(more.statistics().transitions()).isEqualTo(one.statistics().transitions());
  }

  @Test
  void decides_no_claim_about_runs() {
    Property<Road> ends =
        Property.alwaysEventually("arrives", (model, before, action, after) -> after[0] >= PLACES);
    assertThatThrownBy(
            () -> Search.<Road>of(Road::new).leavingOutCovered(MORE_FUEL).run(List.of(ends)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'arrives' is about runs");
  }

  @Test
  void is_not_compacted_as_well() {
    Search<Road> both = Search.<Road>of(Road::new).leavingOutCovered(MORE_FUEL).compacted();
    assertThatThrownBy(() -> both.run(ASKED)).isInstanceOf(IllegalArgumentException.class);
  }
}
