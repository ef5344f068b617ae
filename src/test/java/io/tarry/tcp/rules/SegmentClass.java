package io.tarry.tcp.rules;

import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import java.util.Optional;

/** The rows of the full matrix of states and segments: what a segment is to the end it reaches. */
enum SegmentClass {
  SYN_ACCEPTABLE,
  SYN_NOT_ACCEPTABLE,
  SYN_ACK,
  ACK_NEW,
  ACK_OF_FIN,
  ACK_DUPLICATE,
  ACK_OLD,
  ACK_FUTURE,
  DATA_AT_RCV_NXT,
  FIN_AT_RCV_NXT,
  FIN_AT_RCV_NXT_ACKS_FIN,
  REPEATED_FIN,
  BEYOND_RCV_NXT,
  RST_EXACT,
  RST_IN_WINDOW,
  RST_OUTSIDE;

  /** The row of a segment that reaches an end with a synchronised connection, if it has one. */
  static Optional<SegmentClass> of(Tcb tcb, Segment seg, int window) {
    boolean inWindow = tcb.rcvNxt() <= seg.seq() && seg.seq() < tcb.rcvNxt() + window;
    if (seg.rst()) {
      return Optional.of(
          seg.seq() == tcb.rcvNxt() ? RST_EXACT : inWindow ? RST_IN_WINDOW : RST_OUTSIDE);
    }
    if (seg.syn()) {
      return Optional.of(seg.hasAck() ? SYN_ACK : inWindow ? SYN_ACCEPTABLE : SYN_NOT_ACCEPTABLE);
    }
    if (seg.fin() && seg.end() == tcb.rcvNxt()) {
      return Optional.of(REPEATED_FIN);
    }
    if (seg.length() > 0) {
      return ofBytes(tcb, seg);
    }
    if (seg.seq() != tcb.rcvNxt() || !seg.hasAck()) {
      return Optional.empty();
    }
    return Optional.of(ofBareAck(tcb, seg, window));
  }

  private static Optional<SegmentClass> ofBytes(Tcb tcb, Segment seg) {
    if (seg.seq() > tcb.rcvNxt()) {
      return Optional.of(BEYOND_RCV_NXT);
    }
    if (seg.seq() < tcb.rcvNxt()) {
      return Optional.empty(); // old: row 1 of the rules, not a row of the matrix
    }
    if (!seg.fin()) {
      return Optional.of(DATA_AT_RCV_NXT);
    }
    boolean acksFin = tcb.finSent() && Math.max(seg.ack(), tcb.sndUna()) == tcb.sndNxt();
    return Optional.of(acksFin ? FIN_AT_RCV_NXT_ACKS_FIN : FIN_AT_RCV_NXT);
  }

  private static SegmentClass ofBareAck(Tcb tcb, Segment seg, int window) {
    if (seg.ack() > tcb.sndNxt()) {
      return ACK_FUTURE;
    }
    if (seg.ack() < tcb.sndUna() - window) {
      return ACK_OLD;
    }
    if (tcb.finSent() && seg.ack() == tcb.sndNxt()) {
      return ACK_OF_FIN;
    }
    return seg.ack() > tcb.sndUna() ? ACK_NEW : ACK_DUPLICATE;
  }
}
