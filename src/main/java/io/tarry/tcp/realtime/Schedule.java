package io.tarry.tcp.realtime;

import io.tarry.tcp.settings.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * When the steps of a run happen: the earliest moments that meet all that is known of the times
 * between them. What has to be later than a moment is later by a small step.
 */
final class Schedule {

  private static final long MILLISECOND = 1_000;

  /** The second moment is the first one, a time and this many small steps after it, or later. */
  private record Distance(int from, int to, long ticks, int smallSteps) {}

  private final int moments;
  private final List<Distance> distances = new ArrayList<>();

  /** Of so many moments, of which none is before the one that has a smaller number. */
  Schedule(int moments) {
    this.moments = moments;
    for (int i = 1; i < moments; i++) {
      distances.add(new Distance(i - 1, i, 0, 0));
    }
  }

  void atLeast(int from, int to, int ticks) {
    distances.add(new Distance(from, to, ticks, 0));
  }

  void atMost(int from, int to, int ticks) {
    distances.add(new Distance(to, from, -ticks, 0));
  }

  void lessThan(int from, int to, int ticks) {
    distances.add(new Distance(to, from, -ticks, 1));
  }

  /** The moments, and what they are counted in. */
  record Moments(Tick tick, List<Integer> at) {}

  /**
   * The earliest moments (Bellman and Ford: the longest way to each).
   *
   * @throws IllegalStateException if there are none
   */
  Moments earliest(Tick tick) {
    long[] ticks = new long[moments];
    int[] smallSteps = new int[moments];
    boolean changed = true;
    for (int round = 0; changed; round++) {
      if (round > moments) {
        throw new IllegalStateException("no moments are such that the run can happen");
      }
      changed = false;
      for (Distance distance : distances) {
        long later = ticks[distance.from] + distance.ticks;
        int more = smallSteps[distance.from] + distance.smallSteps;
        int to = distance.to;
        if (later > ticks[to] || (later == ticks[to] && more > smallSteps[to])) {
          ticks[to] = later;
          smallSteps[to] = more;
          changed = true;
        }
      }
    }
    long small = smallStep(tick, Arrays.stream(smallSteps).max().orElse(0));
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < moments; i++) {
      at.add(Math.toIntExact(ticks[i] * (tick.micros() / small) + smallSteps[i]));
    }
    return new Moments(new Tick(small), at);
  }

  /** A tick if none is needed; else a millisecond, or less where that is not small enough. */
  private static long smallStep(Tick tick, int most) {
    if (most == 0) {
      return tick.micros();
    }
    long small = MILLISECOND;
    while (small > 1 && small * most >= tick.micros()) {
      small /= 10;
    }
    if (small * most >= tick.micros()) {
      throw new IllegalStateException("too many small steps for a tick");
    }
    return small;
  }
}
