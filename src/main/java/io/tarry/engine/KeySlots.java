package io.tarry.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The slots of a table, each for a number of so many bytes or 0, in chunks that stay where they are
 * when there are to be more. The bytes of a slot stand together, so that it seldom takes more than
 * one line of the processor's cache.
 */
final class KeySlots {

  static final int CHUNK_SHIFT = 10;
  static final int CHUNK_SLOTS = 1 << CHUNK_SHIFT; // 8 KiB at most: small for any collector
  static final int CHUNK_MASK = CHUNK_SLOTS - 1;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int bytesOfOne;
  private final long mask;
  private byte[][] chunks = {};
  private int count;

  /** None yet, to be of so many bytes each: 1 to 8. */
  KeySlots(int bytesOfOne) {
    this.bytesOfOne = bytesOfOne;
    mask = -1L >>> (Long.SIZE - Byte.SIZE * bytesOfOne);
  }

  /** How many slots there are. */
  int count() {
    return count;
  }

  long at(int slot) {
    byte[] chunk = chunks[slot >>> CHUNK_SHIFT];
    return (long) EIGHT_BYTES.get(chunk, (slot & CHUNK_MASK) * bytesOfOne) & mask;
  }

  /** Fills a slot that is empty. */
  void put(int slot, long number) {
    byte[] chunk = chunks[slot >>> CHUNK_SHIFT];
    int at = (slot & CHUNK_MASK) * bytesOfOne;
    EIGHT_BYTES.set(chunk, at, (long) EIGHT_BYTES.get(chunk, at) | number);
  }

  /**
   * Empties all slots, and makes them so many: more, and a multiple of a chunk or less than one.
   */
  void become(int newCount) {
    int kept = count >= CHUNK_SLOTS ? chunks.length : 0;
    byte[][] all = Arrays.copyOf(chunks, (newCount + CHUNK_MASK) >>> CHUNK_SHIFT);
    for (int i = 0; i < kept; i++) {
      Arrays.fill(all[i], (byte) 0);
    }
    for (int i = kept; i < all.length; i++) {
      all[i] = new byte[length(Math.min(newCount, CHUNK_SLOTS))];
    }
    chunks = all;
    count = newCount;
  }

  /** Lets go of all. */
  void clear() {
    chunks = new byte[0][];
    count = 0;
  }

  /** The bytes that so many slots take. */
  long bytes(int slots) {
    if (slots <= CHUNK_SLOTS) {
      return slots == 0 ? 0 : (long) length(slots) + MemoryBudget.ARRAY_HEADER_BYTES;
    }
    long chunksNeeded = slots >>> CHUNK_SHIFT;
    return chunksNeeded * ((long) length(CHUNK_SLOTS) + MemoryBudget.ARRAY_HEADER_BYTES);
  }

  /** Of a chunk. Eight bytes are read and written at once, also at the last slot. */
  private int length(int slots) {
    return slots * bytesOfOne + Long.BYTES - bytesOfOne;
  }
}
