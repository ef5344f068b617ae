package io.tarry.tcp;

import io.tarry.engine.Model;

/**
 * The world as a model for the engine. While a step is offered, {@link #before()}, {@link #after()}
 * and {@link #step()} show it, unpacked.
 */
public final class TcpModel implements Model {

  private static final End[] ENDS = End.values();

  private final Settings settings;
  private final Tcp tcp;
  private final Layout layout;
  private final World before;
  private final World after;
  private final Step step = new Step();
  private final Endpoint client;
  private final Endpoint server;
  private final long[] packed;

  /** A world of these settings. */
  public TcpModel(Settings settings) {
    this(settings, Tcp.right());
  }

  /** The same, with other rules. */
  TcpModel(Settings settings, Tcp tcp) {
    this.settings = settings;
    this.tcp = tcp;
    layout = new Layout(settings);
    before = new World(settings);
    after = new World(settings);
    client = new Endpoint(End.CLIENT, after, step, settings);
    server = new Endpoint(End.SERVER, after, step, settings);
    packed = new long[layout.words()];
  }

  /** What this world is like. */
  public Settings settings() {
    return settings;
  }

  /** The world before the step. */
  public World before() {
    return before;
  }

  /** The world after the step. */
  public World after() {
    return after;
  }

  /** What happened in it. */
  public Step step() {
    return step;
  }

  @Override
  public int words() {
    return layout.words();
  }

  @Override
  public void initialStates(Sink sink) {
    World world = new World(settings);
    world.flight().fill(settings.network());
    if (settings.established()) {
      for (End end : ENDS) {
        Tcb tcb = world.tcb(end);
        tcb.state = TcpState.ESTABLISHED;
        tcb.passive = end == End.SERVER;
        tcb.sndUna = end.iss() + 1;
        tcb.sndNxt = end.iss() + 1;
        tcb.sndEnd = end.iss() + 1;
        tcb.rcvNxt = end.peer().iss() + 1;
      }
    }
    layout.pack(world, packed);
    show(packed);
    sink.offer(INITIAL, packed);
  }

  @Override
  public void show(long[] state) {
    layout.unpack(state, before);
    after.copyFrom(before);
    step.begin(Action.Kind.BEGIN, End.CLIENT, Segment.NONE);
  }

  @Override
  public void successors(long[] state, Sink sink) {
    layout.unpack(state, before);
    for (End end : ENDS) {
      call(end, sink);
    }
    for (int i = 0; i < before.flight().count(); i++) {
      if (before.flight().mayMove(i)) {
        move(i, sink);
      }
    }
    for (End end : ENDS) {
      timeouts(end, sink);
    }
    tick(sink);
  }

  private Endpoint endpoint(End end) {
    return end == End.CLIENT ? client : server;
  }

  private void begin(Action.Kind kind, End at, Segment moved) {
    after.copyFrom(before);
    step.begin(kind, at, moved);
  }

  private void offer(Action.Kind kind, int place, Sink sink) {
    int action = Action.code(kind, place);
    if (after.flight().overflowed()) {
      sink.beyond(action, "network.room");
    } else {
      layout.pack(after, packed);
      sink.offer(action, packed);
    }
  }

  private void call(End end, Sink sink) {
    Script script = settings.host(end).script();
    int position = before.app(end).position;
    if (position == script.instructions().size()
        || before.app(end).error != UserError.NONE
        || !ready(script.instructions().get(position), end)) {
      return;
    }
    begin(Action.Kind.CALL, end, Segment.NONE);
    after.app(end).position = position + 1;
    tcp.userCalls().call(endpoint(end), script.instructions().get(position));
    offer(Action.Kind.CALL, end.number(), sink);
  }

  private boolean ready(Script.Instruction instruction, End end) {
    App app = before.app(end);
    boolean connecting =
        switch (before.tcb(end).state) {
          case LISTEN, SYN_SENT, SYN_RECEIVED -> true;
          case CLOSED,
              ESTABLISHED,
              FIN_WAIT_1,
              FIN_WAIT_2,
              CLOSE_WAIT,
              CLOSING,
              LAST_ACK,
              TIME_WAIT ->
              false;
        };
    return !(connecting && instruction.waitForConnection())
        && (app.delivered >= instruction.waitForOctets() || app.endOfFile)
        && (app.endOfFile || !instruction.waitForEndOfFile());
  }

  private void move(int index, Sink sink) {
    Flight flight = before.flight();
    Segment segment = flight.get(index);
    End at = segment.from().peer();

    begin(Action.Kind.DELIVER, at, segment);
    after.flight().remove(index);
    tcp.segmentArrives().arrives(endpoint(at), segment);
    offer(Action.Kind.DELIVER, index, sink);

    if (flight.copiesLeft > 0) {
      begin(Action.Kind.DELIVER_COPY, at, segment);
      spendCopy(after.flight());
      tcp.segmentArrives().arrives(endpoint(at), segment);
      offer(Action.Kind.DELIVER_COPY, index, sink);
    }
    if (flight.lossesLeft > 0) {
      begin(Action.Kind.LOSE, at, segment);
      spendLoss(after.flight());
      after.flight().remove(index);
      offer(Action.Kind.LOSE, index, sink);
    }
  }

  private static void spendCopy(Flight flight) {
    if (flight.copiesLeft != Settings.UNLIMITED) {
      flight.copiesLeft--;
    }
  }

  private static void spendLoss(Flight flight) {
    if (flight.lossesLeft != Settings.UNLIMITED) {
      flight.lossesLeft--;
    }
  }

  private void timeouts(End end, Sink sink) {
    Tcb tcb = before.tcb(end);
    if (tcb.retransmissionTimer == Timer.DUE) {
      begin(Action.Kind.RETRANSMISSION_TIMEOUT, end, Segment.NONE);
      tcp.timeouts().retransmission(endpoint(end));
      offer(Action.Kind.RETRANSMISSION_TIMEOUT, end.number(), sink);
    }
    if (tcb.finWait2Timer == Timer.DUE) {
      begin(Action.Kind.FIN_WAIT_2_TIMEOUT, end, Segment.NONE);
      tcp.timeouts().finWait2(endpoint(end));
      offer(Action.Kind.FIN_WAIT_2_TIMEOUT, end.number(), sink);
    }
    if (tcb.timeWaitTimer == Timer.DUE && !somethingElseIsForced()) {
      begin(Action.Kind.TIME_WAIT_TIMEOUT, end, Segment.NONE);
      tcp.timeouts().timeWait(endpoint(end));
      offer(Action.Kind.TIME_WAIT_TIMEOUT, end.number(), sink);
    }
  }

  /** With a clock, a 2MSL timer expires after all else that has to happen at that instant. */
  private boolean somethingElseIsForced() {
    return settings.time().ticks() && (arrivalIsForced() || otherTimerIsDue());
  }

  private boolean arrivalIsForced() {
    return before.flight().count() > 0 && before.flight().oldest() == settings.time().msl();
  }

  private boolean otherTimerIsDue() {
    for (End end : ENDS) {
      Tcb tcb = before.tcb(end);
      if (tcb.retransmissionTimer == Timer.DUE || tcb.finWait2Timer == Timer.DUE) {
        return true;
      }
    }
    return false;
  }

  /** The clock advances, unless something has to happen first or nothing would change. */
  private void tick(Sink sink) {
    if (!settings.time().ticks() || arrivalIsForced() || otherTimerIsDue()) {
      return;
    }
    boolean changes = before.flight().count() > 0;
    for (End end : ENDS) {
      Tcb tcb = before.tcb(end);
      if (tcb.timeWaitTimer == Timer.DUE) {
        return;
      }
      changes |= tcb.retransmissionTimer + tcb.finWait2Timer + tcb.timeWaitTimer > Timer.OFF;
    }
    if (!changes) {
      return;
    }
    begin(Action.Kind.TICK, End.CLIENT, Segment.NONE);
    after.flight().age();
    for (End end : ENDS) {
      Tcb tcb = after.tcb(end);
      tcb.retransmissionTimer = Timer.tick(tcb.retransmissionTimer);
      tcb.finWait2Timer = Timer.tick(tcb.finWait2Timer);
      tcb.timeWaitTimer = Timer.tick(tcb.timeWaitTimer);
    }
    offer(Action.Kind.TICK, 0, sink);
  }
}
