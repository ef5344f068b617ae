package io.tarry.engine;

/**
 * A search cannot use a checkpoint: it is of another search, or damaged, or another search uses it.
 */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a message that names the file and says what is wrong with it. */
  public CheckpointException(String message) {
    super(message);
  }
}
