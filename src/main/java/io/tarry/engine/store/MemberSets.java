package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;
import java.util.Arrays;

/** Many sets of numbers from 0 to 65534, most of them small. A set is what a long says of it. */
final class MemberSets {

  /*
   * A set is a hash table with open addressing in a block of 4 to 1024 shorts: a slot has a member
   * plus 1, or 0 if it is free. A table that would be more than three quarters full moves to a block
   * twice as large. What would not fit the largest block becomes an array of bits, a bit for each
   * number up to the largest, as in Roaring bitmaps [1]; it takes 8 KB at the most, so from 768
   * members on at most 11 bytes each.
   *
   * Blocks are halves of halves of a chunk [2]. A block that was left is for the next set that wants
   * one of its size; blocks are not put together again. A chunk is an eighth of all chunks before
   * it, from 64 to 1024 shorts, so that few sets take little memory.
   *
   * Cost. Nearly all look-ups read one line of the processor's cache, two where a block goes over
   * the end of one. A member takes 2.7 to 5.3 bytes in a table, and as much again, in the worst
   * case, in the blocks that sets have left as they grew and no other wants.
   *
   * What was tried instead: a table of all keys, four bytes each. The large world of closing took
   * about 1.15 times as long, and "processes and ports" 1.4 times, since nearly each look-up waited
   * for main memory.
   *
   * [1] Lemire et al.: Roaring Bitmaps: Implementation of an Optimized Software Library, Software:
   *     Practice and Experience 48(4), 2018
   * [2] Knowlton: A Fast Storage Allocator, Communications of the ACM 8(10), 1965
   */

  /** Members are less than this. */
  static final int MEMBERS = 0xFFFF;

  static final long EMPTY = 0;

  // A set: its place, or the number of its array of bits; the size of its block, as a power of two,
  // or BITMAP; how many members it has.
  private static final int PLACE_SHIFT = 32;
  private static final int SIZE_SHIFT = 24;
  private static final int COUNT_MASK = (1 << SIZE_SHIFT) - 1;

  private static final int SIZE_MIN = 2;
  private static final int SIZE_MAX = 10;
  private static final int BITMAP = SIZE_MAX + 1;

  private static final int CHUNK_SIZE_MIN = 6;
  private static final int CHUNK_SHARE_SHIFT = 3;
  private static final int IN_CHUNK = (1 << SIZE_MAX) - 1; // the part of a place
  private static final int NONE = -1;
  private static final int SPREAD = 0x9E3779B9;

  private final MemoryBudget memory;
  private short[][] chunks = {};
  private int chunkCount;
  private long shorts; // of all chunks
  private final int[] free =
      new int[SIZE_MAX + 1]; // a block of each size; it says where one more is
  private long[][] bitmaps = {};
  private int bitmapCount;
  private long bytes; // that were taken

  MemberSets(MemoryBudget memory) {
    this.memory = memory;
    Arrays.fill(free, NONE);
  }

  /** Gives its memory back; it must not be used any more. */
  void giveBack() {
    memory.giveBack(bytes);
    bytes = 0;
  }

  /** How many members a set has. */
  static int count(long set) {
    return (int) set & COUNT_MASK;
  }

  /** Reads the slot at which a member is looked for first; what is in it says nothing. */
  int fetch(long set, int member) {
    int size = size(set);
    if (set == EMPTY || size == BITMAP) {
      return 0;
    }
    int place = place(set);
    return chunks[place >>> SIZE_MAX][(place & IN_CHUNK) + slotOf(member + 1, size)];
  }

  boolean has(long set, int member) {
    if (set == EMPTY) {
      return false;
    }
    int size = size(set);
    if (size == BITMAP) {
      long[] bitmap = bitmaps[place(set)];
      int word = member >>> 6;
      return word < bitmap.length && ((bitmap[word] >>> member) & 1) != 0;
    }
    int place = place(set);
    return chunks[place >>> SIZE_MAX][slotFor(place, size, member + 1)] != 0;
  }

  /**
   * A set and one more member, which it does not have; the set that was given must not be used any
   * more. {@link #EMPTY} if there is no memory for it: it is exhausted then.
   */
  long with(long set, int member) {
    try {
      long roomy = withRoom(set, member);
      if (roomy == EMPTY) {
        return EMPTY;
      }
      int place = place(roomy);
      if (size(roomy) == BITMAP) {
        bitmaps[place][member >>> 6] |= 1L << member;
      } else {
        enter(place, size(roomy), member + 1);
      }
      return roomy + 1;
    } catch (Error failure) {
      OutOfMemory.requireBehind(failure);
      memory.exhaust();
      return EMPTY;
    }
  }

  /** Lists the members of a set, in no order, and returns how many there are. */
  int list(long set, int[] into) {
    int listed = 0;
    int size = size(set);
    if (size == BITMAP) {
      long[] bitmap = bitmaps[place(set)];
      for (int word = 0; word < bitmap.length; word++) {
        for (long left = bitmap[word]; left != 0; left &= left - 1) {
          into[listed++] = (word << 6) | Long.numberOfTrailingZeros(left);
        }
      }
    } else if (set != EMPTY) {
      int place = place(set);
      for (int slot = 0; slot < 1 << size; slot++) {
        int found = at(place + slot);
        if (found != 0) {
          into[listed++] = found - 1;
        }
      }
    }
    return listed;
  }

  private static int size(long set) {
    return (int) set >>> SIZE_SHIFT;
  }

  private static int place(long set) {
    return (int) (set >>> PLACE_SHIFT);
  }

  private static long set(int place, int size, int count) {
    return ((long) place << PLACE_SHIFT) | ((long) size << SIZE_SHIFT) | count;
  }

  private int at(int place) {
    return chunks[place >>> SIZE_MAX][place & IN_CHUNK] & 0xFFFF;
  }

  private static int slotOf(int kept, int size) {
    return (kept * SPREAD) >>> (Integer.SIZE - size);
  }

  /** Where in its chunk something kept is, or the free slot where it belongs. */
  private int slotFor(int place, int size, int kept) {
    short[] chunk = chunks[place >>> SIZE_MAX];
    int begin = place & IN_CHUNK;
    int mask = (1 << size) - 1;
    int slot = slotOf(kept, size);
    while (chunk[begin + slot] != 0 && chunk[begin + slot] != (short) kept) {
      slot = (slot + 1) & mask;
    }
    return begin + slot;
  }

  private void enter(int place, int size, int kept) {
    chunks[place >>> SIZE_MAX][slotFor(place, size, kept)] = (short) kept;
  }

  // ---- Larger sets

  /** The set as it has room for that member. */
  private long withRoom(long set, int member) {
    int size = size(set);
    int count = count(set);
    if (set == EMPTY) {
      int place = take(SIZE_MIN);
      return place == NONE ? EMPTY : set(place, SIZE_MIN, 0);
    }
    if (size == BITMAP) {
      return hasBit(place(set), member) ? set : EMPTY;
    }
    if (count < 3 << (size - 2)) {
      return set;
    }
    return size == SIZE_MAX ? asBitmap(set, member) : inLargerBlock(set);
  }

  private long inLargerBlock(long set) {
    int size = size(set);
    int larger = take(size + 1);
    if (larger == NONE) {
      return EMPTY;
    }
    int place = place(set);
    for (int slot = 0; slot < 1 << size; slot++) {
      int kept = at(place + slot);
      if (kept != 0) {
        enter(larger, size + 1, kept);
      }
    }
    leave(place, size);
    return set(larger, size + 1, count(set));
  }

  private long asBitmap(long set, int member) {
    int[] members = new int[count(set)];
    list(set, members);
    if (bitmapCount == bitmaps.length) {
      bitmaps = Arrays.copyOf(bitmaps, Math.max(4, 2 * bitmapCount));
    }
    int number = bitmapCount;
    bitmaps[number] = new long[0];
    if (!hasBit(number, Math.max(member, Arrays.stream(members).max().orElse(0)))) {
      return EMPTY;
    }
    bitmapCount++;
    for (int one : members) {
      bitmaps[number][one >>> 6] |= 1L << one;
    }
    leave(place(set), SIZE_MAX);
    return set(number, BITMAP, members.length);
  }

  /** Sees that an array of bits has that one; false if there is no memory for it. */
  private boolean hasBit(int bitmap, int bit) {
    long[] bits = bitmaps[bitmap];
    int least = (bit >>> 6) + 1;
    if (least > bits.length) {
      int more = Math.max(least, Math.min(2 * bits.length, (MEMBERS >>> 6) + 1));
      int header = bits.length == 0 ? MemoryBudget.ARRAY_HEADER_BYTES : 0;
      if (!takeBytes((long) Long.BYTES * (more - bits.length) + header)) {
        return false;
      }
      bitmaps[bitmap] = Arrays.copyOf(bits, more);
    }
    return true;
  }

  // ---- Blocks

  /** The place of an empty block; none if there is no memory for it. */
  private int take(int size) {
    int there = size;
    while (there <= SIZE_MAX && free[there] == NONE) {
      there++;
    }
    if (there > SIZE_MAX) {
      there = addChunk(size);
      if (there == NONE) {
        return NONE;
      }
    }
    int place = free[there];
    free[there] = next(place);
    setNext(place, 0);
    while (there > size) {
      there--;
      addFree(place + (1 << there), there);
    }
    return place;
  }

  /** Empties a block and has it free for others. */
  private void leave(int place, int size) {
    int begin = place & IN_CHUNK;
    Arrays.fill(chunks[place >>> SIZE_MAX], begin, begin + (1 << size), (short) 0);
    addFree(place, size);
  }

  private void addFree(int place, int size) {
    setNext(place, free[size]);
    free[size] = place;
  }

  private int next(int place) {
    return (at(place) << Short.SIZE) | at(place + 1);
  }

  private void setNext(int place, int next) {
    short[] chunk = chunks[place >>> SIZE_MAX];
    chunk[place & IN_CHUNK] = (short) (next >>> Short.SIZE);
    chunk[(place & IN_CHUNK) + 1] = (short) next;
  }

  /** Adds a chunk, which is a free block for so much or more, and says of which size. */
  private int addChunk(int least) {
    int share = Long.SIZE - Long.numberOfLeadingZeros(shorts >>> CHUNK_SHARE_SHIFT);
    int size = Math.max(least, Math.min(SIZE_MAX, Math.max(CHUNK_SIZE_MIN, share)));
    if (!takeBytes(((long) Short.BYTES << size) + MemoryBudget.ARRAY_HEADER_BYTES)) {
      return NONE;
    }
    if (chunkCount == chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(4, chunkCount + (chunkCount >>> 1)));
    }
    chunks[chunkCount] = new short[1 << size];
    addFree(chunkCount << SIZE_MAX, size);
    chunkCount++;
    shorts += 1L << size;
    return size;
  }

  private boolean takeBytes(long more) {
    boolean taken = memory.take(more);
    if (taken) {
      bytes += more;
    }
    return taken;
  }
}
