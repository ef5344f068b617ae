package io.tarry.engine.store;

import io.tarry.engine.store.SpillFile.Extent;
import org.jspecify.annotations.Nullable;

/**
 * Some keys in ascending order, each written as its distance from the one before: seven bits a
 * byte, the low ones first, the eighth bit says that more follow. Neighbours among many keys are
 * near, so this takes far less than the keys themselves. In memory, in a file, or both.
 */
public final class Block {

  private static final int LOW_BITS = 0x7F;
  private static final int MORE = 0x80;

  private final int size;
  private byte @Nullable [] bytes; // absent once only the file has them
  private @Nullable SpillFile file;
  private @Nullable Extent extent; // in the file, if there is one

  private Block(int size, byte @Nullable [] bytes) {
    this.size = size;
    this.bytes = bytes;
  }

  /** Writes keys that all differ. Sorts the array. */
  public static Block of(long[] keys) {
    return of(keys, keys.length);
  }

  /** Writes the first so many of some keys that all differ. Sorts them. */
  public static Block of(long[] keys, int size) {
    RadixSort.sort(keys, size);
    byte[] buffer = new byte[bytesNeeded(keys, size)];
    int at = 0;
    long previous = 0;
    for (int i = 0; i < size; i++) {
      long distance = keys[i] - previous;
      while ((distance & ~LOW_BITS) != 0) {
        buffer[at++] = (byte) (distance | MORE);
        distance >>>= 7;
      }
      buffer[at++] = (byte) distance;
      previous = keys[i];
    }
    return new Block(size, buffer);
  }

  /** A block of so many keys that stands in a file. */
  public static Block in(SpillFile file, Extent extent, int size) {
    Block block = new Block(size, null);
    block.file = file;
    block.extent = extent;
    return block;
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** What the block takes of the heap. */
  public int heapBytes() {
    byte[] inMemory = bytes;
    return inMemory == null ? 0 : inMemory.length + MemoryBudget.ARRAY_HEADER_BYTES;
  }

  /** Writes the keys to a file, unless they are there; they stay in memory. */
  public Extent copyTo(SpillFile newFile) {
    if (extent == null) {
      file = newFile;
      extent = newFile.append(bytes());
    }
    return extent;
  }

  /** Moves the keys to a file, and says how many bytes of the heap that frees. */
  public int moveTo(SpillFile newFile) {
    copyTo(newFile);
    int freed = heapBytes();
    bytes = null;
    return freed;
  }

  /** Reads the keys, from the first. */
  public Reader reader() {
    return new Reader(bytes());
  }

  private byte[] bytes() {
    byte[] inMemory = bytes;
    if (inMemory != null) {
      return inMemory;
    }
    if (file == null || extent == null) {
      throw new AssertionError("a block is in memory or in a file");
    }
    return file.read(extent);
  }

  private static int bytesNeeded(long[] keys, int size) {
    int needed = 0;
    long previous = 0;
    for (int i = 0; i < size; i++) {
      int bits = Long.SIZE - Long.numberOfLeadingZeros(keys[i] - previous | 1);
      needed += (bits + 6) / 7;
      previous = keys[i];
    }
    return needed;
  }

  /** Reads keys one after the other. */
  public static final class Reader {

    private final byte[] bytes;
    private int at;
    private long key;

    private Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    /** The next key; there must be one. */
    public long next() {
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
