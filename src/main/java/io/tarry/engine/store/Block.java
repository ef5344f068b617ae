package io.tarry.engine.store;

import io.tarry.engine.store.SpillFile.Extent;
import org.jspecify.annotations.Nullable;

/**
 * Some keys in ascending order, each written as its distance from the one before. Neighbours among
 * many keys are near, so this takes far less than the keys themselves. In memory, in a file, or
 * both.
 *
 * <p>A key is two numbers of 32 bits, and both are small in most keys (see {@link
 * StateCompression}). So distances are those of the numbers high * r + low, where r, the radix, is
 * one more than the largest low number in the block. The radix comes first, then the distances:
 * seven bits a byte, the low ones first, the eighth bit says that more follow.
 */
public final class Block {

  private static final long LOW_HALF = 0xFFFF_FFFFL;
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
    long radix = radix(keys, size);
    byte[] buffer = new byte[bytesNeeded(keys, size, radix)];
    int at = write(radix, buffer, 0);
    long previous = 0;
    for (int i = 0; i < size; i++) {
      long dense = dense(keys[i], radix);
      at = write(dense - previous, buffer, at);
      previous = dense;
    }
    return new Block(size, buffer);
  }

  private static long radix(long[] keys, int size) {
    long lowMax = 0;
    for (int i = 0; i < size; i++) {
      lowMax = Math.max(lowMax, keys[i] & LOW_HALF);
    }
    return lowMax + 1;
  }

  /** Signed like the key, so that these numbers are in the same order. */
  private static long dense(long key, long radix) {
    return (key >> Integer.SIZE) * radix + (key & LOW_HALF);
  }

  private static int write(long number, byte[] into, int from) {
    int at = from;
    long rest = number;
    while ((rest & ~LOW_BITS) != 0) {
      into[at++] = (byte) (rest | MORE);
      rest >>>= 7;
    }
    into[at++] = (byte) rest;
    return at;
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

  private static int bytesNeeded(long[] keys, int size, long radix) {
    int needed = bytesNeeded(radix);
    long previous = 0;
    for (int i = 0; i < size; i++) {
      long dense = dense(keys[i], radix);
      needed += bytesNeeded(dense - previous);
      previous = dense;
    }
    return needed;
  }

  private static int bytesNeeded(long number) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(number | 1);
    return (bits + 6) / 7;
  }

  /** Reads keys one after the other. */
  public static final class Reader {

    private final byte[] bytes;
    private final long radix;
    private int at;
    private long dense;

    private Reader(byte[] bytes) {
      this.bytes = bytes;
      radix = read();
    }

    /** The next key; there must be one. */
    public long next() {
      dense += read();
      long high = Math.floorDiv(dense, radix);
      return high << Integer.SIZE | (dense - high * radix);
    }

    private long read() {
      long number = 0;
      int shift = 0;
      byte read;
      do {
        read = bytes[at++];
        number |= (long) (read & LOW_BITS) << shift;
        shift += 7;
      } while (read < 0);
      return number;
    }
  }
}
