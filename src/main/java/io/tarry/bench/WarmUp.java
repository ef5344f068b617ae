package io.tarry.bench;

import java.time.Duration;
import java.util.List;

/**
 * How often to search before the search that is measured, since Java's compiler makes the first
 * ones slower: a number of times, or until the times are steady.
 */
public final class WarmUp {

  /** After so many runs it is over, steady or not. */
  public static final int RUNS_MAX = 20;

  /** Steady are two runs that differ by less than one part in so many: 5 %. */
  private static final int PARTS = 20;

  private final boolean untilSteady;
  private final int runs;

  private WarmUp(boolean untilSteady, int runs) {
    this.untilSteady = untilSteady;
    this.runs = runs;
  }

  /** So many runs, whatever they take. */
  public static WarmUp times(int runs) {
    if (runs < 0) {
      throw new IllegalArgumentException("a number of runs is from 0, was " + runs);
    }
    return new WarmUp(false, runs);
  }

  /** Until the last two runs are steady, but at most {@link #RUNS_MAX}. */
  public static WarmUp untilSteady() {
    return new WarmUp(true, RUNS_MAX);
  }

  /** Whether there is no run in it. */
  public boolean isNone() {
    return runs == 0;
  }

  /** Whether it is over after runs that took so long, the last one last. */
  public boolean isOverAfter(List<Duration> times) {
    return times.size() >= runs || (untilSteady && areSteady(times));
  }

  /** Whether it had to end before the times were steady. */
  public boolean endsUnsteady(List<Duration> times) {
    return untilSteady && times.size() >= runs && !areSteady(times);
  }

  /** Whether the last two differ by less than 5 % of the longer one, or not at all. */
  static boolean areSteady(List<Duration> times) {
    if (times.size() < 2) {
      return false;
    }
    Duration last = times.get(times.size() - 1);
    Duration before = times.get(times.size() - 2);
    Duration longer = last.compareTo(before) > 0 ? last : before;
    Duration difference = last.minus(before).abs();
    return difference.isZero() || difference.multipliedBy(PARTS).compareTo(longer) < 0;
  }
}
