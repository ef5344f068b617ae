package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers 64-bit words from 0 in the order in which they come. Safe for several threads: what is
 * there already is found without a lock, only additions wait for one another.
 *
 * <p>The words stand one after the other in chunks; a hash table of their numbers plus 1 (0 is a
 * free slot) finds them. A slot has bits of the word's hash, too, so that a probe seldom reads a
 * word that is not the one sought, see {@link StateStore}. A slot is written after its word, so a
 * thread that sees the number sees the word. A thread that looks into a table which has just been
 * replaced may miss a word; it then looks again under the lock.
 */
public final class Interner {

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int CHUNK_SHIFT = 10;
  private static final int CHUNK_WORDS = 1 << CHUNK_SHIFT;
  private static final int CHUNK_MASK = CHUNK_WORDS - 1;
  private static final int SLOTS_MIN = 64;
  private static final int SLOTS_MAX = 1 << 30; // Java has no array of twice as many

  private final MemoryBudget memory;
  private final int slotsMax;
  private volatile int[] table = new int[1]; // no room, but the free slot that ends a probe
  private volatile long[][] chunks = {};
  private int chunkCount;
  private int room;
  private int size;

  public Interner(MemoryBudget memory) {
    this(memory, SLOTS_MAX);
  }

  /** One whose table may have so many slots, a power of two. */
  public Interner(MemoryBudget memory, int slotsMax) {
    this.memory = memory;
    this.slotsMax = slotsMax;
  }

  /** How many words there are. */
  public synchronized int size() {
    return size;
  }

  /**
   * The number of a word, given now if it had none. It is 0, which may be wrong, when memory or the
   * table runs out: the memory is exhausted then.
   */
  public int numberOf(long word) {
    int number = find(word);
    return number >= 0 ? number : add(word);
  }

  /** The words of some numbers, in their order. */
  public long[] words(int from, int to) {
    return IntStream.range(from, to).mapToLong(this::wordOf).toArray();
  }

  /** The word of a number that was given. */
  long wordOf(int number) {
    return chunks[number >>> CHUNK_SHIFT][number & CHUNK_MASK];
  }

  private int find(long word) {
    int[] slots = table;
    int mask = slots.length - 1;
    long hash = KeyMixing.mix(word);
    int tag = tag(hash, mask);
    for (int slot = slotOf(hash, mask); ; slot = (slot + 1) & mask) {
      int found = (int) SLOT.getAcquire(slots, slot);
      if (found == 0) {
        return -1;
      }
      int number = (found & mask) - 1;
      if ((found & ~mask) == tag && wordOf(number) == word) {
        return number;
      }
    }
  }

  private synchronized int add(long word) {
    int found = find(word);
    if (found >= 0) {
      return found;
    }
    if ((size == room && !growTable()) || (size >>> CHUNK_SHIFT == chunkCount && !addChunk())) {
      return 0;
    }
    chunks[size >>> CHUNK_SHIFT][size & CHUNK_MASK] = word;
    int number = size++;
    enter(table, word, number);
    return number;
  }

  private static void enter(int[] slots, long word, int number) {
    int mask = slots.length - 1;
    long hash = KeyMixing.mix(word);
    int slot = slotOf(hash, mask);
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    SLOT.setRelease(slots, slot, tag(hash, mask) | (number + 1));
  }

  private static int slotOf(long hash, int mask) {
    return (int) (hash >>> 32) & mask;
  }

  private static int tag(long hash, int mask) {
    return (int) hash & ~mask;
  }

  private boolean growTable() {
    int slots = room == 0 ? SLOTS_MIN : 2 * table.length;
    if (slots > slotsMax) {
      memory.endWithTableFull();
      return false;
    }
    if (!memory.take((long) Integer.BYTES * (room == 0 ? slots : slots / 2))) {
      return false;
    }
    try {
      int[] larger = new int[slots];
      for (int number = 0; number < size; number++) {
        enter(larger, wordOf(number), number);
      }
      table = larger;
      room = (int) (2L * slots / 3);
      return true;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      memory.exhaust();
      return false;
    }
  }

  private boolean addChunk() {
    if (!memory.take((long) Long.BYTES * CHUNK_WORDS + MemoryBudget.ARRAY_HEADER_BYTES)) {
      return false;
    }
    try {
      long[][] spine =
          chunkCount < chunks.length ? chunks : Arrays.copyOf(chunks, Math.max(4, 2 * chunkCount));
      spine[chunkCount] = new long[CHUNK_WORDS];
      chunks = spine; // written anew even if it is the same, so that readers see the chunk
      chunkCount++;
      return true;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      memory.exhaust();
      return false;
    }
  }
}
