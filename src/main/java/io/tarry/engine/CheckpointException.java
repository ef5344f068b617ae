package io.tarry.engine;

/** A search cannot go on from a checkpoint: it is of another search, or damaged. */
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a message that names the file and says what is wrong with it. */
  public CheckpointException(String message) {
    super(message);
  }
}
