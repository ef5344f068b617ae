package io.tarry.engine.store;

import java.util.stream.IntStream;

/**
 * Keys with few bits in each half, since they are made of small numbers (see {@link
 * StateCompression}): so many in the low one, and in both together 41. They are mixed by a
 * bijection of these 41 bits, which come first in the mixed key. Where 9 of them say which
 * partition is the key's own, 32 are left for it to keep.
 */
final class ShortKeys implements KeyForm {

  private static final int BITS = 41;
  private static final int LOW_BITS_MIN = BITS - Integer.SIZE;
  private static final int ZEROS = Long.SIZE - BITS; // at the end of a mixed key
  private static final int HALF = BITS - BITS / 2; // to shift by so much twice leaves nothing
  private static final long ALL = -1L >>> ZEROS;

  private final int lowBits;
  private final long low;
  private final long absent;

  /** Those with so many bits in the low half, 9 to 32. */
  ShortKeys(int lowBits) {
    this.lowBits = lowBits;
    low = -1L >>> (Long.SIZE - lowBits);
    absent = ~(low | (-1L >>> (Long.SIZE - (BITS - lowBits)) << Integer.SIZE));
  }

  @Override
  public boolean has(long key) {
    return (key & absent) == 0;
  }

  @Override
  public long mix(long key) {
    long dense = (key >>> Integer.SIZE << lowBits) | (key & low);
    long mixed = (dense * KeyMixing.FIRST) & ALL;
    return ((mixed ^ (mixed >>> HALF)) * KeyMixing.SECOND) << ZEROS;
  }

  long unmix(long mixed) {
    long number = ((mixed >>> ZEROS) * KeyMixing.SECOND_INVERSE) & ALL;
    long dense = ((number ^ (number >>> HALF)) * KeyMixing.FIRST_INVERSE) & ALL;
    return (dense >>> lowBits << Integer.SIZE) | (dense & low);
  }

  @Override
  public Partition partition(int number, MemoryBudget memory, SpillSpace overflow) {
    KeySlots slots = KeySlots.ofShort(KeySet.PREFIX_BITS);
    return new HashPartition(KeySet.PREFIX_BITS, number, slots, this::unmix, memory, overflow);
  }

  /** Counts keys by their bits, to find out how many of them can be short, and how. */
  static final class Census {

    private final long[][] counts = new long[Integer.SIZE + 1][Integer.SIZE + 1]; // high, low

    void add(long key) {
      counts[bits(key >>> Integer.SIZE)][bits(key & (-1L >>> Integer.SIZE))]++;
    }

    private static int bits(long number) {
      return Long.SIZE - Long.numberOfLeadingZeros(number);
    }

    /** How many keys are short if so many bits are those of the low half. */
    private long count(int lowBits) {
      long count = 0;
      for (int high = 0; high <= BITS - lowBits; high++) {
        for (int low = 0; low <= lowBits; low++) {
          count += counts[high][low];
        }
      }
      return count;
    }

    /** How many are short at most. */
    long most() {
      long most = 0;
      for (int lowBits = LOW_BITS_MIN; lowBits <= Integer.SIZE; lowBits++) {
        most = Math.max(most, count(lowBits));
      }
      return most;
    }

    /** The form that most have; of several, the one in the middle, as numbers get larger. */
    ShortKeys best() {
      long most = most();
      int[] best =
          IntStream.rangeClosed(LOW_BITS_MIN, Integer.SIZE)
              .filter(lowBits -> count(lowBits) == most)
              .toArray();
      return new ShortKeys(best[best.length / 2]);
    }
  }
}
