package io.tarry.engine;

import org.jspecify.annotations.Nullable;

/**
 * The OutOfMemoryError behind an error. Where Java finds no memory as it links a lambda or begins
 * to use a class, it throws another error, of which that is the cause.
 */
public final class LackOfMemory {

  private LackOfMemory() {}

  /** The lack of memory that an error comes of, or else the error itself. */
  public static Error behind(Error failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError lack) {
        return lack;
      }
    }
    return failure;
  }
}
