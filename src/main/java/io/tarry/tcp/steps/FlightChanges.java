package io.tarry.tcp.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What became of a flight when a segment left it and others joined it. States with the same flight
 * are expanded one after the other, since they are neighbours in the order of keys, and most of
 * them change it in the same ways.
 */
final class FlightChanges {

  private static final int SLOT_BITS = 10;
  private static final int GONE_BITS = 5;

  private final FlightCursor flights;
  private final List<SentSegments> all = new ArrayList<>();

  // A cache: a change that comes to the place of another one takes it.
  private final long[] changes = new long[1 << SLOT_BITS];
  private final long[] results = new long[1 << SLOT_BITS];

  FlightChanges(FlightCursor flights) {
    this.flights = flights;
    sent(new int[0]);
  }

  /** These segments, as something that is sent. */
  SentSegments sent(int[] segments) {
    for (SentSegments known : all) {
      if (Arrays.equals(known.segments, segments)) {
        return known;
      }
    }
    SentSegments made = new SentSegments(all.size(), segments);
    all.add(made);
    return made;
  }

  /**
   * What is known of the flight that was read without the segment at a place, and with others.
   *
   * @param gone the place, or -1 if none leaves it
   */
  long of(int gone, SentSegments sent) {
    int change = sent.number << GONE_BITS | (gone + 1);
    if (change == 0) {
      return flights.known();
    }
    long key = (long) FlightTable.number(flights.known()) << Integer.SIZE | change;
    int slot = change & (changes.length - 1);
    if (changes[slot] != key) {
      results[slot] = flights.changed(gone, sent.segments);
      changes[slot] = key;
    }
    return results[slot];
  }
}
