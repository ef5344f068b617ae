package io.tarry.engine.liveness;

import io.tarry.engine.Fairness.Strength;
import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.Trace;
import io.tarry.engine.monitor.ModelContract;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks a run that breaks a claim about runs, or is a witness of one, again through a fresh model,
 * and believes nothing: each step must be offered, and the run must again be fair and break the
 * claim, or meet it.
 */
final class RunReplay<M extends Model> {

  private final M model;
  private final Property<M> property;
  private final Trace trace;
  private final FairnessGroups<M> groups;

  private boolean owing; // a step that meets the claim, since one met the premise
  private boolean paid; // by the last step
  private final BitSet takenInLoop = new BitSet();
  private final BitSet everPossibleInLoop = new BitSet();
  private @Nullable BitSet alwaysPossibleInLoop; // none yet

  /**
   * Readies a replay.
   *
   * @param model a fresh one
   */
  RunReplay(M model, Property<M> property, Trace trace) {
    this.model = model;
    this.property = property;
    this.trace = trace;
    groups = new FairnessGroups<>(property.fairness());
  }

  /**
   * Walks a counterexample.
   *
   * @throws IllegalStateException if it is none any more: the message names the likely cause
   */
  void checkCounterexample() {
    walk();
    if (trace.loopStart().isPresent()) {
      require(isFair(), "its loop was fair, and now is not");
    } else {
      var offered = new Offered(trace.last(), Model.INITIAL, trace.last());
      model.successors(trace.last().clone(), offered);
      if (property.mayRest()) {
        require(offered.possible.isEmpty(), "it could rest in its last state, and now cannot");
      } else {
        require(!offered.hasWayOn, "its last state was stuck, and now is not");
      }
    }
    boolean aboutCycles = property.kind() == Property.Kind.NO_ENDLESS_EXCHANGE;
    require(owing || aboutCycles, "its premise was met, and now is not");
  }

  /**
   * Walks a run that meets the premise, and the claim at last.
   *
   * @throws IllegalStateException if it does not any more: the message names the likely cause
   */
  void checkWitness() {
    walk();
    require(paid, "its last step was judged otherwise");
  }

  private void walk() {
    long[] first = trace.states().get(0);
    var beginning = new Offered(first, Model.INITIAL, first);
    model.initialStates(beginning);
    require(beginning.found, "its initial state was not offered");
    monitor(beginning);
    for (int i = 0; i < trace.length(); i++) {
      step(i);
    }
  }

  private void step(int i) {
    long[] before = trace.states().get(i).clone();
    int action = trace.actions().get(i);
    var offered = new Offered(before, action, trace.states().get(i + 1));
    model.successors(before, offered);
    require(offered.found, "its step " + (i + 1) + " (action " + action + ") was not offered");
    monitor(offered);
    if (trace.loopStart().isPresent() && i >= trace.loopStart().get()) {
      require(!offered.meetsClaim, "step " + (i + 1) + ", in its loop, was judged otherwise");
      takenInLoop.or(offered.taken);
      everPossibleInLoop.or(offered.possible);
      if (alwaysPossibleInLoop == null) {
        alwaysPossibleInLoop = (BitSet) offered.possible.clone();
      }
      alwaysPossibleInLoop.and(offered.possible);
    }
  }

  private void monitor(Offered step) {
    boolean owed = owing || step.meetsPremise;
    paid = owed && step.meetsClaim;
    owing = owed && !step.meetsClaim;
  }

  private boolean isFair() {
    BitSet always = alwaysPossibleInLoop;
    return always != null
        && isNoneNeglected(Strength.WEAK, always)
        && isNoneNeglected(Strength.STRONG, everPossibleInLoop);
  }

  private boolean isNoneNeglected(Strength strength, BitSet possible) {
    BitSet neglected = groups.of(strength);
    neglected.and(possible);
    neglected.andNot(takenInLoop);
    return neglected.isEmpty();
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw ModelContract.notDeterministic(property.name(), otherwise);
    }
  }

  /** Looks at all that a state offers, and waits for one step among it. */
  private final class Offered implements Model.Sink {

    private final long[] before;
    private final int action;
    private final long[] after;
    private boolean found;
    private boolean meetsPremise;
    private boolean meetsClaim;
    private final BitSet taken = new BitSet();
    private final BitSet possible = new BitSet();
    private boolean hasWayOn;

    Offered(long[] before, int action, long[] after) {
      this.before = before;
      this.action = action;
      this.after = after;
    }

    @Override
    public void offer(int offered, long[] next) {
      boolean leaves = !Arrays.equals(before, next);
      BitSet ofStep = leaves ? groups.of(model, before, offered, next) : new BitSet();
      possible.or(ofStep);
      hasWayOn = hasWayOn || leaves;
      if (!found && offered == action && Arrays.equals(next, after)) {
        found = true;
        taken.or(ofStep);
        meetsPremise =
            property.premise().isEmpty()
                || property.premise().get().test(model, before, action, next);
        meetsClaim = property.claim().test(model, before, action, next);
      }
    }

    @Override
    public void beyond(int offered, String limit) {
      hasWayOn = true;
    }
  }
}
