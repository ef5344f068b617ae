package io.tarry.tcp;

import io.tarry.engine.Model;

/**
 * What happens in one step.
 *
 * @param kind what
 * @param place which end or process, or which segment of the {@link Flight}; 0 where there is no
 *     choice
 * @param choice which of several things that can come of it; 0 where there is no choice
 */
public record Action(Kind kind, int place, int choice) {

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
    TICK,
    /** An application has waited long enough, and closes. */
    PATIENCE_TIMEOUT,
    /** A client's process gets no socket for its next session. */
    REFUSED_CALL,
    /** The server's application makes the next call for its listener. */
    LISTENER_CALL;

    private static final Kind[] ALL = values();
  }

  private static final int PLACE_BITS = 8;

  static int code(Kind kind, int place, int choice) {
    return (((kind.ordinal() << PLACE_BITS) | choice) << PLACE_BITS) | place;
  }

  /** The action of that number. */
  public static Action of(int code) {
    return code == Model.INITIAL
        ? new Action(Kind.BEGIN, 0, 0)
        : new Action(Kind.ALL[code >>> (2 * PLACE_BITS)], part(code, 0), part(code, PLACE_BITS));
  }

  private static int part(int code, int shift) {
    return (code >>> shift) & ((1 << PLACE_BITS) - 1);
  }
}
