package io.tarry.tcp.rules;

import static io.tarry.tcp.world.Tcb.HELD_FIN;
import static io.tarry.tcp.world.Tcb.SND_UNA;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;

/**
 * SEGMENT ARRIVES in SYN-RECEIVED and all synchronized states except TIME-WAIT, RFC 9293 section
 * 3.10.7.4: one method for each numbered check, in the order of the text. TIME-WAIT, which stacks
 * read in different ways, is in {@link TimeWaitArrives}.
 *
 * <p>Its methods can be overridden for {@link WrongTcp} only, which differs from the right one in
 * one of them.
 */
public class OtherStates {

  /** Makes the checks, which have no state. */
  public OtherStates() {}

  /** The checks, one after the other. */
  void arrives(Endpoint e, Segment seg) {
    CheckOutcome next = FinWait2Entry.is(e) ? FinWait2Entry.checks(e, seg) : checks(e, seg);
    if (next == CheckOutcome.GO_ON) {
      // Sixth, URG: not modelled; no application sends urgent data.
      seventhProcessText(e, seg);
      eighthCheckFin(e, seg);
    }
  }

  /** The first five. */
  private CheckOutcome checks(Endpoint e, Segment seg) {
    if (BeforeFirstCheck.drops(e, seg)) {
      return CheckOutcome.DROP;
    }
    if (firstCheckSequenceNumber(e, seg) == CheckOutcome.DROP) {
      return CheckOutcome.DROP;
    }
    if (secondCheckRst(e, seg) == CheckOutcome.DROP) {
      return CheckOutcome.DROP;
    }
    // Third, security: not modelled.
    if (fourthCheckSyn(e, seg) == CheckOutcome.DROP) {
      return CheckOutcome.DROP;
    }
    if (e.stack.has(Switch.TS_RECENT_AFTER_ACK)) {
      // DEVIATION: Linux, tcp_ack.
      followIfAckCounts(e, seg);
    }
    return fifthCheckAck(e, seg);
  }

  private static void followIfAckCounts(Endpoint e, Segment seg) {
    if (seg.hasAck() && e.tcb.sndUna() <= seg.ack() && seg.ack() <= e.tcb.sndNxt()) {
      e.paws.follow(seg);
    }
  }

  CheckOutcome firstCheckSequenceNumber(Endpoint e, Segment seg) {
    if (!seg.rst() && e.paws.isOld(seg, SequenceCheck.pawsTolerance(e))) {
      // RFC 7323 section 5.3, R1; a RST carries none.
      if (SequenceCheck.isOldAck(e, seg) && e.stack.has(Switch.SILENT_TO_OLD_ACK)) {
        // DEVIATION: Linux (TCPPAWSOldAck).
        e.because(Rule.PAWS_OLD_ACK);
      } else {
        e.because(Rule.PAWS_REJECT);
        e.send.ack();
      }
      return CheckOutcome.DROP;
    }
    if (SequenceCheck.acceptable(e, seg)) {
      if (!seg.rst() && e.paws.isOld(seg, 0)) {
        // DEVIATION: Linux, TCP_PAWS_WINDOW.
        e.because(Rule.PAWS_TOLERATED);
      }
      if (!e.stack.has(Switch.TS_RECENT_AFTER_ACK)) {
        e.paws.follow(seg);
      }
      return CheckOutcome.GO_ON;
    }
    if (seg.rst()) {
      if (e.stack.has(Switch.RST_ONE_BEFORE)
          && seg.seq() == e.tcb.rcvNxt() - 1
          && SequenceCheck.afterPeersFin(e.tcb.state())) {
        // DEVIATION: Linux (tcp_reset_check), for stacks that send a FIN and then a RST with the
        // same SEQ.
        e.because(Rule.RST_ONE_BEFORE);
        reset(e);
      } else {
        e.because(Rule.NOT_ACCEPTABLE_RST);
      }
      return CheckOutcome.DROP;
    }
    if (e.tcb.state() == TcpState.SYN_RECEIVED && seg.syn()) {
      return repeatedOrCrossedSyn(e, seg);
    }
    if (e.stack.has(Switch.TAKES_BYTES_OF_ANY_SEQ) && TextArrives.couldBeRead(e, seg)) {
      // DEVIATION: no stack's. It shows what this check is for.
      e.because(Rule.BYTES_OF_ANY_SEQ);
      e.handOver(seg.seq(), seg.seq() + seg.textLength(), e.isForeign(seg));
      e.send.ack();
      return CheckOutcome.DROP;
    }
    if (!SequenceCheck.isRequest(e) && SequenceCheck.ackOfRepeatCounts(e, seg)) {
      // DEVIATION: Linux (tcp_sequence). The ACK field counts; text and FIN are old and do nothing.
      e.because(Rule.ACK_OF_REPEAT);
      followIfAckCounts(e, seg);
      if (fifthCheckAck(e, seg) == CheckOutcome.GO_ON
          && e.tcb.state().synchronised()
          && !FinWait2Entry.is(e)) {
        e.send.ack();
      }
      return CheckOutcome.DROP;
    }
    e.because(Rule.NOT_ACCEPTABLE);
    e.send.ack();
    return CheckOutcome.DROP;
  }

  /**
   * Handles, in SYN-RECEIVED, a repeated SYN of the peer, or the SYN+ACK of a simultaneous open.
   */
  private CheckOutcome repeatedOrCrossedSyn(Endpoint e, Segment seg) {
    if (seg.hasAck() && SequenceCheck.isRepeat(e, seg) && !e.tcb.passive()) {
      switch (e.stack.synReceivedReply()) {
        case ACK -> {
          e.because(Rule.NOT_ACCEPTABLE);
          e.send.ack();
        }
        case SYNACK -> {
          e.because(Rule.CROSSED_SYN_ACK_AGAIN);
          e.send.synAck();
        }
        case PROCESS_ACK -> {
          if (AckCheck.acknowledgesTheSyn(e, seg)) {
            e.because(Rule.CROSSED_SYN_ACK);
            fifthCheckAck(e, seg);
          } else {
            e.because(Rule.NOT_ACCEPTABLE);
          }
          e.send.ack();
        }
      }
    } else if (e.stack.has(Switch.REPEAT_SYN_ACK)
        && e.tcb.passive()
        && !seg.hasAck()
        && SequenceCheck.isRepeat(e, seg)) {
      // DEVIATION: Linux (tcp_check_req) sends the SYN+ACK again; the text acknowledges.
      e.because(Rule.REPEATED_SYN);
      e.send.synAck();
    } else {
      e.because(Rule.NOT_ACCEPTABLE);
      e.send.ack();
    }
    return CheckOutcome.DROP;
  }

  CheckOutcome secondCheckRst(Endpoint e, Segment seg) {
    if (!seg.rst()) {
      return CheckOutcome.GO_ON;
    }
    // DEVIATION: Linux 3.13 (tcp_check_req) has a listener's SYN-RECEIVED end by any RST.
    boolean any = SequenceCheck.isRequest(e) && e.stack.has(Switch.ANY_RST_ENDS_REQUEST);
    if (e.stack.has(Switch.RFC5961) && seg.seq() != e.tcb.rcvNxt() && !any) {
      e.because(Rule.RST_IN_WINDOW_NOT_EXACT);
      e.send.ack();
    } else {
      e.because(RstAndSyn.ruleOfReset(e));
      reset(e);
    }
    return CheckOutcome.DROP;
  }

  /** What a valid RST does, by state. */
  void reset(Endpoint e) {
    RstAndSyn.reset(e);
  }

  CheckOutcome fourthCheckSyn(Endpoint e, Segment seg) {
    if (!seg.syn()) {
      return CheckOutcome.GO_ON;
    }
    if (e.tcb.state() == TcpState.SYN_RECEIVED && e.tcb.passive()) {
      e.because(Rule.SYN_RECEIVED_SYN_PASSIVE);
      if (e.stack.has(Switch.RST_FOR_ANOTHER_SYN)) {
        // DEVIATION: Linux (tcp_check_req) also answers with a RST.
        RstAndSyn.sendResetForSyn(e, seg);
      }
      RstAndSyn.backToListen(e);
    } else {
      RstAndSyn.synInWindow(e, seg);
    }
    return CheckOutcome.DROP;
  }

  CheckOutcome fifthCheckAck(Endpoint e, Segment seg) {
    Tcb tcb = e.tcb;
    if (!seg.hasAck()) {
      e.because(Rule.NO_ACK_BIT);
      return CheckOutcome.DROP;
    }
    if (tcb.state() == TcpState.SYN_RECEIVED) {
      // QUESTION: in the text, RFC 5961's range test comes before this rule. Linux applies this
      // rule.
      if (AckCheck.acknowledgesTheSyn(e, seg)) {
        e.because(Rule.SYN_RECEIVED_ACK);
        tcb.set(SND_UNA, seg.ack());
        e.restartOrStopRetransmissionTimer();
      } else if (e.stack.has(Switch.ISS_ACK_ESTABLISHES)
          && !tcb.passive()
          && seg.ack() == tcb.sndUna()) {
        e.because(Rule.SYN_RECEIVED_ISS_ACK);
      } else {
        e.because(Rule.SYN_RECEIVED_BAD_ACK);
        e.send.resetFor(seg);
        return CheckOutcome.DROP;
      }
      e.enter(TcpState.ESTABLISHED);
      AckCheck.establishedWithQueue(e);
      return CheckOutcome.GO_ON;
    }
    if (AckCheck.ackIsOfNoUse(e, seg.ack())) {
      return CheckOutcome.DROP;
    }
    if (seg.ack() > tcb.sndUna()) {
      tcb.set(SND_UNA, seg.ack());
      e.restartOrStopRetransmissionTimer();
      if (!tcb.finAcknowledged()) {
        e.because(Rule.ACK_NEW);
      }
    } else if (seg.length() == 0) {
      e.because(Rule.ACK_NOTHING_NEW);
    }
    return AckCheck.afterAck(e);
  }

  void seventhProcessText(Endpoint e, Segment seg) {
    if (seg.textLength() == 0) {
      return;
    }
    switch (e.tcb.state()) {
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> TextArrives.processText(e, seg);
      case CLOSE_WAIT, CLOSING, LAST_ACK -> e.because(Rule.TEXT_AFTER_FIN);
      case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, TIME_WAIT ->
          throw new IllegalStateException("dispatched elsewhere");
    }
  }

  void eighthCheckFin(Endpoint e, Segment seg) {
    Tcb tcb = e.tcb;
    if (!tcb.state().synchronised()) {
      return; // a RST answered the text, or the last ACK came: the connection is gone
    }
    boolean finHere = seg.fin() && seg.end() - 1 == tcb.rcvNxt();
    boolean finBeyond = seg.fin() && seg.end() - 1 > tcb.rcvNxt();
    if (finBeyond
        && TextArrives.mayStillReceive(tcb.state())
        && tcb.orphan()
        && e.stack.has(Switch.RST_FOR_LATE_FIN)) {
      // DEVIATION: Linux, tcp_rcv_state_process: there is a gap before the FIN, and nobody reads
      // any more.
      e.because(Rule.FIN_AFTER_CLOSE);
      e.send.resetFor(seg);
      e.close(Fate.ABORTED);
    } else if (finBeyond && TextArrives.mayStillReceive(tcb.state())) {
      e.because(Rule.FIN_BEYOND_GAP);
      tcb.set(HELD_FIN, seg.end() - 1);
      e.send.ack();
    } else if (finHere || TextArrives.heldFinIsNext(e)) {
      actOnFin(e);
    } else if (finBeyond) {
      e.because(Rule.FIN_BEYOND_IGNORED);
    }
  }

  /** "Advance RCV.NXT over the FIN, and send an acknowledgment for the FIN." */
  void actOnFin(Endpoint e) {
    e.consumeFin();
    if (e.tcb.state() == TcpState.FIN_WAIT_1 && e.stack.has(Switch.FIN_AGAIN_WHEN_CROSSED)) {
      e.send.finAgain(); // DEVIATION: FreeBSD, tcp_output: CLOSING sends its FIN with every ACK
    } else {
      e.send.ack();
    }
    switch (e.tcb.state()) {
      case ESTABLISHED -> {
        e.because(Rule.ESTABLISHED_FIN);
        e.enter(TcpState.CLOSE_WAIT);
      }
      case FIN_WAIT_1 -> {
        // A FIN of ours that this segment acknowledges left FIN-WAIT-1 in the fifth check.
        e.because(Rule.FIN_WAIT_1_FIN);
        e.enter(TcpState.CLOSING);
      }
      case FIN_WAIT_2 -> {
        e.because(Rule.FIN_WAIT_2_FIN);
        e.enterTimeWait();
      }
      // A second FIN of the peer, at RCV.NXT. No correct peer sends one; the claim
      // fin-consumed-once watches for it.
      case CLOSE_WAIT, CLOSING, LAST_ACK -> e.because(Rule.SECOND_FIN);
      case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, TIME_WAIT ->
          throw new IllegalStateException("dispatched elsewhere");
    }
  }
}
