package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Graph.Edge;
import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.Graph.NodeTest;
import io.tarry.engine.NaiveRuns.Group;
import io.tarry.engine.NaiveRuns.Shape;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.store.StateStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/** What the engine says of runs against a naive search, over small random graphs. */
class LivenessProperties {

  private static final int NODES = 5;
  private static final int ACTIONS = 3;

  @net.jqwik.api.Property(tries = 1500)
  void a_leads_to_is_decided_and_shown_as_a_naive_search_does(
      @ForAll("graphs") Graph graph,
      @ForAll("steps") NodeTest trigger,
      @ForAll("steps") NodeTest goal,
      @ForAll("groups") List<Group> groups,
      @ForAll boolean mayRest) {
    var property = Property.leadsTo("p", graph.steps(trigger), graph.steps(goal));

    assertDecidedAndShown(
        assuming(graph, mayRest ? property.whereRunsMayRest() : property, groups),
        new NaiveRuns(graph, Optional.of(trigger), goal, groups, mayRest));
  }

  @net.jqwik.api.Property
  void a_family_of_groups_is_as_many_groups(
      @ForAll("graphs") Graph graph,
      @ForAll("steps") NodeTest trigger,
      @ForAll("steps") NodeTest goal,
      @ForAll Fairness.Strength strength,
      @ForAll("groups") List<Group> groups,
      @ForAll boolean mayRest) {
    StepGrouping<GraphModel> key =
        (model, before, action, after) -> {
          for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.steps().test(graph.nodeOf(before), action, graph.nodeOf(after))) {
              return 1_000_000 * i;
            }
          }
          return StepGrouping.NONE;
        };
    List<Group> apart =
        IntStream.range(0, groups.size())
            .mapToObj(i -> new Group(strength, of(groups, i)))
            .toList();
    var property =
        Property.leadsTo("p", graph.steps(trigger), graph.steps(goal))
            .assuming(new Fairness<>("family", strength, key));

    assertDecidedAndShown(
        mayRest ? property.whereRunsMayRest() : property,
        new NaiveRuns(graph, Optional.of(trigger), goal, apart, mayRest));
  }

  /** The steps of one group that are of none before it. */
  private static NodeTest of(List<Group> groups, int index) {
    return (before, action, after) ->
        groups.get(index).steps().test(before, action, after)
            && groups.subList(0, index).stream()
                .noneMatch(group -> group.steps().test(before, action, after));
  }

  @net.jqwik.api.Property
  void groups_are_told_apart_however_many_there_are(
      @ForAll("graphs") Graph graph,
      @ForAll("steps") NodeTest trigger,
      @ForAll("steps") NodeTest goal,
      @ForAll("groups") List<Group> groups,
      @ForAll boolean mayRest) {
    List<Group> many = new ArrayList<>();
    for (int copy = 0; copy < 40; copy++) { // of up to three
      many.addAll(groups);
    }
    var property =
        assuming(graph, Property.leadsTo("p", graph.steps(trigger), graph.steps(goal)), many);

    assertDecidedAndShown(
        mayRest ? property.whereRunsMayRest() : property,
        new NaiveRuns(graph, Optional.of(trigger), goal, groups, mayRest));
  }

  private static void assertDecidedAndShown(Property<GraphModel> property, NaiveRuns naive) {
    Finding finding = decide(naive.graph(), property);
    if (!naive.meetsPremise()) {
      assertThat(finding.verdict()).isEqualTo(Verdict.VACUOUS);
      assertThat(finding.trace()).isEmpty();
    } else if (naive.counterexample().isPresent()) {
      assertRefuted(finding, naive);
    } else {
      assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
      assertThat(finding.trace().map(Trace::length)).isEqualTo(naive.stepsToGoal());
    }
  }

  @net.jqwik.api.Property
  void an_always_eventually_is_decided_and_shown_as_a_naive_search_does(
      @ForAll("graphs") Graph graph,
      @ForAll("steps") NodeTest goal,
      @ForAll("groups") List<Group> groups) {
    var naive = new NaiveRuns(graph, Optional.of((b, a, c) -> true), goal, groups, false);
    Property<GraphModel> property = Property.alwaysEventually("p", graph.steps(goal));

    Finding finding = decide(graph, assuming(graph, property, groups));

    if (naive.counterexample().isPresent()) {
      assertRefuted(finding, naive);
    } else {
      assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
      assertThat(finding.trace().map(Trace::length)).isEqualTo(naive.stepsToGoal());
    }
  }

  @net.jqwik.api.Property
  void no_endless_exchange_is_decided_and_shown_as_a_naive_search_does(
      @ForAll("graphs") Graph graph, @ForAll("steps") NodeTest exchange) {
    NodeTest other = (b, a, c) -> !exchange.test(b, a, c);
    var naive = new NaiveRuns(graph, Optional.empty(), other, List.of(), false);

    Finding finding = decide(graph, Property.noEndlessExchange("p", graph.steps(exchange)));

    if (naive.counterexample().isPresent()) {
      assertRefuted(finding, naive);
    } else {
      boolean met =
          new NaiveRuns(graph, Optional.of(exchange), other, List.of(), false).meetsPremise();
      assertThat(finding.verdict()).isEqualTo(met ? Verdict.HOLDS : Verdict.VACUOUS);
    }
  }

  @net.jqwik.api.Property
  void what_is_shown_does_not_depend_on_the_order_in_which_steps_are_offered(
      @ForAll("graphs") Graph graph,
      @ForAll("steps") NodeTest trigger,
      @ForAll("steps") NodeTest goal,
      @ForAll("groups") List<Group> groups) {
    List<Edge> reversed = new ArrayList<>(graph.edges());
    Collections.reverse(reversed);
    List<Integer> initial = new ArrayList<>(graph.initial());
    Collections.reverse(initial);
    Graph other = new Graph(graph.codes(), initial, reversed);
    var property =
        assuming(graph, Property.leadsTo("p", graph.steps(trigger), graph.steps(goal)), groups);

    assertThat(decide(other, property))
        .usingRecursiveComparison()
        .isEqualTo(decide(graph, property));
  }

  @net.jqwik.api.Property
  void claims_about_runs_and_about_steps_do_not_influence_each_other(
      @ForAll("graphs") Graph graph,
      @ForAll("steps") NodeTest one,
      @ForAll("steps") NodeTest other,
      @ForAll("groups") List<Group> groups) {
    var leadsTo = Property.leadsTo("leads to", graph.steps(one), graph.steps(other));
    Property<GraphModel> eventually = Property.alwaysEventually("eventually", graph.steps(one));
    List<Property<GraphModel>> properties =
        List.of(
            assuming(graph, leadsTo, groups),
            Property.never("never", graph.steps(other)),
            Property.noEndlessExchange("exchange", graph.steps(one)),
            assuming(graph, eventually, groups));

    SearchResult together = Search.of(graph::model).run(properties);

    for (var property : properties) {
      assertThat(together.finding(property.name()))
          .usingRecursiveComparison()
          .isEqualTo(decide(graph, property));
    }
  }

  @net.jqwik.api.Property(tries = 300)
  void what_is_said_of_several_claims_does_not_depend_on_the_number_of_threads(
      @ForAll("graphs") Graph graph,
      @ForAll("steps") NodeTest one,
      @ForAll("steps") NodeTest other,
      @ForAll("groups") List<Group> groups) {
    var leadsTo = Property.leadsTo("leads to", graph.steps(one), graph.steps(other));
    Property<GraphModel> eventually = Property.alwaysEventually("eventually", graph.steps(one));
    Search<GraphModel> search = Search.of(graph::model).dividedInto(Granularity.FINEST);
    List<Property<GraphModel>> properties =
        List.of(
            assuming(graph, leadsTo, groups),
            Property.noEndlessExchange("exchange", graph.steps(other)),
            assuming(graph, eventually, groups));

    assertThat(search.using(3).run(properties).findings())
        .usingRecursiveComparison()
        .isEqualTo(search.run(properties).findings());
  }

  private static Finding decide(Graph graph, Property<GraphModel> property) {
    return Search.of(graph::model).run(List.of(property)).finding(property.name());
  }

  private static Property<GraphModel> assuming(
      Graph graph, Property<GraphModel> property, List<Group> groups) {
    return property.assuming(
        IntStream.range(0, groups.size())
            .mapToObj(i ->
                switch (groups.get(i).strength()) {
                  case WEAK -> Fairness.weak("group " + i, graph.steps(groups.get(i).steps()));
                  case STRONG -> Fairness.strong("group " + i, graph.steps(groups.get(i).steps()));
                })
            .toList());
  }

  /** The run is one, breaks the claim, and is as short as the naive search's. */
  private static void assertRefuted(Finding finding, NaiveRuns naive) {
    assertThat(finding.verdict()).isEqualTo(Verdict.VIOLATED);
    Trace trace = finding.trace().orElseThrow();
    int stem = trace.loopStart().orElse(trace.length());
    assertThat(Optional.of(new Shape(stem, trace.length() - stem)))
        .isEqualTo(naive.counterexample());

    List<Edge> edges = edges(naive.graph(), trace);
    int first = naive.graph().nodeOf(trace.states().get(0));
    assertThat(naive.graph().initial()).contains(first);
    boolean owing = owes(naive, false, new Edge(first, Model.INITIAL, first, Graph.INSIDE));
    for (Edge edge : edges) {
      owing = owes(naive, owing, edge);
    }
    assertThat(owing || naive.premise().isEmpty()).as("something is owed").isTrue();
    if (trace.loopStart().isPresent()) {
      List<Edge> loop = edges.subList(stem, edges.size());
      assertThat(loop).isNotEmpty();
      assertThat(loop.get(loop.size() - 1).to()).isEqualTo(loop.get(0).from());
      assertThat(loop).noneMatch(edge -> naive.claim().test(edge.from(), edge.action(), edge.to()));
      assertThat(naive.isFair(loop)).as("fair").isTrue();
    } else {
      assertThat(naive.isEnd(naive.graph().nodeOf(trace.last()))).as("an end").isTrue();
    }
  }

  private static boolean owes(NaiveRuns naive, boolean owing, Edge edge) {
    boolean claim = naive.claim().test(edge.from(), edge.action(), edge.to());
    boolean premise =
        naive.premise().isPresent()
            && naive.premise().get().test(edge.from(), edge.action(), edge.to());
    return !claim && (owing || premise);
  }

  private static List<Edge> edges(Graph graph, Trace trace) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < trace.length(); i++) {
      Edge edge =
          new Edge(
              graph.nodeOf(trace.states().get(i)),
              trace.actions().get(i),
              graph.nodeOf(trace.states().get(i + 1)),
              Graph.INSIDE);
      assertThat(graph.edges()).contains(edge);
      edges.add(edge);
    }
    return edges;
  }

  @Provide
  Arbitrary<Graph> graphs() {
    Arbitrary<Integer> nodes = Arbitraries.integers().between(0, NODES - 1);
    Arbitrary<Integer> actions = Arbitraries.integers().between(0, ACTIONS - 1);
    Arbitrary<List<Edge>> edges =
        Combinators.combine(nodes, actions, nodes)
            .as((from, action, to) -> new Edge(from, action, to, Graph.INSIDE))
            .list()
            .ofMaxSize(3 * NODES)
            .withSizeDistribution(RandomDistribution.uniform());
    Arbitrary<List<long[]>> codes =
        Arbitraries.of(0L, 1L, 2L, 3L, -1L, Long.MIN_VALUE)
            .list()
            .ofSize(NODES)
            .uniqueElements()
            .map(words -> words.stream().map(word -> new long[] {word}).toList());
    return Combinators.combine(codes, nodes.list().ofMinSize(1).ofMaxSize(2), edges).as(Graph::new);
  }

  @Provide
  Arbitrary<List<Group>> groups() {
    return Combinators.combine(Arbitraries.of(Fairness.Strength.class), steps())
        .as(Group::new)
        .list()
        .ofMaxSize(3);
  }

  /** A set of steps, of initial pseudo-steps too, of any size: none, a few, most, all. */
  @Provide
  Arbitrary<NodeTest> steps() {
    return Combinators.combine(
            Arbitraries.of(0, 4, 8, 16, 32, 64), Arbitraries.integers().between(0, 10_000))
        .as((of64, seed) ->
            (before, action, after) -> {
              long step = ((seed * 10L + before) * 10 + action) * 10 + after;
              return Math.floorMod(StateStore.hash(new long[] {step}), 64) < of64;
            });
  }
}
