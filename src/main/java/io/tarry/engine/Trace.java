package io.tarry.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A run of a model: {@code states} has one more entry than {@code actions}, and action i leads from
 * state i to state i+1. A run without actions is an initial state.
 *
 * <p>A run that goes on for ever is shown as a lasso: its steps from state {@code loopStart} on
 * lead to that same state again, and so on.
 *
 * @param loopStart the index of the state that the loop begins in and comes back to; none where the
 *     run does not go round
 */
public record Trace(List<long[]> states, List<Integer> actions, Optional<Integer> loopStart) {

  /** Checks the lengths, and that a loop is one. */
  public Trace {
    states = List.copyOf(states);
    actions = List.copyOf(actions);
    if (states.size() != actions.size() + 1) {
      throw new IllegalArgumentException(
          states.size() + " states do not fit " + actions.size() + " actions");
    }
    if (loopStart.isPresent()) {
      requireLoop(states, loopStart.get());
    }
  }

  /** A run that does not go round. */
  public Trace(List<long[]> states, List<Integer> actions) {
    this(states, actions, Optional.empty());
  }

  /** How many steps the run has, those of its loop included, from 0. */
  public int length() {
    return actions.size();
  }

  /** The state that the run ends in, or goes round from. */
  public long[] last() {
    return states.get(states.size() - 1);
  }

  private static void requireLoop(List<long[]> states, int start) {
    int end = states.size() - 1;
    if (start < 0 || start >= end) {
      throw new IllegalArgumentException(
          "a loop from state " + start + " to state " + end + " has no step");
    }
    if (!Arrays.equals(states.get(start), states.get(end))) {
      throw new IllegalArgumentException("a loop must end in the state that it begins in");
    }
  }
}
