package io.tarry.model;

import java.util.Optional;

/**
 * A model or a claim threw an exception, which is the cause; the message shows the run to there.
 */
public final class ModelException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Optional<Run<?, ?>> run;

  ModelException(String message, Optional<Run<?, ?>> run, Throwable cause) {
    super(message, cause);
    this.run = run;
  }

  /** The run to the state whose step failed; none where no initial state could be made. */
  public Optional<Run<?, ?>> run() {
    return run;
  }
}
