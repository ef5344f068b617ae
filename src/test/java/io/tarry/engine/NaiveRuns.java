package io.tarry.engine;

import io.tarry.engine.Graph.Edge;
import io.tarry.engine.Graph.NodeTest;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the engine should find about runs, found by other and stupider means: a walk that remembers
 * every node that it has been to and every group that it has taken, until it is back where it came
 * from. Knows nothing of strongly connected parts.
 *
 * @param premise none where the claim is about cycles
 * @param mayRest whether a run may stay for ever where no group is possible, and not only where no
 *     step is
 */
record NaiveRuns(
    Graph graph, Optional<NodeTest> premise, NodeTest claim, List<Group> groups, boolean mayRest) {

  /** An assumption of fairness. */
  record Group(Fairness.Strength strength, NodeTest steps) {}

  /** Steps to where a run ends or begins to go round, and those of the loop, 0 where it ends. */
  record Shape(int stem, int loop) {}

  private record Place(int node, boolean owing) {}

  private record OnLoop(int node, Set<Integer> visited, Set<Group> taken) {}

  boolean meetsPremise() {
    return places().keySet().stream()
            .flatMap(place -> graph.edgesFrom(place.node()).stream())
            .anyMatch(edge -> isPremise(edge.from(), edge.action(), edge.to()))
        || graph.initial().stream().anyMatch(node -> isPremise(node, Model.INITIAL, node));
  }

  /** Of a shortest counterexample. */
  Optional<Shape> counterexample() {
    Optional<Shape> best = Optional.empty();
    for (Map.Entry<Place, Integer> way : places().entrySet()) {
      Place place = way.getKey();
      if (place.owing() || premise.isEmpty()) {
        Optional<Integer> loop = isEnd(place.node()) ? Optional.of(0) : loop(place.node());
        if (premise.isEmpty()) {
          loop = loop(place.node());
        }
        Optional<Shape> shape = loop.map(length -> new Shape(way.getValue(), length));
        best = smaller(best, shape);
      }
    }
    return best;
  }

  /** Steps of a shortest run that meets the premise and, since then, the claim. */
  Optional<Integer> stepsToGoal() {
    if (graph.initial().stream()
        .anyMatch(n -> isPremise(n, Model.INITIAL, n) && claim.test(n, Model.INITIAL, n))) {
      return Optional.of(0);
    }
    return places().entrySet().stream()
        .filter(way ->
            graph.edgesFrom(way.getKey().node()).stream()
                .anyMatch(edge ->
                    isClaim(edge)
                        && (way.getKey().owing()
                            || isPremise(edge.from(), edge.action(), edge.to()))))
        .map(way -> way.getValue() + 1)
        .min(Integer::compare);
  }

  /** Whether a run may stay there for ever. */
  boolean isEnd(int node) {
    return graph.edgesFrom(node).stream()
        .allMatch(edge -> edge.to() == node || (mayRest && groupsOf(edge).isEmpty()));
  }

  /** Whether these edges, gone round for ever, neglect no group. */
  boolean isFair(List<Edge> loop) {
    Set<Integer> visited = loop.stream().map(Edge::from).collect(Collectors.toSet());
    return isFair(visited, loop.stream().flatMap(e -> groupsOf(e).stream()).collect(toSet()));
  }

  private static <T> java.util.stream.Collector<T, ?, Set<T>> toSet() {
    return Collectors.toSet();
  }

  private boolean isFair(Set<Integer> visited, Set<Group> taken) {
    return groups.stream()
        .filter(group -> !taken.contains(group))
        .noneMatch(group -> {
          Predicate<Integer> possible =
              node -> graph.edgesFrom(node).stream().anyMatch(e -> groupsOf(e).contains(group));
          return switch (group.strength()) {
            case WEAK -> visited.stream().allMatch(possible);
            case STRONG -> visited.stream().anyMatch(possible);
          };
        });
  }

  private Set<Group> groupsOf(Edge edge) {
    return groups.stream()
        .filter(group -> edge.from() != edge.to())
        .filter(group -> group.steps().test(edge.from(), edge.action(), edge.to()))
        .collect(Collectors.toSet());
  }

  private boolean isPremise(int before, int action, int after) {
    return premise.isPresent() && premise.get().test(before, action, after);
  }

  private boolean isClaim(Edge edge) {
    return claim.test(edge.from(), edge.action(), edge.to());
  }

  /** Shortest ways to all nodes, with and without something owed. */
  private Map<Place, Integer> places() {
    List<Place> starts =
        graph.initial().stream()
            .flatMap(node ->
                isPremise(node, Model.INITIAL, node) && !claim.test(node, Model.INITIAL, node)
                    ? List.of(new Place(node, false), new Place(node, true)).stream()
                    : List.of(new Place(node, false)).stream())
            .toList();
    return walk(
        starts,
        place ->
            graph.edgesFrom(place.node()).stream()
                .flatMap(edge -> {
                  boolean owing =
                      !isClaim(edge)
                          && (place.owing() || isPremise(edge.from(), edge.action(), edge.to()));
                  return IntStream.of(0, 1)
                      .filter(i -> i == 0 ? owing : !place.owing())
                      .mapToObj(i -> new Place(edge.to(), i == 0));
                })
                .toList());
  }

  /** Steps of a shortest fair loop through this node. */
  private Optional<Integer> loop(int start) {
    Map<OnLoop, Integer> walks =
        walk(
            List.of(new OnLoop(start, Set.of(), Set.of())),
            on ->
                graph.edgesFrom(on.node()).stream()
                    .filter(edge -> !isClaim(edge))
                    .map(edge ->
                        new OnLoop(
                            edge.to(),
                            with(on.visited(), Set.of(edge.from())),
                            with(on.taken(), groupsOf(edge))))
                    .toList());
    return walks.entrySet().stream()
        .filter(walk -> walk.getKey().node() == start && walk.getValue() > 0)
        .filter(walk -> isFair(walk.getKey().visited(), walk.getKey().taken()))
        .map(Map.Entry::getValue)
        .min(Integer::compare);
  }

  private static <T> Map<T, Integer> walk(List<T> starts, Function<T, List<T>> onwards) {
    Map<T, Integer> steps = new HashMap<>();
    Queue<T> queue = new ArrayDeque<>(starts);
    starts.forEach(start -> steps.put(start, 0));
    while (!queue.isEmpty()) {
      T present = queue.remove();
      for (T next : onwards.apply(present)) {
        if (steps.putIfAbsent(next, steps.get(present) + 1) == null) {
          queue.add(next);
        }
      }
    }
    return steps;
  }

  private static <T> Set<T> with(Set<T> some, Set<T> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Shape> smaller(Optional<Shape> one, Optional<Shape> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    Shape a = one.get();
    Shape b = other.get();
    int order = Integer.compare(a.stem() + a.loop(), b.stem() + b.loop());
    if (order == 0) {
      order = Boolean.compare(a.loop() > 0, b.loop() > 0); // rather one that ends
    }
    return order < 0 || (order == 0 && a.stem() <= b.stem()) ? one : other;
  }
}
