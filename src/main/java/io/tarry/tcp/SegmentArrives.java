package io.tarry.tcp;

/**
 * SEGMENT ARRIVES, RFC 9293 section 3.10.7: one method a subsection; {@link OtherStates} has the
 * last.
 *
 * <p>Its methods are open to override for tests alone: a deliberately wrong TCP differs from the
 * right one in one of them.
 */
class SegmentArrives {

  private final OtherStates otherStates;

  /**
   * The rules.
   *
   * @param otherStates section 3.10.7.4
   */
  SegmentArrives(OtherStates otherStates) {
    this.otherStates = otherStates;
  }

  void arrives(Endpoint e, Segment seg) {
    switch (e.tcb.state) {
      case CLOSED -> closed(e, seg);
      case LISTEN -> listen(e, seg);
      case SYN_SENT -> synSent(e, seg);
      case TIME_WAIT -> timeWait(e, seg);
      case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK ->
          otherStates.arrives(e, seg);
    }
  }

  /** Section 3.10.7.1, CLOSED State. */
  void closed(Endpoint e, Segment seg) {
    if (seg.rst()) {
      e.because(Rule.CLOSED_RST);
    } else if (seg.hasAck()) {
      e.because(Rule.CLOSED_ACK);
      e.sendResetFor(seg);
    } else {
      e.because(Rule.CLOSED_NO_ACK);
      e.sendResetForNoAck(seg);
    }
  }

  /** Section 3.10.7.2, LISTEN State. */
  void listen(Endpoint e, Segment seg) {
    if (seg.rst()) {
      e.because(Rule.LISTEN_RST);
    } else if (seg.hasAck()) {
      e.because(Rule.LISTEN_ACK);
      e.sendResetFor(seg);
    } else if (seg.syn()) {
      // Text or a FIN on the SYN would be queued here: not modelled, nobody sends them.
      e.because(Rule.LISTEN_SYN);
      e.tcb.rcvNxt = seg.seq() + 1;
      e.tcb.sndUna = e.end.iss();
      e.tcb.sndNxt = e.end.iss() + 1;
      e.tcb.sndEnd = e.end.iss() + 1;
      e.tcb.passive = true;
      e.enter(TcpState.SYN_RECEIVED);
      e.sendSynAck();
      e.restartRetransmissionTimer();
    } else {
      e.because(Rule.LISTEN_OTHER);
    }
  }

  /** Section 3.10.7.3, SYN-SENT State. */
  void synSent(Endpoint e, Segment seg) {
    Tcb tcb = e.tcb;
    // First, check the ACK bit.
    if (seg.hasAck() && (seg.ack() <= e.end.iss() || seg.ack() > tcb.sndNxt)) {
      if (seg.rst()) {
        e.because(Rule.SYN_SENT_BAD_ACK_RST);
      } else {
        e.because(Rule.SYN_SENT_BAD_ACK);
        e.sendResetFor(seg);
      }
      return;
    }
    // Second, check the RST bit. (SEQ = RCV.NXT cannot be asked before IRS is known.)
    if (seg.rst()) {
      if (seg.hasAck()) {
        e.because(Rule.SYN_SENT_RST);
        e.close(Fate.RESET, UserError.REFUSED);
      } else {
        e.because(Rule.SYN_SENT_RST_WITHOUT_ACK);
      }
      return;
    }
    // Third, security: not modelled; every segment has the same level.
    // Fourth, check the SYN bit.
    if (seg.syn()) {
      tcb.rcvNxt = seg.seq() + 1;
      if (seg.hasAck()) {
        e.because(Rule.SYN_SENT_SYN_ACK);
        tcb.sndUna = seg.ack();
        e.restartOrStopRetransmissionTimer();
        e.enter(TcpState.ESTABLISHED);
        e.sendAck();
        OtherStates.establishedWithQueue(e);
      } else {
        e.because(Rule.SYN_SENT_SYN);
        e.enter(TcpState.SYN_RECEIVED);
        e.sendSynAck();
      }
      return;
    }
    // Fifth, if neither of the SYN or RST bits is set, drop the segment.
    e.because(Rule.SYN_SENT_NEITHER);
  }

  /** TIME-WAIT by the text, or by the reading of a stack. */
  void timeWait(Endpoint e, Segment seg) {
    switch (e.stack.twRestart()) {
      case LITERAL, DUPFIN -> otherStates.arrives(e, seg);
      case LINUX -> TimeWaitArrives.linux(e, seg);
      case FREEBSD -> TimeWaitArrives.freeBsd(e, seg);
    }
  }
}
