package io.tarry.tcp.rules;

import static io.tarry.tcp.world.Tcb.HELD_BYTES;
import static io.tarry.tcp.world.Tcb.HELD_FOREIGN;

import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;

/** The seventh step of RFC 9293 section 3.10.7.4: text is delivered, or held beyond a gap. */
final class TextArrives {

  private TextArrives() {}

  static void processText(Endpoint e, Segment seg) {
    Tcb tcb = e.tcb;
    int textEnd = seg.seq() + seg.textLength();
    if (e.tcb.orphan() && e.stack.has(Switch.RST_FOR_LATE_BYTES) && textEnd > tcb.rcvNxt()) {
      e.because(Rule.TEXT_AFTER_CLOSE);
      e.send.resetFor(seg);
      e.close(Fate.ABORTED);
      return;
    }
    if (seg.seq() <= tcb.rcvNxt()) {
      e.because(Rule.TEXT_IN_ORDER);
      e.deliverTo(Math.max(tcb.rcvNxt(), textEnd), e.isForeign(seg));
      deliverHeld(e);
    } else {
      e.because(Rule.TEXT_BEYOND_GAP);
      int windowEnd = tcb.rcvNxt() + e.window(); // what lies beyond it is cut off
      for (int seq = seg.seq(); seq < Math.min(textEnd, windowEnd); seq++) {
        int bit = 1 << (seq - tcb.rcvNxt());
        boolean first = (tcb.heldBytes() & bit) == 0; // a second copy is dropped
        tcb.set(HELD_BYTES, tcb.heldBytes() | bit);
        tcb.set(HELD_FOREIGN, tcb.get(HELD_FOREIGN) | (first && e.isForeign(seg) ? bit : 0));
      }
    }
    if (!seg.fin() && !heldFinIsNext(e)) {
      e.send.ack();
    }
  }

  /** Delivers what was held beyond a gap that is now filled. */
  private static void deliverHeld(Endpoint e) {
    while ((e.tcb.heldBytes() & 1) != 0) {
      e.deliverTo(e.tcb.rcvNxt() + 1, (e.tcb.get(HELD_FOREIGN) & 1) != 0);
    }
  }

  static boolean heldFinIsNext(Endpoint e) {
    return e.tcb.heldFin() != 0 && e.tcb.heldFin() == e.tcb.rcvNxt();
  }

  /** Whether it has bytes, and somebody is there to read them. */
  static boolean couldBeRead(Endpoint e, Segment seg) {
    return seg.textLength() > 0 && mayStillReceive(e.tcb.state()) && !e.tcb.orphan();
  }

  static boolean mayStillReceive(TcpState state) {
    return state == TcpState.ESTABLISHED
        || state == TcpState.FIN_WAIT_1
        || state == TcpState.FIN_WAIT_2;
  }
}
