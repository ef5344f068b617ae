package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;

/**
 * SEGMENT ARRIVES in TIME-WAIT: RFC 9293 section 3.10.7.4, and what two kernels do instead. They
 * limit how many answers they send; that is not modelled, and each answer that they may send is
 * sent here.
 */
public final class TimeWaitArrives {

  private TimeWaitArrives() {}

  /** Whether a SYN may make a new connection. Source: RFC 1122 section 4.2.2.13; the stacks. */
  static boolean reopens(Endpoint e, Segment syn) {
    boolean beyond = syn.seq() > e.tcb.rcvNxt();
    return switch (e.stack.reopenFromTimeWait()) {
      case NONE -> false;
      case SEQ -> beyond;
      case TS -> e.paws.isNew(syn);
      case LINUX -> !e.paws.isOld(syn, 0) && (beyond || e.paws.isNew(syn));
      case RFC6191 -> {
        if (e.tcb.timestamps() && syn.stamped()) {
          yield e.paws.isNew(syn) || (e.paws.isEqual(syn) && beyond);
        }
        yield beyond || (!e.tcb.timestamps() && syn.stamped() && e.host.sysctls().timestamps());
      }
    };
  }

  /** Handles the segment as the stack reads the text; no other check comes before. */
  static void arrives(Endpoint e, Segment seg) {
    switch (e.stack.twRestart()) {
      case LITERAL, DUPFIN -> byText(e, seg);
      case LINUX -> linux(e, seg);
      case FREEBSD -> freeBsd(e, seg);
    }
  }

  /** Those of the eight checks that concern TIME-WAIT. */
  private static void byText(Endpoint e, Segment seg) {
    if (BeforeFirstCheck.lacksAck(e, seg)) {
      return;
    }
    if (!seg.rst() && e.paws.isOld(seg, 0)) {
      e.because(Rule.PAWS_REJECT);
      e.send.ack();
    } else if (!SequenceCheck.acceptable(e, seg)) {
      notAcceptable(e, seg);
    } else {
      e.paws.follow(seg);
      acceptable(e, seg);
    }
  }

  private static void notAcceptable(Endpoint e, Segment seg) {
    boolean literal = e.stack.twRestart() == TwRestart.LITERAL;
    if (seg.rst()) {
      e.because(Rule.NOT_ACCEPTABLE_RST);
    } else if (literal && SequenceCheck.ackOfRepeatCounts(e, seg)) {
      // So it gets as far as the fifth check.
      e.because(Rule.ACK_OF_REPEAT);
      if (!AckCheck.ackIsOfNoUse(e, seg.ack())) {
        acknowledged(e);
      }
    } else if (!seg.fin() || !SequenceCheck.isRepeat(e, seg)) {
      e.because(Rule.NOT_ACCEPTABLE);
      e.send.ack();
    } else if (literal) {
      e.because(Rule.TIME_WAIT_REPEATED_FIN_LITERAL);
      e.send.ack();
    } else {
      // DEVIATION: the text of the fifth and eighth check means this segment, but the first check
      // drops it before they are reached. Every known stack restarts here.
      e.because(Rule.TIME_WAIT_REPEATED_FIN);
      e.send.ack();
      e.restartTimeWaitTimer();
    }
  }

  private static void acceptable(Endpoint e, Segment seg) {
    if (seg.rst()) {
      resetByText(e, seg);
    } else if (seg.syn()) {
      RstAndSyn.synInWindow(e, seg);
    } else if (!seg.hasAck()) {
      e.because(Rule.NO_ACK_BIT);
    } else if (AckCheck.ackIsOfNoUse(e, seg.ack())) {
      return;
    } else if (seg.fin() && seg.end() - 1 == e.tcb.rcvNxt()) {
      // A second FIN of the peer. No correct peer sends one; the claim fin-consumed-once watches
      // for it.
      e.because(Rule.SECOND_FIN);
      e.consumeFin();
      e.send.ack();
      e.restartTimeWaitTimer();
    } else if (e.stack.twRestart() == TwRestart.LITERAL) {
      acknowledged(e);
    } else if (seg.length() > 0) {
      e.because(seg.fin() ? Rule.FIN_BEYOND_IGNORED : Rule.TEXT_AFTER_FIN);
      e.send.ack();
    } else {
      e.because(Rule.ACK_NOTHING_NEW);
    }
  }

  /**
   * "The only thing that can arrive in this state is a retransmission of the remote FIN.
   * Acknowledge it, and restart the 2 MSL timeout." The text says this of every segment that gets
   * as far as the fifth check.
   */
  private static void acknowledged(Endpoint e) {
    e.because(Rule.TIME_WAIT_ANY_ACK);
    e.send.ack();
    e.restartTimeWaitTimer();
  }

  private static void resetByText(Endpoint e, Segment seg) {
    if (!e.stack.has(Switch.HONOR_RST_IN_TIME_WAIT)) {
      // DEVIATION: RFC 1337 section 3, fix F1; FreeBSD, gVisor, and Linux with tcp_rfc1337.
      e.because(Rule.TIME_WAIT_RST_IGNORED);
    } else if (e.stack.has(Switch.RFC5961) && seg.seq() != e.tcb.rcvNxt()) {
      e.because(Rule.RST_IN_WINDOW_NOT_EXACT);
      e.send.ack();
    } else {
      e.because(Rule.TIME_WAIT_RST);
      e.close(Fate.RESET);
    }
  }

  /** DEVIATION: Linux 6.18, tcp_minisocks.c, tcp_timewait_state_process. */
  private static void linux(Endpoint e, Segment seg) {
    boolean bareAtRcvNxt = seg.length() == 0 && seg.seq() == e.tcb.rcvNxt();
    if (seg.rst()) {
      resetIfExact(e, seg);
    } else if (e.paws.isOld(seg, 0)) {
      e.because(Rule.PAWS_REJECT);
      e.send.ack();
      e.restartTimeWaitTimer();
    } else if (seg.syn() && !seg.hasAck()) {
      e.because(Rule.TIME_WAIT_SYN);
      e.send.ack();
    } else if (bareAtRcvNxt) {
      e.because(Rule.TIME_WAIT_LINUX_SILENT);
      e.paws.follow(seg);
      e.restartTimeWaitTimer();
    } else if (seg.hasAck()) {
      e.because(Rule.TIME_WAIT_LINUX_RESTART);
      e.send.ack();
      e.restartTimeWaitTimer();
    } else {
      e.because(Rule.TIME_WAIT_LINUX_NO_ACK);
      e.send.ack();
    }
  }

  /** DEVIATION: FreeBSD 13, tcp_timewait.c, tcp_twcheck. */
  private static void freeBsd(Endpoint e, Segment seg) {
    if (seg.rst()) {
      resetIfExact(e, seg);
    } else if (!seg.hasAck()) {
      e.because(Rule.TIME_WAIT_FREEBSD_DROP);
    } else if (seg.fin() && SequenceCheck.isRepeat(e, seg)) {
      e.because(Rule.TIME_WAIT_REPEATED_FIN);
      e.send.ack();
      e.restartTimeWaitTimer();
    } else if (seg.length() == 0 && seg.seq() == e.tcb.rcvNxt() && seg.ack() == e.tcb.sndNxt()) {
      e.because(Rule.TIME_WAIT_FREEBSD_DROP);
    } else {
      e.because(Rule.TIME_WAIT_FREEBSD_ACK);
      e.send.ack();
    }
  }

  private static void resetIfExact(Endpoint e, Segment seg) {
    if (e.stack.has(Switch.HONOR_RST_IN_TIME_WAIT) && seg.seq() == e.tcb.rcvNxt()) {
      e.because(Rule.TIME_WAIT_RST);
      e.close(Fate.RESET);
    } else {
      e.because(Rule.TIME_WAIT_RST_IGNORED);
    }
  }
}
