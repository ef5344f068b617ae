package io.tarry.engine.explore;

import io.tarry.engine.KeySteps;
import io.tarry.engine.Model;
import io.tarry.engine.StateKeys;
import io.tarry.engine.monitor.RememberedMarks;
import io.tarry.engine.store.KeySet;
import io.tarry.engine.store.StateCompressor;
import java.util.Set;

/** Expands states by their keys, with steps that a model remembers. */
final class KeyExpansion<M extends Model> implements KeySteps.Sink {

  private final KeySteps steps;
  private final Rests rests;
  private final StateKeys keys;
  private final RememberedMarks<M> marks;
  private final boolean reduced;
  private final StateCompressor compressor;
  private final KeySet.Outbox outbox;
  private final Set<String> cutOff;
  private final long[] before;
  private final long[] after;

  private long key;
  private boolean hasWayOn;
  private boolean judged;
  private long transitions; // of the state that is expanded
  private long allTransitions;

  /**
   * Readies it.
   *
   * @param rests the steps, and when they are not looked up
   * @param reduced whether the states after steps are represented by others
   * @param cutOff gets the limits of the model's own that are met
   */
  KeyExpansion(
      Rests rests,
      StateKeys keys,
      RememberedMarks<M> marks,
      boolean reduced,
      StateCompressor compressor,
      KeySet.Outbox outbox,
      int words,
      Set<String> cutOff) {
    this.rests = rests;
    steps = rests.steps();
    this.keys = keys;
    this.marks = marks;
    this.reduced = reduced;
    this.compressor = compressor;
    this.outbox = outbox;
    this.cutOff = cutOff;
    before = new long[words];
    after = new long[words];
  }

  /** Expands a state; false if it did not, and the model has to. */
  boolean expand(long thisKey) {
    if (rests.includeNext()) {
      return false;
    }
    key = thisKey;
    hasWayOn = false;
    judged = true;
    transitions = 0;
    if (!steps.successors(thisKey, this) || !judged || !hasWayOn) {
      return false; // a stuck state is judged by the model, too
    }
    allTransitions += transitions;
    return true;
  }

  /** The transitions since this was last called. */
  long takeTransitions() {
    long taken = allTransitions;
    allTransitions = 0;
    return taken;
  }

  KeySteps steps() {
    return steps;
  }

  /** Whether looking steps up is quicker now than asking the model. */
  boolean pays() {
    return rests.areOver() && steps.pays() && !steps.isFull();
  }

  boolean isFull() {
    return steps.isFull();
  }

  /** Gives back the memory that the steps take; nothing may be expanded any more. */
  void giveBack() {
    keys.giveBack();
  }

  /** Some discoveries may be over now. */
  void levelEnds() {
    marks.levelEnds();
  }

  @Override
  public void offer(int action, long next, int mark) {
    transitions++;
    if (next != key) {
      hasWayOn = true;
    }
    if (marks.isUnsure(mark) || (reduced && marks.isMet(mark))) {
      judged = false; // the model has to show the step, or the state after it as it is
    } else if (marks.isMet(mark)) {
      monitor(action, next, mark);
    }
    outbox.put(next);
  }

  private void monitor(int action, long next, int mark) {
    compressor.unfold(key, before);
    compressor.unfold(next, after);
    marks.met(mark).forEach(discovery -> discovery.meet(before, action, after));
  }

  @Override
  public void beyond(int action, String limit) {
    transitions++;
    hasWayOn = true;
    cutOff.add(limit);
  }
}
