package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.BROKEN_PIPE;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.UserError;

/** The second and the fourth check of RFC 9293 section 3.10.7.4: what a valid RST and a SYN do. */
final class RstAndSyn {

  private RstAndSyn() {}

  static Rule ruleOfReset(Endpoint e) {
    return switch (e.tcb.state()) {
      case SYN_RECEIVED ->
          e.tcb.passive()
              ? Rule.SYN_RECEIVED_RST_PASSIVE
              : tellsReset(e) ? Rule.SYN_RECEIVED_RST_TOLD : Rule.SYN_RECEIVED_RST_ACTIVE;
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> Rule.RST_EXACT;
      case CLOSE_WAIT -> e.tellsByBrokenPipe() ? Rule.RST_BROKEN_PIPE : Rule.RST_EXACT;
      case CLOSING, LAST_ACK -> Rule.RST_WHILE_CLOSING;
      case CLOSED, LISTEN, SYN_SENT, TIME_WAIT ->
          throw new IllegalStateException("dispatched elsewhere");
    };
  }

  private static boolean tellsReset(Endpoint e) {
    return e.stack.has(Switch.TELLS_RESET_WHILE_OPENING);
  }

  /** What a valid RST does, by state. */
  static void reset(Endpoint e) {
    switch (e.tcb.state()) {
      case SYN_RECEIVED -> {
        if (e.tcb.passive()) {
          backToListen(e);
        } else {
          // DEVIATION: Linux, tcp_reset.
          e.close(Fate.RESET, tellsReset(e) ? UserError.RESET : UserError.REFUSED);
        }
      }
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> e.close(Fate.RESET, UserError.RESET);
      case CLOSE_WAIT -> {
        if (e.tellsByBrokenPipe()) {
          // DEVIATION: Linux, tcp_reset; recv() goes on to say end of file.
          e.app.set(BROKEN_PIPE, !e.tcb.orphan());
          e.close(Fate.RESET);
        } else {
          boolean pipe = e.stack.has(Switch.BROKEN_PIPE);
          e.close(Fate.RESET, pipe ? UserError.BROKEN_PIPE : UserError.RESET);
        }
      }
      case CLOSING, LAST_ACK -> {
        if (e.stack.has(Switch.TELLS_RESET_WHILE_CLOSING)) {
          // DEVIATION: Linux, tcp_reset; FreeBSD.
          e.close(Fate.RESET, UserError.RESET);
        } else {
          e.close(Fate.RESET); // for the user it is closed already
        }
      }
      case CLOSED, LISTEN, SYN_SENT, TIME_WAIT ->
          throw new IllegalStateException("dispatched elsewhere");
    }
  }

  /** "If this connection was initiated with a passive OPEN, then return to the LISTEN state." */
  static void backToListen(Endpoint e) {
    if (e.tcb.mayReturnToTimeWait()) {
      e.because(Rule.TIME_WAIT_RETURNED);
      e.returnToTimeWait();
      return;
    }
    e.tcb.delete();
    e.forgetRequest();
    e.listen();
  }

  static void synInWindow(Endpoint e, Segment seg) {
    if (e.stack.has(Switch.RFC5961)) {
      e.because(Rule.SYN_IN_WINDOW);
      e.send.ack();
    } else {
      // DEVIATION: RFC 793 page 71, before RFC 5961.
      e.because(Rule.SYN_IN_WINDOW_RESETS);
      sendResetForSyn(e, seg);
      e.close(Fate.RESET, UserError.RESET);
    }
  }

  static void sendResetForSyn(Endpoint e, Segment seg) {
    if (e.stack.has(Switch.OWN_NUMBERS_IN_RST)) {
      e.send.resetAndAck(); // DEVIATION: FreeBSD
    } else if (seg.hasAck()) {
      e.send.resetFor(seg);
    } else {
      e.send.resetForNoAck(seg);
    }
  }
}
