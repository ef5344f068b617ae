package io.tarry.engine;

import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.Graph.NodeTest;

/** Claims about the runs of a graph, all named p. */
final class LivenessClaims {

  private LivenessClaims() {}

  static Property<GraphModel> leadsTo(Graph graph, NodeTest trigger, NodeTest goal) {
    return Property.leadsTo("p", graph.steps(trigger), graph.steps(goal));
  }

  static Property<GraphModel> eventually(Graph graph, NodeTest goal) {
    return Property.alwaysEventually("p", graph.steps(goal));
  }

  static Property<GraphModel> exchange(Graph graph, NodeTest steps) {
    return Property.noEndlessExchange("p", graph.steps(steps));
  }
}
