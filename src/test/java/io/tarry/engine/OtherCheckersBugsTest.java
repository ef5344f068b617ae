package io.tarry.engine;

import static io.tarry.engine.Searches.assertShown;
import static io.tarry.engine.Searches.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.models.PingPong;
import io.tarry.engine.models.TwoPhaseCommit;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong answers that other checkers have given, each a claim that this one does not. The issues are
 * named as {@code project#number} on GitHub.
 *
 * <p>No test here is about these, and why:
 *
 * <ul>
 *   <li>Partial-order reduction (ltsmin#222, #169): there is none.
 *   <li>Liveness verdicts from simulation (tlaplus#204): there is no simulation.
 *   <li>Unreadable DOT (tlaplus#526, #116), drifting formats (modelator-py#55), and exit codes that
 *       hide a violation (SPIN): the engine draws, prints and exits nothing; tests of {@code
 *       report} and {@code cli} hold those.
 * </ul>
 */
class OtherCheckersBugsTest {

  private static final StepTest<GraphModel> ALL = (model, before, action, after) -> true;
  private static final StepTest<GraphModel> NONE = (model, before, action, after) -> false;

  /** tlaplus#59, #644, #816: liveness with symmetry, which misses violations and invents them. */
  @Test
  void claims_about_runs_are_refused_where_states_are_taken_for_one_another() {
    for (Search<Lamps> search :
        List.of(
            Search.of(Lamps::new).reducedBy(Lamps::symmetry), Search.of(Lamps::new).compacted())) {
      for (Property<Lamps> property :
          List.of(
              Property.<Lamps>leadsTo("p", (m, b, a, c) -> true, (m, b, a, c) -> true),
              Property.<Lamps>alwaysEventually("p", (m, b, a, c) -> true),
              Property.<Lamps>noEndlessExchange("p", (m, b, a, c) -> true))) {
        assertThatThrownBy(() -> search.run(List.of(property)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("'p' is about runs");
      }
    }
  }

  /**
   * rumur#12, #51, specl#56: wrong verdicts under symmetry; rumur#193: traces of which the values
   * are permuted. More of it is in {@link SymmetryTest}.
   */
  @Test
  void symmetry_changes_no_verdict_and_what_it_shows_are_runs_of_the_model() {
    List<Property<Lamps>> properties =
        List.of(
            Property.reachable("both", (m, b, a, c) -> c[0] == 0x0202),
            Property.reachable("overtakes", (m, b, a, c) -> a >= 2),
            Property.never("apart", (m, b, a, c) -> Math.abs((c[0] >> 8) - (c[0] & 255)) == 2),
            Property.never("beyond", (m, b, a, c) -> c[0] > 0x0202));

    SearchResult whole = Search.of(Lamps::new).run(properties);
    SearchResult reduced = Search.of(Lamps::new).reducedBy(Lamps::symmetry).run(properties);

    assertThat(whole.statistics().states()).isEqualTo(9);
    assertThat(reduced.statistics().states()).isEqualTo(6);
    assertThat(reduced.findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.HOLDS, Verdict.VIOLATED, Verdict.HOLDS);
    for (Property<Lamps> property : properties) {
      Finding found = reduced.finding(property.name());
      assertThat(found.verdict()).isEqualTo(whole.finding(property.name()).verdict());
      found.trace().ifPresent(OtherCheckersBugsTest::assertEachStepTurnsOneLamp);
    }
  }

  private static void assertEachStepTurnsOneLamp(Trace trace) {
    assertThat(trace.states().get(0)).containsExactly(0);
    for (int i = 0; i < trace.length(); i++) {
      long turned = trace.states().get(i + 1)[0] - trace.states().get(i)[0];
      int action = trace.actions().get(i);
      assertThat(turned).isEqualTo((action < 2 ? 1L : 2L) << 8 * (action % 2));
    }
  }

  /** tlaplus#201, fabracht/tla-rs#64. */
  @Test
  void a_loop_is_made_of_steps_and_not_of_states() {
    // Two steps from 0 to 1 and two back. To the eye of states the group is taken on the loop; but
    // the step that takes it meets the claim, so no loop without such a step takes the group.
    Graph graph = Graph.ofNodes(2).step(0, 0, 1).step(0, 8, 1).step(1, 0, 0).step(1, 1, 0);
    var eight = graph.steps((b, a, c) -> a == 8);
    var property = Property.leadsTo("p", ALL, eight);

    assertShown(run(graph, property.assuming(Fairness.strong("8", eight))), Verdict.HOLDS, 0, 1);

    Trace trace = assertShown(run(graph, property), Verdict.VIOLATED, 0, 1, 0);
    assertThat(trace.actions()).as("real steps, the smallest").containsExactly(0, 0);
    assertThat(trace.loopStart()).contains(0);
  }

  /** tlaplus#604. */
  @Test
  void constants_lead_to_what_they_must() {
    Graph ends = Graph.line(3);
    Graph goesRound = Graph.line(3).step(2, 0, 0);

    for (Graph graph : List.of(ends, goesRound, Graph.ofNodes(1))) {
      SearchResult result =
          run(
              graph,
              Property.leadsTo("true, true", ALL, ALL),
              Property.leadsTo("true, false", ALL, NONE),
              Property.leadsTo("false, true", NONE, ALL),
              Property.leadsTo("false, false", NONE, NONE),
              Property.alwaysEventually("true", ALL),
              Property.alwaysEventually("false", NONE));
      assertThat(result.findings())
          .extracting(Finding::verdict)
          .containsExactly(
              Verdict.HOLDS,
              Verdict.VIOLATED,
              Verdict.VACUOUS,
              Verdict.VACUOUS,
              Verdict.HOLDS,
              Verdict.VIOLATED);
    }
  }

  /** tla-rs#62, tlaplus#544, and a property that Specl parses and does not check. */
  @ParameterizedTest
  @MethodSource("brokenClaims")
  void no_kind_of_claim_is_dropped(Property<GraphModel> claim) {
    Graph graph = Graph.line(3).step(1, 0, 0);

    assertThat(run(graph, claim).findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.VIOLATED);
  }

  static Stream<Property<GraphModel>> brokenClaims() {
    return Stream.of(Property.Kind.values())
        .map(kind ->
            switch (kind) {
              case ALWAYS -> Property.always("always", NONE);
              case REACHABLE -> Property.reachable("reachable", NONE);
              case NO_STUCK_STATE -> Property.noStuckState("no stuck state", NONE);
              case LEADS_TO -> Property.leadsTo("leads to", ALL, NONE);
              case ALWAYS_EVENTUALLY -> Property.alwaysEventually("always eventually", NONE);
              case NO_ENDLESS_EXCHANGE -> Property.noEndlessExchange("no endless exchange", ALL);
            });
  }

  /** stateright#3: "eventually" that ignores cycles. */
  @Test
  void a_ring_that_never_meets_the_claim_breaks_it() {
    Graph ring = Graph.line(3).step(2, 0, 0);

    Trace trace =
        assertShown(run(ring, Property.alwaysEventually("p", NONE)), Verdict.VIOLATED, 0, 1, 2, 0);
    assertThat(trace.loopStart()).contains(0);
  }

  /** stateright#3: "eventually" that a second way to a known state escapes. */
  @Test
  void a_way_that_joins_another_is_looked_at_for_itself() {
    // 3 is reached through 1, which meets the claim, and then through 2, which does not.
    Graph diamond = Graph.ofNodes(4).step(0, 0, 1).step(0, 0, 2).step(1, 0, 3).step(2, 0, 3);
    var began = diamond.steps((b, a, c) -> a == Model.INITIAL);

    assertShown(
        run(diamond, Property.leadsTo("p", began, diamond.steps((b, a, c) -> c == 1))),
        Verdict.VIOLATED,
        0,
        2,
        3);
  }

  /** fizzbee#212. */
  @Test
  void claims_that_contradict_each_other_do_not_both_hold() {
    Graph graph = Graph.line(4).step(3, 1, 0).step(1, 2, 0);
    var one = graph.steps((b, a, c) -> a == 1);

    SearchResult result =
        run(
            graph,
            Property.alwaysEventually("again and again", one),
            Property.never("never", one),
            Property.leadsTo("never again", one, one.negate()),
            Property.alwaysEventually("others, again and again", one.negate()));

    assertThat(result.findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.VIOLATED, Verdict.VIOLATED, Verdict.HOLDS, Verdict.HOLDS);
  }

  /** PSharp#89 and #78: a lasso that cannot be replayed. */
  @Test
  void a_lasso_is_walked_again_before_it_is_shown() {
    Graph ring = Graph.line(2).step(1, 0, 0);
    Iterator<GraphModel> models =
        List.of(ring.model(), ring.model(), Graph.line(2).model()).iterator();

    assertThatThrownBy(
            () -> Search.of(models::next).run(List.of(Property.alwaysEventually("p", NONE))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'p'")
        .hasMessageContaining("its step 2 (action 0) was not offered");
  }

  /** mCRL2#1577, quint#963, Spin#83; for claims about steps see {@link SearchFailuresTest}. */
  @Test
  void a_run_that_ends_is_walked_again_before_it_is_shown() {
    Graph line = Graph.line(2);
    Iterator<GraphModel> models =
        List.of(line.model(), line.model(), line.step(1, 0, 0).model()).iterator();

    assertThatThrownBy(
            () -> Search.of(models::next).run(List.of(Property.alwaysEventually("p", NONE))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("its last state was stuck, and now is not");
  }

  /** ltsmin#141, #209, rumur#38: verdicts that change with the number of threads. */
  @Test
  void each_of_fifty_searches_says_the_same_with_any_number_of_threads() {
    List<Property<TwoPhaseCommit>> properties =
        List.of(
            Property.alwaysEventually("eventually", (m, b, a, c) -> a % 3 == 0),
            Property.leadsTo("leads to", (m, b, a, c) -> a == 2, (m, b, a, c) -> a == 5),
            Property.never("never", (m, b, a, c) -> a == 4),
            Property.noStuckState("stuck", (m, b, a, c) -> false));
    SearchResult first = Search.of(() -> new TwoPhaseCommit(3)).run(properties);
    assertThat(first.findings()).extracting(Finding::verdict).contains(Verdict.VIOLATED);

    for (int threads : new int[] {1, 2, 8}) {
      for (int i = 0; i < 50; i++) {
        SearchResult again = Search.of(() -> new TwoPhaseCommit(3)).using(threads).run(properties);

        assertThat(again.findings()).usingRecursiveComparison().isEqualTo(first.findings());
        assertThat(again.statistics())
            .usingRecursiveComparison()
            .ignoringFields("peakBytes")
            .isEqualTo(first.statistics());
      }
    }
  }

  /** tlaplus#913, #1080: traces cut short, or with steps of which nothing comes. */
  @Test
  void a_lasso_has_its_whole_loop_and_nothing_before_it_that_it_does_not_need() {
    Graph graph = Graph.line(4).step(1, 0, 1).step(3, 5, 2);
    var toTwo = graph.steps((b, a, c) -> c == 2 && a == 0);

    Trace trace =
        assertShown(
            run(graph, Property.leadsTo("p", toTwo, NONE)), Verdict.VIOLATED, 0, 1, 2, 3, 2);
    assertThat(trace.loopStart()).contains(2);
  }

  /** modelator-py#55: traces of length one. */
  @Test
  void a_run_may_have_no_step_and_a_loop_just_one() {
    Graph still = Graph.ofNodes(1);
    Graph idle = still.step(0, 3, 0);

    assertThat(assertShown(run(still, Property.alwaysEventually("p", NONE)), Verdict.VIOLATED, 0))
        .extracting(Trace::length)
        .isEqualTo(0);
    Trace loop =
        assertShown(run(idle, Property.noEndlessExchange("p", ALL)), Verdict.VIOLATED, 0, 0);
    assertThat(loop.loopStart()).contains(0);
    assertThat(loop.actions()).containsExactly(3);
  }

  /** apalache#1040, fizzbee#196: "deadlock" said of something else. */
  @Test
  void an_end_is_told_from_a_loop_and_from_a_limit() {
    Graph line = Graph.line(3);
    var property = Property.alwaysEventually("p", NONE);

    assertThat(run(line, property).finding("p").trace().orElseThrow().loopStart()).isEmpty();
    assertThat(run(line.step(2, 0, 0), property).finding("p").trace().orElseThrow().loopStart())
        .isPresent();
    SearchResult cut =
        run(line.beyond(2, 0, "queue"), property, Property.noStuckState("stuck", NONE));
    assertThat(cut.stoppedBy()).contains("queue");
    assertThat(cut.findings()).extracting(Finding::verdict).containsOnly(Verdict.UNDECIDED);
  }

  /** pavlov#16: "impossible" and "holds" after a search that was cut short. */
  @Test
  void what_was_not_seen_is_neither_impossible_nor_certain() {
    SearchResult result =
        Search.of(() -> new PingPong(3))
            .run(
                List.of(
                    Property.reachable("reachable", (m, b, a, c) -> a == 1000),
                    Property.always("always", (m, b, a, c) -> true),
                    Property.noStuckState("stuck", (m, b, a, c) -> true),
                    Property.alwaysEventually("eventually", (m, b, a, c) -> true),
                    Property.leadsTo("leads to", (m, b, a, c) -> true, (m, b, a, c) -> true),
                    Property.noEndlessExchange("exchange", (m, b, a, c) -> a == 1000)));

    assertThat(result.stoppedBy()).contains("exchanges");
    assertThat(result.findings()).extracting(Finding::verdict).containsOnly(Verdict.UNDECIDED);
  }

  /** ravel#1356: probes that look at what allows a step, and so do not miss the step. */
  @Test
  void a_claim_without_the_step_that_it_is_about_holds_no_more() {
    Graph graph = Graph.line(3).step(2, 9, 0);
    Graph without = Graph.line(3);
    var nine = graph.steps((b, a, c) -> a == 9);
    var fromTwo = graph.steps((b, a, c) -> c == 2);

    var claims =
        List.of(
            Property.always("always", nine, ALL),
            Property.reachable("reachable", nine),
            Property.leadsTo("leads from", nine, ALL),
            Property.leadsTo("leads to", fromTwo, nine),
            Property.alwaysEventually("eventually", nine));

    assertThat(Search.of(graph::model).run(claims).findings())
        .extracting(Finding::verdict)
        .containsOnly(Verdict.HOLDS);
    assertThat(Search.of(without::model).run(claims).findings())
        .extracting(Finding::verdict)
        .containsExactly(
            Verdict.VACUOUS, Verdict.VIOLATED, Verdict.VACUOUS, Verdict.VIOLATED, Verdict.VIOLATED);
  }

  /** tlaplus/Examples#101: a premise that is never met. */
  @Test
  void a_premise_that_is_never_met_is_told() {
    Graph graph = Graph.line(3).step(2, 0, 0);

    assertThat(
            run(
                    graph,
                    Property.always("always", NONE, NONE),
                    Property.leadsTo("leads to", NONE, NONE),
                    Property.noEndlessExchange("exchange", NONE))
                .findings())
        .extracting(Finding::verdict)
        .containsOnly(Verdict.VACUOUS);
  }

  /** tlaplus#161: no behaviour at all, and so everything true. */
  @Test
  void a_model_that_does_nothing_makes_nothing_true() {
    assertThatThrownBy(
            () -> run(Graph.ofNodes(1).startingIn(), Property.alwaysEventually("p", NONE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no initial state");

    assertThat(
            run(
                    Graph.ofNodes(1),
                    Property.alwaysEventually("eventually", NONE),
                    Property.leadsTo("leads to", ALL, NONE),
                    Property.noStuckState("stuck", NONE),
                    Property.reachable("reachable", NONE))
                .findings())
        .extracting(Finding::verdict)
        .containsOnly(Verdict.VIOLATED);
  }
}
