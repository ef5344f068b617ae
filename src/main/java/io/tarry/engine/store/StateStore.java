package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;
import java.util.Arrays;

/**
 * A set of states that numbers them from 0 in the order in which they came. Exact: whole states are
 * kept and compared.
 *
 * <p>The states stand one after the other in chunks; a hash table finds them. A slot of the table
 * is an {@code int} whose low bits hold the state's number plus 1 (0 is a free slot). A table of
 * 2^k slots needs k bits for that, and the other 32-k bits hold bits of the state's hash, so that a
 * probe seldom reads a state that is not the one sought: where the slots are many, each such read
 * misses the processor's caches. Collisions go to the next slot (linear probing), which is mostly
 * in the cache line at hand.
 *
 * <p>Nothing is allocated for a state but its share of a chunk, and of a table twice as large now
 * and then. That new table is filled from the chunks, so the old one is let go before.
 */
public final class StateStore {

  /** What the numbers allow: two thirds of the largest table, of 2^30 slots. */
  public static final int STATES_MAX = roomIn(1 << 30);

  public static final long HASH_SEED = 0x9E3779B97F4A7C15L;

  // 64 KiB: large enough that finding a chunk costs nothing, and small enough that G1 packs chunks
  // well (one of half a region, so from 512 KiB, would get regions of its own).
  private static final int CHUNK_WORDS = 1 << 13;
  private static final int SLOTS_MIN = 1 << 10;

  private final int words;
  private final int chunkShift; // a chunk has 2^chunkShift states
  private final int chunkMask;
  private final MemoryBudget memory;

  private long[][] chunks = new long[0][];
  private int chunkCount;
  private int size;

  private int[] table = new int[1]; // no room, but the free slot that ends a probe
  private int numberMask; // the low bits of a slot; also picks a slot for a hash
  private int room; // how many states the table takes before it must grow

  private boolean full;

  /**
   * Makes an empty store.
   *
   * @param words how many words a state has, at least 1
   * @param memory where chunks and table are taken from; a refusal does not exhaust it
   */
  public StateStore(int words, MemoryBudget memory) {
    this.words = words;
    this.memory = memory;
    int statesPerChunk = Integer.highestOneBit(Math.max(1, CHUNK_WORDS / words));
    chunkShift = Integer.numberOfTrailingZeros(statesPerChunk);
    chunkMask = statesPerChunk - 1;
  }

  /** Makes it empty; it keeps its memory, and one that is full stays full. */
  public void clear() {
    Arrays.fill(table, 0);
    size = 0;
  }

  /** How many states there are. */
  public int size() {
    return size;
  }

  /** Whether a state was turned away because it would not have fitted. From then on all are. */
  public boolean isFull() {
    return full;
  }

  /** Adds a copy of this state; false if it is there already, or if the store is full. */
  public boolean add(long[] state) {
    int before = size;
    numberOf(state);
    return size > before;
  }

  /** The number of this state, which is added if it is not here; -1 if the store is full. */
  public int numberOf(long[] state) {
    return numberOf(state, hash(state));
  }

  /** The same, for whoever knows its hash. */
  int numberOf(long[] state, long hash) {
    if (full) {
      return -1;
    }
    int slot = slotOf(state, hash);
    if (table[slot] != 0) {
      return (table[slot] & numberMask) - 1;
    }
    if (size == room) {
      if (!growTable()) {
        return -1;
      }
      slot = slotOf(state, hash);
    }
    if (size >> chunkShift == chunkCount && !addChunk()) {
      return -1;
    }
    System.arraycopy(state, 0, chunks[size >> chunkShift], (size & chunkMask) * words, words);
    int number = size++;
    table[slot] = entry(hash, size);
    return number;
  }

  /** The number of this state, or -1 if it is not here. */
  public int indexOf(long[] state) {
    return (table[slotOf(state, hash(state))] & numberMask) - 1;
  }

  /** Copies a state out. */
  public void read(int index, long[] into) {
    System.arraycopy(chunks[index >> chunkShift], (index & chunkMask) * words, into, 0, words);
  }

  /** The array where the state of this number stands. */
  long[] chunkOf(int index) {
    return chunks[index >> chunkShift];
  }

  /** Where in that array it begins. */
  int placeInChunk(int index) {
    return (index & chunkMask) * words;
  }

  /** Whether the state of this number has these words. */
  boolean holdsAt(int index, long[] state) {
    long[] chunk = chunks[index >> chunkShift];
    int at = (index & chunkMask) * words;
    for (int word = 0; word < words; word++) {
      if (chunk[at + word] != state[word]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Mixes all bits of a state into 64; the low bits pick a slot, the high ones go into it. For one
   * word it is the finalizer Mix13 of David Stafford, which spreads words that differ in few bits
   * as well as random ones; for more, its first half is done once a word.
   */
  public static long hash(long[] state) {
    long hash = HASH_SEED;
    for (long word : state) {
      hash = mix(hash, word);
    }
    hash *= 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }

  public static long mix(long hash, long word) {
    long mixed = hash ^ word;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 27);
  }

  /** Where this state is, or the free slot where it would go. */
  private int slotOf(long[] state, long hash) {
    int tag = entry(hash, 0);
    for (int slot = (int) hash & numberMask; ; slot = (slot + 1) & numberMask) {
      int found = table[slot];
      if (found == 0) {
        return slot;
      }
      if ((found & ~numberMask) == tag && holdsAt((found & numberMask) - 1, state)) {
        return slot;
      }
    }
  }

  private int entry(long hash, int number) {
    return ((int) (hash >>> 32) & ~numberMask) | number;
  }

  private boolean growTable() {
    int slotsBefore = room == 0 ? 0 : table.length;
    int slots = Math.max(SLOTS_MIN, 2 * slotsBefore);
    long moreBytes = 4L * (slots - slotsBefore);
    if (size == STATES_MAX || !memory.takeIfFree(moreBytes)) {
      return refuse();
    }
    try {
      table = new int[1]; // so that the old one can be collected before the new one is made
      numberMask = 0;
      table = new int[slots];
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      return refuse();
    }
    numberMask = slots - 1;
    room = roomIn(slots);
    long[] state = new long[words];
    for (int index = 0; index < size; index++) {
      read(index, state);
      long hash = hash(state);
      int slot = (int) hash & numberMask;
      while (table[slot] != 0) { // all states differ: no need to compare
        slot = (slot + 1) & numberMask;
      }
      table[slot] = entry(hash, index + 1);
    }
    return true;
  }

  private boolean addChunk() {
    int chunkWords = (chunkMask + 1) * words;
    long chunkBytes = 8L * chunkWords + MemoryBudget.ARRAY_HEADER_BYTES;
    if (!memory.takeIfFree(chunkBytes)) {
      return refuse();
    }
    try {
      if (chunkCount == chunks.length) {
        chunks = Arrays.copyOf(chunks, Math.max(16, 2 * chunkCount));
      }
      chunks[chunkCount] = new long[chunkWords];
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      return refuse();
    }
    chunkCount++;
    return true;
  }

  private boolean refuse() {
    full = true;
    return false;
  }

  private static int roomIn(int slots) {
    return (int) (2L * slots / 3);
  }
}
