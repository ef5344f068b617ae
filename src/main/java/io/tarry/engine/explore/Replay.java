package io.tarry.engine.explore;

import io.tarry.engine.BrokenContract;
import io.tarry.engine.LeavingStep;
import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.engine.monitor.Discovery;
import io.tarry.engine.monitor.FailedStep;
import io.tarry.engine.monitor.ModelContract;
import java.util.Arrays;

/**
 * Walks a run again through a fresh model, and believes nothing: the initial state must be offered,
 * each step too, and the last one must be what the discovery was for.
 */
public final class Replay<M extends Model> {

  private final M model;
  private final Trace trace;
  private final Discovery<M> discovery;

  /**
   * Readies a replay.
   *
   * @param model a fresh one
   * @param trace the run to the step that was found
   */
  public Replay(M model, Trace trace, Discovery<M> discovery) {
    this.model = model;
    this.trace = trace;
    this.discovery = discovery;
  }

  /**
   * Walks the run.
   *
   * @throws IllegalStateException if the model does not offer the run, or if its last step is not
   *     what the discovery was of: the message names the likely cause
   */
  public void check() {
    boolean judgeSteps = !discovery.isAmongStuckStates();
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
    if (discovery.isAmongStuckStates()) {
      checkStuck(trace.last().clone());
    }
  }

  private void checkStuck(long[] state) {
    if (LeavingStep.isThere(model, state)) {
      throw ModelContract.notDeterministic(
          discovery.property(), "its last state was stuck, and now is not");
    }
    model.show(state);
    if (!discovery.isMatch(model, state, Model.INITIAL, state)) {
      throw ModelContract.notDeterministic(
          discovery.property(), "its last state was judged otherwise");
    }
  }

  /** Waits for one step to be offered, and judges it if it is the last of the run. */
  private final class Expected implements Model.Sink {

    private final long[] before;
    private final int action;
    private final long[] after;
    private final boolean judged;
    private boolean offered;
    private boolean isMatch;

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
        isMatch = isMatch || (judged && discovery.isMatch(model, before, action, next));
      }
    }

    @Override
    public void beyond(int offeredAction, String limit) {
      // no part of any run
    }

    void requireOffered(String otherwise) {
      if (!offered) {
        throw broken(otherwise);
      }
      if (judged && !isMatch) {
        throw broken("its last step was judged otherwise");
      }
    }

    private BrokenContract broken(String symptom) {
      BrokenContract broken = ModelContract.notDeterministic(discovery.property(), symptom);
      broken.addSuppressed(new FailedStep(before, action));
      return broken;
    }
  }
}
