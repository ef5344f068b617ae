package io.tarry.tcp.rules;

import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;

/**
 * SEGMENT ARRIVES once more, written down from RFC 9293 section 3.10.7 and from what the stacks
 * were seen to do, as plainly as it goes: a few numbers, and what becomes of them. It shares no
 * rule with {@link SegmentArrives}. The window is always the same; at most one byte comes at once,
 * and nothing is held beyond a gap before it comes.
 */
final class PlainArrives extends PlainEnd {

  PlainArrives(Stack stack) {
    super(stack);
  }

  // ---- Sections 3.10.7.1 to 3.10.7.3

  void arrives(Segment seg) {
    boolean bareSyn = seg.syn() && !seg.hasAck();
    stamped &= !seg.rst(); // a RST has none
    switch (state) {
      case CLOSED -> {
        if (!seg.rst()) {
          refuse(seg);
        }
      }
      case LISTEN -> listen(seg);
      case SYN_SENT -> synSent(seg);
      case TIME_WAIT -> {
        if (!(bareSyn && on(Switch.IGNORES_SYN))) {
          new PlainTimeWait(this).arrives(seg);
        }
      }
      default -> {
        if (!(bareSyn && on(Switch.IGNORES_SYN))) {
          connected(seg);
        }
      }
    }
  }

  private void listen(Segment seg) {
    if (seg.rst()) {
      return;
    }
    if (seg.hasAck()) {
      if (!(seg.syn() && on(Switch.SILENT_TO_SYN_ACK))) {
        sendRst(seg.ack());
      }
    } else if (seg.syn()) {
      becomesSynReceived(seg);
    }
  }

  void becomesSynReceived(Segment syn) {
    state = TcpState.SYN_RECEIVED;
    rcvNxt = syn.seq() + 1;
    retransmission = "later";
    sendSynAck();
  }

  private void synSent(Segment seg) {
    boolean good = seg.hasAck() && seg.ack() == iss + 1;
    if (seg.hasAck() && !good) {
      if (!seg.rst()) {
        sendRst(seg.ack());
      }
      if (on(Switch.SYN_AGAIN_AFTER_BAD_ACK) && mayRetransmit) {
        retransmission = "now";
      }
    } else if (seg.rst()) {
      if (good) {
        endsAndTells(UserError.REFUSED);
      }
    } else if (seg.syn()) {
      rcvNxt = seg.seq() + 1;
      if (good) {
        sndUna = seg.ack();
        state = TcpState.ESTABLISHED;
        retransmission = "off";
        sendAck();
      } else {
        state = TcpState.SYN_RECEIVED;
        sendSynAck();
      }
    }
  }

  // ---- Section 3.10.7.4, all states but TIME-WAIT

  boolean acceptable(Segment seg) {
    int first = seg.seq() - rcvNxt;
    int last = seg.end() - 1 - rcvNxt;
    if (seg.length() == 0) {
      return 0 <= first && first < WINDOW + (on(Switch.SEQ_AT_WINDOW_END) ? 1 : 0);
    }
    return (0 <= first && first < WINDOW) || (0 <= last && last < WINDOW);
  }

  private void connected(Segment seg) {
    if (isEntry()) {
      inEntry(seg);
      return;
    }
    boolean request = state == TcpState.SYN_RECEIVED && passive;
    if (request
        && on(Switch.ACK_BEFORE_SEQ)
        && seg.hasAck()
        && !seg.rst()
        && seg.ack() != iss + 1) {
      sendRst(seg.ack());
      return;
    }
    if (!request && on(Switch.NO_ACK_FIRST) && hasNone(seg)) {
      return;
    }
    boolean bareSyn = seg.syn() && !seg.hasAck() && !seg.rst();
    if (!request && bareSyn && on(Switch.DROPS_SYN_WITHOUT_ACK)) {
      return;
    }
    if (stamped && !seg.rst() && -newerBy > (request ? 0 : stack.pawsTolerance())) {
      boolean oldAck = seg.hasAck() && seg.length() == 0 && seg.seq() < rcvNxt;
      if (request || !oldAck || !on(Switch.SILENT_TO_OLD_ACK)) {
        sendAck();
      }
      return;
    }
    if (!acceptable(seg)) {
      notAcceptable(seg, request);
      return;
    }
    boolean newer = stamped && newerBy > 0 && seg.seq() <= rcvNxt;
    recentMoves = newer && (!on(Switch.TS_RECENT_AFTER_ACK) || acknowledgesWhatIsOut(seg));
    if (seg.rst()) {
      boolean any = request && on(Switch.ANY_RST_ENDS_REQUEST);
      if (on(Switch.RFC5961) && seg.seq() != rcvNxt && !any) {
        sendAck();
      } else {
        reset();
      }
    } else if (seg.syn()) {
      if (request) {
        if (on(Switch.RST_FOR_ANOTHER_SYN)) {
          resetForSyn(seg);
        }
        state = TcpState.LISTEN;
        retransmission = "off";
      } else {
        synInWindow(seg);
      }
    } else if (seg.hasAck() && takesAck(seg)) {
      textAndFin(seg);
    }
  }

  private boolean acknowledgesWhatIsOut(Segment seg) {
    return seg.hasAck() && !seg.syn() && sndUna <= seg.ack() && seg.ack() <= sndNxt;
  }

  private boolean isEntry() {
    return state == TcpState.FIN_WAIT_2 && orphan && on(Switch.FIN_WAIT2_ENTRY);
  }

  private void inEntry(Segment seg) {
    if ((stamped && newerBy < 0) || !acceptable(seg)) {
      sendAck();
    } else if (seg.rst()) {
      ends();
    } else if (seg.syn() && seg.seq() >= rcvNxt) {
      resetForSyn(seg);
      ends();
    } else if (seg.hasAck() && seg.length() > 0) {
      recentMoves = stamped && newerBy > 0 && seg.seq() <= rcvNxt;
      textAndFin(seg);
    }
  }

  private void resetForSyn(Segment seg) {
    if (on(Switch.OWN_NUMBERS_IN_RST)) {
      sendRstAck(sndNxt, rcvNxt);
    } else {
      refuse(seg);
    }
  }

  void synInWindow(Segment seg) {
    if (on(Switch.RFC5961)) {
      sendAck();
    } else {
      resetForSyn(seg);
      endsAndTells(UserError.RESET);
    }
  }

  private void notAcceptable(Segment seg, boolean request) {
    boolean repeat = seg.length() > 0 && seg.end() == rcvNxt;
    if (seg.rst()) {
      boolean late =
          state == TcpState.CLOSE_WAIT || state == TcpState.CLOSING || state == TcpState.LAST_ACK;
      if (late && on(Switch.RST_ONE_BEFORE) && seg.seq() + 1 == rcvNxt) {
        reset();
      }
    } else if (state == TcpState.SYN_RECEIVED && seg.syn() && repeat) {
      boolean crossed = seg.hasAck() && !request;
      if (crossed && stack.synReceivedReply() == SynReceivedReply.SYNACK) {
        sendSynAck();
      } else if (crossed
          && stack.synReceivedReply() == SynReceivedReply.PROCESS_ACK
          && seg.ack() == iss + 1) {
        established(seg.ack());
        sendAck();
      } else if (request && !seg.hasAck() && on(Switch.REPEAT_SYN_ACK)) {
        sendSynAck();
      } else {
        sendAck();
      }
    } else if (seg.textLength() > 0 && !orphan && receives() && on(Switch.TAKES_BYTES_OF_ANY_SEQ)) {
      handedOver.add(seg.seq());
      sendAck();
    } else if (repeat
        && !seg.syn()
        && seg.hasAck()
        && !request
        && on(Switch.ACK_OF_REPEATED_SEGMENT)) {
      recentMoves = stamped && newerBy > 0 && acknowledgesWhatIsOut(seg);
      if (takesAck(seg) && !isEntry()) {
        sendAck();
      }
    } else {
      sendAck();
    }
  }

  private void reset() {
    switch (state) {
      case SYN_RECEIVED -> {
        if (passive) {
          state = TcpState.LISTEN;
          retransmission = "off";
        } else {
          endsAndTells(on(Switch.TELLS_RESET_WHILE_OPENING) ? UserError.RESET : UserError.REFUSED);
        }
      }
      case CLOSE_WAIT -> {
        if (on(Switch.BROKEN_PIPE) && !listenerBehind) {
          brokenPipe = !orphan;
          ends();
        } else {
          endsAndTells(on(Switch.BROKEN_PIPE) ? UserError.BROKEN_PIPE : UserError.RESET);
        }
      }
      case CLOSING, LAST_ACK -> {
        if (on(Switch.TELLS_RESET_WHILE_CLOSING)) {
          endsAndTells(UserError.RESET);
        } else {
          ends();
        }
      }
      default -> endsAndTells(UserError.RESET);
    }
  }

  private void established(int ack) {
    if (ack > sndUna) {
      sndUna = ack;
      retransmission = "off";
    }
    state = TcpState.ESTABLISHED;
  }

  /** Whether the ACK is neither of the future nor of long ago; if it is, an ACK answers. */
  boolean sensibleAck(int ack) {
    boolean future = ack > sndNxt;
    boolean longAgo = on(Switch.RFC5961) && ack < sndUna - WINDOW;
    boolean anothers = on(Switch.ACK_FROM_ISS) && ack < (passive ? iss + 1 : iss);
    if (future && on(Switch.SILENT_TO_FUTURE_ACK)) {
      return false;
    }
    if (future || longAgo || anothers) {
      sendAck();
      return false;
    }
    return true;
  }

  /** Whether text and FIN are looked at then. */
  private boolean takesAck(Segment seg) {
    int ack = seg.ack();
    if (state == TcpState.SYN_RECEIVED) {
      boolean ofIss = !passive && ack == iss && on(Switch.ISS_ACK_ESTABLISHES);
      if (ack != iss + 1 && !ofIss) {
        sendRst(ack);
        return false;
      }
      established(ack);
      return true;
    }
    if (!sensibleAck(ack)) {
      return false;
    }
    if (ack > sndUna) {
      sndUna = ack;
      retransmission = sndUna == sndNxt ? "off" : "later";
    }
    boolean finAcked = finSeq != 0 && sndUna > finSeq;
    switch (state) {
      case FIN_WAIT_1 -> {
        if (finAcked) {
          state = TcpState.FIN_WAIT_2;
          finWait2Starts = orphan && on(Switch.FIN_WAIT2_TIMER);
        }
      }
      case CLOSING -> {
        if (finAcked) {
          entersTimeWait();
          return false;
        }
      }
      case LAST_ACK -> {
        if (finAcked) {
          ends();
          return false;
        }
      }
      default -> {}
    }
    return true;
  }

  private void entersTimeWait() {
    state = TcpState.TIME_WAIT;
    retransmission = "off";
    finWait2Starts = false;
    timeWaitRestarts = true;
  }

  private void textAndFin(Segment seg) {
    int finAt = seg.end() - 1;
    if (seg.textLength() == 1 && receives()) {
      if (orphan && on(Switch.RST_FOR_LATE_BYTES) && seg.seq() >= rcvNxt) {
        sendRst(seg.ack());
        ends();
        return;
      }
      if (seg.seq() == rcvNxt) {
        handedOver.add(rcvNxt);
        rcvNxt++;
        delivered++;
      } else if (seg.seq() > rcvNxt) {
        heldByte = seg.seq();
      }
      if (!seg.fin()) {
        sendAck();
      }
    }
    if (!seg.fin()) {
      return;
    }
    if (finAt == rcvNxt) {
      fin();
    } else if (finAt > rcvNxt && receives()) {
      if (orphan && on(Switch.RST_FOR_LATE_FIN)) {
        sendRst(seg.ack());
        ends();
      } else {
        heldFin = finAt;
        sendAck();
      }
    }
  }

  private void fin() {
    rcvNxt++;
    endOfFile = true;
    heldByte = 0;
    if (state == TcpState.FIN_WAIT_1 && on(Switch.FIN_AGAIN_WHEN_CROSSED)) {
      sent.add(new Sent(Flags.FA, finSeq, rcvNxt));
    } else {
      sendAck();
    }
    switch (state) {
      case ESTABLISHED -> state = TcpState.CLOSE_WAIT;
      case FIN_WAIT_1 -> state = TcpState.CLOSING;
      case FIN_WAIT_2 -> entersTimeWait();
      default -> {}
    }
  }
}
