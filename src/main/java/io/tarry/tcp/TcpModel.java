package io.tarry.tcp;

import io.tarry.engine.Model;
import java.util.Arrays;
import java.util.List;

/**
 * The world as a model for the engine. While a step is offered, {@link #before()}, {@link #after()}
 * and {@link #step()} show it, unpacked.
 */
public final class TcpModel implements Model {

  private final Settings settings;
  private final Tcp tcp;
  private final Layout layout;
  private final World before;
  private final World after;
  private final Step step = new Step();
  private final Topology topology;
  private final List<End> ends;
  private final Stamps stamps;
  private final Numbers numbers;
  private final Ghosts ghosts;
  private final Endpoint[] endpoints;
  private final long[] packed;

  /**
   * A world of these settings.
   *
   * @throws IllegalArgumentException if it is larger than {@link Capacity} allows
   */
  public TcpModel(Settings settings) {
    this(settings, Tcp.right());
  }

  /** The same, with other rules. */
  TcpModel(Settings settings, Tcp tcp) {
    List<Capacity.Excess> excesses = Capacity.exceededBy(settings);
    if (!excesses.isEmpty()) {
      throw new IllegalArgumentException("the world is too large: " + excesses);
    }
    this.settings = settings;
    this.tcp = tcp;
    topology = new Topology(settings);
    ends = topology.ends();
    numbers = new Numbers(settings, topology);
    layout = new Layout(settings, topology, numbers);
    before = new World(settings);
    after = new World(settings);
    stamps = new Stamps(settings, topology);
    ghosts = new Ghosts(settings);
    endpoints =
        ends.stream()
            .map(end -> new Endpoint(end, after, step, settings, stamps, numbers))
            .toArray(Endpoint[]::new);
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

  /** From how many local ports that client could connect to the server's first port. */
  public int freePorts(World world, int client) {
    if (client >= settings.clients().size()) {
      return 0;
    }
    int free = 0;
    for (int i = 0; i < world.connections(); i++) {
      boolean first = i % settings.server().ports().size() == 0;
      End end = End.of(i, Side.CLIENT);
      if (first
          && topology.mayOpen(client, i)
          && tcp.opening().mayTake(settings, world, client, end, false)) {
        free++;
      }
    }
    return free;
  }

  @Override
  public int words() {
    return layout.words();
  }

  @Override
  public void initialStates(Sink sink) {
    World world = new World(settings);
    world.flight().fill(settings.network());
    begin(world);
    layout.pack(world, packed);
    show(packed);
    sink.offer(INITIAL, packed);
  }

  private void begin(World world) {
    boolean keepsListening = settings.server().program().keepsListening();
    if (keepsListening && settings.start() != Settings.Start.CLOSED) {
      world.listen();
    }
    if (settings.established()) {
      world.app(End.SERVER).position = keepsListening ? 1 : 0;
      world.app(End.CLIENT).session = 1;
      world.begun[0] = 1;
      world.incarnations[0] = 1;
      establish(world, End.CLIENT);
      establish(world, End.SERVER);
    }
    ghosts.begin(world);
  }

  private void establish(World world, End end) {
    Tcb tcb = world.tcb(end);
    Endpoint endpoint = new Endpoint(end, world, step, settings, stamps, numbers).asInWorld();
    int iss = numbers.iss(end.side(), 0);
    tcb.state = TcpState.ESTABLISHED;
    tcb.passive = end.side() == Side.SERVER;
    endpoint.beginAt(iss);
    tcb.sndUna = iss + 1;
    endpoint.peerBeginsAt(numbers.iss(end.side().other(), 0));
    tcb.incarnation = topology.remembersIncarnation() ? 1 : 0;
    tcb.timestamps =
        world.host(end).sysctls().timestamps() && world.host(end.peer()).sysctls().timestamps();
    endpoint.watchClock();
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
    for (End end : ends) {
      call(end, sink);
    }
    for (int process = 0; process < before.begun.length; process++) {
      nextSession(process, sink);
    }
    listener(sink);
    for (int i = 0; i < before.flight().count(); i++) {
      if (before.flight().mayMove(i)) {
        move(i, sink);
      }
    }
    for (End end : ends) {
      timeouts(end, sink);
    }
    tick(state, sink);
  }

  private Endpoint endpoint(End end) {
    return endpoints[end.number()].asInWorld();
  }

  private void begin(Action.Kind kind, End at, Segment moved) {
    after.copyFrom(before);
    step.begin(kind, at, moved);
  }

  private void offer(Action.Kind kind, int place, int choice, Sink sink) {
    int action = Action.code(kind, place, choice);
    if (after.flight().overflowed()) {
      sink.beyond(action, "network.room");
    } else if (!step.beyond().isEmpty()) {
      sink.beyond(action, step.beyond());
    } else {
      ghosts.remember(before, after, step.moved());
      layout.pack(after, packed);
      offerInEachPhase(action, topology.clocks() - 1, sink);
    }
  }

  /**
   * A host may have started at any moment, so a clock whose timestamps are compared from now on may
   * be anywhere within its tick. (What nobody compares is packed as at the beginning of its tick.)
   */
  private void offerInEachPhase(int action, int clock, Sink sink) {
    if (clock < 0) {
      sink.offer(action, packed);
    } else if (!stamps.isAskedFromNow(clock, before, after)) {
      offerInEachPhase(action, clock - 1, sink);
    } else {
      for (int phase = 0; phase < topology.tickOf(clock); phase++) {
        after.clockPhase[clock] = phase;
        layout.pack(after, packed);
        offerInEachPhase(action, clock - 1, sink);
      }
    }
  }

  private void offer(Action.Kind kind, int place, Sink sink) {
    offer(kind, place, 0, sink);
  }

  // ---- Applications

  /** The application at an end makes its next call. */
  private void call(End end, Sink sink) {
    App app = before.app(end);
    Script script = before.script(end);
    if (!isThere(end)
        || app.position == script.instructions().size()
        || app.error != UserError.NONE
        || !ready(script.instructions().get(app.position), end)) {
      return;
    }
    Script.Instruction instruction = script.instructions().get(app.position);
    step.choose(0);
    int choice = 0;
    do {
      step.choose(choice);
      begin(Action.Kind.CALL, end, Segment.NONE);
      step.makes(instruction);
      after.app(end).position = app.position + 1;
      Endpoint endpoint = endpoint(end);
      if (instruction.call() == Call.OPEN) {
        after.incarnations[end.connection()] = Math.max(1, after.incarnations[end.connection()]);
      }
      tcp.userCalls().call(endpoint, instruction);
      endpoint.watchClock();
      offer(Action.Kind.CALL, end.number(), choice, sink);
      choice++;
    } while (choice < step.choices());
  }

  /** Whether an application has a socket at that end. */
  private boolean isThere(End end) {
    if (end.side() == Side.CLIENT) {
      return before.app(end).session != 0;
    }
    return !settings.server().program().keepsListening()
        ? end.connection() == 0
        : before.app(end).position > 0 && before.tcb(end).state != TcpState.LISTEN;
  }

  /** A process that is done with one socket makes its next. */
  private void nextSession(int number, Sink sink) {
    Topology.Worker process = topology.processes().get(number);
    int begun = before.begun[number];
    if (begun == process.sessions() || (begun > 0 && !isDone(process.firstSession() + begun - 1))) {
      return;
    }
    int session = process.firstSession() + begun;
    Script.Instruction first = topology.scriptOf(session).instructions().get(0);
    if (first.call() != Call.OPEN) {
      open(number, session, End.CLIENT, first, false, sink);
      return;
    }
    boolean bound = first.fromPort() != 0;
    if (bound && tcp.opening().bindFails(settings, before, process.client(), first.fromPort())) {
      refuse(number, first, UserError.ADDRESS_IN_USE, Rule.CALL_ADDRESS_IN_USE, sink);
      return;
    }
    boolean found = false;
    for (End end : ends) {
      if (reaches(process.client(), first, end)
          && tcp.opening().mayTake(settings, before, process.client(), end, bound)) {
        found = true;
        open(number, session, end, first, before.tcb(end).state == TcpState.TIME_WAIT, sink);
      }
    }
    if (!found) {
      refuse(number, first, UserError.NO_PORT, Rule.CALL_NO_PORT, sink);
    }
  }

  private boolean reaches(int client, Script.Instruction open, End end) {
    FourTuple tuple = topology.tuples().get(end.connection());
    int serverPort = open.toPort() == 0 ? settings.server().ports().get(0) : open.toPort();
    return end.side() == Side.CLIENT
        && topology.mayOpen(client, end.connection())
        && tuple.serverPort() == serverPort
        && (open.fromPort() == 0 || open.fromPort() == tuple.clientPort());
  }

  /** Whether the process has nothing more to do with the socket of that session. */
  private boolean isDone(int session) {
    for (End end : ends) {
      App app = before.app(end);
      if (end.side() == Side.CLIENT && app.session == session) {
        return app.error != UserError.NONE
            || (app.position == topology.scriptOf(session).instructions().size()
                && app.timer <= Timer.DUE); // it may pause before the next
      }
    }
    return true;
  }

  private void open(
      int process, int session, End end, Script.Instruction first, boolean reuses, Sink sink) {
    int choice = 0;
    do {
      step.choose(choice);
      begin(Action.Kind.CALL, end, Segment.NONE);
      step.by(process);
      step.makes(first);
      after.begun[process]++;
      after.refusals[process] = UserError.NONE;
      App app = after.app(end);
      app.reset();
      app.session = session;
      app.position = 1;
      if (first.call() == Call.OPEN) {
        // The first may meet an active OPEN of the server: both open one and the same connection.
        int opened = before.incarnations[end.connection()];
        after.incarnations[end.connection()] =
            before.app(end).session == 0 ? Math.max(1, opened) : opened + 1;
        after.tcb(end).forgetGhosts();
      }
      Endpoint endpoint = endpoint(end);
      if (reuses) {
        tcp.userCalls().reuse(endpoint);
      } else {
        tcp.userCalls().call(endpoint, first);
      }
      endpoint.watchClock();
      offer(Action.Kind.CALL, end.number(), Action.choiceOf(process, choice), sink);
      choice++;
    } while (choice < step.choices());
  }

  private void refuse(int process, Script.Instruction call, UserError error, Rule why, Sink sink) {
    begin(Action.Kind.REFUSED_CALL, End.CLIENT, Segment.NONE);
    step.by(process);
    step.makes(call);
    step.because(why);
    after.begun[process]++;
    after.refusals[process] = error;
    offer(Action.Kind.REFUSED_CALL, process, sink);
  }

  /** The server's application opens its listener, and closes and opens it again. */
  private void listener(Sink sink) {
    Program program = settings.server().program();
    if (!program.keepsListening()
        || before.listenerCalls == 1 + 2 * program.restarts()
        || before.listenerError != UserError.NONE) {
      return;
    }
    begin(Action.Kind.LISTENER_CALL, End.SERVER, Segment.NONE);
    if (before.listening) {
      step.because(Rule.CALL_LISTENER_CLOSED);
      after.stopListening();
    } else if (bindFails()) {
      step.because(Rule.CALL_ADDRESS_IN_USE);
      after.listenerError = UserError.ADDRESS_IN_USE;
    } else {
      step.because(Rule.CALL_LISTEN);
      after.listen();
    }
    after.listenerCalls = before.listenerCalls + 1;
    offer(Action.Kind.LISTENER_CALL, 0, sink);
  }

  /** Source: Linux, inet_bind_conflict: all sockets of the port need SO_REUSEADDR, old and new. */
  private boolean bindFails() {
    SocketOptions options = settings.server().options();
    if (options.reuseAddress() && options.reuseAddressAfterRestart()) {
      return false;
    }
    for (End end : ends) {
      if (end.side() == Side.SERVER && before.tcb(end).state != TcpState.CLOSED) {
        return true;
      }
    }
    return false;
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
        && (instruction.pause() == 0 || app.timer == Timer.DUE)
        && (app.delivered >= instruction.waitForOctets() || app.endOfFile)
        && (app.endOfFile || !instruction.waitForEndOfFile());
  }

  private void move(int index, Sink sink) {
    Flight flight = before.flight();
    Segment segment = flight.get(index);
    End at = segment.from().peer();

    int choice = 0;
    do {
      step.choose(choice);
      begin(Action.Kind.DELIVER, at, segment);
      after.flight().remove(index);
      tcp.segmentArrives().arrives(endpoint(at), segment);
      offer(Action.Kind.DELIVER, index, choice, sink);

      if (flight.copiesLeft > 0) {
        begin(Action.Kind.DELIVER_COPY, at, segment);
        after.flight().spendCopy();
        tcp.segmentArrives().arrives(endpoint(at), segment);
        offer(Action.Kind.DELIVER_COPY, index, choice, sink);
      }
      choice++;
    } while (choice < step.choices());
    if (flight.lossesLeft > 0) {
      begin(Action.Kind.LOSE, at, segment);
      after.flight().spendLoss();
      after.flight().remove(index);
      offer(Action.Kind.LOSE, index, sink);
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
    if (patienceIsOver(end)) {
      begin(Action.Kind.PATIENCE_TIMEOUT, end, Segment.NONE);
      after.app(end).position = before.script(end).instructions().size();
      after.app(end).timer = Timer.OFF;
      tcp.userCalls().patienceOver(endpoint(end));
      offer(Action.Kind.PATIENCE_TIMEOUT, end.number(), sink);
    }
    if (tcb.timeWaitTimer == Timer.DUE && !somethingElseIsForced()) {
      begin(Action.Kind.TIME_WAIT_TIMEOUT, end, Segment.NONE);
      tcp.timeouts().timeWait(endpoint(end));
      offer(Action.Kind.TIME_WAIT_TIMEOUT, end.number(), sink);
    }
  }

  private boolean patienceIsOver(End end) {
    App app = before.app(end);
    if (app.timer != Timer.DUE || app.error != UserError.NONE) {
      return false;
    }
    List<Script.Instruction> instructions = before.script(end).instructions();
    return app.position < instructions.size() && instructions.get(app.position).limited();
  }

  /** With a clock, a 2MSL timer expires after all else that has to happen at that instant. */
  private boolean somethingElseIsForced() {
    return settings.time().ticks() && (arrivalIsForced() || otherTimerIsDue());
  }

  private boolean arrivalIsForced() {
    return before.flight().count() > 0 && before.flight().oldest() == settings.time().msl();
  }

  private boolean otherTimerIsDue() {
    for (End end : ends) {
      Tcb tcb = before.tcb(end);
      if (tcb.retransmissionTimer == Timer.DUE
          || tcb.finWait2Timer == Timer.DUE
          || patienceIsOver(end)) {
        return true;
      }
    }
    return false;
  }

  /** The clock advances, unless something has to happen first or nothing would change. */
  private void tick(long[] state, Sink sink) {
    if (!settings.time().ticks() || somethingElseIsForced() || timeWaitIsOver()) {
      return;
    }
    begin(Action.Kind.TICK, End.CLIENT, Segment.NONE);
    layout.age(after, packed);
    if (!Arrays.equals(packed, state)) {
      sink.offer(Action.code(Action.Kind.TICK, 0, 0), packed);
    }
  }

  private boolean timeWaitIsOver() {
    for (End end : ends) {
      if (before.tcb(end).timeWaitTimer == Timer.DUE) {
        return true;
      }
    }
    return false;
  }
}
