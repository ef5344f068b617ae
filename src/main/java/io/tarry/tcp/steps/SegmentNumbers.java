package io.tarry.tcp.steps;

import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Segment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The segments that a search met, numbered from 1, so that each is a byte of a flight. The threads
 * of a search share them. What belongs to a number is written before the number is given, so those
 * who have it, from here or from a flight in the table, read without a lock.
 */
final class SegmentNumbers {

  /** How many segments can be told apart. */
  static final int MAX = 255;

  private final Topology topology;
  private final Map<Long, Integer> numberOf = new HashMap<>();
  private final long[] codes = new long[MAX + 1];
  private final int[] paths = new int[MAX + 1];
  private final AtomicIntegerArray older = new AtomicIntegerArray(MAX + 1);
  private int count;
  private volatile boolean full;

  SegmentNumbers(Topology topology) {
    this.topology = topology;
  }

  /** Whether there were more than can be told apart. */
  boolean isFull() {
    return full;
  }

  /** The number of a segment, given now if it had none. */
  synchronized int number(long code) {
    Integer known = numberOf.get(code);
    if (known != null) {
      return known;
    }
    if (count == MAX) {
      full = true;
      return MAX;
    }
    count++;
    numberOf.put(code, count);
    codes[count] = code;
    paths[count] = new Segment(code).path(topology);
    return count;
  }

  Segment of(int number) {
    return new Segment(codes[number]);
  }

  long code(int number) {
    return codes[number];
  }

  /** See {@link Segment#path}. */
  int path(int number) {
    return paths[number];
  }

  /** The number of the connection that a segment is of. */
  int connection(int number) {
    return of(number).from().connection();
  }

  /** The number of the segment that it will be one tick later. */
  int older(int number) {
    int known = older.get(number);
    if (known == 0) {
      known = number(of(number).older().code());
      older.set(number, known);
    }
    return known;
  }
}
