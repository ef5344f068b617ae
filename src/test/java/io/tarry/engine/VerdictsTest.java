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

/** What a search that sees everything says of each kind of property. */
class VerdictsTest {

  @Nested
  @DisplayName("ALWAYS")
  class Always {

    private final Graph graph = Graph.line(4).step(3, 7, 1);

    @Test
    void holds_with_the_shortest_run_to_its_premise() {
      var property = always((b, a, c) -> c >= 2, (b, a, c) -> b >= 1);

      assertShown(run(graph, property), Verdict.HOLDS, 0, 1, 2);
    }

    @Test
    void holds_without_a_run_if_nothing_names_a_witness() {
      var property = Property.always("p", graph.steps((b, a, c) -> true));

      assertShown(run(graph, property), Verdict.HOLDS);
    }

    @Test
    void holds_with_the_run_to_the_witness_that_was_named() {
      var property =
          always((b, a, c) -> c >= 2, (b, a, c) -> true)
              .witnessedBy(graph.steps((b, a, c) -> a == 7));

      assertShown(run(graph, property), Verdict.HOLDS, 0, 1, 2, 3, 1);
    }

    @Test
    void holds_without_a_run_if_the_witness_that_was_named_is_never_seen() {
      var property =
          always((b, a, c) -> true, (b, a, c) -> true).witnessedBy(graph.steps((b, a, c) -> false));

      assertShown(run(graph, property), Verdict.HOLDS);
    }

    @Test
    void holds_with_the_run_to_the_first_of_its_witnesses_that_is_seen_be_it_the_longest() {
      var property =
          always((b, a, c) -> true, (b, a, c) -> true)
              .witnessedBy(
                  List.of(
                      graph.steps((b, a, c) -> false),
                      graph.steps((b, a, c) -> c == 3),
                      graph.steps((b, a, c) -> c == 1)));

      SearchResult result = Search.of(graph::model).run(List.of(property));

      assertShown(graph, result, Verdict.HOLDS, 0, 1, 2, 3);
      assertThat(result.findings().get(0).witness()).hasValue(1);
    }

    @Test
    void that_is_violated_or_whose_witnesses_are_never_seen_says_so_of_none() {
      var unseen =
          always((b, a, c) -> true, (b, a, c) -> true).witnessedBy(graph.steps((b, a, c) -> false));
      var violated =
          always((b, a, c) -> true, (b, a, c) -> false).witnessedBy(graph.steps((b, a, c) -> true));

      assertThat(run(graph, unseen).findings().get(0).witness()).isEmpty();
      assertThat(run(graph, violated).findings().get(0).witness()).isEmpty();
    }

    @Test
    void is_vacuous_if_its_premise_is_never_met() {
      var property = always((b, a, c) -> a == 99, (b, a, c) -> false);

      assertShown(run(graph, property), Verdict.VACUOUS);
    }

    @Test
    void is_violated_only_where_the_premise_is_met() {
      var property = always((b, a, c) -> c == 3, (b, a, c) -> c != 3 && c != 1);

      assertShown(run(graph, property), Verdict.VIOLATED, 0, 1, 2, 3);
    }

    @Test
    void is_violated_by_a_step_into_a_state_long_known() {
      var property = Property.never("p", graph.steps((b, a, c) -> a == 7));

      Trace trace = assertShown(run(graph, property), Verdict.VIOLATED, 0, 1, 2, 3, 1);
      assertThat(trace.actions()).containsExactly(0, 0, 0, 7);
    }

    @Test
    void is_violated_by_an_initial_state_with_a_run_of_no_steps() {
      var property = Property.always("p", graph.steps((b, a, c) -> c != 0));

      Trace trace = assertShown(run(graph, property), Verdict.VIOLATED, 0);
      assertThat(trace.length()).isZero();
    }

    @Test
    void is_asked_about_initial_states_as_steps_to_themselves() {
      var property =
          Property.never("p", graph.steps((b, a, c) -> a == Model.INITIAL && b == c && c == 0));

      assertShown(run(graph, property), Verdict.VIOLATED, 0);
    }

    @Test
    void is_not_asked_about_an_initial_step_when_the_initial_state_is_met_again() {
      var property = always((b, a, c) -> a == Model.INITIAL, (b, a, c) -> b == 0 && c == 0);

      assertShown(run(graph.step(3, 0, 0), property), Verdict.HOLDS, 0);
    }

    @Test
    void does_not_hold_together_with_its_contrary() {
      var one = Property.always("one", graph.steps((b, a, c) -> c < 2));
      var contrary = Property.never("contrary", graph.steps((b, a, c) -> c < 2));

      SearchResult result = run(graph, one, contrary);

      assertThat(result.findings())
          .extracting(Finding::verdict)
          .containsExactly(Verdict.VIOLATED, Verdict.VIOLATED);
    }

    private Property<GraphModel> always(Graph.NodeTest premise, Graph.NodeTest claim) {
      return Property.always("p", graph.steps(premise), graph.steps(claim));
    }
  }

  @Nested
  @DisplayName("REACHABLE")
  class Reachable {

    private final Graph graph = Graph.line(4).step(0, 1, 2);

    @Test
    void holds_with_the_shortest_run() {
      var property = Property.reachable("p", graph.steps((b, a, c) -> c == 3));

      assertShown(run(graph, property), Verdict.HOLDS, 0, 2, 3);
    }

    @Test
    void is_violated_without_a_run_once_all_was_searched() {
      var property = Property.reachable("p", graph.steps((b, a, c) -> a == 99));

      assertShown(run(graph, property), Verdict.VIOLATED);
    }

    @Test
    void shows_the_goal_where_the_witness_that_was_named_is_never_seen() {
      var goal = Property.reachable("p", graph.steps((b, a, c) -> c == 2));

      assertShown(
          run(graph, goal.witnessedBy(graph.steps((b, a, c) -> c == 3))), Verdict.HOLDS, 0, 2, 3);
      assertShown(
          run(graph, goal.witnessedBy(graph.steps((b, a, c) -> false))), Verdict.HOLDS, 0, 2);
    }

    @Test
    void has_no_premise() {
      var always =
          Property.always("p", graph.steps((b, a, c) -> true), graph.steps((b, a, c) -> true));

      assertThatThrownBy(() ->
              new Property<>(
                  "p",
                  Property.Kind.REACHABLE,
                  always.premise(),
                  always.claim(),
                  always.witnesses(),
                  List.of()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("premise");
    }
  }

  @Nested
  @DisplayName("NO_STUCK_STATE")
  class NoStuckState {

    @Test
    void is_violated_by_a_state_without_steps() {
      Graph graph = Graph.line(3);

      assertShown(run(graph, endsIn(graph, 1)), Verdict.VIOLATED, 0, 1, 2);
    }

    @Test
    void is_violated_by_a_state_with_steps_to_itself_alone() {
      Graph graph = Graph.line(3).step(2, 0, 2).step(2, 1, 2);

      assertShown(run(graph, endsIn(graph, 1)), Verdict.VIOLATED, 0, 1, 2);
    }

    @Test
    void is_violated_by_an_initial_state_with_a_run_of_no_steps() {
      Graph graph = Graph.ofNodes(1);

      assertShown(run(graph, endsIn(graph, 99)), Verdict.VIOLATED, 0);
    }

    @Test
    void holds_with_the_shortest_run_to_a_proper_end() {
      Graph graph = Graph.line(4).step(0, 1, 3);

      assertShown(run(graph, endsIn(graph, 3)), Verdict.HOLDS, 0, 3);
    }

    @Test
    void holds_without_a_run_if_nothing_ever_ends() {
      Graph graph = Graph.line(3).step(2, 0, 0);

      assertShown(run(graph, endsIn(graph, 99)), Verdict.HOLDS);
    }

    @Test
    void holds_with_the_run_to_the_witness_that_was_named() {
      Graph graph = Graph.line(3);
      var property = endsIn(graph, 2).witnessedBy(graph.steps((b, a, c) -> c == 1));

      assertShown(run(graph, property), Verdict.HOLDS, 0, 1);
    }

    @Test
    void does_not_take_a_state_for_stuck_that_a_step_leaves_beyond_a_limit() {
      Graph graph = Graph.line(3).beyond(2, 0, "x");

      assertShown(run(graph, endsIn(graph, 99)), Verdict.UNDECIDED);
    }

    @Test
    void asks_about_the_step_from_the_state_to_itself_after_the_model_was_made_to_show_it() {
      Graph graph = Graph.line(3).step(2, 5, 2);
      // Would be violated if the model still showed action 5, the last one it offered.
      var property =
          new Property<ShowingModel>(
              "p",
              Property.Kind.NO_STUCK_STATE,
              Optional.empty(),
              (model, before, action, after) ->
                  model.shown == Model.INITIAL && action == Model.INITIAL && before[0] == after[0],
              List.of(),
              List.of());

      SearchResult result = Search.of(() -> new ShowingModel(graph)).run(List.of(property));

      assertShown(graph, result, Verdict.HOLDS, 0, 1, 2);
    }

    private Property<GraphModel> endsIn(Graph graph, int end) {
      return Property.noStuckState("p", graph.steps((before, action, after) -> after == end));
    }

    /** Shows, beside the states, the action of the step. */
    private static final class ShowingModel extends GraphModel {

      private int shown;

      ShowingModel(Graph graph) {
        super(graph);
      }

      @Override
      public void successors(long[] state, Sink sink) {
        super.successors(
            state,
            new Sink() {
              @Override
              public void offer(int action, long[] next) {
                shown = action;
                sink.offer(action, next);
              }

              @Override
              public void beyond(int action, String limit) {
                sink.beyond(action, limit);
              }
            });
      }

      @Override
      public void show(long[] state) {
        shown = INITIAL;
      }
    }
  }
}
