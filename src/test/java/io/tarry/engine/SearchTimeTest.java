package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How long a search takes, and what it tells meanwhile. */
class SearchTimeTest {

  @Nested
  @DisplayName("A limit on time")
  class Time {

    @Test
    void begins_no_level_after_it() {
      SearchResult result =
          Search.of(Tree::new).within(Limits.none().time(Duration.ofNanos(1))).run(List.of());

      assertThat(result.stoppedBy()).contains("time");
      assertThat(result.statistics().states()).isEqualTo(1);
    }

    @Test
    void ends_a_level_that_is_being_expanded() {
      // Level 1 has 100,000 states of 1 ms each.
      Model slow =
          new Model() {
            @Override
            public int words() {
              return 1;
            }

            @Override
            public void initialStates(Sink sink) {
              sink.offer(INITIAL, new long[] {0});
            }

            @Override
            public void successors(long[] state, Sink sink) {
              for (int child = 1; child <= 100_000 && state[0] == 0; child++) {
                sink.offer(child, new long[] {child});
              }
              if (state[0] > 0) {
                sleepOneMillisecond();
                sink.offer(0, new long[] {-state[0]});
              }
            }
          };

      SearchResult result =
          Search.of(() -> slow).within(Limits.none().time(Duration.ofSeconds(1))).run(List.of());

      assertThat(result.stoppedBy()).contains("time");
      assertThat(result.statistics().states()).isEqualTo(100_001);
      assertThat(result.statistics().transitions()).isEqualTo(100_000);
      assertThat(result.statistics().depth()).isEqualTo(1);
    }

    @Test
    void is_not_reached_by_a_search_that_is_fast_enough() {
      SearchResult result =
          Search.of(Tree::new)
              .within(Limits.none().states(100).time(Duration.ofDays(1_000_000)))
              .run(List.of());

      assertThat(result.stoppedBy()).contains("states");
    }

    private static void sleepOneMillisecond() {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Nested
  @DisplayName("Progress")
  class Reports {

    private record Report(Statistics soFar, long frontier) {}

    private final List<Report> reports = new ArrayList<>();

    @Test
    void comes_at_the_end_of_each_level() {
      Search.of(() -> Graph.line(3).model())
          .reportingTo((soFar, frontier) -> reports.add(new Report(soFar, frontier)))
          .run(List.of());

      assertThat(reports).extracting(Report::frontier).containsExactly(0L, 0L, 0L);
      assertThat(reports).extracting(r -> r.soFar().depth()).containsExactly(0, 1, 2);
      assertThat(reports).extracting(r -> r.soFar().states()).containsExactly(2L, 3L, 3L);
    }

    @Test
    void comes_every_few_thousand_states_of_a_large_level() {
      Search.of(Tree::new)
          .within(Limits.none().states(50_000))
          .reportingTo((soFar, frontier) -> reports.add(new Report(soFar, frontier)))
          .run(List.of());

      assertThat(reports.stream().filter(report -> report.soFar().depth() == 14))
          .hasSize(16_384 / 2_048 + 1)
          .isSortedAccordingTo((one, other) -> Long.compare(other.frontier(), one.frontier()));
    }

    @Test
    void never_tells_of_less_than_nothing_left() {
      Search.of(() -> Graph.line(2 * Worker.PULSE_STATES).model())
          .reportingTo((soFar, frontier) -> reports.add(new Report(soFar, frontier)))
          .run(List.of());

      assertThat(reports).hasSizeGreaterThan(2 * Worker.PULSE_STATES);
      assertThat(reports).extracting(Report::frontier).containsOnly(0L);
    }
  }
}
