package io.tarry.tcp.world;

import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import java.util.Arrays;

/**
 * The segments in flight, and what the network may still do to them.
 *
 * <p>Where segments may overtake each other and nobody counts how often, they are a sorted
 * multiset; otherwise there is a queue for each direction between two hosts, whatever the ports,
 * the first client's before the second's. A copy has the place of its original.
 */
public final class Flight {

  private final boolean reorder;
  private final boolean queues;
  private final Topology topology;
  private final long[] codes;
  private int count;

  /** What the network may still do to them. */
  public final FaultBudgets budgets;

  /** Whether there was no room for a segment; nothing after that can be trusted. */
  private boolean overflowed;

  public Flight(Settings settings, Topology topology) {
    Settings.Network network = settings.network();
    this.topology = topology;
    reorder = network.reorder();
    queues = network.keepsOrder();
    codes = new long[network.room()];
    budgets = new FaultBudgets(new SectionPlace(settings, topology, 0));
  }

  /** How many segments are in flight. */
  public int count() {
    return count;
  }

  /** The segment at that place, from 0; the order is fixed. */
  public Segment get(int index) {
    return new Segment(codes[index]);
  }

  public boolean overflowed() {
    return overflowed;
  }

  /**
   * Whether the network may deliver or lose this one next. Of several equal ones, one is enough.
   */
  public boolean mayMove(int index) {
    if (index == 0) {
      return true;
    }
    if (!queues) {
      return codes[index] != codes[index - 1];
    }
    int before = placeInQueue(index);
    return before == 0
        || (reorder && budgets.get(FaultBudgets.FAULTS) > 0 && !isAgain(index, before));
  }

  /** Whether an equal one is among the {@code before} segments right before it. */
  private boolean isAgain(int index, int before) {
    for (int i = index - before; i < index; i++) {
      if (codes[i] == codes[index]) {
        return true;
      }
    }
    return false;
  }

  /** Whether that one would overtake another of its queue. */
  public boolean overtakes(int index) {
    return placeInQueue(index) > 0;
  }

  public void add(Segment segment) {
    if (count == codes.length) {
      overflowed = true;
      return;
    }
    int place = count;
    while (place > 0 && goesBefore(segment, codes[place - 1])) {
      codes[place] = codes[place - 1];
      place--;
    }
    codes[place] = segment.code();
    count++;
  }

  private boolean goesBefore(Segment segment, long code) {
    return queues ? path(segment.code()) < path(code) : segment.code() < code;
  }

  private int path(long code) {
    return new Segment(code).path(topology);
  }

  /** How many are before it in its queue; 0 where there are no queues. */
  int placeInQueue(int index) {
    int first = index;
    while (queues && first > 0 && path(codes[first - 1]) == path(codes[index])) {
      first--;
    }
    return index - first;
  }

  /** Adds a segment at the end, which must be its place in the order. */
  public void append(Segment segment) {
    codes[count] = segment.code();
    count++;
  }

  public void remove(int index) {
    count--;
    System.arraycopy(codes, index + 1, codes, index, count - index);
    codes[count] = 0;
  }

  /** Puts all into the order of this flight, whatever order they came in. */
  public void arrange() {
    long[] all = Arrays.copyOf(codes, count);
    clear();
    for (long code : all) {
      add(new Segment(code));
    }
  }

  /** Makes all of them one tick older; their order stays, as all grow older alike. */
  void age() {
    for (int i = 0; i < count; i++) {
      replace(i, get(i).older());
    }
  }

  /** Replaces a segment by another, which must have the same place in the order. */
  public void replace(int index, Segment segment) {
    codes[index] = segment.code();
  }

  /** Lets two change places. */
  public void swap(int one, int other) {
    long code = codes[one];
    codes[one] = codes[other];
    codes[other] = code;
  }

  public int oldest() {
    int oldest = 0;
    for (int i = 0; i < count; i++) {
      oldest = Math.max(oldest, get(i).age());
    }
    return oldest;
  }

  public void clear() {
    Arrays.fill(codes, 0, count, 0);
    count = 0;
    overflowed = false;
  }

  void copyFrom(Flight other) {
    System.arraycopy(other.codes, 0, codes, 0, Math.max(count, other.count));
    count = other.count;
    budgets.copyFrom(other.budgets);
    overflowed = other.overflowed;
  }

  /** The segments with their ages, for debugging. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("flight:");
    for (int i = 0; i < count; i++) {
      Segment segment = get(i);
      text.append(" [").append(segment.from().label()).append(' ').append(segment);
      text.append(" age=").append(segment.age());
      text.append(segment.retransmission() ? " again]" : "]");
    }
    return text.toString();
  }
}
