package io.tarry.property;

import io.tarry.engine.Fairness;
import io.tarry.tcp.TcpModel;
import java.util.List;

/** What a claim about runs assumes of them. */
public enum Assumption {
  /** That time passes, applications go on, and what is sent again and again arrives. */
  ALL("in a fair run", FairSteps.ALL),
  /** That time passes, and nothing else. */
  TIME("as time passes", FairSteps.TIME),
  /** Nothing: a run in which the clock stands still is one too. */
  NOTHING("in any run", List.of());

  private final String label;
  private final List<Fairness<TcpModel>> fairness;

  Assumption(String label, List<Fairness<TcpModel>> fairness) {
    this.label = label;
    this.fairness = fairness;
  }

  /** For people, at the end of a sentence. */
  String label() {
    return label;
  }

  List<Fairness<TcpModel>> fairness() {
    return fairness;
  }
}
