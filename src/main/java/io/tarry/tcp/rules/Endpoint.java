package io.tarry.tcp.rules;

import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;

/**
 * One end with everything it can reach: what the rules of {@link SegmentArrives}, {@link UserCalls}
 * and {@link Timeouts} are written in.
 */
public final class Endpoint {

  final End end;
  public final Tcb tcb;
  final App app;

  /** The host whose end it is now; behind a NAT that changes. */
  Settings.Host host;

  Stack stack;
  Script script;
  int client;

  final World world;
  final Paws paws;
  public final ApplicationClock clock;
  private final Settings settings;
  private final Topology topology;
  private final Flight flight;
  private final Step step;
  private final InitialSequenceNumbers numbers;
  private final boolean remembersIncarnation;
  private final boolean remembersOldSyn;
  private final boolean remembersSent;

  private final boolean remembersFate;
  private final boolean remembersClosing;
  private final boolean remembersRetransmission;

  public Endpoint(
      End end,
      World world,
      Step step,
      Settings settings,
      Timestamps stamps,
      InitialSequenceNumbers numbers) {
    this.end = end;
    this.tcb = world.tcb(end);
    this.app = world.app(end);
    this.world = world;
    this.topology = world.topology();
    paws = new Paws(this, settings, stamps);
    clock = new ApplicationClock(this);
    this.settings = settings;
    this.numbers = numbers;
    remembersIncarnation = topology.remembersIncarnation();
    remembersOldSyn = settings.ghosts().contains(Settings.Ghost.OLD_SYN);
    remembersSent = settings.ghosts().contains(Settings.Ghost.SENT);
    host = world.host(end);
    stack = host.stack();
    script = host.program().script();
    this.flight = world.flight;
    this.step = step;
    remembersFate = settings.ghosts().contains(Settings.Ghost.FATE);
    remembersClosing = settings.ghosts().contains(Settings.Ghost.PASSED_CLOSING);
    remembersRetransmission = settings.ghosts().contains(Settings.Ghost.RETRANSMISSION);
  }

  /** The end as it is in the world now: whose it is, and what runs there. */
  public Endpoint asInWorld() {
    world.tcb(end); // whoever is given it may change it
    client = end.side() == Side.CLIENT ? world.clientOf(end.connection()) : 0;
    host = world.host(end);
    stack = host.stack();
    script = app.session == 0 ? host.program().script() : topology.scriptOf(app.session);
    return this;
  }

  public void because(Rule rule) {
    step.because(rule);
  }

  // ---- Sequence numbers

  /** ISS of the connection that is there. */
  int iss() {
    return numbers.mayOverlap() ? tcb.iss : numbers.issOf(end.side(), tcb.sndNxt);
  }

  /** Below it, an ACK is of another connection. Linux counts the SYN of an active OPEN alone. */
  int lowestAckOfItsOwn() {
    return tcb.passive ? iss() + 1 : iss();
  }

  /** IRS, likewise. */
  private int irs() {
    return numbers.mayOverlap() ? tcb.irs : numbers.issOf(end.side().other(), tcb.rcvNxt);
  }

  /** The numbers that a new connection of this end begins with. */
  public void beginAt(int iss) {
    tcb.iss = numbers.mayOverlap() ? iss : 0;
    tcb.sndUna = iss;
    tcb.sndNxt = iss + 1;
    tcb.sndEnd = iss + 1;
  }

  /** The same of the peer's. */
  public void peerBeginsAt(int irs) {
    tcb.irs = numbers.mayOverlap() ? irs : 0;
    tcb.rcvNxt = irs + 1;
  }

  /**
   * A new ISS, by the host's way of choosing.
   *
   * @param above a number that it has to be above as RFC 9293 section 3.6.1, MAY-2 (1) wants, or 0
   */
  int chooseIss(int above) {
    int row = end.side() == Side.CLIENT ? settings.clients().size() : 1;
    int places = numbers.places(end.side());
    int next = above == 0 ? 0 : numbers.place(end.side(), above) / row + 1;
    int place =
        switch (host.isn()) {
          case CONSTANT -> next;
          case INCREASING -> Math.max(world.incarnations[end.connection()] - 1, next);
          case ANY -> above == 0 ? step.chosenOf(numbers.choices()) : next;
        };
    if (row * place + client >= places) {
      step.goesBeyond("the sequence numbers of a 4-tuple");
      place = places / row - 1;
    }
    return numbers.iss(end.side(), row * place + client);
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
    send(iss(), 0, SYN, 0);
  }

  void sendSynAck() {
    send(iss(), tcb.rcvNxt, SYN | ACK, 0);
  }

  /**
   * {@code <SEQ=SEG.ACK><CTL=RST>}: the answer to a segment with an ACK that makes no sense here.
   */
  public void sendResetFor(Segment offender) {
    sendReply(offender.ack(), 0, RST);
  }

  /** {@code <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>}: the same, to a segment without an ACK. */
  void sendResetForNoAck(Segment offender) {
    sendReply(0, offender.end(), RST | ACK);
  }

  /** A RST to what belongs to no connection here. */
  private void sendReply(int seq, int ack, int flags) {
    launch(Segment.of(end, seq, ack, flags, 0, false, 0));
  }

  /** {@code <SEQ=SND.NXT><ACK=RCV.NXT><CTL=RST,ACK>}. */
  void sendResetAndAck() {
    send(tcb.sndNxt, tcb.rcvNxt, RST | ACK, 0);
  }

  /** The reset of ABORT: {@code <SEQ=SND.NXT><CTL=RST>}. Source: RFC 9293 section 3.10.5. */
  public void sendAbort() {
    if (stack.has(Switch.SOCKET_ABORT)) {
      sendResetAndAck(); // DEVIATION: Linux (tcp_send_active_reset), FreeBSD (tcp_drop)
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
  public void sendFrontAgain() {
    if (tcb.state == TcpState.SYN_SENT) {
      sendSyn();
    } else if (tcb.sndUna == iss()) { // SYN-RECEIVED, or FIN-WAIT-1 after a CLOSE in it
      sendSynAck();
    } else if (tcb.sndUna < tcb.sndEnd) {
      send(tcb.sndUna, tcb.rcvNxt, ACK, textOfSegmentAt(tcb.sndUna));
    } else {
      send(tcb.sndUna, tcb.rcvNxt, FIN | ACK, 0, remembersRetransmission);
    }
  }

  /** The FIN once more, with what is received now. */
  void sendFinAgain() {
    send(tcb.sndEnd, tcb.rcvNxt, FIN | ACK, 0, remembersRetransmission);
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
    return iss() + 1;
  }

  private void send(int seq, int ack, int flags, int textLength) {
    send(seq, ack, flags, textLength, false);
  }

  private void send(int seq, int ack, int flags, int textLength, boolean retransmission) {
    boolean matters = textLength > 0 || (flags & SYN) != 0; // of nothing else anybody asks it
    Segment segment =
        Segment.of(end, seq, ack, flags, textLength, retransmission, 0)
            .ofIncarnation(matters ? tcb.incarnation : 0);
    // RFC 7323 section 3.2: in every segment but a RST.
    launch(tcb.timestamps && !segment.rst() ? segment.stamped(client) : segment);
  }

  private void launch(Segment blank) {
    Segment segment = topology.namesClients() ? blank.of(world.clientOf(end.connection())) : blank;
    if (remembersSent && world.sent == Layout.SENT_MAX) {
      step.goesBeyond("the segments that are counted");
    } else if (remembersSent) {
      world.sent++;
    }
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

  /**
   * Gives octets up to {@code newRcvNxt} to the user, and moves RCV.NXT there.
   *
   * @param foreign a ghost: whether they were sent in another incarnation
   */
  void deliverTo(int newRcvNxt, boolean foreign) {
    boolean cameBefore = clock.cameAlready();
    for (int seq = tcb.rcvNxt; seq < newRcvNxt; seq++) {
      step.delivers(seq - (irs() + 1), foreign);
      app.delivered++;
    }
    tcb.heldOctets >>>= newRcvNxt - tcb.rcvNxt;
    tcb.heldForeign >>>= newRcvNxt - tcb.rcvNxt;
    tcb.rcvNxt = newRcvNxt;
    clock.watchArrival(cameBefore);
  }

  /** A ghost: whether it comes from another incarnation than the connection that is here. */
  boolean isForeign(Segment seg) {
    return remembersIncarnation && seg.incarnation() != tcb.incarnation;
  }

  /** A ghost: a SYN that is not of a later incarnation than TIME-WAIT is an old one. */
  boolean isOldSyn(Segment syn) {
    return remembersOldSyn && syn.incarnation() <= tcb.incarnation;
  }

  /** A ghost: the connection that is here is of that incarnation. */
  void belongTo(int incarnation) {
    tcb.incarnation = remembersIncarnation ? incarnation : 0;
  }

  /** "Advance RCV.NXT over the FIN", and signal the user. */
  public void consumeFin() {
    tcb.rcvNxt++;
    tcb.forgetHeld();
    boolean cameBefore = clock.cameAlready();
    app.endOfFile = true;
    clock.watchArrival(cameBefore);
    step.consumesFin();
  }

  /** Octets that TCP has delivered and the application has not read. */
  boolean hasUnreadOctets() {
    return app.delivered > script.octetsReadBefore(app.position);
  }

  // ---- States and timers

  public void enter(TcpState state) {
    tcb.state = state;
    if (state == TcpState.ESTABLISHED) {
      tcb.forgetReturn();
      tcb.openedByOldSyn = false;
      clock.watch();
    }
    if (state != TcpState.TIME_WAIT && state != TcpState.SYN_RECEIVED) { // may be there again
      tcb.passedClosing = remembersClosing && state == TcpState.CLOSING;
    }
  }

  /** "Enter the TIME-WAIT state. Start the time-wait timer, turn off the other timers." */
  public void enterTimeWait() {
    if (settings.time().timeWait() == 0) {
      because(Rule.TIME_WAIT_OF_ZERO);
      close(Fate.CLOSED);
      return;
    }
    if (world.timeWaits(end) >= host.sysctls().maxTwBuckets()) {
      // DEVIATION: Linux makes no entry then, and says nothing (TCPTimeWaitOverflow).
      because(Rule.TIME_WAIT_OVERFLOW);
      close(Fate.CLOSED);
      return;
    }
    if (paws.recycles() && tcb.timestamps) {
      // DEVIATION: Linux before 4.12.
      because(Rule.RECYCLE_REMEMBERED);
      paws.rememberPeer();
    }
    tcb.stopTimers();
    tcb.forgetHeld();
    enter(TcpState.TIME_WAIT);
    restartTimeWaitTimer();
  }

  public void restartTimeWaitTimer() {
    int ticks = settings.time().timeWait();
    tcb.timeWaitTimer =
        timer(paws.recycles() && tcb.timestamps ? settings.time().recycledTimeWait() : ticks);
  }

  /** TIME-WAIT as it was before a SYN took the connection out of it. */
  void returnToTimeWait() {
    tcb.returnToTimeWait();
    app.reset();
    app.position = script.instructions().size();
    enter(TcpState.TIME_WAIT);
    restartTimeWaitTimer();
  }

  /** FIN-WAIT-2, with the timer of a stack that limits it where nobody reads any more. */
  void enterFinWait2() {
    enter(TcpState.FIN_WAIT_2);
    if (stack.has(Switch.FIN_WAIT2_TIMER) && tcb.orphan) {
      // DEVIATION: the RFC has no such timer; Linux has (tcp_fin_timeout), for orphans only.
      tcb.finWait2Timer = timer(host.sysctls().finTimeout());
    }
  }

  /** "Delete the TCB, enter the CLOSED state, and return", without a word to the user. */
  void close(Fate fate) {
    tcb.delete();
    if (hasListener()) {
      app.timer = Timer.OFF; // nobody asks any more what the application does with the old socket
      listen(); // the 4-tuple is the listener's again
    }
    if (remembersFate) {
      tcb.fate = fate;
    }
  }

  /** Whether a listener stands behind this end that stays whatever becomes of the connection. */
  boolean hasListener() {
    return end.side() == Side.SERVER && world.listening;
  }

  /**
   * Whether a RST in CLOSE-WAIT is kept for the next SEND. A server that keeps listening polls its
   * sockets, and is told at once.
   */
  boolean tellsByBrokenPipe() {
    return stack.has(Switch.BROKEN_PIPE) && !hasListener();
  }

  /** What is there where a listener waits and no connection is. */
  void listen() {
    tcb.passive = true;
    enter(TcpState.LISTEN);
  }

  /**
   * A listener's request has come to nothing: no application was given it, so none is left of it.
   */
  void forgetRequest() {
    if (hasListener()) {
      app.reset();
    }
  }

  /** The same as {@link #close(Fate)}, telling the user why, if there is one who still listens. */
  void close(Fate fate, UserError error) {
    if (!tcb.orphan) {
      app.error = error;
      if (app.position < script.instructions().size()) {
        clock.watch(); // it makes no further step; else it pauses already
      }
    }
    close(fate);
  }

  public void startRetransmissionTimerUnlessRunning() {
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

  void countRetransmission() {
    tcb.retransmissions =
        Math.min(tcb.retransmissions + 1, settings.time().retransmissionsCounted());
  }

  int timer(int ticks) {
    return settings.time().hasClock() ? Timer.DUE + ticks : Timer.DUE;
  }
}
