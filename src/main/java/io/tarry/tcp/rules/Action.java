package io.tarry.tcp.rules;

import io.tarry.engine.Model;
import io.tarry.tcp.world.Flight;

/**
 * What happens in one step.
 *
 * @param kind what
 * @param place which end, which process, or which segment of the {@link Flight}; 0 where there is
 *     only one
 * @param choice which of several possible results it has; 0 where there is only one
 */
public record Action(Kind kind, int place, int choice) {

  /** The kinds of step. */
  public enum Kind {
    /** Not a step: the beginning of a run. */
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
    /** An application has waited as long as it may, and closes. */
    PATIENCE_TIMEOUT,
    /** A client's process gets no socket for its next session. */
    REFUSED_CALL,
    /** The server's application makes the next call for its listener. */
    LISTENER_CALL;

    private static final Kind[] ALL = values();
  }

  private static final int PLACE_BITS = 8;
  private static final int CHOICE_BITS = 16;

  /** How many initial sequence numbers a step can choose among. */
  private static final int CHOICES_MAX = 1 << 12;

  /** How many processes a step can name together with such a choice. */
  public static final int PROCESSES_MAX = (1 << CHOICE_BITS) / CHOICES_MAX;

  /** How many segments or ends a step can name. */
  public static final int PLACES_MAX = 1 << PLACE_BITS;

  public static int code(Kind kind, int place, int choice) {
    return (((kind.ordinal() << CHOICE_BITS) | choice) << PLACE_BITS) | place;
  }

  /** The number of the same action with place 0. */
  public static int withoutPlace(int code) {
    return code & -PLACES_MAX;
  }

  /** One number for a process and its choice. */
  public static int choiceOf(int process, int choice) {
    return process * CHOICES_MAX + choice;
  }

  /** The action of that number. */
  public static Action of(int code) {
    return code == Model.INITIAL
        ? new Action(Kind.BEGIN, 0, 0)
        : new Action(
            Kind.ALL[code >>> (CHOICE_BITS + PLACE_BITS)],
            code & ((1 << PLACE_BITS) - 1),
            (code >>> PLACE_BITS) & ((1 << CHOICE_BITS) - 1));
  }
}
