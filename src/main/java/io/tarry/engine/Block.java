package io.tarry.engine;

import java.util.Arrays;

/**
 * Some keys in ascending order, each written as its distance from the one before: seven bits a
 * byte, the low ones first, the eighth bit says that more follow. Neighbours among many keys are
 * near, so this takes far less than the keys themselves.
 */
final class Block {

  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;

  private final byte[] bytes;
  private final int size;

  private Block(byte[] bytes, int size) {
    this.bytes = bytes;
    this.size = size;
  }

  /** Writes keys that all differ. Sorts the array. */
  static Block of(long[] keys) {
    Arrays.sort(keys);
    byte[] buffer = new byte[bytesNeeded(keys)];
    int at = 0;
    long previous = 0;
    for (long key : keys) {
      long distance = key - previous;
      while ((distance & ~LOW_BITS) != 0) {
        buffer[at++] = (byte) (distance | MORE);
        distance >>>= 7;
      }
      buffer[at++] = (byte) distance;
      previous = key;
    }
    return new Block(buffer, keys.length);
  }

  /** How many keys there are. */
  int size() {
    return size;
  }

  /** What the block takes of the heap, its own header aside. */
  int bytes() {
    return bytes.length + Memory.ARRAY_HEADER_BYTES;
  }

  /** Reads the keys, from the first. */
  Reader reader() {
    return new Reader(bytes);
  }

  private static int bytesNeeded(long[] keys) {
    int needed = 0;
    long previous = 0;
    for (long key : keys) {
      int bits = Long.SIZE - Long.numberOfLeadingZeros(key - previous | 1);
      needed += (bits + 6) / 7;
      previous = key;
    }
    return needed;
  }

  /** Reads keys one after the other. */
  static final class Reader {

    private final byte[] bytes;
    private int at;
    private long key;

    private Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The next key; there must be one. */
    long next() {
      long distance = 0;
      int shift = 0;
      byte read;
      do {
        read = bytes[at++];
        distance |= (long) (read & LOW_BITS) << shift;
        shift += 7;
      } while (read < 0);
      key += distance;
      return key;
    }
  }
}
