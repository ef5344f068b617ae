package io.tarry.tcp;

import io.tarry.engine.Model;

/**
 * What happens in one step.
 *
 * @param kind what
 * @param place which end, or which segment of the {@link Flight}; 0 where there is no choice
 */
public record Action(Kind kind, int place) {

  /** The kinds of step. */
  public enum Kind {
    /** Nothing: how the run begins. */
    BEGIN,
    /** The application at an end makes its next call. */
    CALL,
    /** A segment arrives. */
    DELIVER,
    /** A segment arrives, and a copy of it stays on its way. */
    DELIVER_COPY,
    /** A segment is lost. */
    LOSE,
    /** The retransmission timer of an end expires. */
    RETRANSMISSION_TIMEOUT,
    /** The FIN-WAIT-2 timer of an end expires. */
    FIN_WAIT_2_TIMEOUT,
    /** The 2MSL timer of an end expires. */
    TIME_WAIT_TIMEOUT,
    /** The clock advances by one tick. */
    TICK;

    private static final Kind[] ALL = values();
  }

  private static final int PLACE_BITS = 8;

  static int code(Kind kind, int place) {
    return kind.ordinal() << PLACE_BITS | place;
  }

  /** The action of that number. */
  public static Action of(int code) {
    return code == Model.INITIAL
        ? new Action(Kind.BEGIN, 0)
        : new Action(Kind.ALL[code >>> PLACE_BITS], code & ((1 << PLACE_BITS) - 1));
  }
}
