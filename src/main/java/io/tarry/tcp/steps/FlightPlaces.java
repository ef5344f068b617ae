package io.tarry.tcp.steps;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Where each flight is in a {@link FlightTable}, by its number. Safe for several threads; one that
 * asks while a flight moves may be told where it was, so it has to look whether it is there.
 */
final class FlightPlaces {

  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private static final int[] NO_CHUNK = {};

  private final LongConsumer memory;
  private volatile int[][] chunks = {};

  /**
   * Makes one that knows no places.
   *
   * @param memory is told how many bytes are about to be taken
   */
  FlightPlaces(LongConsumer memory) {
    this.memory = memory;
  }

  /** The place of the flight of that number, or 0. */
  int of(int number) {
    int[] chunk = chunk(number);
    return chunk.length == 0 ? 0 : chunk[number & (CHUNK - 1)];
  }

  void put(int number, int place) {
    int[] chunk = chunk(number);
    if (chunk.length == 0) {
      chunk = newChunk(number);
    }
    chunk[number & (CHUNK - 1)] = place;
  }

  private int[] chunk(int number) {
    int[][] all = chunks;
    int index = number >>> CHUNK_BITS;
    return index < all.length ? all[index] : NO_CHUNK;
  }

  private synchronized int[] newChunk(int number) {
    int[] known = chunk(number);
    if (known.length > 0) {
      return known;
    }
    int index = number >>> CHUNK_BITS;
    int[][] all = chunks;
    if (index >= all.length) {
      all = Arrays.copyOf(all, Math.max(index + 1, 2 * index));
      Arrays.fill(all, chunks.length, all.length, NO_CHUNK);
    }
    memory.accept((long) Integer.BYTES * CHUNK);
    all[index] = new int[CHUNK];
    chunks = all; // written anew even if it is the same, so that readers see the chunk
    return all[index];
  }
}
