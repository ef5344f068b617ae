package io.tarry.tcp;

import io.tarry.engine.StateKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The flights that a search met, by their numbers: each is a few segments, and each segment is known
 * here by a byte. What becomes of a flight when a segment leaves it and others join it is looked up
 * in a hash table of its bytes.
 */
final class Flights {

  /** How many segments a flight has here at most. */
  static final int ROOM_MAX = 16;

  private static final int SEGMENTS_MAX = 255;
  private static final int TABLE_MIN = 1 << 10;

  private final StateKeys keys;
  private final Layout layout;
  private final boolean reorder;
  private final Topology topology;
  private final int room;
  private final Flight scratch;
  private final long[] words;

  // Segments, numbered from 1.
  private final Map<Long, Integer> numberOf = new HashMap<>();
  private final long[] codes = new long[SEGMENTS_MAX + 1];
  private final int[] paths = new int[SEGMENTS_MAX + 1];
  private final int[] older = new int[SEGMENTS_MAX + 1];
  private int segments;
  private boolean full;

  // Flights: the first eight segments, the next eight, the first one in the highest byte.
  private long[] first = new long[TABLE_MIN / 2];
  private long[] second = new long[TABLE_MIN / 2];
  private int[] number = new int[TABLE_MIN / 2];
  private int[] slots = new int[TABLE_MIN]; // of an entry, plus 1
  private int entries;
  private int[] entryOf = new int[TABLE_MIN]; // by number, plus 1

  /** The flight that was read last. */
  final int[] read = new int[ROOM_MAX];

  int count;

  private final int[] next = new int[ROOM_MAX];
  private int nextCount;

  Flights(Settings settings, Topology topology, Layout layout, StateKeys keys) {
    this.keys = keys;
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

  /** Reads a flight, whose segments are in {@link #read} then. */
  void read(int flight) {
    int entry = flight < entryOf.length ? entryOf[flight] - 1 : -1;
    if (entry < 0) {
      enterWords(flight);
      return;
    }
    count = 0;
    for (long bytes = first[entry]; bytes != 0; bytes <<= 8) {
      read[count++] = (int) (bytes >>> 56);
    }
    for (long bytes = second[entry]; bytes != 0; bytes <<= 8) {
      read[count++] = (int) (bytes >>> 56);
    }
  }

  private void enterWords(int flight) {
    keys.channels(flight, words);
    layout.unpackFlight(words, scratch);
    count = scratch.count();
    nextCount = count;
    for (int i = 0; i < count; i++) {
      read[i] = segment(scratch.get(i).code());
      next[i] = read[i];
    }
    long high = bytes(0);
    long low = bytes(8);
    if (!full) {
      enter(high, low, flight);
    }
  }

  /** Whether the network may hand over this segment next, see {@link Flight#mayMove}. */
  boolean mayMove(int index) {
    if (index == 0) {
      return true;
    }
    return reorder
        ? read[index] != read[index - 1]
        : paths[read[index]] != paths[read[index - 1]];
  }

  /** Whether there is room for so many more, when so many have left. */
  boolean hasRoom(int left, int joining) {
    return count - left + joining <= room;
  }

  /**
   * The number of the flight that was read without the segment at a place, and with others.
   *
   * @param gone the place, or -1 if none leaves it
   */
  int changed(int gone, int[] joining) {
    nextCount = 0;
    for (int i = 0; i < count; i++) {
      if (i != gone) {
        next[nextCount++] = read[i];
      }
    }
    for (int segment : joining) {
      int place = nextCount;
      while (place > 0 && goesBefore(segment, next[place - 1])) {
        next[place] = next[place - 1];
        place--;
      }
      next[place] = segment;
      nextCount++;
    }
    return numberOfNext();
  }

  /** The number of the flight that was read, one tick older. */
  int aged() {
    nextCount = count;
    for (int i = 0; i < count; i++) {
      next[i] = older(read[i]); // the order stays, as all grow older alike
    }
    return numberOfNext();
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

  private long bytes(int from) {
    long bytes = 0;
    for (int i = from; i < nextCount && i < from + 8; i++) {
      bytes |= (long) next[i] << (56 - 8 * (i - from));
    }
    return bytes;
  }

  private int numberOfNext() {
    long high = bytes(0);
    long low = nextCount > 8 ? bytes(8) : 0;
    int mask = slots.length - 1;
    for (int slot = slotOf(high, low, mask); slots[slot] != 0; slot = (slot + 1) & mask) {
      int entry = slots[slot] - 1;
      if (first[entry] == high && second[entry] == low) {
        return number[entry];
      }
    }
    scratch.clear();
    for (int i = 0; i < nextCount; i++) {
      scratch.append(new Segment(codes[next[i]]));
    }
    layout.packFlight(scratch, words);
    int flight = keys.channelsOf(words);
    if (!full) {
      enter(high, low, flight);
    }
    return flight;
  }

  private static int slotOf(long high, long low, int mask) {
    long mixed = (high ^ low * 0xC2B2AE3D27D4EB4FL) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 32) * 0xBF58476D1CE4E5B9L;
    return (int) (mixed >>> 32) & mask;
  }

  private void enter(long high, long low, int flight) {
    if (entries == first.length) {
      int more = 2 * entries;
      first = Arrays.copyOf(first, more);
      second = Arrays.copyOf(second, more);
      number = Arrays.copyOf(number, more);
      slots = new int[2 * more];
      for (int entry = 0; entry < entries; entry++) {
        enterSlot(entry);
      }
    }
    first[entries] = high;
    second[entries] = low;
    number[entries] = flight;
    enterSlot(entries);
    if (flight >= entryOf.length) {
      entryOf = Arrays.copyOf(entryOf, Math.max(flight + 1, 2 * entryOf.length));
    }
    entryOf[flight] = ++entries;
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
