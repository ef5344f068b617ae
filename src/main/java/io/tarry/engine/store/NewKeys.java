package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * The keys that are new in a partition since the last {@link #forget}. They are mixed until they
 * are sorted.
 */
public final class NewKeys {

  private static final int LENGTH_MIN = 16;
  private static final int WORTH_A_BLOCK = 512;

  private final LongUnaryOperator unmix;
  private final MemoryBudget memory;
  private final SpillSpace overflow;
  private long[] keys = {};
  private int count;

  /** Makes an empty list; what there is no memory for goes to the overflow. */
  NewKeys(LongUnaryOperator unmix, MemoryBudget memory, SpillSpace overflow) {
    this.unmix = unmix;
    this.memory = memory;
    this.overflow = overflow;
  }

  /** How many are here, and not in the overflow. */
  public int count() {
    return count;
  }

  /** Adds a mixed key; false if there is no memory for it: it is exhausted then. */
  boolean add(long mixedKey) {
    if (count == keys.length && !makeRoom()) {
      return false;
    }
    keys[count++] = mixedKey;
    return true;
  }

  private boolean makeRoom() {
    if (count >= WORTH_A_BLOCK && overflow.isNeeded()) {
      sort();
      overflow.add(Block.of(keys, count));
      count = 0;
      return true;
    }
    int longer = Math.max(LENGTH_MIN, count + (count >>> 2));
    if (!memory.take(bytes(longer) - bytes(count))) {
      return false;
    }
    try {
      keys = Arrays.copyOf(keys, longer);
      return true;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      memory.exhaust();
      return false;
    }
  }

  /** Turns mixed keys into keys, and puts them in ascending order. */
  public void sort() {
    for (int i = 0; i < count; i++) {
      keys[i] = unmix.applyAsLong(keys[i]);
    }
    RadixSort.sort(keys, count);
  }

  /** One of the sorted keys. */
  long at(int index) {
    return keys[index];
  }

  /** How many of the sorted keys are less than this one. */
  public int below(long key) {
    int found = Arrays.binarySearch(keys, 0, count, key);
    return found < 0 ? -1 - found : found;
  }

  /** Copies some of the sorted keys; says how many. */
  public int copy(int from, int to, long[] into, int at) {
    System.arraycopy(keys, from, into, at, to - from);
    return to - from;
  }

  void forget() {
    count = 0;
    if (overflow.isNeeded()) {
      discard();
    }
  }

  /** Gives the memory back. */
  void discard() {
    memory.giveBack(bytes(keys.length));
    keys = new long[0];
  }

  private static long bytes(int length) {
    return length == 0 ? 0 : (long) Long.BYTES * length + MemoryBudget.ARRAY_HEADER_BYTES;
  }
}
