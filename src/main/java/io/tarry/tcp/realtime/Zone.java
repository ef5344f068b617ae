package io.tarry.tcp.realtime;

/**
 * What is known of some clocks: a difference bound matrix (Dill, 1989). The bound of a pair says
 * how far the first clock is ahead of the second at most. Clock 0 stands for the moment 0, then
 * come those of timers, then those of segments.
 *
 * <p>Of a segment, all that is known beside how young it can be is that it is not too old, so the
 * bounds of pairs that begin with one are not kept: they follow from that.
 *
 * <p>Bounds are kept as narrow as they imply one another. Where some are made narrower, the others
 * follow in one go, since a shortest way passes the new ones once.
 */
final class Zone {

  /** No bound; half of what fits, so that a sum of two fits. */
  private static final int NONE = Integer.MAX_VALUE >> 1;

  private final int[][] bounds;
  private int rows = 1;
  private int size = 1;

  /** One with this many timers and segments at most. */
  Zone(int timersMax, int segmentsMax) {
    bounds = new int[1 + timersMax][1 + timersMax + segmentsMax];
  }

  /** At most that. */
  static int atMost(int time) {
    return 2 * time + 1;
  }

  /** Less than that. */
  static int below(int time) {
    return 2 * time;
  }

  private static int sum(int one, int other) {
    return one >= NONE || other >= NONE
        ? NONE
        : (((one >> 1) + (other >> 1)) * 2) | (one & other & 1);
  }

  /** This many clocks, each at 0. */
  void begin(int timers, int segments) {
    rows = 1 + timers;
    size = rows + segments;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < size; j++) {
        bounds[i][j] = atMost(0);
      }
    }
  }

  int timers() {
    return rows - 1;
  }

  int size() {
    return size;
  }

  int bound(int first, int second) {
    return bounds[first][second];
  }

  void set(int first, int second, int bound) {
    bounds[first][second] = bound;
  }

  void copyFrom(Zone other) {
    rows = other.rows;
    size = other.size;
    for (int i = 0; i < rows; i++) {
      System.arraycopy(other.bounds[i], 0, bounds[i], 0, size);
    }
  }

  /** Each clock of this one goes on from one of the other; from its clock 0 if it begins anew. */
  void continueFrom(Zone other, int[] sources, int timers, int segments) {
    rows = 1 + timers;
    size = rows + segments;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < size; j++) {
        bounds[i][j] = other.bounds[sources[i]][sources[j]];
      }
    }
  }

  /** Lets two segments change places. */
  void swap(int one, int other) {
    for (int i = 0; i < rows; i++) {
      int bound = bounds[i][one];
      bounds[i][one] = bounds[i][other];
      bounds[i][other] = bound;
    }
  }

  /** Requires that the clock of that timer has come to that time; false if it cannot have. */
  boolean restrictToAtLeast(int timer, int time) {
    int bound = atMost(-time);
    if (sum(bounds[timer][0], bound) < atMost(0)) {
      return false;
    }
    for (int i = 0; i < rows; i++) {
      int to = sum(bounds[i][0], bound);
      for (int j = 0; j < size; j++) {
        // The row of the timer itself stays: what it gains leads round to where it begins.
        bounds[i][j] = Math.min(bounds[i][j], i == timer ? NONE : sum(to, bounds[timer][j]));
      }
    }
    return true;
  }

  /** Requires that no clock is beyond its bound; false if some clock is in any case. */
  boolean restrict(int[] upper) {
    for (int i = 0; i < rows; i++) {
      int least = bounds[i][0];
      for (int j = 1; j < size; j++) {
        least = Math.min(least, sum(bounds[i][j], upper[j]));
      }
      bounds[i][0] = least;
    }
    if (bounds[0][0] < atMost(0)) {
      return false;
    }
    for (int i = 1; i < rows; i++) {
      for (int j = 1; j < size; j++) {
        bounds[i][j] = Math.min(bounds[i][j], sum(bounds[i][0], bounds[0][j]));
      }
    }
    return true;
  }

  /** Any time may pass. */
  void letTimePass() {
    for (int i = 1; i < rows; i++) {
      bounds[i][0] = NONE;
    }
  }
}
