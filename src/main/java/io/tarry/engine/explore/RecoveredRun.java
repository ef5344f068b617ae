package io.tarry.engine.explore;

import io.tarry.engine.BrokenContract;
import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.engine.monitor.Discovery;
import io.tarry.engine.monitor.ModelContract;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A run that is recovered backwards: at first its end is known, then one step more at a time. */
public final class RecoveredRun {

  private final String property;
  private final Deque<long[]> states = new ArrayDeque<>();
  private final Deque<Integer> actions = new ArrayDeque<>();
  private int level; // of its first state

  /** The last step of a run, which was found. */
  public RecoveredRun(Discovery<?> end) {
    property = end.property();
    level = end.level();
    states.add(end.before().clone());
    if (end.action() != Model.INITIAL) {
      states.add(end.after().clone());
      actions.add(end.action());
    }
  }

  /** The level of its first state; 0 where the run is whole. */
  public int level() {
    return level;
  }

  public long[] firstState() {
    return states.getFirst();
  }

  /** Puts a state of the level before in front, and the action that leads from it. */
  public void putInFront(long[] state, int action) {
    states.addFirst(state);
    actions.addFirst(action);
    level--;
  }

  /** What to throw where no state of the level before leads to the first state. */
  public BrokenContract nothingLeadsHere() {
    return ModelContract.notDeterministic(
        property, "no step led to its state after step " + level + " any more");
  }

  public Trace trace() {
    return new Trace(List.copyOf(states), List.copyOf(actions));
  }
}
