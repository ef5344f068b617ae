package io.tarry.tcp.rules;

import static io.tarry.tcp.Bench.segment;
import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import java.util.ArrayList;
import java.util.List;

/** What an end of some stack does with a segment, as text; and segments to ask about. */
final class StackReplies {

  static final int RCV = Bench.PEER_ISS + 3;
  static final int SND_NXT = Bench.ISS + 4;

  static final Segment REPEATED_FIN = segment(RCV - 1, SND_NXT, FIN | ACK, 0);
  static final Segment CURRENT_ACK = segment(RCV, SND_NXT, ACK, 0);
  static final Segment WRONG_ACK = segment(RCV, SND_NXT + 1, ACK, 0);
  static final Segment OLD_ACK = segment(RCV - 1, SND_NXT, ACK, 0);
  static final Segment OLD_SYN = segment(Bench.PEER_ISS, 0, SYN, 0);
  static final Segment EXACT_RST = segment(RCV, 0, RST, 0);
  static final Segment INEXACT_RST = segment(RCV + 1, 0, RST, 0);
  static final Segment BARE_FIN = segment(RCV - 1, 0, FIN, 0);

  private StackReplies() {}

  /**
   * Next state, what is sent, and whether 2MSL starts again, as {@code TIME_WAIT [ACK] restarted}.
   */
  static String after(Bench bench, Segment seg) {
    bench.arrives(seg);
    List<SegmentKind> sent = new ArrayList<>();
    for (int i = 0; i < bench.step.sentCount(); i++) {
      sent.add(bench.step.sent(i).kind());
    }
    return bench.tcb.state()
        + " "
        + sent
        + (bench.tcb.timeWaitTimer() > Timer.DUE ? " restarted" : "");
  }

  static String timeWait(Stack stack, Segment seg) {
    return after(Bench.in(TcpState.TIME_WAIT, false, stack), seg);
  }
}
