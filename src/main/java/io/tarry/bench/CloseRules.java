package io.tarry.bench;

import java.util.Arrays;

/**
 * All steps of one connection, as a table.
 *
 * <p>An end is 6 bits: three of state, and one for each kind of message under way to it; a
 * connection is its two ends. A step is an action and the bits in which the connection before and
 * after it differ. Each rule is a step wherever its guard holds, also when it changes nothing.
 */
final class CloseRules {

  /** How many bits a connection has. */
  static final int BITS = 12;

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
  private static final int END_BITS = 6;
  private static final int END = (1 << END_BITS) - 1;
  private static final int CONNECTION = (1 << BITS) - 1;

  /** What becomes of each state when a FIN, or an ACK, arrives. */
  private static final int[] AFTER_FIN = {CW, CLOSING, TW, CLOSING, TW, CW, LA, CLOSED};

  private static final int[] AFTER_ACK = {EST, FW2, FW2, TW, TW, CW, CLOSED, CLOSED};

  private static final int ACTIONS_OF_AN_END = 13;

  /** How many actions a connection has; they are numbered from 0. */
  static final int ACTIONS = 2 * ACTIONS_OF_AN_END;

  private static final int[][] STEPS = new int[CONNECTION + 1][];

  static {
    for (int connection = 0; connection < STEPS.length; connection++) {
      STEPS[connection] = new CloseRules(connection).of(0).of(1).found();
    }
  }

  private final int before;
  private final int[] steps = new int[ACTIONS];
  private int count;

  private CloseRules(int before) {
    this.before = before;
  }

  /** The steps of the connection in the low bits. */
  static int[] steps(int connection) {
    return STEPS[connection & CONNECTION];
  }

  static int action(int step) {
    return step >>> BITS;
  }

  static int difference(int step) {
    return step & CONNECTION;
  }

  /** Whether both ends of the connection in the low bits are closed. */
  static boolean isClosed(int connection) {
    return (connection & STATE) == CLOSED && ((connection >>> END_BITS) & STATE) == CLOSED;
  }

  private CloseRules of(int end) {
    int here = (before >>> (END_BITS * end)) & END;
    int there = (before >>> (END_BITS * (1 - end))) & END;
    calls(end, here, there);
    arrivals(end, here, there);
    return this;
  }

  private int[] found() {
    return Arrays.copyOf(steps, count);
  }

  /** The end closes, sends its FIN again, or has waited long enough. */
  private void calls(int end, int here, int there) {
    int state = here & STATE;
    if (state == EST) {
      step(end, 0, become(here, FW1), there | FIN);
    }
    if (state == CW) {
      step(end, 1, become(here, LA), there | FIN);
    }
    if ((state == FW1 || state == CLOSING || state == LA) && (there & FIN) == 0) {
      step(end, 2, here, there | FIN);
    }
    if (state == TW) {
      step(end, 3, become(here, CLOSED), there);
    }
  }

  /** A message arrives, and may arrive again; or is lost. */
  private void arrivals(int end, int here, int there) {
    int state = here & STATE;
    if ((here & FIN) != 0) {
      int then = become(here, AFTER_FIN[state]);
      int answered = there | (state == CLOSED ? RST : ACK);
      step(end, 4, then & ~FIN, answered);
      step(end, 5, then, answered);
      step(end, 6, here & ~FIN, there);
    }
    if ((here & ACK) != 0) {
      int then = become(here, AFTER_ACK[state]);
      step(end, 7, then & ~ACK, there);
      step(end, 8, then, there);
      step(end, 9, here & ~ACK, there);
    }
    if ((here & RST) != 0) {
      int then = become(here, CLOSED);
      step(end, 10, then & ~RST, there);
      step(end, 11, then, there);
      step(end, 12, here & ~RST, there);
    }
  }

  private void step(int end, int rule, int here, int there) {
    int after = (here << (END_BITS * end)) | (there << (END_BITS * (1 - end)));
    int action = ACTIONS_OF_AN_END * end + rule;
    steps[count++] = action << BITS | (before ^ after);
  }

  private static int become(int end, int state) {
    return (end & ~STATE) | state;
  }
}
