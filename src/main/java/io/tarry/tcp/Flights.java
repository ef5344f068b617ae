package io.tarry.tcp;

import io.tarry.engine.StateKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The flights that a search met, by their numbers: each is a few segments, and each segment is
 * known here by a byte. What becomes of a flight when a segment leaves it and others join it is
 * looked up in a hash table of its bytes.
 */
final class Flights {

  /** How many segments a flight has here at most. */
  static final int ROOM_MAX = 16;

  /** With a clock: no segment is on its way. Without one, hosts ask no more than that. */
  static final byte EMPTY = 0;

  /** With a clock: a segment is on its way. */
  static final byte SOME = 1;

  /** With a clock: one has to arrive now. */
  static final byte FORCED = 2;

  /** How many segments can be told apart. */
  static final int SEGMENTS_MAX = 255;

  /** Two words, three numbers, one more for what is in haste, and two slots. */
  private static final int BYTES_A_FLIGHT =
      2 * Long.BYTES + 3 * Integer.BYTES + Byte.BYTES + 2 * Integer.BYTES;

  private static final int TABLE_MIN = 1 << 10;

  private final StateKeys keys;
  private final Layout layout;
  private final boolean reorder;
  private final Topology topology;
  private final int room;
  private final boolean ticks;
  private final boolean stamped;
  private final int msl;
  private final Profiles profiles;
  private final Flight scratch;
  private final long[] words;

  // Segments, numbered from 1.
  private final Map<Long, Integer> numberOf = new HashMap<>();
  private final long[] codes = new long[SEGMENTS_MAX + 1];
  private final int[] paths = new int[SEGMENTS_MAX + 1];
  private final int[] older = new int[SEGMENTS_MAX + 1];
  private int segments;
  private boolean full;
  private boolean lacksMemory;

  // Flights: the first eight segments, the next eight, the first one in the highest byte.
  private long[] first = new long[TABLE_MIN / 2];
  private long[] second = new long[TABLE_MIN / 2];
  private int[] number = new int[TABLE_MIN / 2];
  private byte[] haste = new byte[TABLE_MIN / 2];
  private int[] profile = new int[TABLE_MIN / 2];
  private int[] slots = new int[TABLE_MIN]; // of an entry, plus 1
  private int entries;
  private int[] entryOf = new int[TABLE_MIN]; // by number, plus 1

  /** The flight that was read last. */
  final int[] read = new int[ROOM_MAX];

  int count;

  private long readHigh;
  private long readLow;
  private long nextHigh;
  private long nextLow;
  private int nextCount;

  Flights(Settings settings, Topology topology, Layout layout, StateKeys keys, Profiles profiles) {
    this.keys = keys;
    this.profiles = profiles;
    ticks = settings.time().ticks();
    msl = settings.time().msl();
    stamped = layout.usesStamps();
    this.layout = layout;
    this.topology = topology;
    reorder = settings.network().reorder();
    room = settings.network().room();
    scratch = new Flight(settings.network(), topology);
    words = new long[layout.words() - layout.controlWords()];
  }

  /** Whether there were more segments than can be told apart. */
  boolean isFull() {
    return full;
  }

  /** Whether too little memory is left to know more flights. */
  boolean lacksMemory() {
    return lacksMemory;
  }

  /** The number, from 1, of a segment. */
  int segment(long code) {
    Integer known = numberOf.get(code);
    if (known != null) {
      return known;
    }
    if (segments == SEGMENTS_MAX) {
      full = true;
      return SEGMENTS_MAX;
    }
    segments++;
    numberOf.put(code, segments);
    codes[segments] = code;
    paths[segments] = topology.pathOf(new Segment(code));
    return segments;
  }

  long code(int segment) {
    return codes[segment];
  }

  /** Reads the flight of that number, whose segments are in {@link #read} then; its entry. */
  int read(int flight) {
    int entry = flight < entryOf.length ? entryOf[flight] - 1 : -1;
    if (entry < 0) {
      return enterWords(flight);
    }
    count = list(entry, read);
    readHigh = first[entry];
    readLow = second[entry];
    return entry;
  }

  /** Lists the segments of the flight of an entry; how many there are. */
  int list(int entry, int[] into) {
    int listed = 0;
    for (long bytes = first[entry]; bytes != 0; bytes <<= 8) {
      into[listed++] = (int) (bytes >>> 56);
    }
    for (long bytes = second[entry]; bytes != 0; bytes <<= 8) {
      into[listed++] = (int) (bytes >>> 56);
    }
    return listed;
  }

  /** The entry of the flight of these segments, in whatever order they come. */
  int entryOf(int[] some, int howMany) {
    beginNext(0, 0, 0);
    for (int i = 0; i < howMany; i++) {
      add(some[i]);
    }
    return entryOfNext();
  }

  /** The number of the connection that a segment is of. */
  int connection(int segment) {
    return new Segment(codes[segment]).from().connection();
  }

  /** What {@link Layout#packConnection} packs of a segment among those of a flight. */
  long codeInConnection(int[] flight, int index) {
    int place = 0;
    if (!reorder) {
      for (int i = index - 1; i >= 0 && paths[flight[i]] == paths[flight[index]]; i--) {
        place++;
      }
    }
    return Layout.codeInConnection(new Segment(codes[flight[index]]), place);
  }

  /** The number of the flight of an entry. */
  int number(int entry) {
    return number[entry];
  }

  /** Of the flight of an entry: what hosts have to know of it before they do anything. */
  int haste(int entry) {
    return haste[entry];
  }

  /** Of the flight of an entry: see {@link Profiles}. */
  int profile(int entry) {
    return profile[entry];
  }

  private int enterWords(int flight) {
    keys.channels(flight, words);
    layout.unpackFlight(words, scratch);
    count = scratch.count();
    beginNext(0, 0, 0);
    for (int i = 0; i < count; i++) {
      read[i] = segment(scratch.get(i).code());
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
    return reorder ? read[index] != read[index - 1] : paths[read[index]] != paths[read[index - 1]];
  }

  /** Whether there is room for so many more, when so many have left. */
  boolean hasRoom(int left, int joining) {
    return count - left + joining <= room;
  }

  /**
   * The entry of the flight that was read without the segment at a place, and with others.
   *
   * @param gone the place, or -1 if none leaves it
   */
  int changed(int gone, int[] joining) {
    beginNext(readHigh, readLow, count);
    if (gone >= 0) {
      remove(gone);
    }
    for (int segment : joining) {
      add(segment);
    }
    return entryOfNext();
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

  /** The entry of the flight that was read, one tick older. */
  int aged() {
    beginNext(0, 0, 0);
    for (int i = 0; i < count; i++) {
      insert(i, older(read[i])); // the order stays, as all grow older alike
    }
    return entryOfNext();
  }

  private int older(int segment) {
    if (older[segment] == 0) {
      older[segment] = segment(new Segment(codes[segment]).older().code());
    }
    return older[segment];
  }

  private boolean goesBefore(int segment, int other) {
    return reorder ? codes[segment] < codes[other] : paths[segment] < paths[other];
  }

  private int entryOfNext() {
    long high = nextHigh;
    long low = nextLow;
    int mask = slots.length - 1;
    for (int slot = slotOf(high, low, mask); slots[slot] != 0; slot = (slot + 1) & mask) {
      int entry = slots[slot] - 1;
      if (first[entry] == high && second[entry] == low) {
        return entry;
      }
    }
    scratch.clear();
    for (int i = 0; i < nextCount; i++) {
      scratch.append(new Segment(codes[next(i)]));
    }
    layout.packFlight(scratch, words);
    return enter(keys.channelsOf(words));
  }

  private static int slotOf(long high, long low, int mask) {
    long mixed = (high ^ low * 0xC2B2AE3D27D4EB4FL) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 32) & mask;
  }

  /** Enters the next flight, which has that number. */
  private int enter(int flight) {
    if (entries == first.length) {
      int more = 2 * entries;
      lacksMemory |= !keys.take((long) BYTES_A_FLIGHT * entries);
      first = Arrays.copyOf(first, more);
      second = Arrays.copyOf(second, more);
      number = Arrays.copyOf(number, more);
      haste = Arrays.copyOf(haste, more);
      profile = Arrays.copyOf(profile, more);
      slots = new int[2 * more];
      for (int entry = 0; entry < entries; entry++) {
        enterSlot(entry);
      }
    }
    first[entries] = nextHigh;
    second[entries] = nextLow;
    number[entries] = flight;
    look(entries);
    enterSlot(entries);
    if (flight >= entryOf.length) {
      entryOf = Arrays.copyOf(entryOf, Math.max(flight + 1, 2 * entryOf.length));
    }
    entryOf[flight] = ++entries;
    return entries - 1;
  }

  private void look(int entry) {
    byte most = nextCount == 0 || !ticks ? EMPTY : SOME;
    profiles.begin();
    for (int i = 0; i < nextCount; i++) {
      Segment segment = new Segment(codes[next(i)]);
      if (ticks && segment.age() == msl) {
        most = FORCED;
      }
      if (stamped) {
        profiles.see(segment);
      }
    }
    haste[entry] = most;
    profile[entry] = stamped ? profiles.number() : 0;
  }

  private void enterSlot(int entry) {
    int mask = slots.length - 1;
    int slot = slotOf(first[entry], second[entry], mask);
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry + 1;
  }
}
