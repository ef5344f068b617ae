package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Graph.Edge;
import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.Graph.NodeTest;
import io.tarry.engine.NaiveSearch.Run;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.store.StateStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** The engine against a naive search, over small random graphs. */
class SearchProperties {

  private static final int NODES = 8;
  private static final int ACTIONS = 3;

  @net.jqwik.api.Property(tries = 400)
  void visits_what_a_set_and_a_queue_visit(
      @ForAll("graphs") Graph graph, @ForAll("statesMax") Optional<Integer> statesMax) {
    var naive = new NaiveSearch(graph, statesMax);

    SearchResult result = search(graph, statesMax, List.of());

    Statistics found = result.statistics();
    assertThat(found.states()).as("states").isEqualTo(naive.states());
    assertThat(found.initialStates()).as("initial states").isEqualTo(naive.initialStates());
    assertThat(found.transitions()).as("transitions").isEqualTo(naive.transitions());
    assertThat(found.depth()).as("depth").isEqualTo(naive.depth());
    assertThat(result.stoppedBy()).isEqualTo(naive.stoppedBy());
  }

  @net.jqwik.api.Property(tries = 400)
  void an_always_is_decided_and_shown_as_a_naive_search_does(
      @ForAll("graphs") Graph graph,
      @ForAll("statesMax") Optional<Integer> statesMax,
      @ForAll("steps") NodeTest premise,
      @ForAll("steps") NodeTest claim) {
    var naive = new NaiveSearch(graph, statesMax);
    Optional<Run> violation =
        naive.runToStep((b, a, c) -> premise.test(b, a, c) && !claim.test(b, a, c));
    Optional<Run> witness = naive.runToStep(premise);
    boolean whole = naive.stoppedBy().isEmpty();

    Finding finding =
        decide(graph, statesMax, Property.always("p", graph.steps(premise), graph.steps(claim)));

    if (violation.isPresent()) {
      assertFound(finding, Verdict.VIOLATED, graph, violation);
    } else if (!whole) {
      assertFound(finding, Verdict.UNDECIDED, graph, Optional.empty());
    } else if (witness.isEmpty()) {
      assertFound(finding, Verdict.VACUOUS, graph, Optional.empty());
    } else {
      assertFound(finding, Verdict.HOLDS, graph, witness);
    }
  }

  @net.jqwik.api.Property(tries = 400)
  void a_reachability_is_decided_and_shown_as_a_naive_search_does(
      @ForAll("graphs") Graph graph,
      @ForAll("statesMax") Optional<Integer> statesMax,
      @ForAll("steps") NodeTest goal) {
    var naive = new NaiveSearch(graph, statesMax);
    Optional<Run> run = naive.runToStep(goal);
    boolean whole = naive.stoppedBy().isEmpty();

    Finding finding = decide(graph, statesMax, Property.reachable("p", graph.steps(goal)));

    if (run.isPresent()) {
      assertFound(finding, Verdict.HOLDS, graph, run);
    } else {
      assertFound(finding, whole ? Verdict.VIOLATED : Verdict.UNDECIDED, graph, Optional.empty());
    }
  }

  @net.jqwik.api.Property(tries = 400)
  void stuck_states_are_found_and_shown_as_a_naive_search_does(
      @ForAll("graphs") Graph graph,
      @ForAll("statesMax") Optional<Integer> statesMax,
      @ForAll("steps") NodeTest properEnd) {
    var naive = new NaiveSearch(graph, statesMax);
    Optional<Run> stuck = naive.runToStuck((b, a, c) -> !properEnd.test(b, a, c));
    Optional<Run> end = naive.runToStuck(properEnd);
    boolean whole = naive.stoppedBy().isEmpty();

    Finding finding = decide(graph, statesMax, Property.noStuckState("p", graph.steps(properEnd)));

    if (stuck.isPresent()) {
      assertFound(finding, Verdict.VIOLATED, graph, stuck);
    } else if (!whole) {
      assertFound(finding, Verdict.UNDECIDED, graph, Optional.empty());
    } else {
      assertFound(finding, Verdict.HOLDS, graph, end);
    }
  }

  @net.jqwik.api.Property(tries = 150)
  void properties_do_not_influence_each_other(
      @ForAll("graphs") Graph graph,
      @ForAll("steps") NodeTest one,
      @ForAll("steps") NodeTest other) {
    var properties =
        List.of(
            Property.never("never", graph.steps(one)),
            Property.reachable("reachable", graph.steps(other)),
            Property.always("always", graph.steps(one), graph.steps(other)),
            Property.noStuckState("stuck", graph.steps(one)).witnessedBy(graph.steps(other)));

    SearchResult together = search(graph, Optional.empty(), properties);

    for (var property : properties) {
      SearchResult alone = search(graph, Optional.empty(), List.of(property));
      assertThat(together.statistics()).isEqualTo(alone.statistics());
      assertThat(together.finding(property.name()))
          .usingRecursiveComparison()
          .isEqualTo(alone.finding(property.name()));
    }
  }

  /** By one thread, and again by several that share even the smallest level. */
  private static SearchResult search(
      Graph graph, Optional<Integer> statesMax, List<Property<GraphModel>> properties) {
    Limits limits = statesMax.map(max -> Limits.none().states(max)).orElse(Limits.none());
    Search<GraphModel> search = Search.<GraphModel>of(graph::model).within(limits);
    SearchResult alone = search.run(properties);

    SearchResult together = search.dividedInto(Granularity.FINEST).using(3).run(properties);

    assertThat(together.findings()).usingRecursiveComparison().isEqualTo(alone.findings());
    assertThat(together.stoppedBy()).isEqualTo(alone.stoppedBy());
    assertThat(together.statistics())
        .usingRecursiveComparison()
        .ignoringFields("peakBytes")
        .isEqualTo(alone.statistics());
    return alone;
  }

  private static Finding decide(
      Graph graph, Optional<Integer> statesMax, Property<GraphModel> property) {
    return search(graph, statesMax, List.of(property)).finding(property.name());
  }

  private static void assertFound(
      Finding finding, Verdict verdict, Graph graph, Optional<Run> expected) {
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.trace().map(trace -> nodes(graph, trace)))
        .as("nodes of the run")
        .isEqualTo(expected.map(SearchProperties::nodes));
    assertThat(finding.trace().map(Trace::actions))
        .as("actions of the run")
        .isEqualTo(expected.map(run -> run.edges().stream().map(Edge::action).toList()));
  }

  private static List<Integer> nodes(Graph graph, Trace trace) {
    return trace.states().stream().map(graph::nodeOf).toList();
  }

  private static List<Integer> nodes(Run run) {
    List<Integer> nodes = new ArrayList<>();
    for (int i = 0; i <= run.edges().size(); i++) {
      nodes.add(run.node(i));
    }
    return nodes;
  }

  @Provide
  Arbitrary<Graph> graphs() {
    Arbitrary<Integer> nodes = Arbitraries.integers().between(0, NODES - 1);
    Arbitrary<List<Integer>> initial = nodes.list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<List<Edge>> edges =
        edges(nodes).list().ofMaxSize(3 * NODES).withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(codes(), initial, edges).as(Graph::new);
  }

  /** Mostly to one of the next nodes, so that there are long runs and many of the same length. */
  private static Arbitrary<Edge> edges(Arbitrary<Integer> nodes) {
    Arbitrary<Integer> distances =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(1, 2)),
            Tuple.of(1, Arbitraries.integers().between(0, NODES - 1)));
    Arbitrary<Integer> actions = Arbitraries.integers().between(0, ACTIONS - 1);
    Arbitrary<String> beyond =
        Arbitraries.frequencyOf(
            Tuple.of(60, Arbitraries.just(Graph.INSIDE)),
            Tuple.of(1, Arbitraries.of("a", "b", "z")));
    return Combinators.combine(nodes, actions, distances, beyond)
        .as((from, action, distance, limit) ->
            new Edge(from, action, (from + distance) % NODES, limit));
  }

  /** Distinct states of one to three words, among them such as are negative when signed. */
  private static Arbitrary<List<long[]>> codes() {
    Arbitrary<Long> words =
        Arbitraries.of(0L, 1L, 2L, 3L, -1L, -2L, Long.MIN_VALUE, Long.MAX_VALUE);
    return Arbitraries.integers()
        .between(1, 3)
        .flatMap(length ->
            words
                .array(long[].class)
                .ofSize(length)
                .list()
                .ofSize(NODES)
                .uniqueElements(Arrays::toString));
  }

  @Provide
  Arbitrary<NodeTest> steps() {
    return Arbitraries.oneOf(setsOfSteps(), stepsInto());
  }

  /** A set of steps, of initial pseudo-steps too, of any size: none, a few, most, all. */
  private static Arbitrary<NodeTest> setsOfSteps() {
    return Combinators.combine(
            Arbitraries.of(0, 1, 3, 8, 40, 64), Arbitraries.integers().between(0, 10_000))
        .as((of64, seed) ->
            (before, action, after) -> {
              long step = ((seed * 10L + before) * 10 + action) * 10 + after;
              return Math.floorMod(StateStore.hash(new long[] {step}), 64) < of64;
            });
  }

  /** All steps to one node, so that the runs to it compete. */
  private static Arbitrary<NodeTest> stepsInto() {
    return Arbitraries.integers()
        .between(1, NODES - 1)
        .map(node -> (before, action, after) -> after == node && action != Model.INITIAL);
  }

  @Provide
  Arbitrary<Optional<Integer>> statesMax() {
    return Arbitraries.integers().between(1, NODES).optional(0.3);
  }
}
