package io.tarry.engine.models;

/**
 * Independent connections, each of which both ends may close at any time over a network that loses,
 * duplicates and delays: the bench model "close N" ({@code known-counts.md}).
 *
 * <p>An end is 6 bits: three of state, and one for each kind of message under way to it.
 */
public final class Close extends OneWordModel {

  private static final int EST = 0;
  private static final int FW1 = 1;
  private static final int FW2 = 2;
  private static final int CLOSING = 3;
  private static final int TW = 4;
  private static final int CW = 5;
  private static final int LA = 6;
  private static final int CLOSED = 7;

  private static final int STATE = 7;
  private static final int FIN = 8;
  private static final int ACK = 16;
  private static final int RST = 32;
  private static final int BITS = 6;
  private static final int END = (1 << BITS) - 1;

  /** What becomes of each state when a FIN, or an ACK, arrives. */
  private static final int[] AFTER_FIN = {CW, CLOSING, TW, CLOSING, TW, CW, LA, CLOSED};

  private static final int[] AFTER_ACK = {EST, FW2, FW2, TW, TW, CW, CLOSED, CLOSED};

  private final int connections;

  /** With so many connections, at most 5. */
  public Close(int connections) {
    this.connections = connections;
  }

  /** Whether both ends of each connection are closed. */
  public boolean isAllClosed(long[] state) {
    for (int end = 0; end < 2 * connections; end++) {
      if ((state[0] >> BITS * end & STATE) != CLOSED) {
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
    for (int end = 0; end < 2 * connections; end++) {
      int x = BITS * end;
      int y = BITS * (end ^ 1);
      int here = (int) (state >> x) & END;
      int there = (int) (state >> y) & END;
      long others = state & ~((long) END << x | (long) END << y);
      int action = 16 * end;
      calls(sink, action, others, x, here, y, there);
      arrivals(sink, action, others, x, here, y, there);
    }
  }

  /** Rules 1, 2, 3 and 8: the end closes, sends its FIN again, or has waited long enough. */
  private void calls(Sink sink, int action, long others, int x, int here, int y, int there) {
    int state = here & STATE;
    if (state == EST) {
      offer(sink, action, others | (long) become(here, FW1) << x | (long) (there | FIN) << y);
    }
    if (state == CW) {
      offer(sink, action + 1, others | (long) become(here, LA) << x | (long) (there | FIN) << y);
    }
    if ((state == FW1 || state == CLOSING || state == LA) && (there & FIN) == 0) {
      offer(sink, action + 2, others | (long) here << x | (long) (there | FIN) << y);
    }
    if (state == TW) {
      offer(sink, action + 3, others | (long) become(here, CLOSED) << x | (long) there << y);
    }
  }

  /** Rules 4 to 7: a message arrives, and may arrive again; or is lost. */
  private void arrivals(Sink sink, int action, long others, int x, int here, int y, int there) {
    int state = here & STATE;
    if ((here & FIN) != 0) {
      int then = become(here, AFTER_FIN[state]);
      long answered = others | (long) (there | (state == CLOSED ? RST : ACK)) << y;
      offer(sink, action + 4, answered | (long) (then & ~FIN) << x);
      offer(sink, action + 5, answered | (long) then << x);
      offer(sink, action + 6, others | (long) (here & ~FIN) << x | (long) there << y);
    }
    if ((here & ACK) != 0) {
      int then = become(here, AFTER_ACK[state]);
      offer(sink, action + 7, others | (long) (then & ~ACK) << x | (long) there << y);
      offer(sink, action + 8, others | (long) then << x | (long) there << y);
      offer(sink, action + 9, others | (long) (here & ~ACK) << x | (long) there << y);
    }
    if ((here & RST) != 0) {
      int then = become(here, CLOSED);
      offer(sink, action + 10, others | (long) (then & ~RST) << x | (long) there << y);
      offer(sink, action + 11, others | (long) then << x | (long) there << y);
      offer(sink, action + 12, others | (long) (here & ~RST) << x | (long) there << y);
    }
  }

  private static int become(int end, int state) {
    return end & ~STATE | state;
  }
}
