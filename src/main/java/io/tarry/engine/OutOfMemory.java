package io.tarry.engine;

import org.jspecify.annotations.Nullable;

/**
 * Tells a lack of memory from other errors. It is seldom an OutOfMemoryError alone: where Java
 * finds no memory as it links a lambda or begins to use a class, it throws another error, of which
 * that is the cause. So nobody catches OutOfMemoryError; whoever can go on without the memory
 * catches Error and asks here.
 *
 * <p>The heap is shared: even where a search keeps to its allowance, others may have filled the
 * heap, or left no gap as large as what was wanted. A search lets go of much at once when it ends
 * for that, so there is memory to go on with.
 */
public final class OutOfMemory {

  /**
   * How Java's message begins where a class could not be initialized earlier for want of memory. A
   * constant of the compiler, since there may be no memory left to put it together.
   */
  private static final String BEFORE = "Exception java.lang.OutOfMemoryError";

  private OutOfMemory() {}

  /** Loads all that is needed here, while there is memory. */
  static void prepare() {
    requireBehind(new OutOfMemoryError());
  }

  /** Whether an error comes of a lack of memory. */
  public static boolean isBehind(Error failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError || isOfAnEarlierLack(cause)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns if an error comes of a lack of memory.
   *
   * @throws Error that one, if it comes of anything else
   */
  public static void requireBehind(Error failure) {
    if (!isBehind(failure)) {
      throw failure;
    }
  }

  /** A class whose first use lacked memory stays unusable; only the message tells why. */
  private static boolean isOfAnEarlierLack(Throwable cause) {
    @Nullable String message = cause.getMessage();
    return cause instanceof ExceptionInInitializerError
        && message != null
        && message.startsWith(BEFORE);
  }
}
