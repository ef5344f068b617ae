package io.tarry.tcp.steps;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Timestamps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongPredicate;

/**
 * The flights that a search met, by their numbers and by their segments, for all its threads. Each
 * is a few segments, and each segment is known here by a byte: the first eight stand in a high
 * word, the first one in its highest byte, the next eight in a low word.
 *
 * <p>They are found in a hash table of three words an entry, so that a look-up takes one line of
 * the processor's cache: both words of segments, and one of what is known of the flight, which is
 * its number, its urgency and its profile, and 0 in an empty slot.
 *
 * <p>Safe for several threads: what is there already is found without a lock, only additions wait
 * for one another. The last word of an entry is written after the other two, and an entry never
 * changes. A thread that looks into a table which has just been replaced may miss a flight; it then
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

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int SLOTS_MIN = 1 << 10;
  private static final int WORDS = 3;
  private static final int KNOWN = 2; // the word of what is known

  private final SegmentNumbers segments;
  private final StampProfiles profiles;
  private final LongPredicate memory;
  private final FlightPlaces places = new FlightPlaces(this::take);
  private volatile long[] table = new long[WORDS * SLOTS_MIN];
  private int entries;
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
    long[] slots = table;
    int at = first(slots, high, low);
    while (true) {
      long known = (long) WORD.getAcquire(slots, at + KNOWN);
      if (known == 0 || (slots[at] == high && slots[at + 1] == low)) {
        return known;
      }
      at = after(at, slots);
    }
  }

  /** Reads where a look-up begins, so that it is in the cache; returns what is of no use. */
  long fetch(long high, long low) {
    long[] slots = table;
    return slots[first(slots, high, low) + KNOWN];
  }

  /** Finds a flight by its number; false if it is not there, or was moved just now. */
  boolean find(int number, Entry found) {
    long[] slots = table;
    int at = places.of(number) - 1;
    if (at < 0 || at >= slots.length) {
      return false;
    }
    long known = (long) WORD.getAcquire(slots, at + KNOWN);
    if (known == 0 || number(known) != number) {
      return false;
    }
    found.high = slots[at];
    found.low = slots[at + 1];
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
    int slots = table.length / WORDS;
    if (entries == slots - slots / 4) {
      grow(slots + slots / 4);
    }
    enter(table, high, low, known);
    entries++;
    return known;
  }

  private void grow(int slots) {
    long[] smaller = table;
    take((long) Long.BYTES * (WORDS * slots - smaller.length));
    long[] larger = new long[WORDS * slots];
    for (int at = 0; at < smaller.length; at += WORDS) {
      if (smaller[at + KNOWN] != 0) {
        enter(larger, smaller[at], smaller[at + 1], smaller[at + KNOWN]);
      }
    }
    table = larger;
  }

  private void enter(long[] slots, long high, long low, long known) {
    int at = first(slots, high, low);
    while (slots[at + KNOWN] != 0) {
      at = after(at, slots);
    }
    slots[at] = high;
    slots[at + 1] = low;
    WORD.setRelease(slots, at + KNOWN, known);
    places.put(number(known), at + 1);
  }

  private static int first(long[] slots, long high, long low) {
    long mixed = (high ^ low * 0xC2B2AE3D27D4EB4FL) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
    int count = slots.length / WORDS;
    return WORDS * (int) (((mixed >>> 32) * count) >>> 32); // a fraction, as in HashPartition
  }

  private static int after(int at, long[] slots) {
    int next = at + WORDS;
    return next == slots.length ? 0 : next;
  }
}
