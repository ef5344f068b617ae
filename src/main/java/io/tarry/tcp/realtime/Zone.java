package io.tarry.tcp.realtime;

import java.util.Arrays;

/**
 * What is known of some clocks: a difference bound matrix (Dill, 1989). Clock 0 stands for the
 * moment 0; the bound of a pair says how far the first is ahead of the second at most.
 */
final class Zone {

  /** No bound. */
  private static final int NONE = Integer.MAX_VALUE;

  private final int[][] bounds;
  private int size = 1;

  /** One with so many clocks at most, clock 0 included. */
  Zone(int sizeMax) {
    bounds = new int[sizeMax][sizeMax];
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
    if (one == NONE || other == NONE) {
      return NONE;
    }
    return ((one >> 1) + (other >> 1)) * 2 | (one & other & 1);
  }

  /** So many clocks of which nothing is known but that none is behind clock 0. */
  void begin(int newSize) {
    size = newSize;
    for (int i = 0; i < size; i++) {
      Arrays.fill(bounds[i], 0, size, NONE);
      bounds[i][i] = atMost(0);
      bounds[0][i] = atMost(0);
    }
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

  /** That bound as well; {@link #close} makes the others follow from it. */
  void restrict(int first, int second, int bound) {
    bounds[first][second] = Math.min(bounds[first][second], bound);
  }

  /** Each clock of this one goes on from one of the other; from its clock 0 if it begins anew. */
  void continueFrom(Zone other, int[] sources, int newSize) {
    size = newSize;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        bounds[i][j] = i == j ? atMost(0) : other.bounds[sources[i]][sources[j]];
      }
    }
  }

  void swap(int one, int other) {
    int[] row = bounds[one];
    bounds[one] = bounds[other];
    bounds[other] = row;
    for (int i = 0; i < size; i++) {
      int bound = bounds[i][one];
      bounds[i][one] = bounds[i][other];
      bounds[i][other] = bound;
    }
  }

  void copyFrom(Zone other) {
    size = other.size;
    for (int i = 0; i < size; i++) {
      System.arraycopy(other.bounds[i], 0, bounds[i], 0, size);
    }
  }

  /** Any time may pass. */
  void letTimePass() {
    for (int i = 1; i < size; i++) {
      bounds[i][0] = NONE;
    }
  }

  /** Makes each bound as narrow as the others imply; false if nothing meets all of them. */
  boolean close() {
    for (int k = 0; k < size; k++) {
      int[] through = bounds[k];
      for (int i = 0; i < size; i++) {
        int[] row = bounds[i];
        int to = row[k];
        if (to == NONE) {
          continue;
        }
        for (int j = 0; j < size; j++) {
          int sum = sum(to, through[j]);
          if (sum < row[j]) {
            row[j] = sum;
          }
        }
        if (row[i] < atMost(0)) {
          return false;
        }
      }
    }
    return true;
  }
}
