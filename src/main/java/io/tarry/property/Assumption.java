package io.tarry.property;

import io.tarry.engine.Fairness;
import io.tarry.tcp.TcpModel;
import java.util.List;

/** What a claim about runs assumes of them. */
public enum Assumption {
  /** That time passes, applications go on, and what is sent again and again arrives. */
  ALL("in a fair run"),
  /** That time passes, and nothing else. */
  TIME("as time passes"),
  /** Nothing: a run in which the clock stands still is one too. */
  NOTHING("in any run");

  private final String label;

  Assumption(String label) {
    this.label = label;
  }

  /** For people, at the end of a sentence. */
  String label() {
    return label;
  }

  List<Fairness<TcpModel>> fairness() {
    return switch (this) {
      case ALL -> FairSteps.ALL;
      case TIME -> FairSteps.TIME;
      case NOTHING -> List.of();
    };
  }
}
