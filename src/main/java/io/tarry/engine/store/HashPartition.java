package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** A partition of keys that have nothing in common but the bits that say it is theirs. */
final class HashPartition extends Partition {

  /*
   * A hash table with open addressing. It holds the mixed keys themselves, of short ones what follows
   * the common bits, so a look-up compares whole keys without leaving the table; 0 marks a free slot, and the one key that is mixed into 0
   * is a flag of its own. A key that finds its slot taken goes to the next one (linear probing),
   * which is in the same line of the processor's cache seven times of eight.
   *
   * The slot is the bits after the common ones, read as a fraction, times the number of slots [1].
   * So the table may have any length, and it need not double: it grows by a quarter, in chunks of
   * 2048 slots that stay where they are.
   *
   * Cost. A large table is 58 to 72 % full, so a key takes 11.1 to 13.9 bytes, and half of that if
   * it is short. By Knuth's formulas [2] to find a key looks at 1.7 to 2.3 slots, and to find that
   * one is missing at 3.3 to 6.9, most of them in one cache line. Growing puts all keys in again,
   * each time they are a quarter more: that is four times for a key in the long run, where doubling
   * would do it once. It goes through the old slots and the new ones in the same order, since a slot
   * grows with its key, so it costs few misses; the list of keys that it makes is garbage afterwards.
   * To be 71 to 80 % full, and to grow by an eighth, took some 4 % fewer bytes and more time.
   *
   * A table that doubles would be between 36 and 72 % full, so a key would take up to 22 bytes, and
   * the old and the new table would be there together while it grows. KeySet says what was tried
   * in its place.
   *
   * [1] Lemire: Fast Random Integer Generation in an Interval, ACM Transactions on Modeling and
   *     Computer Simulation 29(1), 2019
   * [2] Knuth: The Art of Computer Programming, volume 3, section 6.4
   */

  private static final int SLOTS_MIN = 64;
  private static final double LOAD_MAX = 0.72;
  private static final int GROWTH_SHIFT = 2;

  private final int prefixBits;
  private final long prefix;
  private final LongUnaryOperator unmix;
  private final MemoryBudget memory;
  private final KeySlots slots;

  private int room; // how many keys the slots take before there must be more
  private int size; // of the keys in slots
  private boolean hasZero; // the one that a slot cannot hold

  /**
   * Makes an empty share.
   *
   * @param prefixBits how many leading bits all its mixed keys have in common
   * @param number what these bits are
   * @param unmix turns mixed keys into keys again
   * @param overflow where fresh keys go that there is no memory for
   */
  HashPartition(
      int prefixBits,
      int number,
      KeySlots slots,
      LongUnaryOperator unmix,
      MemoryBudget memory,
      SpillSpace overflow) {
    super(new NewKeys(unmix, memory, overflow));
    this.prefixBits = prefixBits;
    this.unmix = unmix;
    prefix = (long) number << (Long.SIZE - prefixBits); // nothing if there are none
    this.slots = slots;
    this.memory = memory;
  }

  @Override
  int size() {
    return hasZero ? size + 1 : size;
  }

  @Override
  long fetch(long[] mixedKeys, int count) {
    long sum = 0;
    if (slots.count() > KeySlots.CHUNK_SLOTS) {
      for (int i = 0; i < count; i++) {
        sum += slots.at(slotOf(mixedKeys[i]));
      }
    }
    return sum;
  }

  @Override
  void add(long[] mixedKeys, int count) {
    for (int i = 0; i < count; i++) {
      add(mixedKeys[i]);
    }
  }

  private void add(long mixedKey) {
    if (size == room && !grow()) {
      return;
    }
    long kept = slots.kept(mixedKey);
    if (kept == 0) {
      hasZero = hasZero || fresh().add(mixedKey);
      return;
    }
    int slot = slots.find(slotOf(mixedKey), kept);
    if (slot < 0 && fresh().add(mixedKey)) {
      slots.put(~slot, kept);
      size++;
    }
  }

  @Override
  void restore(long mixedKey) {
    if (size == room && !grow()) {
      return;
    }
    long kept = slots.kept(mixedKey);
    if (kept == 0) {
      hasZero = true;
    } else {
      enter(kept);
      size++;
    }
  }

  @Override
  long[] keys() {
    long[] kept = Arrays.copyOf(collect(), size()); // with the zero that no slot holds, if any
    return Arrays.stream(kept).map(one -> unmix.applyAsLong(prefix | one)).toArray();
  }

  @Override
  void giveBack() {
    memory.giveBack(slots.bytes(slots.count()));
  }

  private int slotOf(long mixedKey) {
    long fraction = (mixedKey << prefixBits) >>> 32;
    return (int) ((fraction * slots.count()) >>> 32);
  }

  private boolean grow() {
    int more = moreSlots(slots.count());
    if (!memory.take(slots.bytes(more) - slots.bytes(slots.count()))) {
      return false;
    }
    try {
      long[] kept = collect();
      slots.become(more);
      room = (int) (LOAD_MAX * more);
      for (long one : kept) {
        enter(one);
      }
      return true;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      memory.exhaust();
      return false;
    }
  }

  private void enter(long kept) {
    slots.put(~slots.find(slotOf(kept), kept), kept); // all differ
  }

  private static int moreSlots(int slots) {
    if (slots < KeySlots.CHUNK_SLOTS) {
      return Math.max(SLOTS_MIN, 2 * slots);
    }
    int chunks = slots >>> KeySlots.CHUNK_SHIFT;
    return (chunks + Math.max(1, chunks >>> GROWTH_SHIFT)) << KeySlots.CHUNK_SHIFT;
  }

  private long[] collect() {
    long[] all = new long[size];
    int count = 0;
    for (int slot = 0; slot < slots.count(); slot++) {
      long found = slots.at(slot);
      if (found != 0) {
        all[count++] = found;
      }
    }
    return all;
  }
}
