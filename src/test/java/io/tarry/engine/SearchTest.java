package io.tarry.engine;

import static io.tarry.engine.Searches.assertShown;
import static io.tarry.engine.Searches.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Graph.GraphModel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a search that sees everything counts and shows. */
class SearchTest {

  @Nested
  @DisplayName("Counts")
  class Counts {

    @Test
    void an_initial_state_offered_twice_counts_once() {
      Statistics found = count(Graph.ofNodes(2).startingIn(0, 1, 0));

      assertThat(found.states()).isEqualTo(2);
      assertThat(found.initialStates()).isEqualTo(2);
      assertThat(found.transitions()).isZero();
      assertThat(found.depth()).isZero();
    }

    @Test
    void each_successor_computed_is_a_transition() {
      Graph graph =
          Graph.ofNodes(2)
              .step(0, 0, 1)
              .step(0, 1, 1)
              .step(1, 0, 1)
              .step(1, 0, 0)
              .beyond(1, 1, "x");

      assertThat(count(graph).transitions()).isEqualTo(5);
      assertThat(count(graph).states()).isEqualTo(2);
    }

    @Test
    void depth_is_the_longest_shortest_path() {
      Graph ring = Graph.line(4).step(3, 0, 0).step(0, 1, 2);

      assertThat(count(ring).depth()).isEqualTo(2);
    }

    @Test
    void what_no_step_leads_to_is_not_visited() {
      assertThat(count(Graph.ofNodes(3).step(2, 0, 1)).states()).isEqualTo(1);
    }

    @Test
    void a_violation_does_not_end_the_search() {
      Graph graph = Graph.line(50);
      var broken = Property.never("p", graph.steps((before, action, after) -> after == 0));

      SearchResult result = run(graph, broken);

      assertThat(result.finding("p").verdict()).isEqualTo(Verdict.VIOLATED);
      assertThat(result.statistics()).isEqualTo(count(graph));
      assertThat(result.statistics().states()).isEqualTo(50);
    }

    private Statistics count(Graph graph) {
      return Search.of(graph::model).run(List.of()).statistics();
    }
  }

  @Nested
  @DisplayName("The run shown")
  class RunShown {

    // Two ways to each state of the last level, and two actions for each step.
    private final Graph graph =
        Graph.ofNodes(5)
            .step(0, 1, 2)
            .step(0, 0, 2)
            .step(0, 0, 1)
            .step(2, 3, 4)
            .step(2, 2, 4)
            .step(1, 9, 4)
            .step(1, 8, 4)
            .step(1, 5, 3)
            .step(2, 4, 3);

    @Test
    void ends_in_the_smallest_state_and_comes_from_the_smallest_before_it() {
      var property = Property.reachable("p", graph.steps((b, a, c) -> c >= 3));

      Trace trace = assertShown(run(graph, property), Verdict.HOLDS, 0, 1, 3);
      assertThat(trace.actions()).containsExactly(0, 5);
    }

    @Test
    void ends_in_the_smallest_state_even_where_the_one_before_is_larger() {
      var property = Property.reachable("p", graph.steps((b, a, c) -> a == 4 || a == 9));

      assertShown(run(graph, property), Verdict.HOLDS, 0, 2, 3);
    }

    @Test
    void takes_the_smallest_actions_but_a_last_one_that_is_asked_for() {
      var property = Property.reachable("p", graph.steps((b, a, c) -> b == 2 && a >= 3 && c == 4));

      Trace trace = assertShown(run(graph, property), Verdict.HOLDS, 0, 2, 4);
      assertThat(trace.actions()).containsExactly(0, 3);
    }

    @Test
    void compares_words_as_unsigned_numbers() {
      Graph signed =
          new Graph(
                  List.of(new long[] {0, 0}, new long[] {-1, 0}, new long[] {1, -5}),
                  List.of(0),
                  List.of())
              .step(0, 0, 1)
              .step(0, 0, 2);
      var property = Property.reachable("p", signed.steps((b, a, c) -> c != 0));

      assertShown(signed, run(signed, property), Verdict.HOLDS, 0, 2);
    }

    @Test
    void is_the_same_each_time() {
      var search = Search.of(graph::model);
      List<Property<GraphModel>> properties =
          List.of(
              Property.reachable("r", graph.steps((b, a, c) -> c == 4)),
              Property.noStuckState("s", graph.steps((b, a, c) -> c == 4)));

      SearchResult first = search.run(properties);

      assertThat(search.run(properties)).usingRecursiveComparison().isEqualTo(first);
    }
  }

  @Nested
  @DisplayName("The result")
  class Result {

    private final Graph graph = Graph.ofNodes(1);

    @Test
    void has_a_finding_for_each_property_in_the_order_asked() {
      var b = Property.reachable("b", graph.steps((x, y, z) -> true));
      var a = Property.reachable("a", graph.steps((x, y, z) -> true));

      assertThat(run(graph, b, a).findings())
          .extracting(Finding::property)
          .containsExactly("b", "a");
    }

    @Test
    void knows_no_property_that_was_not_asked() {
      SearchResult result = run(graph);

      assertThatThrownBy(() -> result.finding("p"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'p'");
    }

    @Test
    void has_no_trace_of_which_the_actions_do_not_fit_the_states() {
      assertThatThrownBy(() -> new Trace(List.of(new long[1]), List.of(0)))
          .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_no_loop_without_steps_or_that_does_not_close() {
      var states = List.of(new long[] {5}, new long[] {6}, new long[] {5});
      var actions = List.of(0, 0);

      assertThat(new Trace(states, actions, Optional.of(0)).length()).isEqualTo(2);
      for (int start : new int[] {-1, 1, 2, 3}) {
        assertThatThrownBy(() -> new Trace(states, actions, Optional.of(start)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("loop");
      }
    }

    @Test
    void says_how_many_bytes_a_state_took() {
      Statistics found = run(Graph.line(1_000)).statistics();

      assertThat(found.peakBytes()).isGreaterThan(8 * 1_000);
      assertThat(found.bytesPerState()).isEqualTo(found.peakBytes() / 1_000.0);
    }
  }
}
