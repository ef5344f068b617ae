package io.tarry.engine.liveness;

import io.tarry.engine.OutOfMemory;
import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.StateStore;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/**
 * The memory and time that claims about runs may be decided in. Whoever asks for more than there is
 * left is stopped by a {@link LimitReached}, which {@link Liveness} turns into a verdict.
 */
public final class LivenessBudget {

  private final long bytesMax;
  private final SearchOptions options;
  private final long startNanos;
  private long bytes;
  private long peakBytes;

  /**
   * Makes an allowance of which nothing is taken yet.
   *
   * @param bytesMax the most that may be taken at once
   * @param options how long it may take, and who may end it before
   * @param startNanos when the time began, as {@link System#nanoTime()} says it
   */
  public LivenessBudget(long bytesMax, SearchOptions options, long startNanos) {
    this.bytesMax = bytesMax;
    this.options = options;
    this.startNanos = startNanos;
  }

  /** A new array, all 0. */
  int[] ints(int length) {
    take(bytesOf(length));
    try {
      return new int[length];
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      throw new LimitReached("memory");
    }
  }

  /** Counts an array as free again. */
  void giveBack(int[] array) {
    bytes -= bytesOf(array.length);
  }

  /** Counts these bytes as taken. */
  void take(long more) {
    if (more > bytesLeft()) {
      throw new LimitReached("memory");
    }
    bytes += more;
    peakBytes = Math.max(peakBytes, bytes);
  }

  /** Counts as taken what such a store has taken, which was no more than was left. */
  void take(StateStore store) {
    if (store.isFull()) {
      peakBytes = Math.max(peakBytes, bytes + store.peakBytes());
      throw new LimitReached(
          store.size() == StateStore.STATES_MAX ? MemoryBudget.TABLE_SIZE : "memory");
    }
    take(store.peakBytes());
  }

  long bytesLeft() {
    return bytesMax - bytes;
  }

  long bytesTaken() {
    return bytes;
  }

  /** Counts all as free again that was taken since so many bytes were. */
  void giveBackTo(long bytesTakenBefore) {
    bytes = bytesTakenBefore;
  }

  /** The most bytes that were taken at once. */
  long peakBytes() {
    return peakBytes;
  }

  /** Asked often: whether there is time, and somebody who waits for the answer. */
  void requireTime() {
    if (options.isCancelled()) {
      throw new LimitReached("interruption");
    }
    Optional<Duration> timeMax = options.limits().timeMax();
    if (timeMax.isPresent()
        && Duration.ofNanos(System.nanoTime() - startNanos).compareTo(timeMax.get()) >= 0) {
      throw new LimitReached("time");
    }
  }

  private static long bytesOf(int length) {
    return 4L * length + MemoryBudget.ARRAY_HEADER_BYTES;
  }

  /** Ends a decision for want of memory, time or interest. */
  static final class LimitReached extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final String limit;

    LimitReached(String limit) {
      super(limit, null, false, false); // no stack trace, which would take memory
      this.limit = limit;
    }

    String limit() {
      return limit;
    }
  }
}
