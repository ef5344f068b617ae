package io.tarry.engine.liveness;

import io.tarry.engine.OutOfMemory;
import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.StateCompression;
import io.tarry.engine.store.StateStore;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/**
 * The memory and time that claims about runs may be decided in. Whoever asks for more than there is
 * left is stopped by a {@link LimitReached}, which {@link Liveness} turns into a verdict. Safe for
 * several threads.
 */
public final class LivenessBudget {

  private final MemoryBudget memory;
  private final SearchOptions options;
  private final long startNanos;

  /**
   * Makes an allowance of which nothing is taken yet.
   *
   * @param bytesMax the most that may be taken at once
   * @param options how long it may take, and who may end it before
   * @param startNanos when the time began, as {@link System#nanoTime()} says it
   */
  public LivenessBudget(long bytesMax, SearchOptions options, long startNanos) {
    memory = new MemoryBudget(bytesMax);
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
    memory.giveBack(bytesOf(array.length));
  }

  /** Counts these bytes as taken. */
  void take(long more) {
    if (!memory.takeIfFree(more)) {
      throw new LimitReached(memory.limit());
    }
  }

  /** A new store of states of this many words; whoever fills it is to ask {@link #requireRoom}. */
  StateStore store(int words) {
    return new StateStore(words, memory);
  }

  /** A new compression; whoever folds states is to ask {@link #requireRoom()}. */
  StateCompression compression(int words, int controlWords) {
    return StateCompression.of(words, controlWords, memory);
  }

  /** Asked after something was added to a store: whether there was room for it. */
  void requireRoom(StateStore store) {
    if (store.isFull()) {
      throw new LimitReached(
          store.size() == StateStore.STATES_MAX ? MemoryBudget.TABLE_SIZE : memory.limit());
    }
  }

  /** Asked after states were folded: whether there was room for it. */
  void requireRoom() {
    if (memory.isExhausted()) {
      throw new LimitReached(memory.limit());
    }
  }

  /** This many states, as an {@code int}, if they can be numbered. */
  int requireNumbers(long states) {
    if (states > StateStore.STATES_MAX) {
      throw new LimitReached(MemoryBudget.TABLE_SIZE);
    }
    return (int) states;
  }

  long bytesTaken() {
    return memory.bytes();
  }

  /** Counts as free again all that was taken after the first {@code bytesTakenBefore} bytes. */
  void giveBackTo(long bytesTakenBefore) {
    memory.giveBack(memory.bytes() - bytesTakenBefore);
  }

  /** The most bytes that were taken at once. */
  long peakBytes() {
    return memory.peakBytes();
  }

  /** Asked often: whether there is time left, and somebody still waits for the answer. */
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

  /** Ends a decision since memory or time ran out, or nobody waits for it any more. */
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
