package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;

/**
 * The first check of RFC 9293 section 3.10.7.4: which sequence numbers are acceptable, and what
 * counts of a segment that is not.
 */
final class SequenceCheck {

  private SequenceCheck() {}

  /**
   * RFC 9293 section 3.10.7.4, table 6, without the two rows for a window of 0: here it is always
   * open.
   */
  static boolean acceptable(Endpoint e, Segment seg) {
    if (seg.length() == 0) {
      int windowEnd = e.tcb.rcvNxt() + e.window();
      return inWindow(e, seg.seq())
          || (e.stack.has(Switch.SEQ_AT_WINDOW_END) && seg.seq() == windowEnd);
    }
    return inWindow(e, seg.seq()) || inWindow(e, seg.end() - 1);
  }

  private static boolean inWindow(Endpoint e, int seq) {
    return e.tcb.rcvNxt() <= seq && seq < e.tcb.rcvNxt() + e.window();
  }

  /**
   * Whether the segment ends exactly at RCV.NXT, so that all of it has been received before. Asked
   * of one that has a length or is not acceptable; an acceptable one without length may end there.
   */
  static boolean isRepeat(Endpoint e, Segment seg) {
    return seg.end() == e.tcb.rcvNxt();
  }

  /** Whether it is an ACK and nothing else, of before RCV.NXT, to a connection. */
  static boolean isOldAck(Endpoint e, Segment seg) {
    return !isRequest(e) && seg.hasAck() && seg.length() == 0 && seg.seq() < e.tcb.rcvNxt();
  }

  static boolean ackOfRepeatCounts(Endpoint e, Segment seg) {
    return e.stack.has(Switch.ACK_OF_REPEATED_SEGMENT)
        && isRepeat(e, seg)
        && seg.hasAck()
        && !seg.syn();
  }

  /** Linux has no tolerance where there is no connection yet. */
  static int pawsTolerance(Endpoint e) {
    return isRequest(e) ? 0 : e.stack.pawsTolerance();
  }

  /**
   * Whether this is a listener's SYN-RECEIVED, which to Linux is not yet a connection but a
   * request.
   */
  static boolean isRequest(Endpoint e) {
    return e.tcb.state() == TcpState.SYN_RECEIVED && e.tcb.passive();
  }

  /** States that follow the peer's FIN, TIME-WAIT aside. */
  static boolean afterPeersFin(TcpState state) {
    return state == TcpState.CLOSE_WAIT || state == TcpState.CLOSING || state == TcpState.LAST_ACK;
  }
}
