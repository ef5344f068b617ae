package io.tarry.tcp.steps;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Timestamps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * The flights that a search met, by their numbers and by their segments, for all its threads. Each
 * is a few segments, and each segment is known here by a byte: the first eight stand in a high
 * word, the first one in its highest byte, the next eight in a low word.
 *
 * <p>Flights stand in chunks, in the order of their numbers, three words each: both words of
 * segments, and one of what is known of the flight, which is its number, its urgency and its
 * profile, and 0 where there is none. A hash table of their numbers plus 1 (0 is a free slot) finds
 * them by their segments; the other bits of a slot are bits of the hash, as in {@link
 * io.tarry.engine.store.StateStore}.
 *
 * <p>Safe for several threads: what is there already is found without a lock, only additions wait
 * for one another. What is known of a flight is written after its segments, and its slot after
 * both. A thread that looks into a table which has just been replaced may miss a flight; it then
 * enters it, and finds it under the lock.
 */
final class FlightTable {

  /** How many segments a flight has here at most. */
  static final int ROOM_MAX = 16;

  /**
   * With a clock: no segment is on its way. Without a clock: any flight, since hosts then need to
   * know nothing of it.
   */
  static final byte EMPTY = 0;

  /** With a clock: a segment is on its way. */
  static final byte SOME = 1;

  /** With a clock: a segment has to arrive now. */
  static final byte FORCED = 2;

  static final int URGENCIES = FORCED + 1;

  private static final int URGENCY_SHIFT = Integer.SIZE;
  private static final int PROFILE_SHIFT = URGENCY_SHIFT + 2;
  private static final long USED = 1L << (Long.SIZE - 1);

  /** Multiplies the low word before it is mixed with the high one. */
  static final long LOW_FACTOR = 0xC2B2AE3D27D4EB4FL;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int SLOTS_MIN = 1 << 10;
  private static final int WORDS = 3;
  private static final int KNOWN = 2; // the word of what is known
  private static final int CHUNK_BITS = 10;
  private static final int CHUNK_FLIGHTS = 1 << CHUNK_BITS;
  private static final long[] NO_CHUNK = {};

  private final SegmentNumbers segments;
  private final StampProfiles profiles;
  private final LongPredicate memory;
  private volatile long[][] chunks = {};
  private volatile int[] table = new int[SLOTS_MIN];
  private volatile boolean lacksMemory;

  /**
   * Makes a table of no flights.
   *
   * @param memory counts bytes that are about to be taken; false if too little would be left
   */
  FlightTable(Settings settings, Topology topology, Timestamps stamps, LongPredicate memory) {
    this.memory = memory;
    segments = new SegmentNumbers(topology);
    profiles = new StampProfiles(settings, stamps);
    take((long) Integer.BYTES * SLOTS_MIN);
  }

  private void take(long bytes) {
    if (!memory.test(bytes)) {
      lacksMemory = true;
    }
  }

  /** Whether too little memory is left to know more flights. */
  boolean lacksMemory() {
    return lacksMemory;
  }

  /** The segments that flights are made of, by their numbers. */
  SegmentNumbers segments() {
    return segments;
  }

  StampProfiles profiles() {
    return profiles;
  }

  // ---- What is known of a flight

  static long known(int number, int urgency, int profile) {
    return USED | (long) profile << PROFILE_SHIFT | (long) urgency << URGENCY_SHIFT | number;
  }

  /** The number of a flight, by what is known of it. */
  static int number(long known) {
    return (int) known;
  }

  /** Whether a segment is in flight, and whether one has to arrive now. */
  static int urgency(long known) {
    return (int) (known >>> URGENCY_SHIFT) & 3;
  }

  /** See {@link StampProfiles}. */
  static int profile(long known) {
    return (int) ((known & ~USED) >>> PROFILE_SHIFT);
  }

  // ---- The table

  /** A flight that was found by its number. */
  static final class Entry {
    long high;
    long low;
    long known;
  }

  /** What is known of the flight of these segments, or 0. */
  long find(long high, long low) {
    int[] slots = table;
    int mask = slots.length - 1;
    long hash = hash(high, low);
    int tag = tag(hash, mask);
    for (int slot = slotOf(hash, mask); ; slot = (slot + 1) & mask) {
      int found = (int) SLOT.getAcquire(slots, slot);
      if (found == 0) {
        return 0;
      }
      if ((found & ~mask) == tag) {
        int number = (found & mask) - 1;
        long[] chunk = chunks[number >>> CHUNK_BITS];
        int at = placeInChunk(number);
        if (chunk[at] == high && chunk[at + 1] == low) {
          return chunk[at + KNOWN];
        }
      }
    }
  }

  /**
   * Reads where a look-up begins, so that it is in the cache.
   *
   * @return the number of the flight that it looks at first, or -1
   */
  int fetchSlot(long high, long low) {
    int[] slots = table;
    int mask = slots.length - 1;
    int slot = slotOf(hash(high, low), mask);
    return ((int) SLOT.getAcquire(slots, slot) & mask) - 1;
  }

  /**
   * Reads the flight of a fetched number, so that it is in the cache; returns what is of no use.
   */
  long fetchFlight(int number) {
    return number < 0 ? 0 : chunk(number)[placeInChunk(number)];
  }

  /** Finds a flight by its number; false if it is not there. */
  boolean find(int number, Entry found) {
    long[] chunk = chunk(number);
    int at = placeInChunk(number);
    long known = chunk.length == 0 ? 0 : (long) WORD.getAcquire(chunk, at + KNOWN);
    if (known == 0) {
      return false;
    }
    found.high = chunk[at];
    found.low = chunk[at + 1];
    found.known = known;
    return true;
  }

  /**
   * Enters a flight, unless it is there already.
   *
   * @return what is known of it
   */
  synchronized long enter(long high, long low, long known) {
    long there = find(high, low);
    if (there != 0) {
      return there;
    }
    int number = number(known);
    makeRoomFor(number);
    long[] chunk = chunkMade(number);
    int at = placeInChunk(number);
    chunk[at] = high;
    chunk[at + 1] = low;
    WORD.setRelease(chunk, at + KNOWN, known);
    enter(table, hash(high, low), number);
    return known;
  }

  /** At most two thirds of the slots are used, as no number is given twice. */
  private void makeRoomFor(int number) {
    int slots = table.length;
    while (number >= 2L * slots / 3) {
      slots *= 2;
    }
    if (slots > table.length) {
      take((long) Integer.BYTES * (slots - table.length));
      int[] larger = new int[slots];
      for (long[] chunk : chunks) {
        for (int at = 0; at < chunk.length; at += WORDS) {
          if (chunk[at + KNOWN] != 0) {
            enter(larger, hash(chunk[at], chunk[at + 1]), number(chunk[at + KNOWN]));
          }
        }
      }
      table = larger;
    }
  }

  private static void enter(int[] slots, long hash, int number) {
    int mask = slots.length - 1;
    int slot = slotOf(hash, mask);
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    SLOT.setRelease(slots, slot, tag(hash, mask) | (number + 1));
  }

  /** The chunk of that number, or one of no flights. */
  private long[] chunk(int number) {
    long[][] all = chunks;
    int index = number >>> CHUNK_BITS;
    return index < all.length ? all[index] : NO_CHUNK;
  }

  /** The same, made if need be. */
  private long[] chunkMade(int number) {
    long[] known = chunk(number);
    if (known.length > 0) {
      return known;
    }
    int index = number >>> CHUNK_BITS;
    long[][] all = chunks;
    if (index >= all.length) {
      all = Arrays.copyOf(all, Math.max(index + 1, 2 * index));
      Arrays.fill(all, chunks.length, all.length, NO_CHUNK);
    }
    take((long) Long.BYTES * WORDS * CHUNK_FLIGHTS);
    all[index] = new long[WORDS * CHUNK_FLIGHTS];
    chunks = all; // written anew even if it is the same, so that readers see the chunk
    return all[index];
  }

  private static int placeInChunk(int number) {
    return WORDS * (number & (CHUNK_FLIGHTS - 1));
  }

  /** Bits of it pick a slot, and others stand in it. */
  static long hash(long high, long low) {
    long mixed = (high ^ low * LOW_FACTOR) * 0x9E3779B97F4A7C15L;
    return (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
  }

  private static int slotOf(long hash, int mask) {
    return (int) (hash >>> 32) & mask;
  }

  private static int tag(long hash, int mask) {
    return (int) hash & ~mask;
  }
}
