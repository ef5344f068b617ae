package io.tarry.tcp.steps;

import io.tarry.engine.StateKeys;
import io.tarry.tcp.symmetry.Permutation;
import io.tarry.tcp.symmetry.WorldSymmetry;
import io.tarry.tcp.symmetry.WorldSymmetry.Way;
import io.tarry.tcp.symmetry.WorldSymmetry.Ways;
import io.tarry.tcp.world.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The representative of each state under {@link WorldSymmetry}, found from its control and its
 * flight. What follows from the control alone is worked out once, and so is what happens to each
 * segment.
 */
final class RememberedOrbits {

  private final WorldSymmetry symmetry;
  private final FlightCursor flights;
  private final StateKeys keys;
  private final int[] segments = new int[FlightTable.ROOM_MAX];
  private final int[] moved = new int[FlightTable.ROOM_MAX];
  private final long[] words;
  private final long[] bestWords;

  RememberedOrbits(WorldSymmetry symmetry, FlightCursor flights, StateKeys keys, int channelWords) {
    this.symmetry = symmetry;
    this.flights = flights;
    this.keys = keys;
    words = new long[channelWords];
    bestWords = new long[channelWords];
  }

  /** How states with one control become their representatives. */
  static final class Plan {
    private final long[] control;
    private final List<Leg> legs = new ArrayList<>();
    private final boolean leavesAllAsItIs;

    private Plan(Ways ways, WorldSymmetry symmetry) {
      control = ways.control();
      ways.all().forEach(way -> legs.add(new Leg(way, symmetry)));
      leavesAllAsItIs = legs.size() == 1 && ways.all().get(0).leavesAllAsItIs();
    }

    /** The control of the representatives. */
    long[] control() {
      return control;
    }
  }

  /**
   * One way to a representative, and the segments that each segment becomes, by number; 0 where
   * that was not worked out yet.
   */
  private static final class Leg {
    private final Way way;
    private final WorldSymmetry symmetry;
    private final int[] exchanged = new int[SegmentNumbers.MAX + 1];
    private final List<int[]> orders = new ArrayList<>();
    private final List<Permutation> orderings = new ArrayList<>();
    private final List<int[]> ordered = new ArrayList<>(); // by order and segment

    Leg(Way way, WorldSymmetry symmetry) {
      this.way = way;
      this.symmetry = symmetry;
    }

    int ordering(int[] order) {
      for (int i = 0; i < orders.size(); i++) {
        if (Arrays.equals(orders.get(i), order)) {
          return i;
        }
      }
      orders.add(order.clone());
      orderings.add(symmetry.ordering(order));
      ordered.add(new int[SegmentNumbers.MAX + 1]);
      return orders.size() - 1;
    }
  }

  Plan planOf(long[] control) {
    return new Plan(symmetry.waysOf(control), symmetry);
  }

  /**
   * What is known of the flight of the representative, for a state with that plan's control and
   * this flight.
   */
  long flight(Plan plan, long flight) {
    if (plan.leavesAllAsItIs) {
      return flight;
    }
    long best = flight(plan.legs.get(0), flight);
    for (int i = 1; i < plan.legs.size(); i++) {
      long other = flight(plan.legs.get(i), flight);
      if (other != best) {
        keys.channels(FlightTable.number(best), bestWords);
        keys.channels(FlightTable.number(other), words);
        if (Arrays.compareUnsigned(words, bestWords) < 0) {
          best = other;
        }
      }
    }
    return best;
  }

  private long flight(Leg leg, long flight) {
    int count = flights.list(flight, segments);
    if (!leg.way.exchange().exchangesNothing()) {
      for (int i = 0; i < count; i++) {
        moved[i] = moved(segments[i], leg.exchanged, leg.way.exchange());
      }
      flights.list(flights.of(moved, count), segments); // in the order that flights have
    }
    int[] order = leg.way.order();
    if (!leg.way.alike().isEmpty()) {
      for (int[] places : leg.way.alike()) {
        sort(places, order, count);
      }
    }
    int ordering = leg.ordering(order);
    for (int i = 0; i < count; i++) {
      moved[i] = moved(segments[i], leg.ordered.get(ordering), leg.orderings.get(ordering));
    }
    return flights.of(moved, count);
  }

  private int moved(int segment, int[] known, Permutation exchange) {
    if (known[segment] == 0) {
      known[segment] =
          flights.segments().number(exchange.moved(flights.segments().of(segment)).code());
    }
    return known[segment];
  }

  /** Sorts connections that are alike by their segments. */
  private void sort(int[] places, int[] order, int count) {
    for (int i = 1; i < places.length; i++) {
      int connection = order[places[i]];
      int place = i;
      while (place > 0 && compare(connection, order[places[place - 1]], count) < 0) {
        order[places[place]] = order[places[place - 1]];
        place--;
      }
      order[places[place]] = connection;
    }
  }

  /** Compares the segments of two connections, as {@link Layout#packConnection} packs them. */
  private int compare(int one, int other, int count) {
    int i = 0;
    int j = 0;
    while (true) {
      i = next(one, i, count);
      j = next(other, j, count);
      if (i == count || j == count) {
        return Boolean.compare(i < count, j < count); // the one with fewer segments comes first
      }
      int order =
          Long.compareUnsigned(
              flights.codeInConnection(segments, i), flights.codeInConnection(segments, j));
      if (order != 0) {
        return order;
      }
      i++;
      j++;
    }
  }

  private int next(int connection, int from, int count) {
    int i = from;
    while (i < count && flights.segments().connection(segments[i]) != connection) {
      i++;
    }
    return i;
  }
}
