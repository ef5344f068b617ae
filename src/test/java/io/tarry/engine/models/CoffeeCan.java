package io.tarry.engine.models;

/**
 * A can of black and white beans. Two are taken: if they are alike a black one is put back, else a
 * white one, until one bean is left. Starts with any mixture.
 */
public final class CoffeeCan extends OneWordModel {

  private final int beansMax;

  /** With so many beans at most. */
  public CoffeeCan(int beansMax) {
    this.beansMax = beansMax;
  }

  /** How many white beans there are. */
  public static int white(long[] state) {
    return (int) state[0] & 0xFF;
  }

  /** How many beans there are. */
  public static int beans(long[] state) {
    return white(state) + (int) (state[0] >> 8);
  }

  @Override
  public void initialStates(Sink sink) {
    for (int black = 0; black <= beansMax; black++) {
      for (int white = 0; white <= beansMax - black; white++) {
        if (black + white > 0) {
          offer(sink, INITIAL, pack(black, white));
        }
      }
    }
  }

  @Override
  void successors(long state, Sink sink) {
    int white = (int) state & 0xFF;
    int black = (int) state >> 8;
    if (black >= 2) {
      offer(sink, 0, pack(black - 1, white));
    }
    if (white >= 2) {
      offer(sink, 1, pack(black + 1, white - 2));
    }
    if (black >= 1 && white >= 1) {
      offer(sink, 2, pack(black - 1, white));
    }
  }

  private static long pack(int black, int white) {
    return black << 8 | white;
  }
}
