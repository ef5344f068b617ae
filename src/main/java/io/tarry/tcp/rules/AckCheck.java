package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;

/** The fifth check of RFC 9293 section 3.10.7.4: what an ACK does. */
final class AckCheck {

  private AckCheck() {}

  static boolean acknowledgesTheSyn(Endpoint e, Segment seg) {
    return e.tcb.sndUna() < seg.ack() && seg.ack() <= e.tcb.sndNxt();
  }

  /**
   * Whether the ACK field is beyond all that was sent, or too far back. If so, an ACK is the
   * answer, as a rule, and the segment is dropped.
   */
  static boolean ackIsOfNoUse(Endpoint e, int ack) {
    if (ack > e.tcb.sndNxt() && e.stack.has(Switch.SILENT_TO_FUTURE_ACK)) {
      // DEVIATION: Linux 3.13 (tcp_ack).
      e.because(Rule.ACK_OF_THE_FUTURE_IGNORED);
      return true;
    }
    if (ack > e.tcb.sndNxt()) {
      e.because(Rule.ACK_OF_THE_FUTURE);
    } else if (e.stack.has(Switch.RFC5961) && ack < e.tcb.sndUna() - e.window()) {
      e.because(Rule.ACK_TOO_OLD);
    } else if (e.stack.has(Switch.ACK_FROM_ISS) && ack < e.lowestAckOfItsOwn()) {
      e.because(Rule.ACK_OF_NOTHING_SENT);
    } else {
      return false;
    }
    e.send.ack();
    return true;
  }

  /** What the ACK means in each state, once SND.UNA is up to date. */
  static CheckOutcome afterAck(Endpoint e) {
    boolean ours = e.tcb.finAcknowledged();
    return switch (e.tcb.state()) {
      case ESTABLISHED, CLOSE_WAIT, FIN_WAIT_2 -> CheckOutcome.GO_ON;
      case FIN_WAIT_1 -> {
        if (ours) {
          e.because(Rule.FIN_WAIT_1_ACK_OF_FIN);
          e.enterFinWait2();
        }
        yield CheckOutcome.GO_ON;
      }
      case CLOSING -> {
        if (ours) {
          e.because(Rule.CLOSING_ACK_OF_FIN);
          e.enterTimeWait();
        }
        // "Otherwise, ignore the segment": in CLOSING, the checks that follow would only note a
        // second FIN, which no correct peer sends.
        yield ours ? CheckOutcome.DROP : CheckOutcome.GO_ON;
      }
      case LAST_ACK -> {
        if (ours) {
          e.because(Rule.LAST_ACK_ACK_OF_FIN);
          e.close(Fate.CLOSED);
          yield CheckOutcome.DROP;
        }
        yield CheckOutcome.GO_ON;
      }
      case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, TIME_WAIT ->
          throw new IllegalStateException("dispatched elsewhere");
    };
  }

  /** Sends what was queued before the connection was ESTABLISHED, a CLOSE included. */
  static void establishedWithQueue(Endpoint e) {
    e.send.queued();
    if (e.tcb.finQueued()) {
      e.enter(TcpState.FIN_WAIT_1);
    }
  }
}
