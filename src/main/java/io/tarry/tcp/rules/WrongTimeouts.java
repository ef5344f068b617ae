package io.tarry.tcp.rules;

import static io.tarry.tcp.world.Tcb.FIN_WAIT_2_TIMER;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.SND_END;
import static io.tarry.tcp.world.Tcb.SND_NXT;
import static io.tarry.tcp.world.Tcb.SND_UNA;

import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import java.util.EnumSet;
import java.util.Set;

/** Time-outs with one of them replaced, for {@link WrongTcp}. */
final class WrongTimeouts {

  static final Set<TcpState> CLOSE_WAIT = EnumSet.of(TcpState.CLOSE_WAIT);

  static final Set<TcpState> FIN_SENT =
      EnumSet.of(TcpState.FIN_WAIT_1, TcpState.CLOSING, TcpState.LAST_ACK);

  private WrongTimeouts() {}

  static Timeouts none() {
    return noneIn(EnumSet.allOf(TcpState.class));
  }

  static Timeouts noneIn(Set<TcpState> states) {
    return new Timeouts() {
      @Override
      public void retransmission(Endpoint e) {
        if (states.contains(e.tcb.state())) {
          e.because(Rule.WRONG);
          e.tcb.set(RETRANSMISSION_TIMER, Timer.OFF);
        } else {
          super.retransmission(e);
        }
      }
    };
  }

  static Timeouts sendsFinTooHigh() {
    return new Timeouts() {
      @Override
      public void retransmission(Endpoint e) {
        boolean sendsFin = e.tcb.finUnacknowledged() && e.tcb.sndUna() == e.tcb.sndEnd();
        if (!sendsFin) {
          super.retransmission(e);
          return;
        }
        e.because(Rule.WRONG);
        // Only while it is sent: what is acknowledged and what comes next stays what it is.
        e.tcb.add(SND_UNA, 1);
        e.tcb.add(SND_END, 1);
        super.retransmission(e);
        if (e.tcb.state().synchronised()) {
          e.tcb.add(SND_UNA, -1);
          e.tcb.add(SND_END, -1);
        }
      }
    };
  }

  static Timeouts sendsNoFinInClosing() {
    return new Timeouts() {
      @Override
      public void retransmission(Endpoint e) {
        boolean sendsFin = e.tcb.state() == TcpState.CLOSING && e.tcb.sndUna() == e.tcb.sndEnd();
        if (!sendsFin || !e.mayRetransmitAgain()) {
          super.retransmission(e);
          return;
        }
        e.because(Rule.WRONG);
        e.tcb.add(SND_NXT, -1);
        e.send.ack();
        e.tcb.add(SND_NXT, 1);
        e.countRetransmission();
        e.restartRetransmissionTimer();
      }
    };
  }

  static Timeouts sendsNothingForNothing() {
    return new Timeouts() {
      @Override
      public void retransmission(Endpoint e) {
        if (e.tcb.sndUna() == e.tcb.sndNxt()) {
          e.because(Rule.WRONG);
          e.tcb.set(RETRANSMISSION_TIMER, Timer.OFF);
        } else {
          super.retransmission(e);
        }
      }
    };
  }

  static Timeouts forgetsFinWait2() {
    return new Timeouts() {
      @Override
      public void finWait2(Endpoint e) {
        e.because(Rule.WRONG);
        e.tcb.set(FIN_WAIT_2_TIMER, Timer.OFF);
      }
    };
  }
}
