package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Graph.GraphModel;
import java.util.List;

/** Searches graphs, and looks at what was found. */
final class Searches {

  private Searches() {}

  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  static SearchResult run(Graph graph, Property<GraphModel>... properties) {
    return Search.of(graph::model).run(List.of(properties));
  }

  /** Compares the finding about "p" of a graph whose nodes are packed as their numbers. */
  static Trace assertShown(SearchResult result, Verdict verdict, Integer... nodes) {
    return assertShown(Graph.ofNodes(100), result, verdict, nodes);
  }

  static Trace assertShown(Graph graph, SearchResult result, Verdict verdict, Integer... nodes) {
    Finding finding = result.finding("p");
    assertThat(finding.verdict()).isEqualTo(verdict);
    if (nodes.length == 0) {
      assertThat(finding.trace()).isEmpty();
      return new Trace(List.of(new long[1]), List.of());
    }
    Trace trace = finding.trace().orElseThrow();
    assertThat(trace.states()).extracting(graph::nodeOf).containsExactly(nodes);
    return trace;
  }
}
