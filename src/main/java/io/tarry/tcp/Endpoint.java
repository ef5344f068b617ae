package io.tarry.tcp;

import static io.tarry.tcp.Segment.ACK;
import static io.tarry.tcp.Segment.FIN;
import static io.tarry.tcp.Segment.RST;
import static io.tarry.tcp.Segment.SYN;

/**
 * One end with everything it can reach: what the rules of {@link SegmentArrives}, {@link UserCalls}
 * and {@link Timeouts} are written in.
 */
final class Endpoint {

  final End end;
  final Tcb tcb;
  final App app;
  final Stack stack;
  final Script script;

  private final Settings settings;
  private final Flight flight;
  private final Step step;
  private final boolean remembersFate;
  private final boolean remembersClosing;
  private final boolean remembersRetransmission;

  Endpoint(End end, World world, Step step, Settings settings) {
    this.end = end;
    this.tcb = world.tcb(end);
    this.app = world.app(end);
    this.stack = settings.host(end).stack();
    this.script = settings.host(end).script();
    this.settings = settings;
    this.flight = world.flight();
    this.step = step;
    remembersFate = settings.ghosts().contains(Settings.Ghost.FATE);
    remembersClosing = settings.ghosts().contains(Settings.Ghost.PASSED_CLOSING);
    remembersRetransmission = settings.ghosts().contains(Settings.Ghost.RETRANSMISSION);
  }

  void because(Rule rule) {
    step.because(rule);
  }

  int window() {
    return settings.window();
  }

  // ---- Sending

  /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>}. */
  void sendAck() {
    send(tcb.sndNxt, tcb.rcvNxt, ACK, 0);
  }

  void sendSyn() {
    send(end.iss(), 0, SYN, 0);
  }

  void sendSynAck() {
    send(end.iss(), tcb.rcvNxt, SYN | ACK, 0);
  }

  /**
   * {@code <SEQ=SEG.ACK><CTL=RST>}: the answer to a segment with an ACK that makes no sense here.
   */
  void sendResetFor(Segment offender) {
    send(offender.ack(), 0, RST, 0);
  }

  /** {@code <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>}: the same, to a segment without an ACK. */
  void sendResetForNoAck(Segment offender) {
    send(0, offender.end(), RST | ACK, 0);
  }

  /** The reset of ABORT: {@code <SEQ=SND.NXT><CTL=RST>}. Source: RFC 9293 section 3.10.5. */
  void sendAbort() {
    if (stack.socketAbort()) {
      // DEVIATION: Linux sets ACK too (tcp_send_active_reset).
      send(tcb.sndNxt, tcb.rcvNxt, RST | ACK, 0);
    } else {
      send(tcb.sndNxt, 0, RST, 0);
    }
  }

  /** Sends what the user has queued, a segment a SEND, and then the FIN if he has closed. */
  void sendQueued() {
    while (tcb.sndNxt < tcb.sndEnd) {
      int text = textOfSegmentAt(tcb.sndNxt);
      send(tcb.sndNxt, tcb.rcvNxt, ACK, text);
      tcb.sndNxt += text;
      startRetransmissionTimerUnlessRunning();
    }
    if (tcb.finQueued && tcb.sndNxt == tcb.sndEnd) {
      send(tcb.sndNxt, tcb.rcvNxt, FIN | ACK, 0);
      tcb.sndNxt++;
      startRetransmissionTimerUnlessRunning();
    }
  }

  /** "Send the segment at the front of the retransmission queue again." */
  void sendFrontAgain() {
    if (tcb.state == TcpState.SYN_SENT) {
      sendSyn();
    } else if (tcb.sndUna == end.iss()) { // SYN-RECEIVED, or FIN-WAIT-1 after a CLOSE in it
      sendSynAck();
    } else if (tcb.sndUna < tcb.sndEnd) {
      send(tcb.sndUna, tcb.rcvNxt, ACK, textOfSegmentAt(tcb.sndUna));
    } else {
      send(tcb.sndUna, tcb.rcvNxt, FIN | ACK, 0, remembersRetransmission);
    }
  }

  /** Takes octets from the user; each SEND makes one segment. */
  void accept(int octets) {
    app.accepted += octets;
    tcb.sndEnd += octets;
    tcb.segmentEnds |= 1 << (tcb.sndEnd - firstOctet() - 1);
  }

  private int textOfSegmentAt(int seq) {
    return Integer.numberOfTrailingZeros(tcb.segmentEnds >>> (seq - firstOctet())) + 1;
  }

  private int firstOctet() {
    return end.iss() + 1;
  }

  private void send(int seq, int ack, int flags, int textLength) {
    send(seq, ack, flags, textLength, false);
  }

  private void send(int seq, int ack, int flags, int textLength, boolean retransmission) {
    Segment segment = Segment.of(end, seq, ack, flags, textLength, retransmission, 0);
    int kind = segment.kind().number();
    int surelyLost = flight.surelyLostLeft[kind];
    step.sends(segment, surelyLost > 0);
    if (surelyLost == 0) {
      flight.add(segment);
    } else if (surelyLost != Settings.UNLIMITED) {
      flight.surelyLostLeft[kind]--;
    }
  }

  // ---- What the user gets

  /** Gives octets up to {@code newRcvNxt} to the user, and moves RCV.NXT there. */
  void deliverTo(int newRcvNxt) {
    for (int seq = tcb.rcvNxt; seq < newRcvNxt; seq++) {
      step.delivers(seq - (end.peer().iss() + 1));
      app.delivered++;
    }
    tcb.heldOctets >>>= newRcvNxt - tcb.rcvNxt;
    tcb.rcvNxt = newRcvNxt;
  }

  /** "Advance RCV.NXT over the FIN", and signal the user. */
  void consumeFin() {
    tcb.rcvNxt++;
    tcb.forgetHeld();
    app.endOfFile = true;
    step.consumesFin();
  }

  /** Octets that TCP has delivered and the application has not read. */
  boolean hasUnreadOctets() {
    return app.delivered > script.octetsReadBefore(app.position);
  }

  // ---- States and timers

  void enter(TcpState state) {
    tcb.state = state;
    if (state == TcpState.CLOSING) {
      tcb.passedClosing = remembersClosing;
    }
  }

  /** "Enter the TIME-WAIT state. Start the time-wait timer, turn off the other timers." */
  void enterTimeWait() {
    if (settings.time().timeWait() == 0) {
      because(Rule.TIME_WAIT_OF_ZERO);
      close(Fate.CLOSED);
      return;
    }
    tcb.stopTimers();
    tcb.forgetHeld();
    enter(TcpState.TIME_WAIT);
    restartTimeWaitTimer();
  }

  void restartTimeWaitTimer() {
    tcb.timeWaitTimer = timer(settings.time().timeWait());
  }

  /** FIN-WAIT-2, with the timer of a stack that limits it where nobody reads any more. */
  void enterFinWait2() {
    enter(TcpState.FIN_WAIT_2);
    if (stack.finWait2Timer() && tcb.orphan) {
      // DEVIATION: the RFC has no such timer; Linux has (tcp_fin_timeout), for orphans only.
      tcb.finWait2Timer = timer(settings.time().finWait2());
    }
  }

  /** "Delete the TCB, enter the CLOSED state, and return", without a word to the user. */
  void close(Fate fate) {
    tcb.delete();
    if (remembersFate) {
      tcb.fate = fate;
    }
  }

  /** The same, telling the user why, if there is one who still listens. */
  void close(Fate fate, UserError error) {
    if (!tcb.orphan) {
      app.error = error;
    }
    close(fate);
  }

  void startRetransmissionTimerUnlessRunning() {
    if (tcb.retransmissionTimer == Timer.OFF) {
      restartRetransmissionTimer();
    }
  }

  void restartRetransmissionTimer() {
    int rto = settings.time().rto();
    tcb.retransmissionTimer = timer(settings.time().backOff() ? rto << tcb.retransmissions : rto);
  }

  /** SND.UNA has advanced: the back-off is over, and the timer runs only if something is left. */
  void restartOrStopRetransmissionTimer() {
    // DEVIATION: RFC 6298 section 5 keeps the back-off until a round trip is measured on a segment
    // sent once; Linux, too, ends it with an ACK of new data. Here as in Linux.
    tcb.retransmissions = 0;
    tcb.retransmissionTimer = Timer.OFF;
    if (tcb.sndUna < tcb.sndNxt) {
      restartRetransmissionTimer();
    }
  }

  boolean mayRetransmitAgain() {
    return tcb.retransmissions < settings.time().retransmissions();
  }

  private int timer(int ticks) {
    return settings.time().ticks() ? Timer.DUE + ticks : Timer.DUE;
  }
}
