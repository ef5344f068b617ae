package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;

/**
 * SEGMENT ARRIVES in SYN-RECEIVED and all synchronized states except TIME-WAIT, RFC 9293 section
 * 3.10.7.4: one method for each numbered check, in the order of the text. TIME-WAIT, which stacks
 * read in different ways, is in {@link TimeWaitArrives}.
 *
 * <p>Its methods can be overridden for tests only: a deliberately wrong TCP differs from the right
 * one in one of them.
 */
public class OtherStates {

  /** Makes the checks, which have no state. */
  public OtherStates() {}

  /** The checks, one after the other. */
  void arrives(Endpoint e, Segment seg) {
    if (BeforeFirstCheck.drops(e, seg)) {
      return;
    }
    if (firstCheckSequenceNumber(e, seg) == Next.DROP) {
      return;
    }
    if (secondCheckRst(e, seg) == Next.DROP) {
      return;
    }
    // Third, security: not modelled.
    if (fourthCheckSyn(e, seg) == Next.DROP) {
      return;
    }
    if (fifthCheckAck(e, seg) == Next.DROP) {
      return;
    }
    // Sixth, URG: not modelled; no application sends urgent data.
    seventhProcessText(e, seg);
    eighthCheckFin(e, seg);
  }

  /** RFC 9293 section 3.10.7.4, table 6. */
  static boolean acceptable(Endpoint e, Segment seg) {
    int rcvNxt = e.tcb.rcvNxt;
    if (seg.length() == 0) {
      boolean atEnd = e.stack.has(Switch.SEQ_AT_WINDOW_END) && seg.seq() == rcvNxt + e.window();
      return atEnd || (e.window() == 0 ? seg.seq() == rcvNxt : inWindow(e, seg.seq()));
    }
    return e.window() > 0 && (inWindow(e, seg.seq()) || inWindow(e, seg.end() - 1));
  }

  static boolean inWindow(Endpoint e, int seq) {
    return e.tcb.rcvNxt <= seq && seq < e.tcb.rcvNxt + e.window();
  }

  /** Whether the segment ends exactly at RCV.NXT, so that all of it has been received before. */
  static boolean isRepeat(Endpoint e, Segment seg) {
    return seg.length() > 0 && seg.end() == e.tcb.rcvNxt;
  }

  Next firstCheckSequenceNumber(Endpoint e, Segment seg) {
    if (!seg.rst() && e.paws.isOld(seg, pawsTolerance(e))) {
      // RFC 7323 section 5.3, R1; a RST carries none.
      e.because(Rule.PAWS_REJECT);
      e.sendAck();
      return Next.DROP;
    }
    if (acceptable(e, seg)) {
      if (!seg.rst() && e.paws.isOld(seg, 0)) {
        // DEVIATION: Linux, TCP_PAWS_WINDOW.
        e.because(Rule.PAWS_TOLERATED);
      }
      e.paws.follow(seg);
      return Next.GO_ON;
    }
    if (seg.rst()) {
      if (e.stack.has(Switch.RST_ONE_BEFORE)
          && seg.seq() == e.tcb.rcvNxt - 1
          && afterPeersFin(e.tcb.state)) {
        // DEVIATION: Linux (tcp_reset_check), for stacks that send a FIN and then a RST with the
        // same SEQ.
        e.because(Rule.RST_ONE_BEFORE);
        reset(e);
      } else {
        e.because(Rule.NOT_ACCEPTABLE_RST);
      }
      return Next.DROP;
    }
    if (e.tcb.state == TcpState.SYN_RECEIVED && seg.syn()) {
      return repeatedOrCrossedSyn(e, seg);
    }
    if (!isRequest(e) && ackOfRepeatCounts(e, seg)) {
      // DEVIATION: Linux (tcp_sequence). The ACK field counts; text and FIN are old and do nothing.
      e.because(Rule.ACK_OF_REPEAT);
      if (e.tcb.sndUna <= seg.ack() && seg.ack() <= e.tcb.sndNxt) {
        e.paws.follow(seg); // in tcp_ack: the timestamp counts too, if the ACK is in range
      }
      if (fifthCheckAck(e, seg) == Next.GO_ON && e.tcb.state.synchronised()) {
        e.sendAck();
      }
      return Next.DROP;
    }
    e.because(Rule.NOT_ACCEPTABLE);
    e.sendAck();
    return Next.DROP;
  }

  static boolean ackOfRepeatCounts(Endpoint e, Segment seg) {
    return e.stack.has(Switch.ACK_OF_REPEATED_SEGMENT)
        && isRepeat(e, seg)
        && seg.hasAck()
        && !seg.syn();
  }

  /** Linux has no tolerance where there is no connection yet. */
  private static int pawsTolerance(Endpoint e) {
    return isRequest(e) ? 0 : e.stack.pawsTolerance();
  }

  /**
   * Whether this is a listener's SYN-RECEIVED, which to Linux is not yet a connection but a
   * request.
   */
  static boolean isRequest(Endpoint e) {
    return e.tcb.state == TcpState.SYN_RECEIVED && e.tcb.passive;
  }

  /** States that follow the peer's FIN, TIME-WAIT aside. */
  private static boolean afterPeersFin(TcpState state) {
    return state == TcpState.CLOSE_WAIT || state == TcpState.CLOSING || state == TcpState.LAST_ACK;
  }

  /**
   * Handles, in SYN-RECEIVED, a repeated SYN of the peer, or the SYN+ACK of a simultaneous open.
   */
  private Next repeatedOrCrossedSyn(Endpoint e, Segment seg) {
    if (seg.hasAck() && isRepeat(e, seg) && !e.tcb.passive) {
      switch (e.stack.synReceivedReply()) {
        case ACK -> {
          e.because(Rule.NOT_ACCEPTABLE);
          e.sendAck();
        }
        case SYNACK -> {
          e.because(Rule.CROSSED_SYN_ACK_AGAIN);
          e.sendSynAck();
        }
        case PROCESS_ACK -> {
          if (acknowledgesTheSyn(e, seg)) {
            e.because(Rule.CROSSED_SYN_ACK);
            fifthCheckAck(e, seg);
          } else {
            e.because(Rule.NOT_ACCEPTABLE);
          }
          e.sendAck();
        }
      }
    } else if (e.stack.has(Switch.REPEAT_SYN_ACK)
        && e.tcb.passive
        && !seg.hasAck()
        && isRepeat(e, seg)) {
      // DEVIATION: Linux (tcp_check_req) sends the SYN+ACK again; the text acknowledges.
      e.because(Rule.REPEATED_SYN);
      e.sendSynAck();
    } else {
      e.because(Rule.NOT_ACCEPTABLE);
      e.sendAck();
    }
    return Next.DROP;
  }

  Next secondCheckRst(Endpoint e, Segment seg) {
    if (!seg.rst()) {
      return Next.GO_ON;
    }
    if (e.stack.has(Switch.RFC5961) && seg.seq() != e.tcb.rcvNxt) {
      e.because(Rule.RST_IN_WINDOW_NOT_EXACT);
      e.sendAck();
    } else {
      e.because(ruleOfReset(e));
      reset(e);
    }
    return Next.DROP;
  }

  private static Rule ruleOfReset(Endpoint e) {
    return switch (e.tcb.state) {
      case SYN_RECEIVED ->
          e.tcb.passive ? Rule.SYN_RECEIVED_RST_PASSIVE : Rule.SYN_RECEIVED_RST_ACTIVE;
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> Rule.RST_EXACT;
      case CLOSE_WAIT -> e.tellsByBrokenPipe() ? Rule.RST_BROKEN_PIPE : Rule.RST_EXACT;
      case CLOSING, LAST_ACK -> Rule.RST_WHILE_CLOSING;
      case CLOSED, LISTEN, SYN_SENT, TIME_WAIT ->
          throw new IllegalStateException("dispatched elsewhere");
    };
  }

  /** What a valid RST does, by state. */
  void reset(Endpoint e) {
    switch (e.tcb.state) {
      case SYN_RECEIVED -> {
        if (e.tcb.passive) {
          backToListen(e);
        } else {
          e.close(Fate.RESET, UserError.REFUSED);
        }
      }
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> e.close(Fate.RESET, UserError.RESET);
      case CLOSE_WAIT -> {
        if (e.tellsByBrokenPipe()) {
          // DEVIATION: Linux, tcp_reset; recv() goes on to say end of file.
          e.app.brokenPipe = !e.tcb.orphan;
          e.close(Fate.RESET);
        } else {
          e.close(Fate.RESET, UserError.RESET);
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
  private static void backToListen(Endpoint e) {
    if (e.tcb.mayReturnToTimeWait()) {
      e.because(Rule.TIME_WAIT_RETURNED);
      e.returnToTimeWait();
      return;
    }
    e.tcb.delete();
    e.forgetRequest();
    e.listen();
  }

  Next fourthCheckSyn(Endpoint e, Segment seg) {
    if (!seg.syn()) {
      return Next.GO_ON;
    }
    if (e.tcb.state == TcpState.SYN_RECEIVED && e.tcb.passive) {
      e.because(Rule.SYN_RECEIVED_SYN_PASSIVE);
      if (e.stack.has(Switch.RST_FOR_ANOTHER_SYN)) {
        // DEVIATION: Linux (tcp_check_req) also answers with a RST.
        sendResetForSyn(e, seg);
      }
      backToListen(e);
    } else {
      synInWindow(e, seg);
    }
    return Next.DROP;
  }

  static void synInWindow(Endpoint e, Segment seg) {
    if (e.stack.has(Switch.RFC5961)) {
      e.because(Rule.SYN_IN_WINDOW);
      e.sendAck();
    } else {
      // DEVIATION: RFC 793 page 71, before RFC 5961.
      e.because(Rule.SYN_IN_WINDOW_RESETS);
      sendResetForSyn(e, seg);
      e.close(Fate.RESET, UserError.RESET);
    }
  }

  private static void sendResetForSyn(Endpoint e, Segment seg) {
    if (e.stack.has(Switch.OWN_NUMBERS_IN_RST)) {
      e.sendResetAndAck(); // DEVIATION: FreeBSD
    } else if (seg.hasAck()) {
      e.sendResetFor(seg);
    } else {
      e.sendResetForNoAck(seg);
    }
  }

  Next fifthCheckAck(Endpoint e, Segment seg) {
    Tcb tcb = e.tcb;
    if (!seg.hasAck()) {
      e.because(Rule.NO_ACK_BIT);
      return Next.DROP;
    }
    if (tcb.state == TcpState.SYN_RECEIVED) {
      // QUESTION: in the text, RFC 5961's range test comes before this rule. Linux applies this
      // rule.
      if (acknowledgesTheSyn(e, seg)) {
        e.because(Rule.SYN_RECEIVED_ACK);
        tcb.sndUna = seg.ack();
        e.restartOrStopRetransmissionTimer();
      } else if (e.stack.has(Switch.ISS_ACK_ESTABLISHES)
          && !tcb.passive
          && seg.ack() == tcb.sndUna) {
        e.because(Rule.SYN_RECEIVED_ISS_ACK);
      } else {
        e.because(Rule.SYN_RECEIVED_BAD_ACK);
        e.sendResetFor(seg);
        return Next.DROP;
      }
      e.enter(TcpState.ESTABLISHED);
      establishedWithQueue(e);
      return Next.GO_ON;
    }
    if (ackIsOfNoUse(e, seg.ack())) {
      return Next.DROP;
    }
    if (seg.ack() > tcb.sndUna) {
      tcb.sndUna = seg.ack();
      e.restartOrStopRetransmissionTimer();
      if (!tcb.finAcknowledged()) {
        e.because(Rule.ACK_NEW);
      }
    } else if (seg.length() == 0) {
      e.because(Rule.ACK_NOTHING_NEW);
    }
    return afterAck(e);
  }

  static boolean acknowledgesTheSyn(Endpoint e, Segment seg) {
    return e.tcb.sndUna < seg.ack() && seg.ack() <= e.tcb.sndNxt;
  }

  /**
   * Whether the ACK field is beyond all that was sent, or too far back. If so, an ACK is the
   * answer, and the segment is dropped.
   */
  static boolean ackIsOfNoUse(Endpoint e, int ack) {
    if (ack > e.tcb.sndNxt) {
      e.because(Rule.ACK_OF_THE_FUTURE);
    } else if (e.stack.has(Switch.RFC5961) && ack < e.tcb.sndUna - e.window()) {
      e.because(Rule.ACK_TOO_OLD);
    } else if (e.stack.has(Switch.ACK_FROM_ISS) && ack < e.lowestAckOfItsOwn()) {
      e.because(Rule.ACK_OF_NOTHING_SENT);
    } else {
      return false;
    }
    e.sendAck();
    return true;
  }

  /** What the ACK means in each state, once SND.UNA is up to date. */
  private Next afterAck(Endpoint e) {
    boolean ours = e.tcb.finAcknowledged();
    return switch (e.tcb.state) {
      case ESTABLISHED, CLOSE_WAIT, FIN_WAIT_2 -> Next.GO_ON;
      case FIN_WAIT_1 -> {
        if (ours) {
          e.because(Rule.FIN_WAIT_1_ACK_OF_FIN);
          e.enterFinWait2();
        }
        yield Next.GO_ON;
      }
      case CLOSING -> {
        if (ours) {
          e.because(Rule.CLOSING_ACK_OF_FIN);
          e.enterTimeWait();
        }
        // "Otherwise, ignore the segment": in CLOSING, the checks that follow would only note a
        // second FIN, which no correct peer sends.
        yield ours ? Next.DROP : Next.GO_ON;
      }
      case LAST_ACK -> {
        if (ours) {
          e.because(Rule.LAST_ACK_ACK_OF_FIN);
          e.close(Fate.CLOSED);
          yield Next.DROP;
        }
        yield Next.GO_ON;
      }
      case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, TIME_WAIT ->
          throw new IllegalStateException("dispatched elsewhere");
    };
  }

  /** Sends what was queued before the connection was ESTABLISHED, a CLOSE included. */
  static void establishedWithQueue(Endpoint e) {
    e.sendQueued();
    if (e.tcb.finQueued) {
      e.enter(TcpState.FIN_WAIT_1);
    }
  }

  void seventhProcessText(Endpoint e, Segment seg) {
    if (seg.textLength() == 0) {
      return;
    }
    switch (e.tcb.state) {
      case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2 -> processText(e, seg);
      case CLOSE_WAIT, CLOSING, LAST_ACK -> e.because(Rule.TEXT_AFTER_FIN);
      case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, TIME_WAIT ->
          throw new IllegalStateException("dispatched elsewhere");
    }
  }

  private static void processText(Endpoint e, Segment seg) {
    Tcb tcb = e.tcb;
    int textEnd = seg.seq() + seg.textLength();
    if (e.tcb.orphan && e.stack.has(Switch.RST_FOR_LATE_BYTES) && textEnd > tcb.rcvNxt) {
      e.because(Rule.TEXT_AFTER_CLOSE);
      e.sendResetFor(seg);
      e.close(Fate.ABORTED);
      return;
    }
    if (seg.seq() <= tcb.rcvNxt) {
      e.because(Rule.TEXT_IN_ORDER);
      e.deliverTo(Math.max(tcb.rcvNxt, textEnd), e.isForeign(seg));
      deliverHeld(e);
    } else {
      e.because(Rule.TEXT_BEYOND_GAP);
      int windowEnd = tcb.rcvNxt + e.window(); // what lies beyond it is cut off
      for (int seq = seg.seq(); seq < Math.min(textEnd, windowEnd); seq++) {
        int bit = 1 << (seq - tcb.rcvNxt);
        boolean first = (tcb.heldOctets & bit) == 0; // a second copy is dropped
        tcb.heldOctets |= bit;
        tcb.heldForeign |= first && e.isForeign(seg) ? bit : 0;
      }
    }
    if (!seg.fin() && !heldFinIsNext(e)) {
      e.sendAck();
    }
  }

  /** Delivers what was held beyond a gap that is now filled. */
  private static void deliverHeld(Endpoint e) {
    while ((e.tcb.heldOctets & 1) != 0) {
      e.deliverTo(e.tcb.rcvNxt + 1, (e.tcb.heldForeign & 1) != 0);
    }
  }

  private static boolean heldFinIsNext(Endpoint e) {
    return e.tcb.heldFin != 0 && e.tcb.heldFin == e.tcb.rcvNxt;
  }

  void eighthCheckFin(Endpoint e, Segment seg) {
    Tcb tcb = e.tcb;
    if (!tcb.state.synchronised()) {
      return; // a RST answered the text, or the last ACK came: the connection is gone
    }
    boolean finHere = seg.fin() && seg.end() - 1 == tcb.rcvNxt;
    boolean finBeyond = seg.fin() && seg.end() - 1 > tcb.rcvNxt;
    if (finBeyond
        && mayStillReceive(tcb.state)
        && tcb.orphan
        && e.stack.has(Switch.RST_FOR_LATE_FIN)) {
      // DEVIATION: Linux, tcp_rcv_state_process: there is a gap before the FIN, and nobody reads
      // any more.
      e.because(Rule.FIN_AFTER_CLOSE);
      e.sendResetFor(seg);
      e.close(Fate.ABORTED);
    } else if (finBeyond && mayStillReceive(tcb.state)) {
      e.because(Rule.FIN_BEYOND_GAP);
      tcb.heldFin = seg.end() - 1;
      e.sendAck();
    } else if (finHere || heldFinIsNext(e)) {
      actOnFin(e);
    } else if (finBeyond) {
      e.because(Rule.FIN_BEYOND_IGNORED);
    }
  }

  private static boolean mayStillReceive(TcpState state) {
    return state == TcpState.ESTABLISHED
        || state == TcpState.FIN_WAIT_1
        || state == TcpState.FIN_WAIT_2;
  }

  /** "Advance RCV.NXT over the FIN, and send an acknowledgment for the FIN." */
  void actOnFin(Endpoint e) {
    e.consumeFin();
    if (e.tcb.state == TcpState.FIN_WAIT_1 && e.stack.has(Switch.FIN_AGAIN_WHEN_CROSSED)) {
      e.sendFinAgain(); // DEVIATION: FreeBSD, tcp_output: CLOSING sends its FIN with every ACK
    } else {
      e.sendAck();
    }
    switch (e.tcb.state) {
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
