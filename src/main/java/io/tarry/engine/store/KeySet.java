package io.tarry.engine.store;

import io.tarry.engine.options.Granularity;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A set of 64-bit keys for several threads, exact: whole keys are kept and compared.
 *
 * <p>Keys come in through an {@link Outbox} a thread. What the outboxes still hold is not in the
 * set, so whoever asks what is in it has them flushed first.
 */
public final class KeySet {

  /*
   * Once it is large, the set is 512 partitions. Keys are mixed by a bijection, and the leading
   * bits of the mixed key say which partition is its own. An outbox collects 256 keys for a
   * partition and then hands them over together. So the lock of a partition is taken once for 256
   * keys, threads seldom want the same one, and while those keys are looked up the pages of one
   * partition, a 512th of the table, are all that the processor has to know. It is the radix
   * partitioning of database joins [1].
   *
   * Cost. To put a key is a multiplication, a look at the recent keys, and a write to the outbox;
   * the rest is paid for in the partition (see there). An outbox takes 1 MB a thread at the most,
   * and 128 KB more for the recent keys. Nobody learns at once whether a key was new; a breadth-
   * first search needs to know that only when the level ends.
   *
   * Most keys are two small numbers. Where many have the same high one and few low ones are as large
   * as two bytes can be, they are kept by groups, see GroupedPartition; otherwise, where both
   * numbers have 41 bits together, four bytes of each key are kept, see ShortKeys. Keys without
   * that form are kept whole, in 512 more partitions. The form is chosen when the set is divided,
   * and anew when many keys no longer have it, or when groups have come to pay.
   *
   * A small set is one partition, as 512 arrays for a few thousand keys would take more memory than
   * the keys, and an outbox a partition would never be full.
   *
   * What was tried instead:
   *
   * - One table for all threads, with compare-and-set for a lock, as in [2]. With 50 million random
   *   keys, two threads added 18 million a second that way, and 34 million once each thread fetched
   *   the slots of some keys before it looked at any. The cost is the wait for main memory, not the
   *   lock; so the fetching was kept, and the partitions came with it.
   * - Sets of primitives from libraries (fastutil, Agrona, Eclipse Collections): for one thread,
   *   half as fast as a plain array of long when they have to grow, and up to 21 bytes a key.
   * - ConcurrentHashMap: a tenth of the speed, and 62 bytes a key.
   * - Slots of 3 to 6 bytes, for sets of any size: searches of small models took longer. Slots of
   *   four bytes are an array of int, and only large sets have them.
   * - Huge pages: whole searches gained nothing.
   *
   * [1] Manegold, Boncz, Kersten: Optimizing Main-Memory Join on Modern Hardware, IEEE Transactions
   *     on Knowledge and Data Engineering 14(4), 2002
   * [2] Laarman, van de Pol, Weber: Boosting Multi-Core Reachability Performance with Shared Hash
   *     Tables, FMCAD 2010
   */

  /** How many bits of a mixed key say which partition it is in, once there are several. */
  static final int PREFIX_BITS = 9;

  private static final int WHOLE_SHIFT = 4; // a sixteenth of all keys
  private static final int GROUP_MIN = 2; // keys, on average

  /** How many bits of a mixed key a compact set looks at. */
  public static final int COMPACT_BITS = PREFIX_BITS + KeySlots.COMPACT_BITS;

  private final MemoryBudget memory;
  private final SpillSpace overflow;
  private final Granularity grain;
  private final Optional<KeyHalves> halves;
  private final boolean compact;
  private int prefixBits;
  private KeyForm form = new ShortKeys(Integer.SIZE);
  private int firstWhole; // of the partitions; those before it are of keys with the form
  private Partition[] partitions;
  private long sizeThen; // how many keys there were when they were arranged
  private long wholeThen; // how many of them did not have the form

  /**
   * Makes an empty set.
   *
   * @param halves of its keys, if they are pairs of numbers
   * @param compact whether keys without the form that most have are taken for one if they agree in
   *     {@link #COMPACT_BITS} bits once they are mixed and the set is large
   */
  public KeySet(
      MemoryBudget memory,
      SpillSpace overflow,
      Granularity grain,
      Optional<KeyHalves> halves,
      boolean compact) {
    this.memory = memory;
    this.overflow = overflow;
    this.grain = grain;
    this.halves = halves;
    this.compact = compact;
    partitions = partitions();
  }

  /** How many keys there are; an estimate while outboxes are in use. */
  public long size() {
    return size(0);
  }

  private long size(int firstPartition) {
    long size = 0;
    for (int i = firstPartition; i < partitions.length; i++) {
      size += partitions[i].size();
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
   * Divides the set once it is large, and arranges it anew once another form is better. Not while
   * outboxes hold keys, and only while none is fresh.
   */
  public void divideIfLarge() {
    if (prefixBits == 0) {
      if (size() > grain.keysUndivided()) {
        divide(groupsPay() ? new GroupedKeys() : census().best());
      }
    } else if (!compact) {
      arrangeAnew();
    }
  }

  private void arrangeAnew() {
    boolean isLarger = size() > 2 * sizeThen;
    boolean hasManyWhole = size(firstWhole) > Math.max(2 * wholeThen, size() >>> WHOLE_SHIFT);
    if (groupsPay()) {
      if (hasManyWhole || (isLarger && !(form instanceof GroupedKeys))) {
        divide(new GroupedKeys());
      }
    } else if (hasManyWhole) {
      ShortKeys.Census census = census();
      wholeThen = size(firstWhole);
      if (size() - census.most() < wholeThen / 2) {
        divide(census.best());
      }
    }
  }

  /**
   * Whether nearly all keys can be kept by groups, and groups are not too small and not too few.
   */
  private boolean groupsPay() {
    return halves
        .filter(all -> all.low() <= MemberSets.MEMBERS)
        .filter(
            all -> all.high() >= grain.groupsToShare() && size() >= (long) GROUP_MIN * all.high())
        .isPresent();
  }

  private ShortKeys.Census census() {
    var census = new ShortKeys.Census();
    for (Partition partition : partitions) {
      for (long key : partition.keys()) {
        census.add(key);
      }
    }
    return census;
  }

  private void divide(KeyForm newForm) {
    Partition[] before = partitions;
    prefixBits = PREFIX_BITS;
    firstWhole = 1 << PREFIX_BITS;
    form = newForm;
    partitions = partitions();
    for (Partition partition : before) {
      long[] all = partition.keys();
      partition.discard();
      for (long key : all) {
        restore(key);
      }
    }
    sizeThen = size();
    wholeThen = size(firstWhole);
  }

  private void restore(long key) {
    if (hasForm(key)) {
      long mixedKey = form.mix(key);
      partitions[partitionOf(mixedKey)].restore(mixedKey);
    } else {
      long mixedKey = KeyMixing.mix(key);
      partitions[wholePartitionOf(mixedKey)].restore(mixedKey);
    }
  }

  /** Calls all keys that are there now old. */
  public void forgetFresh() {
    for (Partition partition : partitions) {
      partition.fresh().forget();
    }
  }

  /** One of so many of the sorted fresh keys of each partition, all of them in order. */
  public long[] freshSample(int oneOf) {
    var sample = LongStream.builder();
    long next = 0; // to take, of all those before which none of this partition comes
    for (Partition partition : partitions) {
      NewKeys fresh = partition.fresh();
      while (next < fresh.count()) {
        sample.add(fresh.at((int) next));
        next += oneOf;
      }
      next -= fresh.count();
    }
    return sample.build().sorted().toArray();
  }

  /** Gives all its memory back; it is empty then and must not be used any more. */
  public void discard() {
    for (Partition partition : partitions) {
      partition.discard();
    }
    partitions = new Partition[0];
  }

  private boolean hasForm(long key) {
    return firstWhole > 0 && form.has(key);
  }

  private int partitionOf(long mixedKey) {
    return (int) (mixedKey >>> (Long.SIZE - PREFIX_BITS));
  }

  private int wholePartitionOf(long mixedKey) {
    return firstWhole + (int) ((mixedKey >>> 1) >>> (Long.SIZE - 1 - prefixBits));
  }

  private Partition[] partitions() {
    return IntStream.range(0, firstWhole + (1 << prefixBits))
        .mapToObj(this::newPartition)
        .toArray(Partition[]::new);
  }

  private Partition newPartition(int index) {
    int number = index & (1 << prefixBits) - 1;
    if (index < firstWhole) {
      return form.partition(number, memory, overflow);
    }
    boolean isCompact = compact && firstWhole > 0; // keys that are to be divided must be whole
    KeySlots slots = isCompact ? KeySlots.compact(prefixBits) : KeySlots.exact();
    return new HashPartition(prefixBits, number, slots, KeyMixing::unmix, memory, overflow);
  }

  /** Where one thread puts its keys. */
  public final class Outbox {

    private static final int BATCH = 256;

    /**
     * Neighbouring states have many successors in common: these catch a third to a half of them.
     */
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
      long mixedKey;
      int partition;
      if (hasForm(key)) {
        mixedKey = form.mix(key);
        partition = partitionOf(mixedKey);
      } else {
        mixedKey = KeyMixing.mix(key);
        partition = wholePartitionOf(mixedKey);
      }
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
