package io.tarry.engine;

import java.util.Arrays;

/**
 * One share of a {@link KeySet}: those keys whose mixed form begins with the same bits. A table with
 * open addressing (linear probing) holds the mixed keys themselves, so that most look-ups touch one
 * line of the processor's cache.
 *
 * <p>The next bits pick a slot, in proportion to how many there are, so the table may have any
 * length. It grows by an eighth, in chunks that stay where they are: it is always between seven and
 * eight tenths full, and growing leaves no garbage but the list of what has to be put in again.
 */
final class Partition {

  private static final int CHUNK_SHIFT = 13;
  private static final int CHUNK_SLOTS = 1 << CHUNK_SHIFT; // 64 KiB: small enough for any collector
  private static final int CHUNK_MASK = CHUNK_SLOTS - 1;
  private static final int SLOTS_MIN = 64;
  private static final int FRESH_MIN = 16;
  private static final int FRESH_WORTH_A_BLOCK = 512;

  private final int prefixBits;
  private final Memory memory;
  private final Overflow overflow;

  private long[][] chunks = {};
  private int slots;
  private int room; // how many keys the slots take before there must be more
  private int size; // of the keys in slots
  private boolean hasZero; // the one mixed key that a slot cannot hold

  private long[] fresh = {}; // the keys added since they were last forgotten: mixed, until sorted
  private int freshCount;
  private long touched; // keeps the reads that only fetch from being optimized away

  /**
   * Makes an empty share.
   *
   * @param prefixBits how many leading bits all its mixed keys have in common
   * @param overflow where fresh keys go that there is no memory for
   */
  Partition(int prefixBits, Memory memory, Overflow overflow) {
    this.prefixBits = prefixBits;
    this.memory = memory;
    this.overflow = overflow;
  }

  /** How many keys there are; an estimate while other threads add some. */
  int size() {
    return hasZero ? size + 1 : size;
  }

  /** How many were added since the last {@link #forgetFresh}, and are in memory. */
  int freshCount() {
    return freshCount;
  }

  /**
   * Adds those that are not there yet. A look-up waits for main memory most of its time, so the
   * slots of all are fetched first, together. When memory runs out the rest is left out: the memory
   * is exhausted then.
   */
  synchronized void addAll(long[] mixedKeys, int count) {
    if (slots > CHUNK_SLOTS) {
      long sum = 0;
      for (int i = 0; i < count; i++) {
        int slot = slotOf(mixedKeys[i]);
        sum += chunks[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK];
      }
      touched = sum;
    }
    for (int i = 0; i < count; i++) {
      add(mixedKeys[i]);
    }
  }

  /** Puts the keys added since the last {@link #forgetFresh} in ascending order. */
  void sortFresh() {
    for (int i = 0; i < freshCount; i++) {
      fresh[i] = Mixing.unmix(fresh[i]);
    }
    Arrays.sort(fresh, 0, freshCount);
  }

  /** One of the keys that {@link #sortFresh} put in order. */
  long freshKey(int index) {
    return fresh[index];
  }

  /** How many of the keys that {@link #sortFresh} put in order are less than this one. */
  int freshBelow(long key) {
    int found = Arrays.binarySearch(fresh, 0, freshCount, key);
    return found < 0 ? -1 - found : found;
  }

  /** Copies some of the keys that {@link #sortFresh} put in order; says how many. */
  int copyFresh(int from, int to, long[] into, int at) {
    System.arraycopy(fresh, from, into, at, to - from);
    return to - from;
  }

  /** Calls the keys added until now old. */
  void forgetFresh() {
    freshCount = 0;
    if (overflow.isNeeded()) {
      memory.giveBack(bytesOfFresh(fresh.length));
      fresh = new long[0];
    }
  }

  /** All mixed keys. */
  long[] mixedKeys() {
    long[] all = Arrays.copyOf(collect(), size());
    return all; // a zero that has no slot is what the copy was filled up with
  }

  /** Gives its memory back; it must not be used any more. */
  void discard() {
    memory.giveBack(bytesOf(slots) + bytesOfFresh(fresh.length));
  }

  private void add(long mixedKey) {
    if (mixedKey == 0) {
      if (!hasZero && remember(0)) {
        hasZero = true;
      }
      return;
    }
    if (size == room && !grow()) {
      return;
    }
    int slot = slotOf(mixedKey);
    while (true) {
      long[] chunk = chunks[slot >>> CHUNK_SHIFT];
      long found = chunk[slot & CHUNK_MASK];
      if (found == mixedKey) {
        return;
      }
      if (found == 0) {
        if (remember(mixedKey)) {
          chunk[slot & CHUNK_MASK] = mixedKey;
          size++;
        }
        return;
      }
      slot = next(slot);
    }
  }

  private int slotOf(long mixedKey) {
    long fraction = (mixedKey << prefixBits) >>> 32;
    return (int) (fraction * slots >>> 32);
  }

  private int next(int slot) {
    return slot + 1 == slots ? 0 : slot + 1;
  }

  private boolean remember(long mixedKey) {
    if (freshCount == fresh.length
        && freshCount >= FRESH_WORTH_A_BLOCK
        && overflow.isNeeded()) {
      sortFresh();
      overflow.add(Block.of(fresh, freshCount));
      freshCount = 0;
    }
    if (freshCount == fresh.length) {
      int longer = Math.max(FRESH_MIN, freshCount + (freshCount >>> 2));
      if (!memory.take(bytesOfFresh(longer) - bytesOfFresh(fresh.length))) {
        return false;
      }
      try {
        fresh = Arrays.copyOf(fresh, longer);
      } catch (OutOfMemoryError heapIsShared) {
        memory.exhaust();
        return false;
      }
    }
    fresh[freshCount++] = mixedKey;
    return true;
  }

  private boolean grow() {
    int more = moreSlots();
    if (!memory.take(bytesOf(more) - bytesOf(slots))) {
      return false;
    }
    try {
      long[] kept = collect();
      long[][] longer = more <= CHUNK_SLOTS ? new long[1][more] : moreChunks(more);
      chunks = longer;
      slots = more;
      room = (int) (0.8 * more);
      for (long mixedKey : kept) {
        int slot = slotOf(mixedKey);
        while (chunks[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] != 0) { // all differ
          slot = next(slot);
        }
        chunks[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] = mixedKey;
      }
      return true;
    } catch (OutOfMemoryError heapIsShared) {
      memory.exhaust();
      return false;
    }
  }

  private int moreSlots() {
    if (slots < CHUNK_SLOTS) {
      return Math.max(SLOTS_MIN, 2 * slots);
    }
    int chunkCount = slots >>> CHUNK_SHIFT;
    return (chunkCount + Math.max(1, chunkCount >>> 3)) << CHUNK_SHIFT;
  }

  /** The chunks that there are, emptied, and some more. */
  private long[][] moreChunks(int more) {
    long[][] longer = Arrays.copyOf(chunks, more >>> CHUNK_SHIFT);
    for (int i = chunks.length; i < longer.length; i++) {
      longer[i] = new long[CHUNK_SLOTS];
    }
    for (long[] chunk : chunks) {
      Arrays.fill(chunk, 0);
    }
    return longer;
  }

  private long[] collect() {
    long[] all = new long[size];
    int count = 0;
    for (long[] chunk : chunks) {
      for (long found : chunk) {
        if (found != 0) {
          all[count++] = found;
        }
      }
    }
    return all;
  }

  private static long bytesOf(int slots) {
    int arrays = (slots + CHUNK_MASK) >>> CHUNK_SHIFT;
    return (long) Long.BYTES * slots + (long) Memory.ARRAY_HEADER_BYTES * arrays;
  }

  private static long bytesOfFresh(int length) {
    return length == 0 ? 0 : (long) Long.BYTES * length + Memory.ARRAY_HEADER_BYTES;
  }
}
