package io.tarry.engine.liveness;

import io.tarry.engine.store.MemoryBudget;
import java.util.Arrays;

/** A growing list of numbers, in chunks, so that nothing is ever copied or held twice. */
final class IntVector {

  private static final int CHUNK_SHIFT = 14; // 64 KiB, as large as those of StateStore
  private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

  private final LivenessBudget budget;
  private int[][] chunks = new int[4][];
  private int chunkCount;
  private int size;

  /** Makes an empty list that takes its memory from there. */
  IntVector(LivenessBudget budget) {
    this.budget = budget;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return chunks[index >>> CHUNK_SHIFT][index & CHUNK_MASK];
  }

  void set(int index, int value) {
    chunks[index >>> CHUNK_SHIFT][index & CHUNK_MASK] = value;
  }

  void add(int value) {
    if (size >>> CHUNK_SHIFT == chunkCount) {
      addChunk();
    }
    set(size, value);
    size++;
  }

  int last() {
    return get(size - 1);
  }

  /** Forgets the entries from this one on; keeps their memory for others. */
  void truncate(int newSize) {
    size = newSize;
  }

  private void addChunk() {
    if (size > Integer.MAX_VALUE - CHUNK_MASK - 1) {
      throw new LivenessBudget.LimitReached(MemoryBudget.TABLE_SIZE); // more than 32 bits can count
    }
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, 2 * chunkCount);
    }
    chunks[chunkCount++] = budget.ints(CHUNK_MASK + 1);
  }
}
