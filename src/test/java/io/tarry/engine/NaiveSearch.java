package io.tarry.engine;

import io.tarry.engine.Graph.Edge;
import io.tarry.engine.Graph.NodeTest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the engine should find, found by other and stupider means: a set and a queue, and a list of
 * all runs of each length.
 */
final class NaiveSearch {

  /** A run by nodes: the states are {@code first}, then the end of each edge. */
  record Run(int first, List<Edge> edges) {

    int node(int i) {
      return i == 0 ? first : edges.get(i - 1).to();
    }

    int last() {
      return node(edges.size());
    }

    Run then(Edge edge) {
      List<Edge> longer = new ArrayList<>(edges);
      longer.add(edge);
      return new Run(first, longer);
    }
  }

  private final Graph graph;
  private final int levels;
  private final Map<Integer, Integer> level = new HashMap<>();

  /** Looks at a graph; with a limit, at no further level once so many states are known. */
  NaiveSearch(Graph graph, Optional<Integer> statesMax) {
    this.graph = graph;
    Queue<Integer> queue = new ArrayDeque<>();
    for (int node : graph.initial()) {
      if (level.putIfAbsent(node, 0) == null) {
        queue.add(node);
      }
    }
    int expandedLevels = 0;
    while (!queue.isEmpty()) {
      int present = level.get(queue.element());
      if (present == expandedLevels) {
        if (statesMax.isPresent() && level.size() >= statesMax.get()) {
          break;
        }
        expandedLevels++;
      }
      for (Edge edge : graph.edgesFrom(queue.remove())) {
        if (edge.isInside() && level.putIfAbsent(edge.to(), present + 1) == null) {
          queue.add(edge.to());
        }
      }
    }
    levels = queue.isEmpty() ? Integer.MAX_VALUE : expandedLevels;
  }

  int states() {
    return level.size();
  }

  int initialStates() {
    return (int) level.values().stream().filter(l -> l == 0).count();
  }

  int depth() {
    return level.values().stream().mapToInt(l -> l).max().orElseThrow();
  }

  long transitions() {
    return expandedEdges().count();
  }

  Optional<String> stoppedBy() {
    Collection<String> limits = new TreeSet<>();
    expandedEdges().filter(edge -> !edge.isInside()).forEach(edge -> limits.add(edge.beyond()));
    if (levels != Integer.MAX_VALUE) {
      limits.add("states");
    }
    return limits.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", limits));
  }

  /** The first run, in the stated order, of all shortest ones that end with such a step. */
  Optional<Run> runToStep(NodeTest test) {
    List<Run> starts = starts();
    Optional<Run> still =
        first(starts.stream().filter(r -> test.test(r.first(), Model.INITIAL, r.first())));
    List<Run> runs = starts;
    while (still.isEmpty() && !runs.isEmpty()) {
      still =
          first(
              runs.stream()
                  .flatMap(this::longer)
                  .filter(run -> {
                    Edge edge = run.edges().get(run.edges().size() - 1);
                    return test.test(edge.from(), edge.action(), edge.to());
                  }));
      runs = shortestRuns(runs);
    }
    return still;
  }

  /** The first run of all shortest ones to a state that no step leaves and that is such. */
  Optional<Run> runToStuck(NodeTest test) {
    Optional<Run> found = Optional.empty();
    for (List<Run> runs = starts(); found.isEmpty() && !runs.isEmpty(); runs = shortestRuns(runs)) {
      found =
          first(
              runs.stream()
                  .filter(run -> isExpanded(run.last()) && isStuck(run.last()))
                  .filter(run -> test.test(run.last(), Model.INITIAL, run.last())));
    }
    return found;
  }

  private boolean isStuck(int node) {
    return graph.edgesFrom(node).stream().allMatch(edge -> edge.isInside() && edge.to() == node);
  }

  private boolean isExpanded(int node) {
    return level.containsKey(node) && level.get(node) < levels;
  }

  private Stream<Edge> expandedEdges() {
    return graph.edges().stream().filter(edge -> isExpanded(edge.from()));
  }

  private List<Run> starts() {
    return graph.initial().stream().map(node -> new Run(node, List.of())).toList();
  }

  /** Each of these runs with each step that it may go on with. */
  private Stream<Run> longer(Run run) {
    return isExpanded(run.last())
        ? graph.edgesFrom(run.last()).stream().filter(Edge::isInside).map(run::then)
        : Stream.empty();
  }

  /** All runs that are one step longer, those left out that come to a state by a detour. */
  private List<Run> shortestRuns(List<Run> runs) {
    return runs.stream()
        .flatMap(this::longer)
        .filter(run -> level.get(run.last()) == run.edges().size())
        .toList();
  }

  /** Last state first, then the one before, and so on; then the actions. */
  private Optional<Run> first(Stream<Run> runs) {
    Comparator<Run> order = (one, other) -> 0;
    for (int back = 0; back <= graph.codes().size(); back++) {
      int i = back;
      order =
          order.thenComparing(
              run -> graph.codes().get(run.node(Math.max(0, run.edges().size() - i))),
              Arrays::compareUnsigned);
    }
    for (int step = 0; step < graph.codes().size(); step++) {
      int i = step;
      order = order.thenComparing(run -> i < run.edges().size() ? run.edges().get(i).action() : 0);
    }
    return runs.min(order);
  }
}
