package io.tarry.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A set of 64-bit keys for several threads, exact: nothing of a key is lost.
 *
 * <p>It is divided into partitions by the leading bits of the mixed key. Keys come in through an
 * {@link Outbox} a thread, which collects those for one partition and hands them over together: a
 * partition is locked once for many keys, and looked at while the processor's caches have its pages
 * at hand (the radix partitioning of database joins).
 *
 * <p>Once it is divided, most keys are of a short {@link KeyForm}, chosen by the keys there are,
 * and take few bytes. Those it does not fit are of {@link KeyForm#WHOLE}, in partitions of their
 * own. Which form a key has is seen by the key alone.
 */
final class KeySet {

  private static final int PREFIX_BITS = 9; // of the partitions, once there are several
  private static final int COMPACT_BYTES = 6;
  private static final int SAMPLE_KEYS = 1 << 10; // enough to choose a form by

  /** To save one in so many bytes it is worth having another form. */
  private static final int WORTH_IT = 16;

  /** How many bits of a mixed key a compact set looks at. */
  static final int COMPACT_BITS = PREFIX_BITS + Byte.SIZE * COMPACT_BYTES;

  private final MemoryBudget memory;
  private final SpillSpace overflow;
  private final Granularity grain;
  private final boolean compact;
  private int prefixBits;
  private KeyForm form = KeyForm.WHOLE;
  private Partition[] partitions; // for each prefix one; then, for each, one of those it fits not

  /**
   * Makes an empty set.
   *
   * @param compact whether keys are taken for one that agree in {@link #COMPACT_BITS} bits of their
   *     mixed form
   */
  KeySet(MemoryBudget memory, SpillSpace overflow, Granularity grain, boolean compact) {
    this.memory = memory;
    this.overflow = overflow;
    this.grain = grain;
    this.compact = compact;
    prefixBits = compact ? PREFIX_BITS : 0; // what is not whole cannot be divided later
    partitions =
        partitions(KeyForm.WHOLE, compact ? COMPACT_BYTES : Long.BYTES).toArray(Partition[]::new);
  }

  /** How many keys there are; an estimate while outboxes are in use. */
  long size() {
    return size(0);
  }

  private long size(int from) {
    long size = 0;
    for (int i = from; i < partitions.length; i++) {
      size += partitions[i].size();
    }
    return size;
  }

  int partitionCount() {
    return partitions.length;
  }

  /** How many bits the short form has, once the set is divided; before that, and compact, 64. */
  int keyBits() {
    return form.width();
  }

  Partition partition(int index) {
    return partitions[index];
  }

  /** Partitions that together are as good as a random sample of all keys. */
  List<Partition> sample() {
    return partitions.length > firstWide()
        ? List.of(partitions[0], partitions[firstWide()])
        : List.of(partitions[0]);
  }

  /** How many keys were added since the last {@link #forgetFresh}, and are in memory. */
  long freshCount() {
    long count = 0;
    for (Partition partition : partitions) {
      count += partition.fresh().count();
    }
    return count;
  }

  /** The keys that {@link #freshCount} counts. */
  List<NewKeys> fresh() {
    return Arrays.stream(partitions)
        .map(Partition::fresh)
        .filter(some -> some.count() > 0)
        .toList();
  }

  /**
   * Divides the set once it is large, and anew when another short form would save much. Not while
   * outboxes hold keys, and only while none is fresh.
   */
  void divideIfLarge() {
    if (compact) {
      return;
    }
    if (prefixBits == 0 ? size() > grain.keysUndivided() : size(firstWide()) > 0) {
      KeyLengths lengths = lengths();
      KeyForm best = lengths.best(grain.slotBytesMin());
      KeyForm chosen = isWorthIt(lengths, best) ? best : form;
      boolean changes = prefixBits == 0 || chosen != form;
      if (changes && memory.hasRoomFor(bytesToDivide(chosen))) {
        divide(chosen);
      }
    }
  }

  private boolean isWorthIt(KeyLengths lengths, KeyForm better) {
    long now = lengths.bytes(form);
    return lengths.bytes(better) < now - now / WORTH_IT;
  }

  /** Of all keys, or of a random sample. */
  private KeyLengths lengths() {
    var lengths = new KeyLengths(PREFIX_BITS);
    int left = SAMPLE_KEYS;
    for (int prefix = 0; prefix < firstWide() && left > 0; prefix++) {
      for (int i = prefix; i < partitions.length; i += firstWide()) {
        long[] keys = partitions[i].keys();
        Arrays.stream(keys).forEach(lengths::add);
        left -= keys.length;
      }
    }
    return lengths;
  }

  /**
   * What dividing the set may take for a while. Old partitions go one by one while new ones fill,
   * and these are less dense than the old ones at times.
   */
  private long bytesToDivide(KeyForm better) {
    long keys = size() >>> PREFIX_BITS;
    long mostKeys = keys + (keys >>> 3) + Long.SIZE; // chance divides them unevenly
    long all = Partition.tableBytes(better.bytesAfter(PREFIX_BITS), mostKeys) << PREFIX_BITS;
    long before = 0;
    for (Partition partition : partitions) {
      before += partition.tableBytes();
    }
    return Math.max(0, all - before) + (all >>> 2);
  }

  private void divide(KeyForm better) {
    Partition[] old = partitions;
    prefixBits = PREFIX_BITS;
    form = better;
    partitions =
        Stream.concat(
                partitions(better, better.bytesAfter(PREFIX_BITS)),
                partitions(KeyForm.WHOLE, KeyForm.WHOLE.bytesAfter(PREFIX_BITS)))
            .toArray(Partition[]::new);
    Outbox outbox = new Outbox(Partition::takeOver);
    for (int i = 0; i < old.length; i++) {
      long[] keys = old[i].keys();
      old[i].discard();
      for (long key : keys) {
        outbox.put(key);
      }
    }
    outbox.flush();
  }

  /** Calls all keys that are there now old. */
  void forgetFresh() {
    for (Partition partition : partitions) {
      partition.fresh().forget();
    }
  }

  /** Gives all its memory back; it is empty then and must not be used any more. */
  void discard() {
    for (Partition partition : partitions) {
      partition.discard();
    }
    partitions = new Partition[0];
  }

  /** The first partition of keys that the short form does not fit; only once it is divided. */
  private int firstWide() {
    return 1 << prefixBits;
  }

  private int partitionOf(long mixedKey) {
    return (int) ((mixedKey >>> 1) >>> (Long.SIZE - 1 - prefixBits));
  }

  private Stream<Partition> partitions(KeyForm ofThese, int bytesASlot) {
    return IntStream.range(0, 1 << prefixBits)
        .mapToObj(
            prefix -> new Partition(ofThese, prefixBits, prefix, bytesASlot, memory, overflow));
  }

  /** Where one thread puts its keys. */
  final class Outbox {

    private static final int BATCH = 256;

    /** Neighbouring states have many successors in common: these catch about every other one. */
    private static final int RECENT_BITS = 14;

    private static final int RECENT_BITS_MIN = 6;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[][] waiting = {};
    private int[] count = {};
    private long[] recent = {};
    private int recentShift;
    private final Receiver receiver;

    /** For keys that may be fresh. */
    Outbox() {
      this(Partition::addAll);
    }

    private Outbox(Receiver receiver) {
      this.receiver = receiver;
      forgetRecent(RECENT_BITS_MIN);
    }

    private void forgetRecent(int bits) {
      recent = new long[1 << bits];
      recentShift = Long.SIZE - bits;
      recent[0] = -1; // 0 belongs to this place, and was not seen
    }

    /** Adds a key, now or at the next {@link #flush}. */
    void put(long key) {
      int place = (int) ((key * SPREAD) >>> recentShift);
      if (recent[place] == key) {
        return;
      }
      recent[place] = key;
      long mixedKey;
      int partition;
      if (form.fits(key)) {
        mixedKey = form.mix(key);
        partition = partitionOf(mixedKey);
      } else {
        mixedKey = KeyForm.WHOLE.mix(key);
        partition = firstWide() + partitionOf(mixedKey);
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
    void flush() {
      for (int partition = 0; partition < waiting.length; partition++) {
        if (count[partition] > 0) {
          flush(partition);
        }
      }
    }

    /** Lets go of its memory; it must not be used any more. */
    void discard() {
      waiting = new long[0][];
      count = new int[0];
      recent = new long[0];
    }

    private void flush(int partition) {
      receiver.take(partitions[partition], waiting[partition], count[partition]);
      count[partition] = 0;
    }

    private void makeRoom(int partition) {
      if (waiting.length != partitions.length) { // at first, and when the set was divided
        // Nothing waits in a place there was before: the set is divided while outboxes are empty.
        waiting = Arrays.copyOf(waiting, partitions.length);
        count = Arrays.copyOf(count, partitions.length);
        forgetRecent(partitions.length == 1 ? RECENT_BITS_MIN : RECENT_BITS);
      }
      waiting[partition] = new long[BATCH];
    }
  }

  /** What becomes of the first so many of some mixed keys. */
  private interface Receiver {
    void take(Partition partition, long[] mixedKeys, int count);
  }
}
