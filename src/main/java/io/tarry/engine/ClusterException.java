package io.tarry.engine;

/** A cluster is not there, or no longer, or cannot do its work. */
public final class ClusterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a message that says to its user what to do. */
  public ClusterException(String message) {
    super(message);
  }

  /** The same, with what Java says of it. */
  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
