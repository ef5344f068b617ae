package io.tarry.engine;

import static io.tarry.engine.LivenessClaims.eventually;
import static io.tarry.engine.LivenessClaims.leadsTo;
import static io.tarry.engine.Searches.assertShown;
import static io.tarry.engine.Searches.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a search that sees everything says of claims that one thing leads to another. */
@DisplayName("LEADS_TO")
class LeadsToTest {

  @Test
  void holds_with_the_shortest_run_from_premise_to_claim() {
    Graph graph = Graph.line(5).step(0, 1, 2);

    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> c == 2, (b, a, c) -> c == 4)),
        Verdict.HOLDS,
        0,
        2,
        3,
        4);
  }

  @Test
  void holds_with_the_run_to_the_witness_that_was_named() {
    Graph graph = Graph.line(5);
    var property =
        leadsTo(graph, (b, a, c) -> c == 1, (b, a, c) -> c == 4)
            .witnessedBy(graph.steps((b, a, c) -> c == 3));

    assertShown(run(graph, property), Verdict.HOLDS, 0, 1, 2, 3);
  }

  @Test
  void holds_by_a_step_that_meets_both() {
    Graph graph = Graph.line(3);

    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> c == 1, (b, a, c) -> c == 1)), Verdict.HOLDS, 0, 1);
  }

  @Test
  void may_begin_with_an_initial_state() {
    Graph graph = Graph.line(3);

    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> a == Model.INITIAL, (b, a, c) -> c == 2)),
        Verdict.HOLDS,
        0,
        1,
        2);
    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> a == Model.INITIAL, (b, a, c) -> c == 9)),
        Verdict.VIOLATED,
        0,
        1,
        2);
    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> a == -1, (b, a, c) -> a == -1)), Verdict.HOLDS, 0);
  }

  @Test
  void is_vacuous_if_its_premise_is_never_met() {
    Graph graph = Graph.line(3);

    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> a == 99, (b, a, c) -> false)), Verdict.VACUOUS);
  }

  @Test
  void is_violated_by_a_run_that_ends_before() {
    Graph graph = Graph.line(4).step(1, 1, 0);

    Trace trace =
        assertShown(
            run(graph, leadsTo(graph, (b, a, c) -> c == 1, (b, a, c) -> a == 1)),
            Verdict.VIOLATED,
            0,
            1,
            2,
            3);
    assertThat(trace.loopStart()).isEmpty();
  }

  @Test
  void is_violated_by_a_run_that_goes_round_before() {
    Graph graph = Graph.line(5).step(3, 7, 2);

    Trace trace =
        assertShown(
            run(graph, leadsTo(graph, (b, a, c) -> c == 1, (b, a, c) -> c == 4)),
            Verdict.VIOLATED,
            0,
            1,
            2,
            3,
            2);
    assertThat(trace.loopStart()).contains(2);
    assertThat(trace.actions()).containsExactly(0, 0, 0, 7);
  }

  @Test
  void is_not_violated_by_what_goes_on_before_its_premise() {
    Graph graph = Graph.line(4).step(1, 1, 0).step(0, 1, 0);

    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> c == 2, (b, a, c) -> c == 3)),
        Verdict.HOLDS,
        0,
        1,
        2,
        3);
  }

  @Test
  void may_need_a_claim_that_was_met_before_to_be_met_again() {
    // Action 5 opens what only action 6 settles, and 6 is possible but once.
    Graph graph = Graph.ofNodes(4).step(0, 5, 1).step(1, 6, 2).step(2, 5, 3);

    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> a == 5, (b, a, c) -> a == 6)),
        Verdict.VIOLATED,
        0,
        1,
        2,
        3);
  }

  @Test
  void is_shown_with_the_smallest_last_state_then_the_smallest_before_it_and_actions() {
    Graph graph =
        Graph.ofNodes(6)
            .step(0, 1, 2)
            .step(0, 0, 2)
            .step(0, 0, 1)
            .step(1, 5, 5)
            .step(2, 9, 4)
            .step(2, 8, 4)
            .step(2, 7, 5)
            .step(1, 9, 4)
            .step(1, 8, 4)
            .step(2, 4, 3);
    var begun = graph.steps((b, a, c) -> a == Model.INITIAL);

    Trace end =
        assertShown(
            run(graph.step(3, 0, 5), Property.leadsTo("p", begun, graph.steps((b, a, c) -> false))),
            Verdict.VIOLATED,
            0,
            1,
            4);
    assertThat(end.actions()).containsExactly(0, 8);
    Trace goal =
        assertShown(
            run(graph, Property.leadsTo("p", begun, graph.steps((b, a, c) -> c >= 3))),
            Verdict.HOLDS,
            0,
            2,
            3);
    assertThat(goal.actions()).containsExactly(0, 4);
  }

  @Test
  void shows_an_end_rather_than_a_loop_as_near() {
    Graph graph = Graph.ofNodes(4).step(0, 0, 1).step(1, 0, 1).step(1, 0, 0).step(0, 0, 2);

    Trace trace =
        assertShown(
            run(graph, leadsTo(graph, (b, a, c) -> a == 0, (b, a, c) -> false)),
            Verdict.VIOLATED,
            0,
            2);
    assertThat(trace.loopStart()).isEmpty();
  }

  @Test
  void counts_the_way_to_the_loop_and_the_loop_together() {
    // Near: 0 1 and five steps round. Far: 0 6 7, and two steps round.
    Graph graph =
        Graph.ofNodes(9)
            .step(0, 0, 1)
            .step(1, 0, 2)
            .step(2, 0, 3)
            .step(3, 0, 4)
            .step(4, 0, 5)
            .step(5, 0, 1)
            .step(0, 0, 6)
            .step(6, 0, 7)
            .step(7, 0, 8)
            .step(8, 0, 7);

    Trace trace =
        assertShown(
            run(graph, leadsTo(graph, (b, a, c) -> b == 0, (b, a, c) -> false)),
            Verdict.VIOLATED,
            0,
            6,
            7,
            8,
            7);
    assertThat(trace.loopStart()).contains(2);
  }

  @Test
  void shows_the_shorter_loop_of_those_as_near_then_that_with_the_smallest_state() {
    Graph graph =
        Graph.ofNodes(7)
            .step(0, 0, 1)
            .step(0, 0, 3)
            .step(0, 0, 2)
            .step(1, 0, 4)
            .step(4, 0, 5)
            .step(5, 0, 1)
            .step(2, 0, 6)
            .step(6, 0, 2)
            .step(3, 0, 6)
            .step(6, 0, 3);

    assertShown(
        run(graph, leadsTo(graph, (b, a, c) -> b == 0, (b, a, c) -> false)),
        Verdict.VIOLATED,
        0,
        2,
        6,
        2);
  }

  @Test
  void a_leads_to_without_a_premise_is_refused() {
    var eventually = eventually(Graph.line(2), (b, a, c) -> true);

    assertThatThrownBy(() ->
            new Property<>(
                "p",
                Property.Kind.LEADS_TO,
                eventually.premise(),
                eventually.claim(),
                eventually.witnesses(),
                List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'p'");
  }
}
