package io.tarry.engine;

/**
 * Two lamps, each turned up from 0 to 2, in any order. One that is dark may overtake the other at
 * once, so that the dimmer one becomes the brighter one in a single step.
 */
final class Lamps implements Model {

  /** The dimmer one comes last. */
  static Symmetry symmetry() {
    return state -> {
      long one = state[0] & 255;
      long other = state[0] >> 8;
      state[0] = Math.min(one, other) << 8 | Math.max(one, other);
    };
  }

  @Override
  public int words() {
    return 1;
  }

  @Override
  public void initialStates(Sink sink) {
    sink.offer(INITIAL, new long[1]);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    for (int lamp = 0; lamp < 2; lamp++) {
      if ((state[0] >> 8 * lamp & 255) < 2) {
        sink.offer(lamp, new long[] {state[0] + (1L << 8 * lamp)});
      }
      if (state[0] == 1L << 8 * (1 - lamp)) {
        sink.offer(2 + lamp, new long[] {state[0] + (2L << 8 * lamp)});
      }
    }
  }
}
