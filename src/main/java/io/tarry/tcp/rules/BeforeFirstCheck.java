package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Segment;

/** DEVIATION: what Linux checks before the sequence number. */
public final class BeforeFirstCheck {

  private BeforeFirstCheck() {}

  static boolean drops(Endpoint e, Segment seg) {
    // tcp_check_req handles a request; tcp_rcv_established and tcp_rcv_state_process handle all
    // else.
    return SequenceCheck.isRequest(e)
        ? refusesAck(e, seg)
        : lacksAck(e, seg) || isSynWithoutAck(e, seg);
  }

  private static boolean refusesAck(Endpoint e, Segment seg) {
    boolean refuses =
        e.stack.has(Switch.ACK_BEFORE_SEQ)
            && seg.hasAck()
            && !seg.rst()
            && !AckCheck.acknowledgesTheSyn(e, seg);
    if (refuses) {
      e.because(Rule.SYN_RECEIVED_BAD_ACK);
      e.send.resetFor(seg);
    }
    return refuses;
  }

  private static boolean isSynWithoutAck(Endpoint e, Segment seg) {
    boolean drops =
        e.stack.has(Switch.DROPS_SYN_WITHOUT_ACK) && seg.syn() && !seg.hasAck() && !seg.rst();
    if (drops) {
      e.because(Rule.SYN_IGNORED);
    }
    return drops;
  }

  /** Whether it has neither ACK nor SYN nor RST. */
  static boolean lacksAck(Endpoint e, Segment seg) {
    boolean lacks = e.stack.has(Switch.NO_ACK_FIRST) && !seg.hasAck() && !seg.syn() && !seg.rst();
    if (lacks) {
      e.because(Rule.NO_ACK_BIT);
    }
    return lacks;
  }
}
