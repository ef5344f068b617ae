package io.tarry.check;

import io.tarry.engine.Model;
import java.util.Arrays;

/** Looks for a step that leaves a state; a step that changes nothing does not. */
final class WayOn implements Model.Sink {

  private final long[] state;
  private boolean found;

  private WayOn(long[] state) {
    this.state = state;
  }

  static boolean isThere(Model model, long[] state) {
    WayOn wayOn = new WayOn(state);
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
