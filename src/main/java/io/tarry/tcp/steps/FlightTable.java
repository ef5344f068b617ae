package io.tarry.tcp.steps;

import io.tarry.engine.StateKeys;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Layout;
import java.util.Arrays;

/**
 * The flights that a search met, by their numbers: each is a few segments, and each segment is
 * known here by a byte. What becomes of a flight when a segment leaves it and others join it is
 * looked up in a hash table of its bytes.
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

  static final int HASTES = FORCED + 1;

  private static final int SLOTS_MIN = 1 << 10;
  private static final int WORDS = 3;
  private static final int KNOWN = 2; // the word of what is known; 0 in an empty slot
  private static final int HASTE_SHIFT = Integer.SIZE;
  private static final int PROFILE_SHIFT = HASTE_SHIFT + 2;
  private static final long USED = 1L << (Long.SIZE - 1);

  private final StateKeys keys;
  private final Layout layout;
  private final boolean reorder;
  private final int room;
  private final boolean ticks;
  private final boolean stamped;
  private final int msl;
  private final StampProfiles profiles;
  private final Flight scratch;
  private final long[] words;

  private final SegmentNumbers segments;
  private boolean lacksMemory;

  // A hash table of flights, three words each, so that a look-up takes one line of the processor's
  // cache: the first eight segments, the first one in the highest byte; the next eight; and what is
  // known of the flight, see number, haste and profile.
  private long[] table = new long[WORDS * SLOTS_MIN];
  private int entries;
  private int[] placeOf = new int[SLOTS_MIN]; // in the table, by number, plus 1

  /** The flight that was read last. */
  final int[] read = new int[ROOM_MAX];

  int count;

  private long known; // of it
  private long readHigh;
  private long readLow;
  private long nextHigh;
  private long nextLow;
  private int nextCount;

  @SuppressWarnings("UnusedVariable")
  private long touched; // keeps the reads that only fetch from being optimized away

  FlightTable(
      Settings settings, Topology topology, Layout layout, StateKeys keys, StampProfiles profiles) {
    this.keys = keys;
    this.profiles = profiles;
    ticks = settings.time().ticks();
    msl = settings.time().msl();
    stamped = layout.usesStamps();
    this.layout = layout;
    segments = new SegmentNumbers(topology);
    reorder = settings.network().reorder();
    room = settings.network().room();
    scratch = new Flight(settings, topology);
    words = new long[layout.words() - layout.controlWords()];
  }

  /** Whether too little memory is left to know more flights. */
  boolean lacksMemory() {
    return lacksMemory;
  }

  /** The segments that flights are made of, by their numbers. */
  SegmentNumbers segments() {
    return segments;
  }

  /** Reads the flight of that number into {@link #read}, and returns what is known of it. */
  long read(int flight) {
    if (known == 0 || number(known) != flight) {
      known = readAnother(flight);
      fetch();
    }
    return known;
  }

  /** What is known of the flight that was read. */
  long known() {
    return known;
  }

  private long readAnother(int flight) {
    int place = flight < placeOf.length ? placeOf[flight] - 1 : -1;
    if (place < 0) {
      return enterWords(flight);
    }
    readHigh = table[place];
    readLow = table[place + 1];
    count = list(readHigh, readLow, read);
    return table[place + KNOWN];
  }

  /**
   * For each segment, looks where in the table the flight without it is. Most of these flights are
   * looked up next, and waiting for main memory takes less time for all of them together than for
   * one after the other.
   */
  private void fetch() {
    int slots = table.length / WORDS;
    long sum = 0;
    for (int i = 0; i < count; i++) {
      if (mayMove(i)) {
        beginNext(readHigh, readLow, count);
        remove(i);
        sum += table[WORDS * slotOf(nextHigh, nextLow, slots) + KNOWN];
      }
    }
    touched = sum;
  }

  /** Lists the segments of a flight, and returns how many there are. */
  int list(long known, int[] into) {
    int place = placeOf[number(known)] - 1;
    return list(table[place], table[place + 1], into);
  }

  private static int list(long high, long low, int[] into) {
    int listed = 0;
    for (long bytes = high; bytes != 0; bytes <<= 8) {
      into[listed++] = (int) (bytes >>> 56);
    }
    for (long bytes = low; bytes != 0; bytes <<= 8) {
      into[listed++] = (int) (bytes >>> 56);
    }
    return listed;
  }

  /** What is known of the flight of these segments, in whatever order they come. */
  long of(int[] some, int howMany) {
    beginNext(0, 0, 0);
    for (int i = 0; i < howMany; i++) {
      add(some[i]);
    }
    return knownOfNext();
  }

  /** What {@link Layout#packConnection} packs of a segment among those of a flight. */
  long codeInConnection(int[] flight, int index) {
    int path = segments.path(flight[index]);
    int place = 0;
    while (!reorder && place < index && segments.path(flight[index - 1 - place]) == path) {
      place++;
    }
    return Layout.codeInConnection(segments.of(flight[index]), place);
  }

  /** The number of a flight, by what is known of it. */
  static int number(long known) {
    return (int) known;
  }

  /** Whether a segment is in flight, and whether one has to arrive now. */
  static int haste(long known) {
    return (int) (known >>> HASTE_SHIFT) & 3;
  }

  /** See {@link StampProfiles}. */
  static int profile(long known) {
    return (int) ((known & ~USED) >>> PROFILE_SHIFT);
  }

  private long enterWords(int flight) {
    keys.channels(flight, words);
    layout.unpackFlight(words, scratch);
    count = scratch.count();
    beginNext(0, 0, 0);
    for (int i = 0; i < count; i++) {
      read[i] = segments.number(scratch.get(i).code());
      insert(i, read[i]);
    }
    readHigh = nextHigh;
    readLow = nextLow;
    return enter(flight);
  }

  /** Whether the network may hand over this segment next, see {@link Flight#mayMove}. */
  boolean mayMove(int index) {
    if (index == 0) {
      return true;
    }
    return reorder
        ? read[index] != read[index - 1]
        : segments.path(read[index]) != segments.path(read[index - 1]);
  }

  /** Whether there is room for so many joining segments after so many have left. */
  boolean hasRoom(int left, int joining) {
    return count - left + joining <= room;
  }

  /**
   * What is known of the flight that was read, after the segment at that place left it and others
   * joined it.
   *
   * @param gone the place, or -1 if none leaves it
   */
  long changed(int gone, int[] joining) {
    beginNext(readHigh, readLow, count);
    if (gone >= 0) {
      remove(gone);
    }
    for (int segment : joining) {
      add(segment);
    }
    return knownOfNext();
  }

  // The next flight, a byte a segment: the first eight in the high word, the first one highest.

  private void beginNext(long high, long low, int segmentsThere) {
    nextHigh = high;
    nextLow = low;
    nextCount = segmentsThere;
  }

  private int next(int place) {
    return (int) ((place < 8 ? nextHigh : nextLow) >>> (56 - 8 * (place & 7))) & 255;
  }

  private void remove(int place) {
    int shift = 8 * (place & 7);
    if (place < 8) {
      nextHigh = before(nextHigh, shift) | (nextHigh << 8 & -1L >>> shift) | nextLow >>> 56;
      nextLow <<= 8;
    } else {
      nextLow = before(nextLow, shift) | (nextLow << 8 & -1L >>> shift);
    }
    nextCount--;
  }

  private void insert(int place, int segment) {
    int shift = 8 * (place & 7);
    long there = (long) segment << (56 - shift);
    if (place < 8) {
      nextLow = nextHigh << 56 | nextLow >>> 8;
      nextHigh = before(nextHigh, shift) | (nextHigh & -1L >>> shift) >>> 8 | there;
    } else {
      nextLow = before(nextLow, shift) | (nextLow & -1L >>> shift) >>> 8 | there;
    }
    nextCount++;
  }

  /** The bits of a word before one of them, the highest first. */
  private static long before(long word, int bit) {
    return word & ~(-1L >>> bit);
  }

  private void add(int segment) {
    int place = nextCount;
    while (place > 0 && goesBefore(segment, next(place - 1))) {
      place--;
    }
    insert(place, segment);
  }

  /** What is known of the flight that was read, one tick older. */
  long aged() {
    beginNext(0, 0, 0);
    for (int i = 0; i < count; i++) {
      insert(i, segments.older(read[i])); // the order stays, as all grow older alike
    }
    return knownOfNext();
  }

  private boolean goesBefore(int segment, int other) {
    return reorder
        ? segments.code(segment) < segments.code(other)
        : segments.path(segment) < segments.path(other);
  }

  private long knownOfNext() {
    int place = WORDS * slotOf(nextHigh, nextLow, table.length / WORDS);
    while (true) {
      long known = table[place + KNOWN];
      if (known == 0) {
        return enterNext();
      }
      if (table[place] == nextHigh && table[place + 1] == nextLow) {
        return known;
      }
      place = after(place, table);
    }
  }

  private static int slotOf(long high, long low, int slots) {
    long mixed = (high ^ low * 0xC2B2AE3D27D4EB4FL) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
    return (int) (((mixed >>> 32) * slots) >>> 32); // a fraction of the slots, as in HashPartition
  }

  private static int after(int place, long[] table) {
    int next = place + WORDS;
    return next == table.length ? 0 : next;
  }

  private long enterNext() {
    scratch.clear();
    for (int i = 0; i < nextCount; i++) {
      scratch.append(segments.of(next(i)));
    }
    layout.packFlight(scratch, words);
    return enter(keys.channelsOf(words));
  }

  /** Enters the next flight, which has that number. */
  private long enter(int flight) {
    int slots = table.length / WORDS;
    if (entries == slots - slots / 4) {
      grow(slots + slots / 4);
    }
    if (flight >= placeOf.length) {
      int more = Math.max(flight + 1, placeOf.length + placeOf.length / 4);
      lacksMemory |= !keys.take((long) Integer.BYTES * (more - placeOf.length));
      placeOf = Arrays.copyOf(placeOf, more);
    }
    long known =
        USED | (long) profileOfNext() << PROFILE_SHIFT | (long) hasteOfNext() << HASTE_SHIFT;
    enter(table, nextHigh, nextLow, known | flight);
    entries++;
    return known | flight;
  }

  private void grow(int slots) {
    lacksMemory |= !keys.take((long) Long.BYTES * (WORDS * slots - table.length));
    long[] larger = new long[WORDS * slots];
    for (int place = 0; place < table.length; place += WORDS) {
      if (table[place + KNOWN] != 0) {
        enter(larger, table[place], table[place + 1], table[place + KNOWN]);
      }
    }
    table = larger;
  }

  private void enter(long[] into, long high, long low, long known) {
    int place = WORDS * slotOf(high, low, into.length / WORDS);
    while (into[place + KNOWN] != 0) {
      place = after(place, into);
    }
    into[place] = high;
    into[place + 1] = low;
    into[place + KNOWN] = known;
    placeOf[number(known)] = place + 1;
  }

  private int hasteOfNext() {
    byte most = nextCount == 0 || !ticks ? EMPTY : SOME;
    for (int i = 0; i < nextCount && ticks; i++) {
      if (segments.of(next(i)).age() == msl) {
        most = FORCED;
      }
    }
    return most;
  }

  private int profileOfNext() {
    if (!stamped) {
      return 0;
    }
    profiles.begin();
    for (int i = 0; i < nextCount; i++) {
      profiles.see(segments.of(next(i)));
    }
    return profiles.number();
  }
}
