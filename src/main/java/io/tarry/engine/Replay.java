package io.tarry.engine;

import java.util.Arrays;

/**
 * Walks a run again through a model that has seen nothing yet, and believes nothing: the initial
 * state must be offered, each step too, and the last one must be what the hunt was for.
 */
final class Replay<M extends Model> {

  private final M model;
  private final Trace trace;
  private final Hunt<M> hunt;

  /**
   * Readies a replay.
   *
   * @param model a fresh one
   * @param trace the run to what the hunt caught
   */
  Replay(M model, Trace trace, Hunt<M> hunt) {
    this.model = model;
    this.trace = trace;
    this.hunt = hunt;
  }

  /**
   * Walks the run.
   *
   * @throws IllegalStateException if the model does not offer the run, or offers it and its end is
   *     not what it was: the message names the likely cause
   */
  void check() {
    boolean judgeSteps = !hunt.isAmongStuckStates();
    long[] state = trace.states().get(0);
    var start = new Expected(state, Model.INITIAL, state, judgeSteps && trace.length() == 0);
    model.initialStates(start);
    start.requireOffered("its initial state was not offered");
    for (int i = 0; i < trace.length(); i++) {
      long[] before = trace.states().get(i).clone();
      int action = trace.actions().get(i);
      boolean last = i == trace.length() - 1;
      var step = new Expected(before, action, trace.states().get(i + 1), judgeSteps && last);
      model.successors(before, step);
      step.requireOffered("its step " + (i + 1) + " (action " + action + ") was not offered");
    }
    if (hunt.isAmongStuckStates()) {
      checkStuck(trace.last().clone());
    }
  }

  private void checkStuck(long[] state) {
    if (WayOn.isThere(model, state)) {
      throw Contract.notDeterministic(hunt.property(), "its last state was stuck, and now is not");
    }
    model.show(state);
    if (!hunt.isQuarry(model, state, Model.INITIAL, state)) {
      throw Contract.notDeterministic(hunt.property(), "its last state was judged otherwise");
    }
  }

  /** Waits for one step to be offered, and judges it if it is the last of the run. */
  private final class Expected implements Model.Sink {

    private final long[] before;
    private final int action;
    private final long[] after;
    private final boolean judged;
    private boolean offered;
    private boolean isQuarry;

    Expected(long[] before, int action, long[] after, boolean judged) {
      this.before = before;
      this.action = action;
      this.after = after;
      this.judged = judged;
    }

    @Override
    public void offer(int offeredAction, long[] next) {
      if (offeredAction == action && Arrays.equals(next, after)) {
        offered = true;
        isQuarry = isQuarry || (judged && hunt.isQuarry(model, before, action, next));
      }
    }

    @Override
    public void beyond(int offeredAction, String limit) {
      // no part of any run
    }

    void requireOffered(String otherwise) {
      if (!offered) {
        throw Contract.notDeterministic(hunt.property(), otherwise);
      }
      if (judged && !isQuarry) {
        throw Contract.notDeterministic(hunt.property(), "its last step was judged otherwise");
      }
    }
  }
}
