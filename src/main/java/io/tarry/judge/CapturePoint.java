package io.tarry.judge;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A point that a run can have come to, with as much of its past as decides how it can go on. */
final class CapturePoint {

  private final long[] state;
  private final int position;
  private final Times times;
  private final long broken;
  private final Optional<CapturePoint> before;
  private final int action;

  /**
   * What is known of the time at a point.
   *
   * @param ticks how many ticks have passed since the first segment was seen
   * @param since for the client and the server, since when TIME-WAIT lasts, then for both when a
   *     segment was last sent, in microseconds; 0 if not at all
   */
  record Times(long ticks, List<Long> since) {
    static final Times NONE = new Times(0, Collections.nCopies(4, 0L));
  }

  private CapturePoint(
      long[] state,
      int position,
      Times times,
      long broken,
      Optional<CapturePoint> before,
      int action) {
    this.state = state;
    this.position = position;
    this.times = times;
    this.broken = broken;
    this.before = before;
    this.action = action;
  }

  /** The beginning of a run. */
  static CapturePoint first(long[] state, int action) {
    return new CapturePoint(state.clone(), 0, Times.NONE, 0, Optional.empty(), action);
  }

  /**
   * The point after a step from here.
   *
   * @param nextPosition how many segments have been seen then
   * @param brokenToo which claims the step breaks, a bit each
   */
  CapturePoint after(
      int nextAction, long[] next, int nextPosition, Times nextTimes, long brokenToo) {
    return new CapturePoint(
        next.clone(), nextPosition, nextTimes, broken | brokenToo, Optional.of(this), nextAction);
  }

  long[] state() {
    return state;
  }

  /** How many segments have been seen. */
  int position() {
    return position;
  }

  Times times() {
    return times;
  }

  /** Whether the run has broken the claim of that number. */
  boolean hasBroken(int claim) {
    return (broken & 1L << claim) != 0;
  }

  /** The point before the last step; empty at the beginning. */
  Optional<CapturePoint> before() {
    return before;
  }

  /** The last step. */
  int action() {
    return action;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CapturePoint same
        && position == same.position
        && broken == same.broken
        && times.equals(same.times)
        && Arrays.equals(state, same.state);
  }

  @Override
  public int hashCode() {
    long hash = position + 31 * times.ticks() + 131 * broken;
    for (long word : state) { // mixed, since states differ in few bits
      hash = (hash ^ word) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }
}
