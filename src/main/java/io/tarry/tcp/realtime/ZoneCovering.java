package io.tarry.tcp.realtime;

import io.tarry.engine.Covering;

/** A zone covers another of the same world if none of its bounds is narrower. */
final class ZoneCovering implements Covering {

  private final int groupWords;
  private final int words;

  /** The highest bit of each bound, which is 0 in each: there a difference borrows, if it must. */
  private final long highest;

  ZoneCovering(int groupWords, int words, int width) {
    this.groupWords = groupWords;
    this.words = words;
    long bits = 0;
    for (int top = Long.SIZE; top >= width; top -= width) {
      bits |= 1L << (top - 1);
    }
    highest = bits;
  }

  @Override
  public int groupWords() {
    return groupWords;
  }

  @Override
  public boolean covers(long[] one, int oneAt, long[] other, int otherAt) {
    for (int i = 0; i < words; i++) {
      if ((((one[oneAt + i] | highest) - other[otherAt + i]) & highest) != highest) {
        return false;
      }
    }
    return true;
  }
}
