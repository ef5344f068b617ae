package io.tarry.engine.models;

/**
 * Two jugs, of 3 and of 5 litres, a tap and a drain: can one measure 4 litres? Each of the six
 * moves is always possible, if only to no effect.
 */
public final class DieHard extends OneWordModel {

  private static final int SMALL_MAX = 3;
  private static final int BIG_MAX = 5;

  /** How many litres are in the big jug. */
  public static int big(long[] state) {
    return (int) state[0] >> 2;
  }

  @Override
  public void initialStates(Sink sink) {
    offer(sink, INITIAL, pack(0, 0));
  }

  @Override
  void successors(long state, Sink sink) {
    int small = (int) state & 3;
    int big = (int) state >> 2;
    int intoBig = Math.min(small, BIG_MAX - big);
    int intoSmall = Math.min(big, SMALL_MAX - small);
    offer(sink, 0, pack(SMALL_MAX, big));
    offer(sink, 1, pack(small, BIG_MAX));
    offer(sink, 2, pack(0, big));
    offer(sink, 3, pack(small, 0));
    offer(sink, 4, pack(small - intoBig, big + intoBig));
    offer(sink, 5, pack(small + intoSmall, big - intoSmall));
  }

  private static long pack(int small, int big) {
    return small | big << 2;
  }
}
