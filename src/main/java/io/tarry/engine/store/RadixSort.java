package io.tarry.engine.store;

import java.util.Arrays;

/**
 * Sorts keys byte by byte, the lowest first, and skips the bytes that all keys have in common,
 * which are most bytes of the keys of neighbouring states. For many keys it is several times as
 * fast as comparing them.
 */
final class RadixSort {

  private static final int WORTH_IT = 256;
  private static final int BYTES = Long.BYTES;
  private static final int VALUES = 1 << Byte.SIZE;

  private RadixSort() {}

  /** Puts the first so many keys in ascending order. */
  static void sort(long[] keys, int count) {
    if (count < WORTH_IT) {
      Arrays.sort(keys, 0, count);
      return;
    }
    long differing = 0;
    for (int i = 1; i < count; i++) {
      differing |= keys[i] ^ keys[0];
    }
    long[] from = keys;
    long[] to = new long[count];
    boolean inPlace = true;
    for (int index = 0; index < BYTES; index++) {
      int shift = Byte.SIZE * index;
      if (((differing >>> shift) & (VALUES - 1)) != 0) {
        // The highest bit is the sign: what has it comes first.
        int flip = index == BYTES - 1 ? VALUES / 2 : 0;
        pass(from, to, count, shift, flip);
        long[] sorted = to;
        to = from;
        from = sorted;
        inPlace = !inPlace;
      }
    }
    if (!inPlace) {
      System.arraycopy(from, 0, keys, 0, count);
    }
  }

  private static void pass(long[] from, long[] to, int count, int shift, int flip) {
    int[] place = new int[VALUES];
    for (int i = 0; i < count; i++) {
      place[digit(from[i], shift, flip)]++;
    }
    int next = 0;
    for (int value = 0; value < VALUES; value++) {
      int those = place[value];
      place[value] = next;
      next += those;
    }
    for (int i = 0; i < count; i++) {
      to[place[digit(from[i], shift, flip)]++] = from[i];
    }
  }

  private static int digit(long key, int shift, int flip) {
    return ((int) (key >>> shift) & (VALUES - 1)) ^ flip;
  }
}
