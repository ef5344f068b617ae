package io.tarry.engine;

/**
 * One share of a {@link KeySet}: those keys of one form whose mixed form begins with the same bits.
 * A table with open addressing (linear probing) holds the other bits of the mixed keys themselves,
 * so that most look-ups touch one line of the processor's cache.
 *
 * <p>The next bits pick a slot, in proportion to how many there are, so the table may have any
 * length. It grows by a quarter, in chunks that stay where they are: it is always between six and
 * eight tenths full once it has several, and growing leaves no garbage but the list of what has to
 * be put in again.
 */
final class Partition {

  private static final int SLOTS_MIN = 64;
  private static final double LOAD_MAX = 0.8;
  private static final int GROWTH_SHIFT = 2;
  private static final int WORTH_FETCHING = 1 << 13;

  private final KeyForm form;
  private final int prefixBits;
  private final long prefix; // at the left
  private final int dropShift;
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
   * @param prefix these bits
   * @param bytesASlot how many bytes of a mixed key a slot keeps, after these bits; keys that agree
   *     in them are taken for one
   * @param overflow where fresh keys go that there is no memory for
   */
  Partition(
      KeyForm form,
      int prefixBits,
      int prefix,
      int bytesASlot,
      MemoryBudget memory,
      SpillSpace overflow) {
    this.form = form;
    this.prefixBits = prefixBits;
    this.prefix = prefixBits == 0 ? 0 : (long) prefix << (Long.SIZE - prefixBits);
    this.memory = memory;
    dropShift = Long.SIZE - Byte.SIZE * bytesASlot;
    slots = new KeySlots(bytesASlot);
    fresh = new NewKeys(form, memory, overflow);
  }

  /** How many keys there are; an estimate while other threads add some. */
  int size() {
    return hasZero ? size + 1 : size;
  }

  /** Those that came new. */
  NewKeys fresh() {
    return fresh;
  }

  /** What the table takes. */
  long tableBytes() {
    return slots.bytes(slots.count());
  }

  /** What the table of such a share takes with so many keys. */
  static long tableBytes(int bytesASlot, long keys) {
    int slots = 0;
    while (LOAD_MAX * slots < keys) {
      slots = moreSlots(slots);
    }
    return new KeySlots(bytesASlot).bytes(slots);
  }

  /**
   * Adds those that are not there yet. A look-up waits for main memory most of its time, so the
   * slots of all are fetched first, together. When memory runs out the rest is left out: the memory
   * is exhausted then.
   */
  synchronized void addAll(long[] mixedKeys, int count) {
    if (slots.count() > WORTH_FETCHING) {
      long sum = 0;
      for (int i = 0; i < count; i++) {
        sum += slots.at(slotOf(kept(mixedKeys[i])));
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
    long kept = kept(mixedKey);
    if (kept == 0) {
      hasZero = hasZero || fresh.add(mixedKey);
      return;
    }
    for (int slot = slotOf(kept); ; slot = next(slot)) {
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

  /** Takes over keys of which none is here, and none is fresh. May leave some out as above. */
  void takeOver(long[] mixedKeys, int count) {
    for (int i = 0; i < count; i++) {
      if (size == room && !grow()) {
        return;
      }
      long kept = kept(mixedKeys[i]);
      if (kept == 0) {
        hasZero = true;
      } else {
        insert(kept);
        size++;
      }
    }
  }

  /** All keys, if its slots keep them whole. */
  long[] keys() {
    long[] keys = new long[size()]; // the last one is what no slot can hold, if it is there
    collect(keys);
    for (int i = 0; i < keys.length; i++) {
      keys[i] = form.unmix(keys[i] << dropShift >>> prefixBits | prefix);
    }
    return keys;
  }

  /** Gives its memory back; it must not be used any more. */
  void discard() {
    memory.giveBack(tableBytes());
    slots.clear();
    fresh.discard();
  }

  private long kept(long mixedKey) {
    return mixedKey << prefixBits >>> dropShift;
  }

  private int slotOf(long kept) {
    long fraction = kept << dropShift >>> Integer.SIZE;
    return (int) ((fraction * slots.count()) >>> Integer.SIZE);
  }

  private int next(int slot) {
    return slot + 1 == slots.count() ? 0 : slot + 1;
  }

  private void insert(long kept) {
    int slot = slotOf(kept);
    while (slots.at(slot) != 0) { // all differ
      slot = next(slot);
    }
    slots.put(slot, kept);
  }

  private boolean grow() {
    int more = moreSlots(slots.count());
    if (!memory.take(slots.bytes(more) - tableBytes())) {
      return false;
    }
    try {
      long[] all = new long[size];
      collect(all);
      slots.become(more);
      room = (int) (LOAD_MAX * more);
      for (long kept : all) {
        insert(kept);
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

  private void collect(long[] into) {
    int count = 0;
    for (int slot = 0; slot < slots.count(); slot++) {
      long found = slots.at(slot);
      if (found != 0) {
        into[count++] = found;
      }
    }
  }
}
