package io.tarry.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A transition system written down edge by edge.
 *
 * @param codes the packed state of each node; the nodes are numbers from 0
 * @param initial the initial nodes, in the order offered
 * @param edges in the order offered
 */
record Graph(List<long[]> codes, List<Integer> initial, List<Edge> edges) {

  /** The end of an edge that leads out of the graph, beyond the limit of that name. */
  static final String INSIDE = "";

  /** One step; {@code to} means nothing where the step leads beyond a limit. */
  record Edge(int from, int action, int to, String beyond) {
    boolean isInside() {
      return beyond.equals(INSIDE);
    }
  }

  /** So many nodes, each packed as its number in one word; the first one is initial. */
  static Graph ofNodes(int nodes) {
    List<long[]> codes = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      codes.add(new long[] {node});
    }
    return new Graph(codes, List.of(0), List.of());
  }

  Graph startingIn(Integer... nodes) {
    return new Graph(codes, List.of(nodes), edges);
  }

  Graph step(int from, int action, int to) {
    return with(new Edge(from, action, to, INSIDE));
  }

  Graph beyond(int from, int action, String limit) {
    return with(new Edge(from, action, 0, limit));
  }

  private Graph with(Edge edge) {
    List<Edge> more = new ArrayList<>(edges);
    more.add(edge);
    return new Graph(codes, initial, List.copyOf(more));
  }

  /** A line of so many nodes: 0, 1, 2 and so on. */
  static Graph line(int nodes) {
    Graph line = ofNodes(nodes);
    for (int node = 0; node < nodes - 1; node++) {
      line = line.step(node, 0, node + 1);
    }
    return line;
  }

  List<Edge> edgesFrom(int node) {
    return edges.stream().filter(edge -> edge.from() == node).toList();
  }

  int nodeOf(long[] code) {
    for (int node = 0; node < codes.size(); node++) {
      if (Arrays.equals(codes.get(node), code)) {
        return node;
      }
    }
    throw new AssertionError("no node is packed as " + Arrays.toString(code));
  }

  /** A new model of this graph. */
  GraphModel model() {
    return new GraphModel(this);
  }

  /** Steps that a test chooses by node and action. */
  @FunctionalInterface
  interface NodeTest {
    boolean test(int before, int action, int after);
  }

  /** The same test, as the engine wants it. */
  StepTest<GraphModel> steps(NodeTest test) {
    return (model, before, action, after) -> test.test(nodeOf(before), action, nodeOf(after));
  }

  /** The graph as a model. */
  static class GraphModel implements Model {

    private final Graph graph;

    GraphModel(Graph graph) {
      this.graph = graph;
    }

    @Override
    public int words() {
      return graph.codes().get(0).length;
    }

    @Override
    public void initialStates(Sink sink) {
      graph.initial().forEach(node -> sink.offer(INITIAL, graph.codes().get(node)));
    }

    @Override
    public void successors(long[] state, Sink sink) {
      for (Edge edge : graph.edgesFrom(graph.nodeOf(state))) {
        if (edge.isInside()) {
          sink.offer(edge.action(), graph.codes().get(edge.to()));
        } else {
          sink.beyond(edge.action(), edge.beyond());
        }
      }
    }
  }
}
