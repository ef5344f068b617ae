package io.tarry.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a flight a step may depend on, beyond the segment that it moves:
 *
 * <ul>
 *   <li>with a clock, whether any segment is on its way, and whether one has to arrive now, for the
 *       tick and the 2MSL timers;
 *   <li>with timestamps, the earliest one of each clock that can still arrive from each end, since a
 *       state forgets what is older ({@link Stamps#forget}).
 * </ul>
 *
 * <p>Each such context is a few segments that stand for all flights of which the same is true. 0 is
 * that of an empty flight.
 */
final class Contexts {

  private final Flights flights;
  private final boolean ticks;
  private final boolean stamps;
  private final int msl;
  private final int clients;

  /** By end and client: the age of the oldest segment with a timestamp, or -1. */
  private final int[] oldest;

  private final List<List<Segment>> all = new ArrayList<>();
  private final Map<Key, Integer> numbers = new HashMap<>();

  private record Key(List<Integer> oldest, boolean some, boolean forced) {}

  Contexts(Settings settings, Topology topology, Flights flights, boolean stamps) {
    this.flights = flights;
    this.stamps = stamps;
    ticks = settings.time().ticks();
    msl = settings.time().msl();
    clients = settings.clients().size();
    oldest = new int[topology.ends().size() * clients];
    Arrays.fill(oldest, -1);
    number(false, false);
  }

  /** The segments that stand for a context. */
  List<Segment> get(int context) {
    return all.get(context);
  }

  /** The context of what hosts do by themselves, with the flight that was read. */
  int ofAll() {
    if (!ticks && !stamps) {
      return 0;
    }
    boolean forced = false;
    if (ticks) {
      for (int i = 0; i < flights.count; i++) {
        forced |= segment(i).age() == msl;
      }
    }
    return of(-1, ticks && flights.count > 0, forced);
  }

  /** The context of what becomes of the segment at that place of the flight that was read. */
  int without(int place) {
    return stamps ? of(place, false, false) : 0;
  }

  private Segment segment(int place) {
    return new Segment(flights.code(flights.read[place]));
  }

  private int of(int moved, boolean some, boolean forced) {
    if (stamps) {
      Arrays.fill(oldest, -1);
      for (int i = 0; i < flights.count; i++) {
        Segment segment = segment(i);
        if (i != moved && segment.stamped()) {
          int source = segment.from().number() * clients + segment.client();
          oldest[source] = Math.max(oldest[source], segment.age());
        }
      }
    }
    return number(some, forced);
  }

  private int number(boolean some, boolean forced) {
    Key key = new Key(Arrays.stream(oldest).boxed().toList(), some, forced);
    return numbers.computeIfAbsent(
        key,
        unknown -> {
          all.add(segments(some, forced));
          return all.size() - 1;
        });
  }

  private List<Segment> segments(boolean some, boolean forced) {
    List<Segment> segments = new ArrayList<>();
    for (int source = 0; source < oldest.length; source++) {
      if (oldest[source] >= 0) {
        segments.add(blank(End.of(source / clients), oldest[source]).stamped(source % clients));
      }
    }
    boolean hasForced = segments.stream().anyMatch(segment -> segment.age() == msl);
    if (forced && !hasForced) {
      segments.add(blank(End.CLIENT, msl));
    } else if (some && segments.isEmpty()) {
      segments.add(blank(End.CLIENT, 0));
    }
    return segments;
  }

  private static Segment blank(End from, int age) {
    return Segment.of(from, 0, 0, Segment.ACK, 0, false, age);
  }
}
