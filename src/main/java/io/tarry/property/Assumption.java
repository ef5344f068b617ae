package io.tarry.property;

import io.tarry.engine.Property;
import io.tarry.tcp.TcpModel;
import java.util.List;

/**
 * What a claim about runs assumes of each run. A part of the world about which it assumes nothing
 * may stand still for ever, whatever the rest does.
 */
public enum Assumption {
  /** That time passes, applications go on, and what is sent again and again arrives. */
  ALL("in a fair run"),
  /** That time passes, and nothing else. */
  TIME("as time passes"),
  /** Nothing: even a run in which the clock stands still counts. */
  NOTHING("in any run");

  private final String label;

  Assumption(String label) {
    this.label = label;
  }

  /** Words for the end of a sentence. */
  String label() {
    return label;
  }

  /** The claim restricted to the runs that meet this assumption. */
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
