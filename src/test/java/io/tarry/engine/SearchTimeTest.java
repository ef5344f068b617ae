package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.bench.Close;
import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.options.SearchOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
                sleep(1);
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
  }

  @Nested
  @DisplayName("The recovery of runs")
  class Recovery {

    private final List<Property<Close>> asked =
        List.of(
            Property.always("at once", (m, b, a, c) -> a != Model.INITIAL),
            Property.never("late", (m, b, a, c) -> Long.bitCount(c[0]) == 12),
            Property.reachable("closed", (m, b, a, c) -> m.isAllClosed(c)));

    @Test
    void ends_soon_for_somebody_who_waits_no_longer_and_what_was_decided_stays() {
      Search<Close> search = Search.of(() -> new Close(1));
      SearchResult whole = search.run(asked);
      int cutRecoveries = 0;
      AtomicInteger asks = new AtomicInteger();
      search.until(() -> asks.incrementAndGet() < 0).run(asked);

      for (int after = 1; after <= asks.get(); after++) {
        AtomicInteger left = new AtomicInteger(after);
        SearchResult cut = search.until(() -> left.decrementAndGet() < 0).run(asked);

        boolean searchedAll = cut.statistics().transitions() == whole.statistics().transitions();
        assertThat(cut.stoppedBy())
            .isEqualTo(left.get() < 0 ? Optional.of("interruption") : Optional.empty());
        for (Finding finding : cut.findings()) {
          Finding expected = whole.finding(finding.property());
          assertThat(finding.verdict()).isIn(expected.verdict(), Verdict.UNDECIDED);
          finding
              .trace()
              .ifPresent(trace ->
                  assertThat(trace).usingRecursiveComparison().isEqualTo(expected.trace().get()));
          if (searchedAll && left.get() < 0 && finding.verdict() != Verdict.UNDECIDED) {
            cutRecoveries += finding.trace().isEmpty() ? 1 : 0;
          }
        }
      }
      assertThat(cutRecoveries).isPositive();
    }

    @Test
    void takes_no_longer_than_the_search_might_have_taken() {
      AtomicInteger expansions = new AtomicInteger();
      Search.of(() -> new Counting(expansions, Integer.MAX_VALUE)).run(List.of());
      int ofSearch = expansions.getAndSet(0);

      SearchResult result =
          Search.of(() -> new Counting(expansions, ofSearch))
              .within(Limits.none().time(Duration.ofMillis(300)))
              .run(List.of(Property.reachable("end", (m, b, a, c) -> c[0] == 4)));

      assertThat(result.finding("end").verdict()).isEqualTo(Verdict.HOLDS);
      assertThat(result.finding("end").trace()).isEmpty();
      assertThat(result.stoppedBy()).contains("time to recover runs");
      assertThat(result.statistics().states()).isEqualTo(5);
    }

    /** A line whose states are slow to expand when that was done so often. */
    private static final class Counting extends Graph.GraphModel {

      private final AtomicInteger expansions;
      private final int quickOnes;

      Counting(AtomicInteger expansions, int quickOnes) {
        super(Graph.line(5));
        this.expansions = expansions;
        this.quickOnes = quickOnes;
      }

      @Override
      public void successors(long[] state, Sink sink) {
        if (expansions.incrementAndGet() > quickOnes) {
          sleep(400);
        }
        super.successors(state, sink);
      }
    }
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
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
    void tells_the_stages_that_there_is_something_to_do_in() {
      Graph ring = Graph.line(3).step(2, 0, 0);
      var never = Property.<GraphModel>never("never", (m, b, a, c) -> false);
      var reached = Property.<GraphModel>reachable("reached", (m, b, a, c) -> c[0] == 2);
      var again = Property.<GraphModel>alwaysEventually("again", (m, b, a, c) -> false);

      assertThat(stages(ring, never)).containsExactly(Progress.Stage.STATES);
      assertThat(stages(ring, reached))
          .containsExactly(
              Progress.Stage.STATES,
              Progress.Stage.STATES_THOUGH_DECIDED,
              Progress.Stage.RUNS_TO_SHOW);
      assertThat(
              stages(Graph.line(4), Property.<GraphModel>never("one", (m, b, a, c) -> c[0] == 1)))
          .containsExactly(
              Progress.Stage.STATES,
              Progress.Stage.STATES_THOUGH_DECIDED,
              Progress.Stage.RUNS_TO_SHOW);
      assertThat(stages(ring, again))
          .containsExactly(Progress.Stage.STATES, Progress.Stage.CLAIMS_ABOUT_RUNS);
    }

    private static List<Progress.Stage> stages(Graph graph, Property<GraphModel> property) {
      List<Progress.Stage> stages = new ArrayList<>();
      Search.of(graph::model)
          .reportingTo(
              new Progress() {
                @Override
                public void begins(Stage stage) {
                  stages.add(stage);
                }

                @Override
                public void at(Statistics soFar, long frontier) {
                  assertThat(stages).isNotEmpty();
                }
              })
          .run(List.of(property));
      return stages;
    }

    @Test
    void never_tells_of_less_than_nothing_left() {
      Search.of(() -> Graph.line(2 * SearchOptions.PULSE_STATES).model())
          .reportingTo((soFar, frontier) -> reports.add(new Report(soFar, frontier)))
          .run(List.of());

      assertThat(reports).hasSizeGreaterThan(2 * SearchOptions.PULSE_STATES);
      assertThat(reports).extracting(Report::frontier).containsOnly(0L);
    }
  }
}
