package io.tarry.engine.models;

/** The towers of Hanoi on three pegs. All discs start on peg 0; disc 0 is the smallest. */
public final class Hanoi extends OneWordModel {

  private static final int PEGS = 3;

  private final int discs;

  /** With so many discs, at most 32. */
  public Hanoi(int discs) {
    this.discs = discs;
  }

  /** Whether all discs are on this peg. */
  public boolean allOn(int peg, long[] state) {
    for (int disc = 0; disc < discs; disc++) {
      if (peg(state[0], disc) != peg) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void initialStates(Sink sink) {
    offer(sink, INITIAL, 0);
  }

  @Override
  void successors(long state, Sink sink) {
    for (int from = 0; from < PEGS; from++) {
      int moved = top(state, from);
      for (int to = 0; to < PEGS; to++) {
        if (moved < top(state, to)) {
          long elsewhere = state & ~(3L << 2 * moved);
          offer(sink, PEGS * from + to, elsewhere | (long) to << 2 * moved);
        }
      }
    }
  }

  /** The smallest disc on a peg; larger than any disc if there is none. */
  private int top(long state, int peg) {
    int disc = 0;
    while (disc < discs && peg(state, disc) != peg) {
      disc++;
    }
    return disc;
  }

  private static int peg(long state, int disc) {
    return (int) (state >> 2 * disc) & 3;
  }
}
