package io.tarry.engine.store;

import io.tarry.engine.options.Granularity;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A set of 64-bit keys for several threads, exact: whole keys are kept and compared.
 *
 * <p>It is divided into partitions by the leading bits of the mixed key. Keys come in through an
 * {@link Outbox} a thread, which collects those for one partition and hands them over together: a
 * partition is locked once for many keys, and looked at while the processor's caches have its pages
 * at hand (the radix partitioning of database joins).
 */
public final class KeySet {

  private static final int PREFIX_BITS = 9; // of the partitions, once there are several

  /** How many bits of a mixed key a compact set looks at. */
  public static final int COMPACT_BITS = PREFIX_BITS + KeySlots.COMPACT_BITS;

  private final MemoryBudget memory;
  private final SpillSpace overflow;
  private final int keysUndivided;
  private final boolean compact;
  private int prefixBits;
  private Partition[] partitions;

  /**
   * Makes an empty set.
   *
   * @param compact whether keys are taken for one that agree in {@link #COMPACT_BITS} bits of their
   *     mixed form
   */
  public KeySet(MemoryBudget memory, SpillSpace overflow, Granularity grain, boolean compact) {
    this.memory = memory;
    this.overflow = overflow;
    keysUndivided = grain.keysUndivided();
    this.compact = compact;
    prefixBits = compact ? PREFIX_BITS : 0; // what is not whole cannot be divided later
    partitions = partitions(prefixBits);
  }

  /** How many keys there are; an estimate while outboxes are in use. */
  public long size() {
    long size = 0;
    for (Partition partition : partitions) {
      size += partition.size();
    }
    return size;
  }

  public int partitionCount() {
    return partitions.length;
  }

  public Partition partition(int index) {
    return partitions[index];
  }

  /** How many keys were added since the last {@link #forgetFresh}, and are in memory. */
  public long freshCount() {
    long count = 0;
    for (Partition partition : partitions) {
      count += partition.fresh().count();
    }
    return count;
  }

  /**
   * Divides the set once it is large. Not while outboxes hold keys, and only while none is fresh.
   */
  public void divideIfLarge() {
    if (prefixBits == 0 && size() > keysUndivided) {
      Partition whole = partitions[0];
      long[] mixedKeys = whole.keptKeys();
      whole.discard();
      prefixBits = PREFIX_BITS;
      partitions = partitions(prefixBits);
      long[] one = new long[1];
      for (long mixedKey : mixedKeys) {
        one[0] = mixedKey;
        partitions[partitionOf(mixedKey)].addAll(one, 1);
      }
      forgetFresh();
    }
  }

  /** Calls all keys that are there now old. */
  public void forgetFresh() {
    for (Partition partition : partitions) {
      partition.fresh().forget();
    }
  }

  /** Gives all its memory back; it is empty then and must not be used any more. */
  public void discard() {
    for (Partition partition : partitions) {
      partition.discard();
    }
    partitions = new Partition[0];
  }

  private int partitionOf(long mixedKey) {
    return (int) ((mixedKey >>> 1) >>> (Long.SIZE - 1 - prefixBits));
  }

  private Partition[] partitions(int bits) {
    return IntStream.range(0, 1 << bits)
        .mapToObj(index -> newPartition(bits))
        .toArray(Partition[]::new);
  }

  private Partition newPartition(int bits) {
    KeySlots slots = compact ? KeySlots.compact(bits) : KeySlots.exact();
    return new Partition(bits, slots, memory, overflow);
  }

  /** Where one thread puts its keys. */
  public final class Outbox {

    private static final int BATCH = 256;

    /** Neighbouring states have many successors in common: these catch about every other one. */
    private static final int RECENT_BITS = 14;

    private static final int RECENT_BITS_MIN = 6;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[][] waiting = {};
    private int[] count = {};
    private long[] recent = {};
    private int recentShift;

    public Outbox() {
      forgetRecent(RECENT_BITS_MIN);
    }

    private void forgetRecent(int bits) {
      recent = new long[1 << bits];
      recentShift = Long.SIZE - bits;
      recent[0] = -1; // 0 belongs to this place, and was not seen
    }

    /** Adds a key, now or at the next {@link #flush}. */
    public void put(long key) {
      int place = (int) ((key * SPREAD) >>> recentShift);
      if (recent[place] == key) {
        return;
      }
      recent[place] = key;
      long mixedKey = KeyMixing.mix(key);
      int partition = partitionOf(mixedKey);
      if (partition >= waiting.length || waiting[partition] == null) {
        makeRoom(partition);
      }
      int at = count[partition];
      waiting[partition][at] = mixedKey;
      count[partition] = at + 1;
      if (at + 1 == BATCH) {
        flush(partition);
      }
    }

    /** Adds what waits. */
    public void flush() {
      for (int partition = 0; partition < waiting.length; partition++) {
        if (count[partition] > 0) {
          flush(partition);
        }
      }
    }

    /** Lets go of its memory; it must not be used any more. */
    public void discard() {
      waiting = new long[0][];
      count = new int[0];
      recent = new long[0];
    }

    private void flush(int partition) {
      partitions[partition].addAll(waiting[partition], count[partition]);
      count[partition] = 0;
    }

    private void makeRoom(int partition) {
      if (waiting.length != partitions.length) { // at first, and when the set was divided
        // What waits in the one place there was before belongs to the first of the many.
        waiting = Arrays.copyOf(waiting, partitions.length);
        count = Arrays.copyOf(count, partitions.length);
        forgetRecent(partitions.length == 1 ? RECENT_BITS_MIN : RECENT_BITS);
      }
      waiting[partition] = new long[BATCH];
    }
  }
}
