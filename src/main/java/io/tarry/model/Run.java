package io.tarry.model;

import java.util.List;
import java.util.Optional;

/**
 * A run of a model, as a value: {@code states} has one more entry than {@code actions}, and action
 * i leads from state i to state i+1. A run without actions is an initial state.
 *
 * @param loopStart where the run goes on for ever: the index of the state that it comes back to
 *     with its last step, which is equal to the last state
 */
public record Run<S, A>(List<S> states, List<A> actions, Optional<Integer> loopStart) {

  /** Keeps copies, and checks the lengths. */
  public Run {
    states = List.copyOf(states);
    actions = List.copyOf(actions);
    if (states.size() != actions.size() + 1) {
      throw new IllegalArgumentException(
          states.size() + " states do not fit " + actions.size() + " actions");
    }
  }

  /** How many steps the run has, those of its loop included, from 0. */
  public int length() {
    return actions.size();
  }

  /** The state that the run begins in. */
  public S first() {
    return states.get(0);
  }

  /** The state that the run ends in, or goes round from. */
  public S last() {
    return states.get(states.size() - 1);
  }

  /** One object: the fields of each state, the actions, and where a loop begins. */
  public String toJson() {
    return RunFiles.json(this);
  }

  /**
   * The run in the Informal Trace Format, which viewers of TLA+ and Quint read; each state has the
   * action that led to it as {@code mbt::actionTaken}.
   */
  public String toItf() {
    return RunFiles.itf(this);
  }

  /** A line a step: its number, its action, and the fields that it changes. */
  @Override
  public String toString() {
    return RunText.of(this);
  }
}
