package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;

/**
 * DEVIATION: Linux, tcp_timewait_state_process. FIN-WAIT-2 of an end that nobody reads is kept in
 * the small entry that TIME-WAIT has, and its first five checks are other ones.
 */
final class FinWait2Entry {

  private FinWait2Entry() {}

  static boolean is(Endpoint e) {
    return e.tcb.state() == TcpState.FIN_WAIT_2
        && e.tcb.orphan()
        && e.stack.has(Switch.FIN_WAIT2_ENTRY);
  }

  /** The first five checks; text and FIN are then handled as in any other state. */
  static CheckOutcome checks(Endpoint e, Segment seg) {
    if (!seg.rst() && e.paws.isOld(seg, 0)) {
      e.because(Rule.PAWS_REJECT);
      e.send.ack();
    } else if (!SequenceCheck.acceptable(e, seg)) {
      e.because(Rule.FIN_WAIT_2_ENTRY_OUTSIDE);
      e.send.ack();
    } else if (seg.rst()) {
      e.because(Rule.FIN_WAIT_2_ENTRY_RST);
      e.close(Fate.RESET);
    } else if (seg.syn() && seg.seq() >= e.tcb.rcvNxt()) {
      e.because(Rule.FIN_WAIT_2_ENTRY_SYN);
      RstAndSyn.sendResetForSyn(e, seg);
      e.close(Fate.RESET);
    } else if (!seg.hasAck() || seg.length() == 0) {
      e.because(Rule.FIN_WAIT_2_ENTRY_NOTHING_NEW);
    } else {
      e.paws.follow(seg);
      return CheckOutcome.GO_ON;
    }
    return CheckOutcome.DROP;
  }
}
