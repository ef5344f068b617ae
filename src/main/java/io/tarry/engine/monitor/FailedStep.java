package io.tarry.engine.monitor;

import java.util.Arrays;
import java.util.Optional;

/**
 * The state whose steps a model or a property was asked about when it failed. It travels with what
 * was thrown, which suppresses it.
 */
public final class FailedStep extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient long[] state;
  private final int action;

  /**
   * Notes a place.
   *
   * @param action the step that was offered last, or {@link io.tarry.engine.Model#INITIAL}
   */
  public FailedStep(long[] state, int action) {
    super("", null, false, false);
    this.state = state.clone();
    this.action = action;
  }

  public static Optional<FailedStep> of(Throwable failure) {
    return Arrays.stream(failure.getSuppressed())
        .filter(FailedStep.class::isInstance)
        .map(FailedStep.class::cast)
        .findFirst();
  }

  /** The state; not a copy. */
  public long[] state() {
    return state;
  }

  public int action() {
    return action;
  }
}
