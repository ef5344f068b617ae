package io.tarry.engine.store;

import java.util.Arrays;

/**
 * The slots of a table, each for a mixed key or 0, in chunks that stay where they are when there
 * are to be more.
 */
abstract sealed class KeySlots {

  static final int CHUNK_SHIFT = 11;
  static final int CHUNK_SLOTS = 1 << CHUNK_SHIFT; // 16 KiB at most: small for any collector
  static final int CHUNK_MASK = CHUNK_SLOTS - 1;

  /** How many bits the compact ones keep. */
  static final int COMPACT_BITS = 48;

  private int count;

  /** Whole mixed keys. */
  static KeySlots exact() {
    return new Exact();
  }

  /** The 32 bits that follow the prefix: those of {@link ShortKeys} have no others. */
  static KeySlots ofShort(int prefixBits) {
    return new OfShort(prefixBits);
  }

  /** Only so many of their leading bits, see {@link Compact}. */
  static KeySlots compact(int prefixBits) {
    return new Compact(prefixBits);
  }

  /** How many slots there are. */
  final int count() {
    return count;
  }

  /** What a slot keeps of a mixed key. */
  abstract long kept(long mixedKey);

  abstract long at(int slot);

  /**
   * The slot of something kept, looked for from a slot on, where the first one follows the last; if
   * it is in none, the complement of the first empty slot that was met.
   */
  abstract int find(int slot, long kept);

  /** The begin of the chunk that follows the one in which a slot is. */
  final int nextChunk(int slot) {
    int next = (slot & ~CHUNK_MASK) + CHUNK_SLOTS;
    return next >= count ? 0 : next;
  }

  abstract void put(int slot, long kept);

  /**
   * Empties all slots, and makes them so many: more, and a multiple of a chunk or less than one.
   */
  final void become(int newCount) {
    int chunks = (newCount + CHUNK_MASK) >>> CHUNK_SHIFT;
    reallocate(chunks, Math.min(newCount, CHUNK_SLOTS), count >= CHUNK_SLOTS);
    count = newCount;
  }

  /** The bytes that so many slots take. */
  final long bytes(int slots) {
    int chunks = (slots + CHUNK_MASK) >>> CHUNK_SHIFT;
    return (long) bytesOfOne() * slots + (long) MemoryBudget.ARRAY_HEADER_BYTES * chunks;
  }

  abstract int bytesOfOne();

  abstract void reallocate(int chunks, int length, boolean keepOld);

  private static final class Exact extends KeySlots {

    private long[][] chunks = {};

    @Override
    long kept(long mixedKey) {
      return mixedKey;
    }

    @Override
    long at(int slot) {
      return chunks[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK];
    }

    @Override
    int find(int slot, long kept) {
      for (int first = slot; ; first = nextChunk(first)) {
        long[] chunk = chunks[first >>> CHUNK_SHIFT];
        for (int i = first & CHUNK_MASK; i < chunk.length; i++) {
          long found = chunk[i];
          if (found == kept || found == 0) {
            int there = (first & ~CHUNK_MASK) | i;
            return found == 0 ? ~there : there;
          }
        }
      }
    }

    @Override
    void put(int slot, long kept) {
      chunks[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] = kept;
    }

    @Override
    int bytesOfOne() {
      return Long.BYTES;
    }

    @Override
    void reallocate(int newChunks, int length, boolean keepOld) {
      int kept = keepOld ? chunks.length : 0;
      long[][] all = Arrays.copyOf(chunks, newChunks);
      for (int i = kept; i < newChunks; i++) {
        all[i] = new long[length];
      }
      for (int i = 0; i < kept; i++) {
        Arrays.fill(all[i], 0);
      }
      chunks = all;
    }
  }

  /** Four bytes instead of eight. */
  private static final class OfShort extends KeySlots {

    private final int leftShift;
    private int[][] chunks = {};

    OfShort(int prefixBits) {
      leftShift = prefixBits;
    }

    @Override
    long kept(long mixedKey) {
      return mixedKey << leftShift >>> 32 << 32 >>> leftShift;
    }

    @Override
    long at(int slot) {
      return (long) chunks[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] << 32 >>> leftShift;
    }

    @Override
    int find(int slot, long kept) {
      int wanted = shortened(kept);
      for (int first = slot; ; first = nextChunk(first)) {
        int[] chunk = chunks[first >>> CHUNK_SHIFT];
        for (int i = first & CHUNK_MASK; i < chunk.length; i++) {
          int found = chunk[i];
          if (found == wanted || found == 0) {
            int there = (first & ~CHUNK_MASK) | i;
            return found == 0 ? ~there : there;
          }
        }
      }
    }

    private int shortened(long kept) {
      return (int) (kept << leftShift >>> 32);
    }

    @Override
    void put(int slot, long kept) {
      chunks[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] = shortened(kept);
    }

    @Override
    int bytesOfOne() {
      return Integer.BYTES;
    }

    @Override
    void reallocate(int newChunks, int length, boolean keepOld) {
      int kept = keepOld ? chunks.length : 0;
      int[][] all = Arrays.copyOf(chunks, newChunks);
      for (int i = kept; i < newChunks; i++) {
        all[i] = new int[length];
      }
      for (int i = 0; i < kept; i++) {
        Arrays.fill(all[i], 0);
      }
      chunks = all;
    }
  }

  /**
   * Six bytes instead of eight: the 48 bits that follow the prefix. Two keys that agree in these
   * and in the prefix are taken for one (hash compaction).
   */
  private static final class Compact extends KeySlots {

    private final int leftShift;
    private int[][] high = {};
    private short[][] low = {};

    Compact(int prefixBits) {
      leftShift = prefixBits;
    }

    @Override
    long kept(long mixedKey) {
      return mixedKey << leftShift >>> 16 << 16 >>> leftShift;
    }

    @Override
    long at(int slot) {
      long bits =
          (long) high[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] << 32
              | (low[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] & 0xFFFFL) << 16;
      return bits >>> leftShift;
    }

    @Override
    int find(int slot, long kept) {
      for (int there = slot; ; there = there + 1 == count() ? 0 : there + 1) {
        long found = at(there);
        if (found == kept || found == 0) {
          return found == 0 ? ~there : there;
        }
      }
    }

    @Override
    void put(int slot, long kept) {
      long bits = kept << leftShift;
      high[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] = (int) (bits >>> 32);
      low[slot >>> CHUNK_SHIFT][slot & CHUNK_MASK] = (short) (bits >>> 16);
    }

    @Override
    int bytesOfOne() {
      return Integer.BYTES + Short.BYTES;
    }

    @Override
    void reallocate(int newChunks, int length, boolean keepOld) {
      int kept = keepOld ? high.length : 0;
      int[][] allHigh = Arrays.copyOf(high, newChunks);
      short[][] allLow = Arrays.copyOf(low, newChunks);
      for (int i = kept; i < newChunks; i++) {
        allHigh[i] = new int[length];
        allLow[i] = new short[length];
      }
      for (int i = 0; i < kept; i++) {
        Arrays.fill(allHigh[i], 0);
        Arrays.fill(allLow[i], (short) 0);
      }
      high = allHigh;
      low = allLow;
    }
  }
}
