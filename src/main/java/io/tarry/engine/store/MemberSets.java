package io.tarry.engine.store;

import io.tarry.engine.OutOfMemory;
import java.util.Arrays;

/** Many sets of numbers from 0 to 65534, most of them small. A set is what a long says of it. */
final class MemberSets {

  /*
   * A set is a hash table with open addressing in a block of 1 to 256 words. A word has four slots,
   * and a slot has a member plus 1, or 0 if it is free. A member is in the word that it is mixed to,
   * or in the next one that had a free slot when it came. The four slots of a word are compared at
   * once: the exclusive or of the word and of the member, repeated four times, has a slot of zeros
   * where the member is, and arithmetic of the whole word shows whether there is one [1].
   *
   * A set that would fill more than seven slots of eight moves to a block twice as large. What would
   * not fit the largest block becomes an array of bits, a bit for each number up to the largest, as
   * in Roaring bitmaps [2]; it takes 8 KB at the most, so from 896 members on at most 10 bytes each.
   *
   * Blocks are parts of one array, which grows by an eighth. A block that was left is for the next
   * set that wants one of its size, or is halved for one that wants less [3]; blocks are not put
   * together again.
   *
   * Cost. Most look-ups read one word. A member takes 2.3 to 4.6 bytes in a table, and as much
   * again, in the worst case, in the blocks that sets have left as they grew and no other wants.
   *
   * What was tried instead:
   *
   * - A table of all keys, four bytes each. The large world of closing took about 1.15 times as
   *   long, and "processes and ports" 1.4 times, since nearly each look-up waited for main memory.
   * - Slots that are compared one by one, in chunks of 2 KB that stay where they are. The large
   *   world took 1.2 times as long: at which slot a look-up ends is hard to foresee for the
   *   processor, and the length of a chunk is one more line of its cache.
   *
   * [1] Warren: Hacker's Delight, 2nd edition, section 6-1, 2012
   * [2] Lemire et al.: Roaring Bitmaps: Implementation of an Optimized Software Library, Software:
   *     Practice and Experience 48(4), 2018
   * [3] Knowlton: A Fast Storage Allocator, Communications of the ACM 8(10), 1965
   */

  /** Members are less than this. */
  static final int MEMBERS = 0xFFFF;

  static final long EMPTY = 0;

  // A set: its place, or the number of its array of bits; the size of its block, as a power of two,
  // or BITMAP; how many members it has.
  private static final int PLACE_SHIFT = 32;
  private static final int SIZE_SHIFT = 24;
  private static final int COUNT_MASK = (1 << SIZE_SHIFT) - 1;

  private static final long EACH_SLOT = 0x0001_0001_0001_0001L;
  private static final long HIGHEST_OF_EACH = 0x8000_8000_8000_8000L;

  private static final int SIZE_MAX = 8;
  private static final int BITMAP = SIZE_MAX + 1;

  private static final int WORDS_MIN = 4;
  private static final int GROWTH_SHIFT = 3;
  private static final int NONE = -1;
  private static final int SPREAD = 0x9E3779B9;

  private final MemoryBudget memory;
  private long[] words = {};
  private int used = 1; // of the words; the first is in no block, so that no other set is EMPTY
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

  /** Reads the word in which a member is looked for first; what is in it says nothing. */
  long fetch(long set, int member) {
    int size = size(set);
    if (set == EMPTY || size == BITMAP) {
      return 0;
    }
    return words[place(set) + wordOf(member + 1, size)];
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
    long wanted = (member + 1) * EACH_SLOT;
    int place = place(set);
    for (int word = wordOf(member + 1, size); ; word = next(word, size)) {
      long found = words[place + word];
      if (emptySlots(found ^ wanted) != 0) {
        return true;
      }
      if (emptySlots(found) != 0) {
        return false;
      }
    }
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
      for (int word = place; word < place + (1 << size); word++) {
        for (long left = words[word]; left != 0; left >>>= Short.SIZE) {
          into[listed++] = ((int) left & 0xFFFF) - 1;
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

  /** The word of a block in which something kept is looked for first. */
  private static int wordOf(int kept, int size) {
    int mixed = kept * SPREAD;
    return (mixed >>> 1) >>> (Integer.SIZE - 1 - size); // a shift by 32 would be none
  }

  private static int next(int word, int size) {
    return (word + 1) & (1 << size) - 1;
  }

  /**
   * The highest bits of the slots that are 0, and perhaps of some above one that is: so it says
   * whether any is 0, and which is the lowest.
   */
  private static long emptySlots(long word) {
    return (word - EACH_SLOT) & ~word & HIGHEST_OF_EACH;
  }

  private void enter(int place, int size, int kept) {
    int word = wordOf(kept, size);
    while (emptySlots(words[place + word]) == 0) {
      word = next(word, size);
    }
    int highestBit = Long.numberOfTrailingZeros(emptySlots(words[place + word]));
    words[place + word] |= (long) kept << (highestBit + 1 - Short.SIZE);
  }

  // ---- Larger sets

  /** The set as it has room for that member. */
  private long withRoom(long set, int member) {
    int size = size(set);
    int count = count(set);
    if (set == EMPTY) {
      int place = take(0);
      return place == NONE ? EMPTY : set(place, 0, 0);
    }
    if (size == BITMAP) {
      return hasBit(place(set), member) ? set : EMPTY;
    }
    if (count < room(size)) {
      return set;
    }
    return size == SIZE_MAX ? asBitmap(set, member) : inLargerBlock(set);
  }

  /** How many members a block takes: seven slots of eight. */
  private static int room(int size) {
    return (7 << size) >> 1;
  }

  private long inLargerBlock(long set) {
    int size = size(set);
    int larger = take(size + 1);
    if (larger == NONE) {
      return EMPTY;
    }
    int place = place(set);
    for (int word = place; word < place + (1 << size); word++) {
      for (long left = words[word]; left != 0; left >>>= Short.SIZE) {
        enter(larger, size + 1, (int) left & 0xFFFF);
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
      return takeNew(size);
    }
    int place = free[there];
    free[there] = (int) words[place];
    words[place] = 0;
    while (there > size) {
      there--;
      addFree(place + (1 << there), there);
    }
    return place;
  }

  /** Empties a block and has it free for others. */
  private void leave(int place, int size) {
    Arrays.fill(words, place, place + (1 << size), 0);
    addFree(place, size);
  }

  private void addFree(int place, int size) {
    words[place] = free[size];
    free[size] = place;
  }

  /** The place of a block of words that were in none before. */
  private int takeNew(int size) {
    int end = used + (1 << size);
    if (end > words.length) {
      int more = Math.max(end, words.length + Math.max(WORDS_MIN, used >>> GROWTH_SHIFT));
      int header = words.length == 0 ? MemoryBudget.ARRAY_HEADER_BYTES : 0;
      if (!takeBytes((long) Long.BYTES * (more - words.length) + header)) {
        return NONE;
      }
      words = Arrays.copyOf(words, more);
    }
    int place = used;
    used = end;
    return place;
  }

  private boolean takeBytes(long more) {
    boolean taken = memory.take(more);
    if (taken) {
      bytes += more;
    }
    return taken;
  }
}
