package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.POSITION;
import static io.tarry.tcp.world.Tcb.OPENED_BY_OLD_SYN;
import static io.tarry.tcp.world.Tcb.PASSED_CLOSING;
import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.RETURN_INCARNATION;
import static io.tarry.tcp.world.Tcb.RETURN_RCV_NXT;
import static io.tarry.tcp.world.Tcb.RETURN_SND_NXT;
import static io.tarry.tcp.world.Tcb.SND_UNA;

import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;

/**
 * SEGMENT ARRIVES, RFC 9293 section 3.10.7: one method for each subsection, except the last, which
 * is {@link OtherStates}.
 *
 * <p>Its methods can be overridden for {@link WrongTcp} only, which differs from the right one in
 * one of them.
 */
public class SegmentArrives {

  private final OtherStates otherStates;

  /**
   * The rules.
   *
   * @param otherStates section 3.10.7.4
   */
  public SegmentArrives(OtherStates otherStates) {
    this.otherStates = otherStates;
  }

  public void arrives(Endpoint e, Segment seg) {
    if (ignores(e, seg)) {
      e.because(Rule.SYN_IGNORED);
      return;
    }
    switch (e.tcb.state()) {
      case CLOSED -> closed(e, seg);
      case LISTEN -> listen(e, seg);
      case SYN_SENT -> synSent(e, seg);
      case TIME_WAIT -> timeWait(e, seg);
      case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK ->
          otherStates.arrives(e, seg);
    }
  }

  /**
   * DEVIATION: Linux as learned in 2016, and devices that track connections. A SYN may be a new
   * attempt by a peer that has forgotten the old connection.
   */
  private static boolean ignores(Endpoint e, Segment seg) {
    boolean connection = e.tcb.state() == TcpState.SYN_RECEIVED || e.tcb.state().synchronised();
    return connection
        && e.stack.has(Switch.IGNORES_SYN)
        && seg.syn()
        && !seg.hasAck()
        && !seg.rst();
  }

  /** Section 3.10.7.1, CLOSED State. */
  void closed(Endpoint e, Segment seg) {
    if (seg.rst()) {
      e.because(Rule.CLOSED_RST);
    } else if (seg.hasAck()) {
      e.because(Rule.CLOSED_ACK);
      e.send.resetFor(seg);
    } else {
      e.because(Rule.CLOSED_NO_ACK);
      e.send.resetForNoAck(seg);
    }
  }

  /** Section 3.10.7.2, LISTEN State. */
  void listen(Endpoint e, Segment seg) {
    if (seg.rst()) {
      e.because(Rule.LISTEN_RST);
    } else if (seg.hasAck() && seg.syn() && e.stack.has(Switch.SILENT_TO_SYN_ACK)) {
      e.because(Rule.LISTEN_SYN_ACK); // DEVIATION: FreeBSD
    } else if (seg.hasAck()) {
      e.because(Rule.LISTEN_ACK);
      e.send.resetFor(seg);
    } else if (seg.syn() && e.paws.recycleRefuses(seg)) {
      e.because(Rule.RECYCLE_SYN_DROPPED);
    } else if (seg.syn()) {
      // Text or a FIN in the SYN would be queued here: not modelled, since no stack here sends
      // them.
      e.because(Rule.LISTEN_SYN);
      accept(e, seg, e.chooseIss(0));
    } else {
      e.because(Rule.LISTEN_OTHER);
    }
  }

  private static void accept(Endpoint e, Segment syn, int iss) {
    if (e.hasListener()) {
      // The listener stays, and this connection gets an application of its own.
      e.app.reset();
      e.app.set(POSITION, 1);
      e.tcb.forgetGhosts();
    }
    e.paws.agree(syn);
    e.belongTo(syn.incarnation());
    e.peerBeginsAt(syn.seq());
    e.beginAt(iss);
    e.tcb.set(PASSIVE, true);
    e.enter(TcpState.SYN_RECEIVED);
    e.send.synAck();
    e.restartRetransmissionTimer();
  }

  /** Section 3.10.7.3, SYN-SENT State. */
  void synSent(Endpoint e, Segment seg) {
    Tcb tcb = e.tcb;
    // First, check the ACK bit.
    if (seg.hasAck() && (seg.ack() <= e.iss() || seg.ack() > tcb.sndNxt())) {
      if (seg.rst()) {
        e.because(Rule.SYN_SENT_BAD_ACK_RST);
      } else {
        e.because(Rule.SYN_SENT_BAD_ACK);
        e.send.resetFor(seg);
      }
      hastenSyn(e);
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
      e.peerBeginsAt(seg.seq());
      e.paws.agree(seg);
      if (seg.hasAck()) {
        e.because(Rule.SYN_SENT_SYN_ACK);
        tcb.set(SND_UNA, seg.ack());
        e.restartOrStopRetransmissionTimer();
        e.enter(TcpState.ESTABLISHED);
        e.send.ack();
        AckCheck.establishedWithQueue(e);
      } else {
        e.because(Rule.SYN_SENT_SYN);
        e.enter(TcpState.SYN_RECEIVED);
        e.send.synAck();
      }
      return;
    }
    // Fifth, if neither of the SYN or RST bits is set, drop the segment.
    e.because(Rule.SYN_SENT_NEITHER);
  }

  /** DEVIATION: Linux, tcp_rcv_synsent_state_process: 2 jiffies later, here at the same instant. */
  private static void hastenSyn(Endpoint e) {
    boolean sentOnce = e.tcb.retransmissions() == 0 && e.mayRetransmitAgain();
    if (sentOnce && e.stack.has(Switch.SYN_AGAIN_AFTER_BAD_ACK)) {
      e.because(Rule.SYN_AGAIN_SOON);
      e.tcb.set(RETRANSMISSION_TIMER, Timer.DUE);
    }
  }

  /** Section 3.10.7.4 in TIME-WAIT, unless a SYN makes a new connection of it. */
  void timeWait(Endpoint e, Segment seg) {
    boolean bareSyn = seg.syn() && !seg.hasAck() && !seg.rst();
    boolean newSyn = bareSyn && TimeWaitArrives.reopens(e, seg);
    if (newSyn && e.hasListener()) {
      e.because(Rule.TIME_WAIT_REOPENED);
      reopen(e, seg);
    } else if (newSyn && e.stack.has(Switch.NEW_SYN_ENDS_TIME_WAIT)) {
      // DEVIATION: FreeBSD, tcp_twcheck: the entry goes, then the segment is looked at again.
      e.because(Rule.TIME_WAIT_ENDED_BY_SYN);
      e.close(Fate.CLOSED);
      closed(e, seg);
    } else if (bareSyn
        && e.hasListener()
        && e.stack.reopenFromTimeWait() == ReopenFromTimeWait.RFC6191) {
      e.because(Rule.TIME_WAIT_SYN_DROPPED);
    } else {
      TimeWaitArrives.arrives(e, seg);
    }
  }

  /** RFC 9293 section 3.6.1, MAY-2: (1) the new ISS is larger, (2) TIME-WAIT can be returned to. */
  private static void reopen(Endpoint e, Segment syn) {
    int sndNxt = e.tcb.sndNxt();
    int rcvNxt = e.tcb.rcvNxt();
    // A host that chooses any number breaks (1).
    boolean keepsRule = e.host.isn() != IsnChoice.ANY;
    int iss = e.chooseIss(keepsRule ? sndNxt : 0);
    int incarnation = e.tcb.incarnation();
    boolean passedClosing = e.tcb.passedClosing();
    boolean old = e.isOldSyn(syn);
    e.tcb.delete();
    accept(e, syn, iss);
    e.tcb.set(OPENED_BY_OLD_SYN, old);
    if (e.stack.has(Switch.RETURN_TO_TIME_WAIT)) {
      e.tcb.set(RETURN_SND_NXT, sndNxt);
      e.tcb.set(RETURN_RCV_NXT, rcvNxt);
      e.tcb.set(RETURN_INCARNATION, incarnation);
      e.tcb.set(PASSED_CLOSING, passedClosing);
    }
  }
}
