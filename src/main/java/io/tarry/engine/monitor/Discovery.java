package io.tarry.engine.monitor;

import io.tarry.engine.Model;
import io.tarry.engine.StepTest;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The first step of a kind that a search meets: of those in the least level, the one with the
 * smallest state after it, then the smallest before it, then the smallest action. It is what a
 * shown run ends with.
 *
 * <p>The level of a step is that of the state before it. A step counts only once its level ends: a
 * level that a limit cuts short never does, and what was found in it is as good as never seen.
 *
 * <p>A state on its own, initial or stuck, is taken for the pseudo-step from it to itself with the
 * action {@link Model#INITIAL}.
 */
public final class Discovery<M extends Model> {

  private final String property;
  private final StepTest<M> match;
  private final boolean amongStuckStates;

  private final long[] before;
  private final long[] after;
  private int action;
  private boolean found;
  private boolean over;
  private int level;

  private Discovery(String property, StepTest<M> match, boolean amongStuckStates, int words) {
    this.property = property;
    this.match = match;
    this.amongStuckStates = amongStuckStates;
    before = new long[words];
    after = new long[words];
  }

  /** Among all steps, and initial states. */
  public static <M extends Model> Discovery<M> amongSteps(
      String property, StepTest<M> match, int words) {
    return new Discovery<>(property, match, false, words);
  }

  /** Among the states that no step leaves. */
  public static <M extends Model> Discovery<M> amongStuckStates(
      String property, StepTest<M> match, int words) {
    return new Discovery<>(property, match, true, words);
  }

  /** Looks at one step of the present level. */
  void see(M model, long[] stepBefore, int stepAction, long[] stepAfter) {
    if (isBetter(stepBefore, stepAction, stepAfter)
        && isMatch(model, stepBefore, stepAction, stepAfter)) {
      keep(stepBefore, stepAction, stepAfter);
    }
  }

  /** Looks at one step of the present level that is a match. */
  public void meet(long[] stepBefore, int stepAction, long[] stepAfter) {
    if (isBetter(stepBefore, stepAction, stepAfter)) {
      keep(stepBefore, stepAction, stepAfter);
    }
  }

  private boolean isBetter(long[] stepBefore, int stepAction, long[] stepAfter) {
    return !found || isSmaller(stepBefore, stepAction, stepAfter);
  }

  private void keep(long[] stepBefore, int stepAction, long[] stepAfter) {
    System.arraycopy(stepBefore, 0, before, 0, before.length);
    System.arraycopy(stepAfter, 0, after, 0, after.length);
    action = stepAction;
    found = true;
  }

  /** Takes over what another thread found of the same kind in this level, if that is better. */
  void adopt(Discovery<M> other) {
    if (other.found && isBetter(other.before, other.action, other.after)) {
      keep(other.before, other.action, other.after);
    }
  }

  /** Ends a level; the discovery is over if something was found in it. */
  void levelEnds(int endedLevel) {
    over = found;
    level = endedLevel;
  }

  /** Writes down what was found, for {@link #resume}. */
  void save(DataOutput out) throws IOException {
    out.writeBoolean(over);
    if (over) {
      out.writeInt(level);
      out.writeInt(action);
      for (int i = 0; i < before.length; i++) {
        out.writeLong(before[i]);
        out.writeLong(after[i]);
      }
    }
  }

  /** Goes on from what was written down. */
  void resume(DataInput in) throws IOException {
    over = in.readBoolean();
    found = over;
    if (over) {
      level = in.readInt();
      action = in.readInt();
      for (int i = 0; i < before.length; i++) {
        before[i] = in.readLong();
        after[i] = in.readLong();
      }
    }
  }

  /** The name of the property that it is for. */
  public String property() {
    return property;
  }

  public boolean isMatch(M model, long[] stepBefore, int stepAction, long[] stepAfter) {
    return match.test(model, stepBefore, stepAction, stepAfter);
  }

  /** Whether what is a match follows from what the model shows of a step. */
  boolean asksTheModelAlone() {
    return match.asksTheModelAlone();
  }

  public boolean isAmongStuckStates() {
    return amongStuckStates;
  }

  /** Whether a step was found in a level that ended; the methods below need that. */
  public boolean isOver() {
    return over;
  }

  /** The level of the state before the step. */
  public int level() {
    return level;
  }

  /** The state before the step; not a copy. */
  public long[] before() {
    return before;
  }

  /** The action, or {@link Model#INITIAL} where the run ends with the state before. */
  public int action() {
    return action;
  }

  /** The state after the step; not a copy. */
  public long[] after() {
    return after;
  }

  private boolean isSmaller(long[] stepBefore, int stepAction, long[] stepAfter) {
    int order = Arrays.compareUnsigned(stepAfter, after);
    if (order == 0) {
      order = Arrays.compareUnsigned(stepBefore, before);
    }
    return order < 0 || (order == 0 && stepAction < action);
  }
}
