package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;

/**
 * The memory that the structures of one search may take together; each counts what it takes. Once
 * one of them is refused, the budget is exhausted for good, since the search has to end. Safe for
 * several threads.
 */
public final class MemoryBudget {

  public static final int ARRAY_HEADER_BYTES = 16;

  /** The limit that is reached when a table can get no larger, whatever memory there is. */
  public static final String TABLE_SIZE = "table size";

  private final long bytesMax;
  private long bytes;
  private long peakBytes;
  private volatile boolean exhausted;
  private volatile boolean tableFull;

  public MemoryBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** One that refuses nothing. */
  public static MemoryBudget unlimited() {
    return new MemoryBudget(Long.MAX_VALUE);
  }

  /** Takes so many bytes; false if there are no longer so many. */
  public synchronized boolean take(long more) {
    if (!takeIfFree(more)) {
      exhausted = true;
    }
    return !exhausted;
  }

  /**
   * As {@link #take}, but a refusal does not exhaust the budget: for somebody who can do without.
   */
  public synchronized boolean takeIfFree(long more) {
    if (exhausted || more > bytesMax - bytes) {
      return false;
    }
    bytes += more;
    peakBytes = Math.max(peakBytes, bytes);
    return true;
  }

  /** As {@link #takeIfFree}, but refuses where little is left: for what only saves time. */
  synchronized boolean takeIfPlenty(long more) {
    return !isTight() && takeIfFree(more);
  }

  public synchronized void giveBack(long fewer) {
    bytes -= fewer;
  }

  /** Says that the heap had no more, whatever is counted as free here: see {@link OutOfMemory}. */
  public void exhaust() {
    exhausted = true;
  }

  /** Says that a table is full that can get no larger. */
  void endWithTableFull() {
    tableFull = true;
    exhausted = true;
  }

  /** The limit that was reached, by its name. */
  public String limit() {
    return tableFull ? TABLE_SIZE : "memory";
  }

  /** Whether little is left, so that what can go elsewhere should. */
  synchronized boolean isTight() {
    return bytes > bytesMax / 4 * 3;
  }

  /** Whether somebody was refused. */
  public boolean isExhausted() {
    return exhausted;
  }

  /** How many bytes are taken now. */
  public synchronized long bytes() {
    return bytes;
  }

  /** The most bytes that were taken at once. */
  public synchronized long peakBytes() {
    return peakBytes;
  }
}
