package io.tarry.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * When a search is to end before it has seen everything. Counts and verdicts of a stopped search
 * are those of its last whole level, so they depend on the limit alone (a limit on time aside).
 *
 * @param statesMax no further level is begun once this many states are stored; at least 1
 * @param memoryBytesMax the most that the search structures may hold, in bytes, at least 1; a
 *     search never takes more than three quarters of the heap of this JVM, whether this is larger
 *     or absent
 * @param timeMax the longest that the search may take, more than 0; the recovery of its traces may
 *     take as long again
 * @param depthMax how many steps a run may have, at least 1: the states at that depth are stored
 *     and judged, and no step that leaves them is looked at
 */
public record Limits(
    Optional<Long> statesMax,
    Optional<Long> memoryBytesMax,
    Optional<Duration> timeMax,
    Optional<Integer> depthMax) {

  /** Checks that each limit lets a search begin. */
  public Limits {
    statesMax.ifPresent(max -> requirePositive("statesMax", max));
    memoryBytesMax.ifPresent(max -> requirePositive("memoryBytesMax", max));
    timeMax.ifPresent(Limits::requirePositive);
    depthMax.ifPresent(max -> requirePositive("depthMax", max));
  }

  /** No limit but the heap of this JVM. */
  public static Limits none() {
    return new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** These limits, with at most this many states. */
  public Limits states(long max) {
    return new Limits(Optional.of(max), memoryBytesMax, timeMax, depthMax);
  }

  /** These limits, with at most this much memory, in bytes. */
  public Limits memoryBytes(long max) {
    return new Limits(statesMax, Optional.of(max), timeMax, depthMax);
  }

  /** These limits, with at most this much time. */
  public Limits time(Duration max) {
    return new Limits(statesMax, memoryBytesMax, Optional.of(max), depthMax);
  }

  /** These limits, with runs of at most this many steps. */
  public Limits depth(int max) {
    return new Limits(statesMax, memoryBytesMax, timeMax, Optional.of(max));
  }

  /** These limits for each of this many searches at once: they share the memory. */
  public Limits sharedBy(int searches) {
    Optional<Long> memory = memoryBytesMax.map(max -> Math.max(1, max / searches));
    return new Limits(statesMax, memory, timeMax, depthMax);
  }

  private static void requirePositive(Duration timeMax) {
    if (timeMax.isZero() || timeMax.isNegative()) {
      throw new IllegalArgumentException("timeMax must be longer than nothing, was " + timeMax);
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, was " + value);
    }
  }
}
