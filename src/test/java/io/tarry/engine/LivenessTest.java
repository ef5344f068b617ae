package io.tarry.engine;

import static io.tarry.engine.LivenessClaims.eventually;
import static io.tarry.engine.LivenessClaims.exchange;
import static io.tarry.engine.LivenessClaims.leadsTo;
import static io.tarry.engine.Searches.assertShown;
import static io.tarry.engine.Searches.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Fairness.Strength;
import io.tarry.engine.Graph.GraphModel;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a search that sees everything says of claims about runs. */
class LivenessTest {

  @Nested
  @DisplayName("ALWAYS_EVENTUALLY")
  class AlwaysEventually {

    @Test
    void holds_if_each_loop_has_a_step_that_meets_it() {
      Graph ring = Graph.line(4).step(3, 9, 1);

      assertShown(run(ring, eventually(ring, (b, a, c) -> a == 9)), Verdict.HOLDS, 0, 1, 2, 3, 1);
    }

    @Test
    void is_violated_by_a_loop_without_one_however_late() {
      Graph graph = Graph.line(4).step(2, 9, 0).step(3, 0, 3).step(3, 9, 2);

      Trace trace =
          assertShown(
              run(graph, eventually(graph, (b, a, c) -> a == 9)), Verdict.VIOLATED, 0, 1, 2, 3, 3);
      assertThat(trace.loopStart()).contains(3);
    }

    @Test
    void holds_of_a_run_that_ends_exactly_if_its_last_step_meets_it() {
      Graph graph = Graph.line(3);

      assertShown(run(graph, eventually(graph, (b, a, c) -> c == 2)), Verdict.HOLDS, 0, 1, 2);
      assertShown(run(graph, eventually(graph, (b, a, c) -> c == 1)), Verdict.VIOLATED, 0, 1, 2);
    }

    @Test
    void holds_of_an_initial_state_without_steps_exactly_if_that_meets_it() {
      Graph graph = Graph.ofNodes(1);

      assertShown(run(graph, eventually(graph, (b, a, c) -> c == 0)), Verdict.HOLDS, 0);
      assertShown(run(graph, eventually(graph, (b, a, c) -> c == 1)), Verdict.VIOLATED, 0);
    }

    @Test
    void is_not_kept_by_steps_that_change_nothing_where_the_run_may_end() {
      Graph graph = Graph.line(2).step(1, 9, 1);

      assertShown(run(graph, eventually(graph, (b, a, c) -> a == 9)), Verdict.VIOLATED, 0, 1);
    }
  }

  @Nested
  @DisplayName("NO_ENDLESS_EXCHANGE")
  class NoEndlessExchange {

    @Test
    void holds_if_each_cycle_has_another_step() {
      Graph graph = Graph.line(3).step(2, 7, 0);

      assertShown(run(graph, exchange(graph, (b, a, c) -> a == 0)), Verdict.HOLDS, 0, 1);
    }

    @Test
    void is_violated_with_the_shortest_way_then_the_shortest_cycle() {
      Graph graph =
          Graph.line(6)
              .step(0, 7, 2) // any step may lead there
              .step(4, 0, 2)
              .step(3, 0, 2)
              .step(5, 0, 5);

      Trace trace =
          assertShown(
              run(graph, exchange(graph, (b, a, c) -> a == 0)), Verdict.VIOLATED, 0, 2, 3, 2);
      assertThat(trace.loopStart()).contains(1);
      assertThat(trace.actions()).containsExactly(7, 0, 0);
    }

    @Test
    void is_shown_with_the_cycle_of_the_smallest_states_from_its_end_on_and_actions() {
      Graph graph =
          Graph.ofNodes(5)
              .step(0, 1, 2)
              .step(0, 1, 1)
              .step(2, 1, 4)
              .step(2, 1, 3)
              .step(1, 2, 3)
              .step(1, 1, 3)
              .step(4, 1, 0)
              .step(3, 1, 0);

      Trace trace =
          assertShown(run(graph, exchange(graph, (b, a, c) -> true)), Verdict.VIOLATED, 0, 1, 3, 0);
      assertThat(trace.actions()).containsExactly(1, 1, 1);
    }

    @Test
    void is_violated_by_a_single_step_to_the_same_state() {
      Graph graph = Graph.line(2).step(1, 3, 1);

      Trace trace =
          assertShown(run(graph, exchange(graph, (b, a, c) -> a == 3)), Verdict.VIOLATED, 0, 1, 1);
      assertThat(trace.loopStart()).contains(1);
    }

    @Test
    void is_not_violated_by_a_run_that_ends() {
      Graph graph = Graph.line(3);

      assertShown(run(graph, exchange(graph, (b, a, c) -> true)), Verdict.HOLDS, 0);
    }

    @Test
    void is_vacuous_if_no_step_is_of_that_kind() {
      Graph graph = Graph.line(3).step(2, 0, 0);

      assertShown(run(graph, exchange(graph, (b, a, c) -> a == 99)), Verdict.VACUOUS);
    }
  }

  @Nested
  @DisplayName("Fairness")
  class OfRuns {

    // A sender's 0 -> 1 sends; the channel loses (action 5) or delivers (action 6).
    private final Graph lossy = Graph.ofNodes(3).step(0, 4, 1).step(1, 5, 0).step(1, 6, 2);
    private final Property<GraphModel> arrives =
        leadsTo(lossy, (b, a, c) -> a == 4, (b, a, c) -> c == 2);

    @Test
    void is_not_assumed_unless_asked_for() {
      assertShown(run(lossy, arrives), Verdict.VIOLATED, 0, 1, 0, 1);
    }

    @Test
    void of_delivery_must_be_strong_where_losses_have_no_limit() {
      assertShown(run(lossy, assuming(Strength.WEAK)), Verdict.VIOLATED, 0, 1, 0, 1);
      assertShown(run(lossy, assuming(Strength.STRONG)), Verdict.HOLDS, 0, 1, 2);
    }

    private Property<GraphModel> assuming(Strength strength) {
      return arrives.assuming(
          new Fairness<>("delivery", strength, (m, b, a, c) -> a == 6 ? 0 : StepGrouping.NONE));
    }

    @Test
    void is_weak_where_a_group_that_stays_possible_must_be_taken() {
      // Whoever idles in 0 or goes between 0 and 1 could always leave for 2.
      Graph graph = Graph.ofNodes(3).step(0, 1, 1).step(1, 1, 0).step(0, 2, 2).step(1, 2, 2);
      var property = leadsTo(graph, (b, a, c) -> true, (b, a, c) -> c == 2);

      assertShown(run(graph, property), Verdict.VIOLATED, 0, 1, 0);
      assertShown(run(graph, property.assuming(weak(graph, 2))), Verdict.HOLDS, 0, 2);
    }

    @Test
    void lets_a_loop_avoid_the_states_where_a_strong_group_is_possible() {
      // The loop 0-1-2 could deliver in 2; 0-1 never can.
      Graph graph =
          Graph.ofNodes(4).step(0, 1, 1).step(1, 1, 2).step(2, 1, 0).step(1, 3, 0).step(2, 6, 3);
      var property =
          leadsTo(graph, (b, a, c) -> a == Model.INITIAL, (b, a, c) -> c == 3)
              .assuming(Fairness.strong("g", graph.steps((b, a, c) -> a == 6)));

      assertShown(run(graph, property), Verdict.VIOLATED, 0, 1, 0);
    }

    @Test
    void makes_a_loop_take_what_it_must_even_through_one_state_twice() {
      // From 0 there are two ways round; fairness asks for both.
      Graph graph = Graph.ofNodes(3).step(0, 1, 1).step(1, 0, 0).step(0, 2, 2).step(2, 0, 0);
      var property =
          leadsTo(graph, (b, a, c) -> a == Model.INITIAL, (b, a, c) -> false)
              .assuming(Fairness.strong("one", graph.steps((b, a, c) -> a == 1)))
              .assuming(Fairness.strong("two", graph.steps((b, a, c) -> a == 2)));

      Trace trace = assertShown(run(graph, property), Verdict.VIOLATED, 0, 2, 0, 1, 0);
      assertThat(trace.loopStart()).contains(0);
    }

    @Test
    void neither_asks_for_a_step_that_changes_nothing_nor_is_content_with_one() {
      // All that ever meets the claim is a step from 1 to itself.
      Graph idle = Graph.ofNodes(2).step(0, 0, 1).step(1, 0, 0).step(1, 2, 1);
      var never =
          leadsTo(idle, (b, a, c) -> a == Model.INITIAL, (b, a, c) -> a == 2)
              .assuming(weak(idle, 2));
      assertShown(run(idle, never), Verdict.VIOLATED, 0, 1, 0);

      // Repeating a step of the group in 0 for ever neglects the one that leaves it.
      Graph leaves = Graph.ofNodes(2).step(0, 2, 0).step(0, 2, 1);
      var left = leadsTo(leaves, (b, a, c) -> a == Model.INITIAL, (b, a, c) -> c == 1);
      assertShown(run(leaves, left), Verdict.VIOLATED, 0, 0);
      assertShown(run(leaves, left.assuming(weak(leaves, 2))), Verdict.HOLDS, 0, 1);
    }

    @Test
    void asks_what_is_possible_of_steps_that_meet_the_claim_too() {
      // The only step of the group meets the claim, so it is in no loop without one.
      Graph graph = Graph.ofNodes(2).step(0, 1, 0).step(0, 2, 1).step(1, 1, 0);
      var property = leadsTo(graph, (b, a, c) -> true, (b, a, c) -> a == 2);

      assertShown(run(graph, property.assuming(weak(graph, 2))), Verdict.HOLDS, 0, 1);
    }

    @Test
    void makes_each_of_two_that_compete_get_its_turn() {
      // 0: both want; 1 and 2: one of them is in. Who leaves wants again at once.
      Graph mutex = Graph.ofNodes(3).step(0, 1, 1).step(0, 2, 2).step(1, 0, 0).step(2, 0, 0);
      var turn = eventually(mutex, (b, a, c) -> a == 2);
      var weak = turn.assuming(weak(mutex, 2));
      var strong = turn.assuming(Fairness.strong("2", mutex.steps((b, a, c) -> a == 2)));

      assertShown(run(mutex, weak), Verdict.VIOLATED, 0, 1, 0);
      assertShown(run(mutex, strong), Verdict.HOLDS, 0, 2);
    }

    @ParameterizedTest
    @EnumSource(
        value = Property.Kind.class,
        names = {"LEADS_TO", "ALWAYS_EVENTUALLY"},
        mode = EnumSource.Mode.EXCLUDE)
    void is_refused_where_it_would_be_ignored(Property.Kind kind) {
      StepTest<GraphModel> all = (model, before, action, after) -> true;
      var some =
          List.of(
              Property.always("p", all),
              Property.reachable("p", all),
              Property.noStuckState("p", all),
              Property.noEndlessExchange("p", all));
      Property<GraphModel> property =
          some.stream().filter(p -> p.kind() == kind).findFirst().orElseThrow();

      assertThatThrownBy(() -> property.assuming(Fairness.weak("g", all)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'p': " + kind + " assumes no fairness");
    }

    @Test
    void is_refused_of_two_groups_of_one_name_and_of_none() {
      StepTest<GraphModel> all = (model, before, action, after) -> true;
      var weak = Fairness.weak("timers", all);

      assertThatThrownBy(() -> arrives.assuming(weak).assuming(weak))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'timers' twice");
      assertThatThrownBy(() -> Fairness.weak(" ", all))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("name");
    }

    @Test
    void of_each_of_a_family_is_not_had_by_taking_another() {
      // In 0 and 1, timers 1 and 2 run; 1 fires for ever, and 2 would end it.
      Graph graph = Graph.ofNodes(3).step(0, 1, 1).step(1, 1, 0).step(0, 2, 2).step(1, 2, 2);
      var ends = leadsTo(graph, (b, a, c) -> a == Model.INITIAL, (b, a, c) -> c == 2);

      assertShown(
          run(graph, ends.assuming(Fairness.weak("timers", (m, b, a, c) -> true))),
          Verdict.VIOLATED,
          0,
          1,
          0);
      assertShown(
          run(graph, ends.assuming(Fairness.weakOfEach("timers", (m, b, a, c) -> a))),
          Verdict.HOLDS,
          0,
          2);
    }

    private Fairness<GraphModel> weak(Graph graph, int ofAction) {
      return Fairness.weak("g", graph.steps((b, a, c) -> a == ofAction));
    }
  }

  @Nested
  @DisplayName("Rest")
  class Resting {

    // 0 -> 1 by a timer (action 1), 1 -> 2 by a person (action 2).
    private final Graph graph = Graph.ofNodes(3).step(0, 1, 1).step(1, 2, 2);
    private final Property<GraphModel> ends =
        leadsTo(graph, (b, a, c) -> a == Model.INITIAL, (b, a, c) -> c == 2);
    private final Fairness<GraphModel> timers =
        Fairness.weak("timers", graph.steps((b, a, c) -> a == 1));

    @Test
    void is_not_had_by_a_run_that_is_assumed_to_go_on() {
      assertShown(run(graph, ends), Verdict.HOLDS, 0, 1, 2);
      assertShown(run(graph, ends.assuming(timers)), Verdict.HOLDS, 0, 1, 2);
    }

    @Test
    void may_be_had_anywhere_if_nothing_is_assumed() {
      Trace trace = assertShown(run(graph, ends.whereRunsMayRest()), Verdict.VIOLATED, 0);
      assertThat(trace.loopStart()).isEmpty();
    }

    @Test
    void may_be_had_where_nothing_is_possible_of_which_a_run_must_take_some() {
      assertShown(run(graph, ends.whereRunsMayRest().assuming(timers)), Verdict.VIOLATED, 0, 1);
      var people = Fairness.strong("people", graph.steps((b, a, c) -> a == 2));
      assertShown(
          run(graph, ends.whereRunsMayRest().assuming(List.of(timers, people))),
          Verdict.HOLDS,
          0,
          1,
          2);
    }

    @Test
    void does_not_depend_on_what_else_goes_on() {
      // The same beside a timer of somebody else's that fires for ever.
      Graph ticking = graph.step(1, 1, 1).step(2, 1, 2).step(0, 3, 0);

      assertShown(run(ticking, ends.whereRunsMayRest().assuming(timers)), Verdict.VIOLATED, 0, 1);
    }

    @Test
    void is_refused_where_it_would_be_ignored() {
      StepTest<GraphModel> all = (model, before, action, after) -> true;

      assertThatThrownBy(() -> Property.noEndlessExchange("p", all).whereRunsMayRest())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'p'");
      assertThatThrownBy(() -> Property.always("p", all).whereRunsMayRest())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'p'");
    }
  }
}
