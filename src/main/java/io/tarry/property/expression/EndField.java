package io.tarry.property.expression;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;

/** What can be asked of an end: {@code client.state}. */
enum EndField implements Word {
  STATE("state", Type.STATE, "the state of its connection"),
  SND_UNA("sndUna", Type.NUMBER, "SND.UNA; 0 in CLOSED and LISTEN"),
  SND_NXT("sndNxt", Type.NUMBER, "SND.NXT, likewise"),
  RCV_NXT("rcvNxt", Type.NUMBER, "RCV.NXT, likewise"),
  RETRANSMISSIONS("retransmissions", Type.NUMBER, "how often it sent again since the last new ACK"),
  DELIVERED(
      "delivered", Type.NUMBER, "how many bytes have come in order, for its application to read"),
  END_OF_FILE("endOfFile", Type.CONDITION, "its application was told that no more will come"),
  ERROR("error", Type.ERROR, "what its application was told when the connection failed"),
  RETRANSMISSION_TIMER_RUNS(
      "retransmissionTimerRuns", Type.CONDITION, "its retransmission timer runs"),
  TIME_WAIT_TIMER_RUNS("timeWaitTimerRuns", Type.CONDITION, "its 2MSL timer runs"),
  FIN_WAIT_2_TIMER_RUNS("finWait2TimerRuns", Type.CONDITION, "its FIN_WAIT_2 timer runs"),
  TIMES_OPENED("timesOpened", Type.NUMBER, "how often its 4-tuple has been opened so far"),
  INCARNATION(
      "incarnation",
      Type.NUMBER,
      "to which opening of its 4-tuple it belongs, from 1; 0 in CLOSED and LISTEN");

  private final String word;
  private final Type type;
  private final String meaning;

  EndField(String word, Type type, String meaning) {
    this.word = word;
    this.type = type;
    this.meaning = meaning;
  }

  /** Its value where there is no such end: as of an end that is CLOSED and was never opened. */
  int ofNothing() {
    return switch (this) {
      case STATE -> TcpState.CLOSED.ordinal();
      case ERROR -> UserError.NONE.ordinal();
      case SND_UNA,
          SND_NXT,
          RCV_NXT,
          RETRANSMISSIONS,
          DELIVERED,
          END_OF_FILE,
          RETRANSMISSION_TIMER_RUNS,
          TIME_WAIT_TIMER_RUNS,
          FIN_WAIT_2_TIMER_RUNS,
          TIMES_OPENED,
          INCARNATION ->
          0;
    };
  }

  /**
   * Its value at that end. States and errors are given by their ordinals, a condition as 1 or 0.
   */
  int of(World world, End end) {
    Tcb tcb = world.tcb(end);
    App app = world.app(end);
    return switch (this) {
      case STATE -> tcb.state().ordinal();
      case SND_UNA -> tcb.sndUna();
      case SND_NXT -> tcb.sndNxt();
      case RCV_NXT -> tcb.rcvNxt();
      case RETRANSMISSIONS -> tcb.retransmissions();
      case DELIVERED -> app.delivered();
      case END_OF_FILE -> app.endOfFile() ? 1 : 0;
      case ERROR -> app.error().ordinal();
      case RETRANSMISSION_TIMER_RUNS -> tcb.retransmissionTimer() == Timer.OFF ? 0 : 1;
      case TIME_WAIT_TIMER_RUNS -> tcb.timeWaitTimer() == Timer.OFF ? 0 : 1;
      case FIN_WAIT_2_TIMER_RUNS -> tcb.finWait2Timer() == Timer.OFF ? 0 : 1;
      case TIMES_OPENED -> world.incarnations(end.connection());
      case INCARNATION -> incarnation(tcb);
    };
  }

  /** The incarnation, which a state holds only where 4-tuples can be opened twice. */
  private static int incarnation(Tcb tcb) {
    boolean none = tcb.state() == TcpState.CLOSED || tcb.state() == TcpState.LISTEN;
    return none ? 0 : Math.max(1, tcb.incarnation());
  }

  /** Whether it is a ghost, which the world has to be told to remember. */
  boolean isGhost() {
    return this == INCARNATION;
  }

  @Override
  public String word() {
    return word;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  Type type() {
    return type;
  }
}
