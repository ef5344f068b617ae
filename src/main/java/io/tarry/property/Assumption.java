package io.tarry.property;

import io.tarry.engine.Property;
import io.tarry.tcp.TcpModel;
import java.util.List;

/**
 * What a claim about runs assumes of them. A part of the world of which it assumes nothing may
 * stand still for ever, whatever else goes on.
 */
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

  /** The same claim, about those runs only of which this is true. */
  Property<TcpModel> of(Property<TcpModel> claim) {
    return claim
        .assuming(
            switch (this) {
              case ALL -> FairSteps.ALL;
              case TIME -> FairSteps.TIME;
              case NOTHING -> List.of();
            })
        .whereRunsMayRest();
  }
}
