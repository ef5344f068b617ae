package io.tarry.engine.store;

import java.util.stream.IntStream;

/**
 * Numbers some words, as a whole. Safe for several threads: what they number is divided by its hash
 * into parts, each with a lock.
 */
public final class WordsInterner {

  private static final int PART_BITS = 5;
  private static final int PARTS = 1 << PART_BITS;
  private static final int SIZE_MAX = 1 << (Integer.SIZE - 1 - PART_BITS);

  /** Bits of a hash that neither pick a slot in a table as large as these get, nor stand in it. */
  private static final int PART_SHIFT = Integer.SIZE - PART_BITS;

  private final StateStore[] parts;
  private final MemoryBudget memory;

  /** Of so many words at a time. */
  WordsInterner(int words, MemoryBudget memory) {
    this.memory = memory;
    parts =
        IntStream.range(0, PARTS)
            .mapToObj(part -> new StateStore(words, memory))
            .toArray(StateStore[]::new);
  }

  /**
   * The number of these words, given now if they had none. It is 0, which may be wrong, when memory
   * or a table runs out: the memory is exhausted then.
   */
  int numberOf(long[] words) {
    long hash = StateStore.hash(words);
    int part = (int) hash >>> PART_SHIFT;
    int number;
    synchronized (parts[part]) {
      number = parts[part].numberOf(words, hash);
    }
    if (number < 0) {
      memory.exhaust();
      return 0;
    }
    if (number >= SIZE_MAX) {
      memory.endWithTableFull();
      return 0;
    }
    return number << PART_BITS | part;
  }

  /** Copies the words of a number. */
  void read(int number, long[] into) {
    StateStore part = parts[number & (PARTS - 1)];
    synchronized (part) {
      part.read(number >>> PART_BITS, into);
    }
  }

  /** An array that has the words of a number; for a time in which no thread gives numbers. */
  public long[] array(int number) {
    return parts[number & (PARTS - 1)].chunkOf(number >>> PART_BITS);
  }

  /** Where in that array they begin. */
  public int placeInArray(int number) {
    return parts[number & (PARTS - 1)].placeInChunk(number >>> PART_BITS);
  }
}
