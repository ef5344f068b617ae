package io.tarry.engine.liveness;

import io.tarry.engine.Trace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Steps one after the other, found from either end. */
final class StepPath {

  private final Deque<long[]> states = new ArrayDeque<>();
  private final Deque<Integer> actions = new ArrayDeque<>();

  /** Of no step, in that state. */
  StepPath(long[] state) {
    states.add(state);
  }

  void putInFront(long[] state, int action) {
    states.addFirst(state);
    actions.addFirst(action);
  }

  void append(int action, long[] state) {
    actions.addLast(action);
    states.addLast(state);
  }

  /** Goes on with a path that begins in the state that this one ends in. */
  void append(StepPath next) {
    states.removeLast();
    states.addAll(next.states);
    actions.addAll(next.actions);
  }

  int length() {
    return actions.size();
  }

  Trace asRun() {
    return new Trace(List.copyOf(states), List.copyOf(actions));
  }

  /** The run that goes round for ever after this many steps. */
  Trace asLasso(int loopStart) {
    return new Trace(List.copyOf(states), List.copyOf(actions), Optional.of(loopStart));
  }
}
