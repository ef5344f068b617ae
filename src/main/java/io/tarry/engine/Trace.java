package io.tarry.engine;

import java.util.List;

/**
 * A run of a model: {@code states} has one more entry than {@code actions}, and action i leads from
 * state i to state i+1. A run without actions is an initial state.
 */
public record Trace(List<long[]> states, List<Integer> actions) {

  /** Checks the lengths. */
  public Trace {
    states = List.copyOf(states);
    actions = List.copyOf(actions);
    if (states.size() != actions.size() + 1) {
      throw new IllegalArgumentException(
          states.size() + " states do not fit " + actions.size() + " actions");
    }
  }

  /** How many steps the run has, from 0. */
  public int length() {
    return actions.size();
  }

  /** The state that the run ends in. */
  public long[] last() {
    return states.get(states.size() - 1);
  }
}
