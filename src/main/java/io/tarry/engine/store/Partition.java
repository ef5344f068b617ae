package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;
import java.util.Arrays;

/**
 * One share of a {@link KeySet}: those keys whose mixed form begins with the same bits. A table
 * with open addressing (linear probing) holds the mixed keys themselves, so that most look-ups
 * touch one line of the processor's cache.
 *
 * <p>The next bits pick a slot, in proportion to how many there are, so the table may have any
 * length. It grows by an eighth, in chunks that stay where they are: it is always between seven and
 * eight tenths full, and growing leaves no garbage but the list of what has to be put in again.
 */
public final class Partition {

  private static final int SLOTS_MIN = 64;
  private static final double LOAD_MAX = 0.8;
  private static final int GROWTH_SHIFT = 3;

  private final int prefixBits;
  private final MemoryBudget memory;
  private final KeySlots slots;
  private final NewKeys fresh;

  private int room; // how many keys the slots take before there must be more
  private int size; // of the keys in slots
  private boolean hasZero; // the one that a slot cannot hold

  @SuppressWarnings("UnusedVariable")
  private long touched; // keeps the reads that only fetch from being optimized away

  /**
   * Makes an empty share.
   *
   * @param prefixBits how many leading bits all its mixed keys have in common
   * @param overflow where fresh keys go that there is no memory for
   */
  Partition(int prefixBits, KeySlots slots, MemoryBudget memory, SpillSpace overflow) {
    this.prefixBits = prefixBits;
    this.slots = slots;
    this.memory = memory;
    fresh = new NewKeys(memory, overflow);
  }

  /** How many keys there are; an estimate while other threads add some. */
  int size() {
    return hasZero ? size + 1 : size;
  }

  /** Those that came new. */
  public NewKeys fresh() {
    return fresh;
  }

  /**
   * Adds those that are not there yet. A look-up waits for main memory most of its time, so the
   * slots of all are fetched first, together. When memory runs out the rest is left out: the memory
   * is exhausted then.
   */
  synchronized void addAll(long[] mixedKeys, int count) {
    if (slots.count() > KeySlots.CHUNK_SLOTS) {
      long sum = 0;
      for (int i = 0; i < count; i++) {
        sum += slots.at(slotOf(mixedKeys[i]));
      }
      touched = sum;
    }
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
      hasZero = hasZero || fresh.add(mixedKey);
      return;
    }
    for (int slot = slotOf(mixedKey); ; slot = next(slot)) {
      long found = slots.at(slot);
      if (found == kept) {
        return;
      }
      if (found == 0) {
        if (fresh.add(mixedKey)) {
          slots.put(slot, kept);
          size++;
        }
        return;
      }
    }
  }

  /** What the slots keep of all keys. */
  long[] keptKeys() {
    return Arrays.copyOf(collect(), size()); // filled up with the zero that no slot holds, if any
  }

  /** Gives its memory back; it must not be used any more. */
  void discard() {
    memory.giveBack(slots.bytes(slots.count()));
    fresh.discard();
  }

  private int slotOf(long mixedKey) {
    long fraction = (mixedKey << prefixBits) >>> 32;
    return (int) ((fraction * slots.count()) >>> 32);
  }

  private int next(int slot) {
    return slot + 1 == slots.count() ? 0 : slot + 1;
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
        int slot = slotOf(one);
        while (slots.at(slot) != 0) { // all differ
          slot = next(slot);
        }
        slots.put(slot, one);
      }
      return true;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      memory.exhaust();
      return false;
    }
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
