package io.tarry.engine;

import java.util.Arrays;

/** Looks for a step that leaves a state; a step that changes nothing does not. */
public final class LeavingStep implements Model.Sink {

  private final long[] state;
  private boolean found;

  private LeavingStep(long[] state) {
    this.state = state;
  }

  /** Whether a step leaves that state, or would, were it not for a limit of the model's own. */
  public static boolean isThere(Model model, long[] state) {
    LeavingStep wayOn = new LeavingStep(state);
    model.successors(state, wayOn);
    return wayOn.found;
  }

  @Override
  public void offer(int action, long[] next) {
    found = found || !Arrays.equals(next, state);
  }

  @Override
  public void beyond(int action, String limit) {
    found = true;
  }
}
