package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.DELIVERED;
import static io.tarry.tcp.world.App.END_OF_FILE;
import static io.tarry.tcp.world.App.ERROR;
import static io.tarry.tcp.world.App.POSITION;
import static io.tarry.tcp.world.App.TIMER;
import static io.tarry.tcp.world.Tcb.FATE;
import static io.tarry.tcp.world.Tcb.FIN_WAIT_2_TIMER;
import static io.tarry.tcp.world.Tcb.HELD_BYTES;
import static io.tarry.tcp.world.Tcb.HELD_FOREIGN;
import static io.tarry.tcp.world.Tcb.INCARNATION;
import static io.tarry.tcp.world.Tcb.IRS;
import static io.tarry.tcp.world.Tcb.ISS;
import static io.tarry.tcp.world.Tcb.OPENED_BY_OLD_SYN;
import static io.tarry.tcp.world.Tcb.PASSED_CLOSING;
import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.RCV_NXT;
import static io.tarry.tcp.world.Tcb.RETRANSMISSIONS;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.SND_END;
import static io.tarry.tcp.world.Tcb.SND_NXT;
import static io.tarry.tcp.world.Tcb.SND_UNA;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_TIMER;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;

/**
 * One end and everything that belongs to it. The rules of {@link SegmentArrives}, {@link UserCalls}
 * and {@link Timeouts} are written in its terms.
 */
public final class Endpoint {

  final End end;
  public final Tcb tcb;
  final App app;

  /** The host that has this end now; behind a NAT that changes. */
  Settings.Host host;

  Stack stack;
  Script script;
  int client;

  final World world;
  final Paws paws;
  public final ApplicationClock clock;
  public final Sender send;
  private final Settings settings;
  private final Topology topology;
  private final Step step;
  private final InitialSequenceNumbers numbers;
  private final boolean remembersIncarnation;
  private final boolean remembersOldSyn;

  private final boolean remembersFate;
  private final boolean remembersClosing;

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
    send = new Sender(this, settings, step);
    this.settings = settings;
    this.numbers = numbers;
    remembersIncarnation = topology.remembersIncarnation();
    remembersOldSyn = settings.ghosts().contains(Settings.Ghost.OLD_SYN);
    host = world.host(end);
    stack = host.stack();
    script = host.program().script();
    this.step = step;
    remembersFate = settings.ghosts().contains(Settings.Ghost.FATE);
    remembersClosing = settings.ghosts().contains(Settings.Ghost.PASSED_CLOSING);
  }

  /**
   * This end, brought up to date with the world: which host has it now, and which script runs
   * there.
   */
  public Endpoint asInWorld() {
    world.tcb(end); // the world notes that the end may change
    client = end.side() == Side.CLIENT ? world.clientOf(end.connection()) : 0;
    host = world.host(end);
    stack = host.stack();
    script = app.session() == 0 ? host.program().script() : topology.scriptOf(app.session());
    return this;
  }

  public void because(Rule rule) {
    step.because(rule);
  }

  // ---- Sequence numbers

  /** ISS of the present connection. */
  int iss() {
    return numbers.mayOverlap() ? tcb.get(ISS) : numbers.issOf(end.side(), tcb.sndNxt());
  }

  /**
   * The lowest ACK of this connection; a lower one belongs to another. On Linux, an ACK of ISS
   * itself counts after an active OPEN.
   */
  int lowestAckOfItsOwn() {
    return tcb.passive() ? iss() + 1 : iss();
  }

  /** IRS of the present connection. */
  private int irs() {
    return numbers.mayOverlap() ? tcb.get(IRS) : numbers.issOf(end.side().other(), tcb.rcvNxt());
  }

  /** Begins a new connection with this ISS. */
  public void beginAt(int iss) {
    tcb.set(ISS, numbers.mayOverlap() ? iss : 0);
    tcb.set(SND_UNA, iss);
    tcb.set(SND_NXT, iss + 1);
    tcb.set(SND_END, iss + 1);
  }

  /** Takes this IRS from the peer. */
  public void peerBeginsAt(int irs) {
    tcb.set(IRS, numbers.mayOverlap() ? irs : 0);
    tcb.set(RCV_NXT, irs + 1);
  }

  /**
   * Chooses a new ISS as this host does.
   *
   * @param above the number that the ISS has to exceed (RFC 9293 section 3.6.1, MAY-2 (1)), or 0
   */
  int chooseIss(int above) {
    int row = end.side() == Side.CLIENT ? settings.clients().size() : 1;
    int places = numbers.places(end.side());
    int next = above == 0 ? 0 : numbers.place(end.side(), above) / row + 1;
    int place =
        switch (host.isn()) {
          case CONSTANT -> next;
          case INCREASING -> Math.max(world.incarnations(end.connection()) - 1, next);
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

  // ---- What the user gets

  /**
   * Gives bytes up to {@code newRcvNxt} to the user, and moves RCV.NXT there.
   *
   * @param foreign a ghost: whether they were sent in another incarnation
   */
  void deliverTo(int newRcvNxt, boolean foreign) {
    boolean cameBefore = clock.cameAlready();
    handOver(tcb.rcvNxt(), newRcvNxt, foreign);
    app.add(DELIVERED, newRcvNxt - tcb.rcvNxt());
    tcb.set(HELD_BYTES, tcb.heldBytes() >>> (newRcvNxt - tcb.rcvNxt()));
    tcb.set(HELD_FOREIGN, tcb.get(HELD_FOREIGN) >>> (newRcvNxt - tcb.rcvNxt()));
    tcb.set(RCV_NXT, newRcvNxt);
    clock.watchArrival(cameBefore);
  }

  /** Hands bytes to the application, from one number up to, not including, another. */
  void handOver(int from, int to, boolean foreign) {
    for (int seq = from; seq < to; seq++) {
      step.delivers(seq - (irs() + 1), foreign);
    }
  }

  /** Ghost: whether the segment was sent in another incarnation than the present connection. */
  boolean isForeign(Segment seg) {
    return remembersIncarnation && seg.incarnation() != tcb.incarnation();
  }

  /**
   * Ghost: whether the SYN is an old one, that is, of no later incarnation than the TIME-WAIT here.
   */
  boolean isOldSyn(Segment syn) {
    return remembersOldSyn && syn.incarnation() <= tcb.incarnation();
  }

  /** Ghost: notes the incarnation of the present connection. */
  void belongTo(int incarnation) {
    tcb.set(INCARNATION, remembersIncarnation ? incarnation : 0);
  }

  /** "Advance RCV.NXT over the FIN", and signal the user. */
  public void consumeFin() {
    tcb.add(RCV_NXT, 1);
    tcb.forgetHeld();
    boolean cameBefore = clock.cameAlready();
    app.set(END_OF_FILE, true);
    clock.watchArrival(cameBefore);
    step.consumesFin();
  }

  /** Whether TCP has delivered bytes that the application has not read. */
  boolean hasUnreadBytes() {
    return app.delivered() > script.bytesReadBefore(app.position());
  }

  // ---- States and timers

  public void enter(TcpState state) {
    tcb.set(STATE, state);
    if (state == TcpState.ESTABLISHED) {
      tcb.forgetReturn();
      tcb.set(OPENED_BY_OLD_SYN, false);
      clock.watch();
    }
    if (state != TcpState.TIME_WAIT
        && state != TcpState.SYN_RECEIVED) { // it may return to TIME-WAIT
      tcb.set(PASSED_CLOSING, remembersClosing && state == TcpState.CLOSING);
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
      // DEVIATION: Linux makes no entry then, and sends nothing (TCPTimeWaitOverflow).
      because(Rule.TIME_WAIT_OVERFLOW);
      close(Fate.CLOSED);
      return;
    }
    if (paws.recycles() && tcb.timestamps()) {
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
    tcb.set(
        TIME_WAIT_TIMER,
        timer(paws.recycles() && tcb.timestamps() ? settings.time().recycledTimeWait() : ticks));
  }

  /** TIME-WAIT as it was before a SYN took the connection out of it. */
  void returnToTimeWait() {
    tcb.returnToTimeWait();
    app.reset();
    app.set(POSITION, script.instructions().size());
    enter(TcpState.TIME_WAIT);
    restartTimeWaitTimer();
  }

  /** Enters FIN-WAIT-2, and starts its timer if the stack has one and nobody reads any more. */
  void enterFinWait2() {
    enter(TcpState.FIN_WAIT_2);
    if (stack.has(Switch.FIN_WAIT2_TIMER) && tcb.orphan()) {
      // DEVIATION: the RFC has no such timer; Linux has (tcp_fin_timeout), for orphans only.
      tcb.set(FIN_WAIT_2_TIMER, timer(host.sysctls().finTimeout()));
    }
  }

  /** "Delete the TCB, enter the CLOSED state, and return", without telling the user. */
  void close(Fate fate) {
    tcb.delete();
    if (hasListener()) {
      app.set(TIMER, Timer.OFF); // what the application does with the old socket no longer matters
      listen(); // the 4-tuple belongs to the listener again
    }
    if (remembersFate) {
      tcb.set(FATE, fate);
    }
  }

  /** Whether this end belongs to a listener that stays open whatever becomes of the connection. */
  boolean hasListener() {
    return end.side() == Side.SERVER && world.listening();
  }

  /**
   * Whether the user learns of a RST in CLOSE-WAIT only by the next SEND. A server that keeps
   * listening polls its sockets, and is told at once.
   */
  boolean tellsByBrokenPipe() {
    return stack.has(Switch.BROKEN_PIPE) && !hasListener();
  }

  /** Enters LISTEN: the listener waits, and there is no connection yet. */
  void listen() {
    tcb.set(PASSIVE, true);
    enter(TcpState.LISTEN);
  }

  /**
   * Resets the application of a listener's request that has come to nothing: no application was
   * ever given the connection.
   */
  void forgetRequest() {
    if (hasListener()) {
      app.reset();
    }
  }

  /** As {@link #close(Fate)}, and tells the user the error unless the user gave up reading. */
  void close(Fate fate, UserError error) {
    if (!tcb.orphan()) {
      app.set(ERROR, error);
      if (app.position() < script.instructions().size()) {
        clock.watch(); // it takes no further step; after its last one the timer runs already
      }
    }
    close(fate);
  }

  public void startRetransmissionTimerUnlessRunning() {
    if (tcb.retransmissionTimer() == Timer.OFF) {
      restartRetransmissionTimer();
    }
  }

  void restartRetransmissionTimer() {
    int rto = settings.time().rto();
    tcb.set(
        RETRANSMISSION_TIMER,
        timer(settings.time().backOff() ? rto << tcb.retransmissions() : rto));
  }

  /** SND.UNA has advanced: the back-off is over, and the timer runs only if something is left. */
  void restartOrStopRetransmissionTimer() {
    // DEVIATION: RFC 6298 section 5 keeps the back-off until a round trip is measured on a segment
    // sent once; Linux, too, ends it with an ACK of new data. Here as in Linux.
    tcb.set(RETRANSMISSIONS, 0);
    tcb.set(RETRANSMISSION_TIMER, Timer.OFF);
    if (tcb.sndUna() < tcb.sndNxt()) {
      restartRetransmissionTimer();
    }
  }

  boolean mayRetransmitAgain() {
    return tcb.retransmissions() < settings.time().retransmissions();
  }

  void countRetransmission() {
    tcb.set(
        RETRANSMISSIONS,
        Math.min(tcb.retransmissions() + 1, settings.time().retransmissionsCounted()));
  }

  int timer(int ticks) {
    return settings.time().hasClock() ? Timer.DUE + ticks : Timer.DUE;
  }
}
