package io.tarry.tcp.rules;

import static io.tarry.tcp.world.Tcb.HELD_BYTES;
import static io.tarry.tcp.world.Tcb.HELD_FOREIGN;
import static io.tarry.tcp.world.Tcb.RCV_NXT;
import static io.tarry.tcp.world.Tcb.SND_UNA;
import static io.tarry.tcp.world.Tcb.STATE;

import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;

/** SEGMENT ARRIVES with one rule replaced, for {@link WrongTcp}. */
final class WrongArrivals {

  private WrongArrivals() {}

  // ---- Whole states

  static SegmentArrives ignoresSynInListen() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void listen(Endpoint e, Segment seg) {
        e.because(Rule.WRONG);
      }
    };
  }

  static SegmentArrives ignoresBadAckInSynSent() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void synSent(Endpoint e, Segment seg) {
        if (seg.hasAck() && !seg.rst() && seg.ack() != e.tcb.sndNxt()) {
          e.because(Rule.WRONG);
        } else {
          super.synSent(e, seg);
        }
      }
    };
  }

  static SegmentArrives endsSynSentByAnyRst() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void synSent(Endpoint e, Segment seg) {
        if (seg.rst()) {
          e.because(Rule.WRONG);
          e.close(Fate.RESET, UserError.REFUSED);
        } else {
          super.synSent(e, seg);
        }
      }
    };
  }

  static SegmentArrives isSilentInTimeWait() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void timeWait(Endpoint e, Segment seg) {
        e.because(Rule.WRONG);
      }
    };
  }

  static SegmentArrives answersTimeWaitAsClosed() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void timeWait(Endpoint e, Segment seg) {
        e.because(Rule.WRONG);
        closed(e, seg);
      }
    };
  }

  static SegmentArrives leavesTimeWaitOnFin() {
    return new SegmentArrives(new OtherStates()) {
      @Override
      void timeWait(Endpoint e, Segment seg) {
        super.timeWait(e, seg);
        if (seg.fin()) {
          e.because(Rule.WRONG);
          e.close(Fate.CLOSED);
        }
      }
    };
  }

  // ---- Single checks

  static OtherStates takesOldFinAgain() {
    return new OtherStates() {
      @Override
      CheckOutcome firstCheckSequenceNumber(Endpoint e, Segment seg) {
        if (seg.fin() && SequenceCheck.isRepeat(e, seg)) {
          e.because(Rule.WRONG);
          e.tcb.add(RCV_NXT, -1); // the FIN is counted again, and RCV.NXT stays within its range
          actOnFin(e);
          return CheckOutcome.DROP;
        }
        return super.firstCheckSequenceNumber(e, seg);
      }
    };
  }

  static OtherStates answersRst() {
    return new OtherStates() {
      @Override
      void reset(Endpoint e) {
        e.because(Rule.WRONG);
        e.send.abort();
        super.reset(e);
      }
    };
  }

  static OtherStates waitsAfterLastAck() {
    return new OtherStates() {
      @Override
      CheckOutcome fifthCheckAck(Endpoint e, Segment seg) {
        if (e.tcb.state() == TcpState.LAST_ACK && seg.ack() == e.tcb.sndNxt()) {
          e.because(Rule.WRONG);
          e.tcb.set(SND_UNA, seg.ack());
          e.enterTimeWait();
          return CheckOutcome.DROP;
        }
        return super.fifthCheckAck(e, seg);
      }
    };
  }

  static OtherStates endsLastAckByAnyAck() {
    return new OtherStates() {
      @Override
      CheckOutcome fifthCheckAck(Endpoint e, Segment seg) {
        if (e.tcb.state() == TcpState.LAST_ACK && seg.hasAck()) {
          e.because(Rule.WRONG);
          e.close(Fate.CLOSED);
          return CheckOutcome.DROP;
        }
        return super.fifthCheckAck(e, seg);
      }
    };
  }

  static OtherStates closesAfterClosing() {
    return new OtherStates() {
      @Override
      CheckOutcome fifthCheckAck(Endpoint e, Segment seg) {
        boolean wasClosing = e.tcb.state() == TcpState.CLOSING;
        CheckOutcome next = super.fifthCheckAck(e, seg);
        if (wasClosing && e.tcb.state() == TcpState.TIME_WAIT) {
          e.because(Rule.WRONG);
          e.close(Fate.CLOSED);
        }
        return next;
      }
    };
  }

  static OtherStates refusesBytes() {
    return new OtherStates() {
      @Override
      void seventhProcessText(Endpoint e, Segment seg) {
        if (seg.textLength() > 0) {
          e.because(Rule.WRONG);
          e.send.resetFor(seg);
        }
      }
    };
  }

  static OtherStates deliversBeyondGap() {
    return new OtherStates() {
      @Override
      void seventhProcessText(Endpoint e, Segment seg) {
        int missing = seg.seq() - e.tcb.rcvNxt();
        if (seg.textLength() > 0 && missing > 0) {
          e.because(Rule.WRONG);
          e.tcb.set(RCV_NXT, seg.seq());
          e.tcb.set(HELD_BYTES, e.tcb.heldBytes() >>> missing);
          e.tcb.set(HELD_FOREIGN, e.tcb.get(HELD_FOREIGN) >>> missing);
        }
        super.seventhProcessText(e, seg);
      }
    };
  }

  static OtherStates takesFinBeyondGap() {
    return new OtherStates() {
      @Override
      void eighthCheckFin(Endpoint e, Segment seg) {
        if (seg.fin() && seg.seq() > e.tcb.rcvNxt()) {
          e.because(Rule.WRONG);
          e.tcb.set(RCV_NXT, seg.seq());
        }
        super.eighthCheckFin(e, seg);
      }
    };
  }

  static OtherStates neverTakesFin() {
    return new OtherStates() {
      @Override
      void eighthCheckFin(Endpoint e, Segment seg) {
        if (seg.fin()) {
          e.because(Rule.WRONG);
        } else {
          super.eighthCheckFin(e, seg);
        }
      }
    };
  }

  // ---- What a FIN does

  static OtherStates takesLastAckForClosing() {
    return new OtherStates() {
      @Override
      void actOnFin(Endpoint e) {
        super.actOnFin(e);
        if (e.tcb.state() == TcpState.CLOSING) {
          e.because(Rule.WRONG);
          e.enter(TcpState.LAST_ACK);
        }
      }
    };
  }

  static OtherStates skipsCloseWait() {
    return new OtherStates() {
      @Override
      void actOnFin(Endpoint e) {
        super.actOnFin(e);
        if (e.tcb.state() == TcpState.CLOSE_WAIT) {
          e.because(Rule.WRONG);
          e.enter(TcpState.ESTABLISHED);
        }
      }
    };
  }

  static OtherStates startsTimerAtFin() {
    return new OtherStates() {
      @Override
      void actOnFin(Endpoint e) {
        super.actOnFin(e);
        e.because(Rule.WRONG);
        e.startRetransmissionTimerUnlessRunning();
      }
    };
  }

  static OtherStates waitsWithoutRoom() {
    return new OtherStates() {
      @Override
      void actOnFin(Endpoint e) {
        boolean full = e.world.timeWaits(e.end) >= e.host.sysctls().maxTwBuckets();
        boolean waits = e.tcb.state() == TcpState.FIN_WAIT_2 && full;
        super.actOnFin(e);
        if (waits && !e.tcb.state().synchronised()) {
          e.because(Rule.WRONG);
          e.tcb.set(STATE, TcpState.TIME_WAIT);
          e.restartTimeWaitTimer();
        }
      }
    };
  }
}
