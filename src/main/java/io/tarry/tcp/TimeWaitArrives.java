package io.tarry.tcp;

/**
 * SEGMENT ARRIVES in TIME-WAIT, as two kernels do it in place of RFC 9293 section 3.10.7.4. Their
 * rate limits of answers are not modelled: here each answer that they may send is sent.
 */
final class TimeWaitArrives {

  private TimeWaitArrives() {}

  /** Whether a SYN may make a new connection. Source: RFC 1122 section 4.2.2.13; the stacks. */
  static boolean reopens(Endpoint e, Segment syn) {
    boolean beyond = syn.seq() > e.tcb.rcvNxt;
    return switch (e.stack.reopenFromTimeWait()) {
      case NONE -> false;
      case SEQ -> beyond;
      case TS -> e.paws.isNew(syn);
      case LINUX -> !e.paws.isOld(syn, 0) && (beyond || e.paws.isNew(syn));
      case RFC6191 -> {
        if (e.tcb.timestamps && syn.stamped()) {
          yield e.paws.isNew(syn) || (e.paws.isEqual(syn) && beyond);
        }
        yield beyond || (!e.tcb.timestamps && syn.stamped() && e.host.sysctls().timestamps());
      }
    };
  }

  /** DEVIATION: Linux 6.18, tcp_minisocks.c, tcp_timewait_state_process. */
  static void linux(Endpoint e, Segment seg) {
    boolean bareAtRcvNxt = seg.length() == 0 && seg.seq() == e.tcb.rcvNxt;
    if (seg.rst()) {
      resetIfExact(e, seg);
    } else if (e.paws.isOld(seg, 0)) {
      e.because(Rule.PAWS_REJECT);
      e.sendAck();
      e.restartTimeWaitTimer();
    } else if (seg.syn() && !seg.hasAck()) {
      e.because(Rule.TIME_WAIT_SYN);
      e.sendAck();
    } else if (bareAtRcvNxt) {
      e.because(Rule.TIME_WAIT_LINUX_SILENT);
      e.paws.follow(seg);
      e.restartTimeWaitTimer();
    } else if (seg.hasAck()) {
      e.because(Rule.TIME_WAIT_LINUX_RESTART);
      e.sendAck();
      e.restartTimeWaitTimer();
    } else {
      e.because(Rule.TIME_WAIT_LINUX_NO_ACK);
      e.sendAck();
    }
  }

  /** DEVIATION: FreeBSD 13, tcp_timewait.c, tcp_twcheck. */
  static void freeBsd(Endpoint e, Segment seg) {
    if (seg.rst()) {
      e.because(Rule.TIME_WAIT_RST_IGNORED);
    } else if (!seg.hasAck()) {
      e.because(Rule.TIME_WAIT_FREEBSD_DROP);
    } else if (seg.fin() && OtherStates.isRepeat(e, seg)) {
      e.because(Rule.TIME_WAIT_REPEATED_FIN);
      e.sendAck();
      e.restartTimeWaitTimer();
    } else if (seg.length() == 0 && seg.seq() == e.tcb.rcvNxt && seg.ack() == e.tcb.sndNxt) {
      e.because(Rule.TIME_WAIT_FREEBSD_DROP);
    } else {
      e.because(Rule.TIME_WAIT_FREEBSD_ACK);
      e.sendAck();
    }
  }

  private static void resetIfExact(Endpoint e, Segment seg) {
    if (e.stack.has(Switch.HONOR_RST_IN_TIME_WAIT) && seg.seq() == e.tcb.rcvNxt) {
      e.because(Rule.TIME_WAIT_RST);
      e.close(Fate.RESET);
    } else {
      e.because(Rule.TIME_WAIT_RST_IGNORED);
    }
  }
}
