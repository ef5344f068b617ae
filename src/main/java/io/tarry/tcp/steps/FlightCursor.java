package io.tarry.tcp.steps;

import io.tarry.engine.StateKeys;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The flight that a thread looks at, and those that it becomes when a segment leaves it and others
 * join it, which are looked up in the {@link FlightTable} of the search.
 */
final class FlightCursor {

  private final FlightTable table;
  private final StateKeys keys;
  private final Layout layout;
  private final boolean reorder;
  private final int room;
  private final boolean ticks;
  private final int msl;
  private final Flight scratch;
  private final long[] words;
  private final SegmentNumbers segments;

  /** For {@link StampProfiles}; null where there are no timestamps. */
  private final long @Nullable [] oldestStamps;

  private final FlightTable.Entry found = new FlightTable.Entry();

  /** The flight that was read last. */
  final int[] read = new int[FlightTable.ROOM_MAX];

  /** How many segments it has. */
  int count;

  private long known; // of it
  private long readHigh;
  private long readLow;
  private long nextHigh;
  private long nextLow;
  private int nextCount;

  private final int[] fetched = new int[FlightTable.ROOM_MAX];

  @SuppressWarnings("UnusedVariable")
  private long touched; // keeps the reads that only fetch from being optimized away

  FlightCursor(
      Settings settings, Topology topology, Layout layout, StateKeys keys, FlightTable table) {
    this.table = table;
    this.keys = keys;
    this.layout = layout;
    segments = table.segments();
    ticks = settings.time().ticks();
    msl = settings.time().msl();
    oldestStamps = layout.usesStamps() ? table.profiles().noStamps() : null;
    reorder = settings.network().reorder();
    room = settings.network().room();
    scratch = new Flight(settings, topology);
    words = new long[layout.words() - layout.controlWords()];
  }

  /** Reads the flight of that number into {@link #read}, and returns what is known of it. */
  long read(int flight) {
    if (known == 0 || FlightTable.number(known) != flight) {
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
    find(flight);
    readHigh = found.high;
    readLow = found.low;
    count = list(readHigh, readLow, read);
    return found.known;
  }

  private void find(int flight) {
    if (!table.find(flight, found)) {
      enterWords(flight);
    }
  }

  /**
   * For each segment, looks where in the table the flight without it is, and then at these flights.
   * Most of them are looked up next, and waiting for main memory takes less time for all of them
   * together than for one after the other.
   */
  private void fetch() {
    int numbers = 0;
    for (int i = 0; i < count; i++) {
      if (mayMove(i)) {
        beginNext(readHigh, readLow, count);
        remove(i);
        fetched[numbers++] = table.fetchSlot(nextHigh, nextLow);
      }
    }
    long sum = 0;
    for (int i = 0; i < numbers; i++) {
      sum += table.fetchFlight(fetched[i]);
    }
    touched = sum;
  }

  /** Lists the segments of a flight, and returns how many there are. */
  int list(long known, int[] into) {
    find(FlightTable.number(known));
    return list(found.high, found.low, into);
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

  /** The segments that flights are made of, by their numbers. */
  SegmentNumbers segments() {
    return segments;
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

  /** Enters the flight of that number from its words, and leaves it in {@link #found}. */
  private void enterWords(int flight) {
    keys.channels(flight, words);
    layout.unpackFlight(words, scratch);
    beginNext(0, 0, 0);
    for (int i = 0; i < scratch.count(); i++) {
      insert(i, segments.number(scratch.get(i).code()));
    }
    found.high = nextHigh;
    found.low = nextLow;
    found.known = enter(flight);
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
    long next = table.find(nextHigh, nextLow);
    return next != 0 ? next : enterNext();
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
    long next = FlightTable.known(flight, urgencyOfNext(), profileOfNext());
    if (segments.isFull()) {
      return next; // one of its segments may be another
    }
    return table.enter(nextHigh, nextLow, next);
  }

  private int urgencyOfNext() {
    byte most = nextCount == 0 || !ticks ? FlightTable.EMPTY : FlightTable.SOME;
    for (int i = 0; i < nextCount && ticks; i++) {
      if (segments.of(next(i)).age() == msl) {
        most = FlightTable.FORCED;
      }
    }
    return most;
  }

  private int profileOfNext() {
    if (oldestStamps == null) {
      return 0;
    }
    StampProfiles profiles = table.profiles();
    profiles.begin(oldestStamps);
    for (int i = 0; i < nextCount; i++) {
      profiles.see(segments.of(next(i)), oldestStamps);
    }
    return profiles.number(oldestStamps);
  }
}
