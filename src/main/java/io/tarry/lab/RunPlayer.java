package io.tarry.lab;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import io.tarry.wire.Capture;
import io.tarry.wire.Packet;
import io.tarry.wire.SocketAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Plays one run step by step, and compares what the kernels do with what the run says. */
final class RunPlayer implements AutoCloseable {

  /** How long a kernel may take to answer. It never delays an ACK for longer than 200 ms. */
  private static final Duration ANSWER = Duration.ofMillis(1500);

  /**
   * How long nothing more may be sent after a step: longer than the 40 ms by which a kernel usually
   * delays an ACK.
   */
  private static final Duration SILENCE = Duration.ofMillis(60);

  private static final Duration RETRANSMISSION = Duration.ofSeconds(12);
  private static final Duration GIVING_UP = Duration.ofSeconds(40);
  private static final Duration TIME_WAIT = Duration.ofSeconds(75);
  private static final Duration PACE = Duration.ofMillis(10);
  private static final Duration PACE_MAX = Duration.ofMillis(320);

  private final Plan plan;
  private final Story story;
  private final String kernel;
  private final List<Host> hosts;
  private final Optional<Nat> nat;
  private final Endpoints endpoints;
  private final List<Recording> recordings;
  private final Wire wire;
  private final Users users;
  private final States states;

  /** What is on its way, by the numbers of arrows. */
  private final Map<Integer, Flying> flying = new HashMap<>();

  /**
   * What each end has retransmitted since anything else happened there. If its retransmission timer
   * is the next to expire there in the run, this is that retransmission: nobody at this end can
   * tell whether it was sent before or after what happened elsewhere.
   */
  private final Map<Endpoint, Wire.Captured> again = new HashMap<>();

  private int aside;

  /** A segment on its way, and the packet that a kernel sent for it. */
  private record Flying(Endpoint from, Packet packet, Story.Segment segment) {}

  private RunPlayer(
      Plan plan, String kernel, List<Host> hosts, Optional<Nat> nat, BooleanSupplier cancelled) {
    this.plan = plan;
    this.story = plan.story();
    this.kernel = kernel;
    this.hosts = hosts;
    this.nat = nat;
    endpoints = new Endpoints(plan);
    recordings =
        story.lifelines().stream().map(host -> Recording.ofHost(host.name(), kernel)).toList();
    wire = new Wire(hosts, nat, endpoints, recordings, cancelled);
    users = new Users(plan, hosts, endpoints);
    states = new States(plan, kernel, hosts, endpoints);
  }

  /** Makes the hosts of a plan, and the NAT if it has one. */
  static RunPlayer open(Plan plan, String kernel, BooleanSupplier cancelled)
      throws Nat.Unavailable, LabException, IOException {
    List<Host> hosts = new ArrayList<>();
    Optional<Nat> nat = Optional.empty();
    try {
      if (plan.story().nat().isPresent()) {
        nat = Optional.of(nat(plan, plan.story().nat().get(), kernel));
      }
      for (int host = 0; host <= plan.server(); host++) {
        String name = plan.story().lifelines().get(host).name();
        hosts.add(Host.open(name, plan.address(host), plan.peer(host), plan.sysctls(host)));
      }
      return new RunPlayer(plan, kernel, hosts, nat, cancelled);
    } catch (Nat.Unavailable | LabException | IOException | RuntimeException e) {
      nat.ifPresent(Nat::close);
      hosts.forEach(Host::close);
      throw e;
    }
  }

  private static Nat nat(Plan plan, Story.Nat nat, String kernel)
      throws Nat.Unavailable, LabException, IOException {
    return Nat.open(
        SocketAddress.of(nat.address(), 0),
        plan.address(0),
        plan.address(plan.server()),
        Recording.ofNat(nat.name(), kernel));
  }

  /** What was captured at each host so far, by its name. */
  Map<String, Capture> captures() {
    Map<String, Capture> captures = new LinkedHashMap<>();
    recordings.forEach(one -> captures.put(one.host(), one.capture()));
    nat.ifPresent(one -> captures.put(one.recording().host(), one.recording().capture()));
    return captures;
  }

  Outcome play() throws IOException {
    int number = 0;
    try {
      begin();
      for (Story.Step step : story.steps()) {
        number = step.number();
        play(step);
      }
      return new Outcome.Confirmed(kernel, aside);
    } catch (Differs e) {
      return e.how();
    } catch (Nat.Otherwise e) {
      return differs(number, story.nat().orElseThrow().name(), e.expected(), e.seen()).how();
    } catch (Wire.Stopped e) {
      return new Outcome.Interrupted();
    }
  }

  // ---- Before the run

  private void begin() throws IOException, Differs, Wire.Stopped {
    Settings settings = plan.settings();
    boolean listens =
        settings.start() == Settings.Start.LISTENING
            || (settings.established() && settings.server().program().keepsListening());
    if (listens || settings.established()) {
      users.openListeners();
    }
    if (settings.established()) {
      establish(endpoints.first(Side.CLIENT), endpoints.first(Side.SERVER));
    }
    states.compare(0, story.start());
  }

  /** Makes the connection that is there when the run begins, without loss. */
  private void establish(Endpoint client, Endpoint server)
      throws IOException, Differs, Wire.Stopped {
    int iss = plan.initialNumbers(client.end).first();
    int irs = plan.initialNumbers(server.end).first();
    boolean asks = plan.settingsOf(client.host).sysctls().timestamps();
    boolean both = asks && plan.settingsOf(server.host).sysctls().timestamps();
    Optional<Integer> clientStamp = asks ? Optional.of(stampAtStart(client)) : Optional.empty();
    Optional<Integer> serverStamp = both ? Optional.of(stampAtStart(server)) : Optional.empty();
    users.connectFirst(client);
    pass(segment(client, List.of(Story.Flag.SYN), iss, 0, clientStamp), client);
    pass(
        segment(server, List.of(Story.Flag.SYN, Story.Flag.ACK), irs, iss + 1, serverStamp),
        server);
    pass(
        segment(
            client, List.of(Story.Flag.ACK), iss + 1, irs + 1, both ? clientStamp : serverStamp),
        client);
    long until = System.nanoTime() + ANSWER.toNanos();
    while (!server.hasDescriptor() && System.nanoTime() < until) {
      users.accept(server, 1);
      pause();
    }
  }

  private int stampAtStart(Endpoint end) {
    TimestampClock clock = plan.settingsOf(end.host).clock();
    List<Integer> ports = plan.settingsOf(end.host).ports();
    return end.end.side() == Side.SERVER
        ? clock.ahead()
        : clock.ahead() - clock.portsApart() * ports.indexOf(end.connection.clientPort());
  }

  private static Story.Segment segment(
      Endpoint from, List<Story.Flag> flags, int seq, int ack, Optional<Integer> stamp) {
    return new Story.Segment(from.connection, flags, seq, ack, 0, stamp, 0);
  }

  private void pass(Story.Segment segment, Endpoint from)
      throws IOException, Differs, Wire.Stopped {
    Packet packet = await(0, from, segment, ANSWER);
    wire.deliver(from, packet, segment);
  }

  // ---- A step

  private void play(Story.Step step) throws IOException, Differs, Wire.Stopped {
    boolean expires = step.event().kind() == Action.Kind.RETRANSMISSION_TIMEOUT;
    long begun = System.nanoTime();
    step.at().filter(at -> !expires).map(users::find).ifPresent(again::remove);
    switch (step.event().kind()) {
      case BEGIN -> {}
      case TICK -> quiet(step.number(), Duration.ofMillis(Plan.TICK_MILLIS));
      case LOSE -> {
        flying.remove(step.lost().orElseThrow());
        return;
      }
      case CALL, PATIENCE_TIMEOUT, REFUSED_CALL, LISTENER_CALL -> call(step);
      case DELIVER, DELIVER_COPY -> {
        Flying arriving =
            Objects.requireNonNull(
                flying.remove(step.arrives().orElseThrow()), "what arrives was sent before");
        step.copy().ifPresent(copy -> flying.put(copy.number(), arriving));
        wire.deliver(arriving.from(), arriving.packet(), arriving.segment());
      }
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT, TIME_WAIT_TIMEOUT -> {}
    }
    for (Story.Arrow arrow : step.sent()) {
      Endpoint from = users.find(arrow.from());
      Wire.Captured early = expires ? again.remove(from) : null;
      Packet packet =
          early != null && isAsExpected(early, arrow.segment())
              ? taken(step.number(), early, arrow.segment())
              : await(step.number(), from, arrow.segment(), patience(step));
      if (!arrow.lostAtOnce()) {
        flying.put(arrow.number(), new Flying(from, packet, arrow.segment()));
      }
    }
    if (step.isTick()) {
      return;
    }
    settle(step);
    states.compareTimeWaits(step, before(step), begun);
    quiet(step.number(), SILENCE);
    told(step);
  }

  /** A retransmission that was put aside, and is what the run sends next. */
  private Packet taken(int step, Wire.Captured early, Story.Segment segment) throws Differs {
    aside--;
    return noted(step, early, segment);
  }

  private Packet noted(int step, Wire.Captured captured, Story.Segment segment) throws Differs {
    Optional<String> wrong = Wire.note(captured, segment);
    if (wrong.isPresent()) {
      throw differs(
          step,
          plan.name(captured.from().host),
          Outcome.Seen.of(segment),
          Outcome.Seen.of(wrong.get()));
    }
    return captured.packet();
  }

  private void putAside(Wire.Captured captured) {
    aside++;
    again.put(captured.from(), captured);
  }

  /** How long a kernel may take for what it does in that step. */
  private static Duration patience(Story.Step step) {
    return switch (step.event().kind()) {
      case RETRANSMISSION_TIMEOUT -> step.sent().isEmpty() ? GIVING_UP : RETRANSMISSION;
      case FIN_WAIT_2_TIMEOUT -> RETRANSMISSION;
      case TIME_WAIT_TIMEOUT -> TIME_WAIT;
      case BEGIN,
          CALL,
          DELIVER,
          DELIVER_COPY,
          LOSE,
          TICK,
          PATIENCE_TIMEOUT,
          REFUSED_CALL,
          LISTENER_CALL ->
          ANSWER;
    };
  }

  private void call(Story.Step step) throws IOException, Differs {
    TcpState before = Plan.state(before(step), step.at().orElseThrow().end());
    if (isConnect(step)) {
      wire.pass(users.find(step.at().get()));
    }
    int error = users.call(step, before);
    int expected = step.told().error().map(Users::errno).orElse(0);
    long until = System.nanoTime() + ANSWER.toNanos();
    // A delay of the kernel's may not be over yet, such as tcp_tw_reuse_delay.
    while (error == Libc.EADDRNOTAVAIL && expected == 0 && System.nanoTime() < until) {
      pause();
      error = users.call(step, before);
    }
    if (error != expected) {
      throw differs(step.number(), place(step), error(expected), error(error));
    }
  }

  private Moment before(Story.Step step) {
    return step.number() == 1 ? story.start() : story.steps().get(step.number() - 2).after();
  }

  private boolean isConnect(Story.Step step) {
    return step.event().kind() == Action.Kind.CALL
        && step.event().call().orElseThrow().function() == Story.Function.CONNECT
        && step.at().orElseThrow().lifeline() != plan.server();
  }

  private static String error(int error) {
    return error == 0 ? "the call succeeds" : "the call fails: " + Libc.name(error);
  }

  /**
   * Waits for a segment that the run says is sent. Retransmissions that are not in the run are put
   * aside.
   */
  private Packet await(int step, Endpoint from, Story.Segment expected, Duration patience)
      throws IOException, Differs, Wire.Stopped {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Wire.Captured> next = wire.next(until);
      if (next.isEmpty()) {
        throw differs(
            step, plan.name(from.host), Outcome.Seen.of(expected), Outcome.Seen.of("silence"));
      }
      Wire.Captured captured = next.get();
      if (captured.from() == from && isAsExpected(captured, expected)) {
        return noted(step, captured, expected);
      }
      if (!captured.isAgain()) {
        throw differs(
            step,
            plan.name(captured.from().host),
            Outcome.Seen.of(expected),
            Outcome.Seen.of(captured.segment()));
      }
      putAside(captured);
    }
  }

  private static boolean isAsExpected(Wire.Captured captured, Story.Segment expected) {
    Story.Segment seen = captured.segment();
    // The kernel chooses where the numbers of a new connection begin.
    boolean begins = seen.has(Story.Flag.SYN) && !captured.isAgain();
    // Whether a RST carries a timestamp is of no consequence: nobody compares it.
    boolean stamped =
        seen.has(Story.Flag.RST)
            || seen.timestamp().isPresent() == expected.timestamp().isPresent();
    return seen.flags().equals(expected.flags())
        && (begins || seen.seq() == expected.seq())
        && seen.ack() == expected.ack()
        && seen.length() == expected.length()
        && stamped;
  }

  /** Requires that, for a while, nothing is sent except retransmissions, which are put aside. */
  private void quiet(int step, Duration length) throws IOException, Differs, Wire.Stopped {
    long until = System.nanoTime() + length.toNanos();
    Optional<Wire.Captured> next = wire.next(until);
    while (next.isPresent()) {
      Wire.Captured captured = next.get();
      if (!captured.isAgain()) {
        throw differs(
            step,
            plan.name(captured.from().host),
            Outcome.Seen.of("silence"),
            Outcome.Seen.of(captured.segment()));
      }
      putAside(captured);
      next = wire.next(until);
    }
  }

  /** Waits until all states are as after the step, and takes what the server may accept then. */
  private void settle(Story.Step step) throws IOException, Differs, Wire.Stopped {
    long until = System.nanoTime() + (step.sent().isEmpty() ? patience(step) : ANSWER).toNanos();
    Duration pace = PACE;
    while (true) {
      try {
        states.compare(step.number(), step.after());
        break;
      } catch (Differs e) {
        if (System.nanoTime() >= until) {
          throw e;
        }
        quiet(step.number(), pace);
        pace = pace.compareTo(PACE_MAX) < 0 ? pace.multipliedBy(2) : PACE_MAX; // a table costs time
      }
    }
    for (Moment.EndState end : step.after().ends()) {
      Endpoint user = users.find(end.socket());
      boolean accepted = user.hasDescriptor() || !isNew(step, end);
      if (end.socket().end().side() == Side.SERVER && end.state().synchronised() && !accepted) {
        users.accept(user, endpoints.peer(user).incarnation());
      }
      users.tidy(user, end);
    }
  }

  /** Whether the connection became synchronized in that step. */
  private static boolean isNew(Story.Step step, Moment.EndState end) {
    return step.changes().stream()
        .anyMatch(change ->
            change.socket().end().equals(end.socket().end()) && !change.from().synchronised());
  }

  /** Compares what the user is told, and which bytes it can read. */
  private void told(Story.Step step) throws IOException, Differs {
    boolean isCall =
        step.event().kind() != Action.Kind.PATIENCE_TIMEOUT && step.event().call().isPresent();
    if (step.at().isEmpty() || isCall) {
      return; // what a call returns was compared
    }
    Endpoint user = users.find(step.at().get());
    Optional<UserError> error = step.told().error();
    if (error.isPresent() && user.hasDescriptor()) {
      int told = users.told(user);
      if (told != Users.errno(error.get())) {
        throw differs(
            step.number(),
            plan.name(user.host),
            "the user is told " + Libc.name(Users.errno(error.get())),
            told == 0 ? "the user is told nothing" : "the user is told " + Libc.name(told));
      }
    }
    if (!step.told().bytes().isEmpty() && user.hasDescriptor()) {
      compareBytes(step, user);
    }
  }

  private void compareBytes(Story.Step step, Endpoint user) throws IOException, Differs {
    List<Story.ReadByte> expected = step.told().bytes();
    byte[] unread = users.unread(user);
    List<Story.ReadByte> seen = new ArrayList<>();
    for (int i = Math.max(0, unread.length - expected.size()); i < unread.length; i++) {
      boolean foreign = Endpoint.incarnation(unread[i]) != user.incarnation();
      // The run says which connection a byte is of only where a claim of the case asks.
      boolean known = expected.stream().anyMatch(Story.ReadByte::foreign);
      seen.add(new Story.ReadByte(Endpoint.number(unread[i]), known && foreign));
    }
    if (!seen.equals(expected)) {
      throw differs(
          step.number(),
          plan.name(user.host),
          "bytes to read: " + expected,
          "bytes to read: " + seen);
    }
  }

  private String place(Story.Step step) {
    return plan.name(step.at().orElseThrow().lifeline());
  }

  private Differs differs(int step, String host, String expected, String seen) {
    return differs(step, host, Outcome.Seen.of(expected), Outcome.Seen.of(seen));
  }

  private Differs differs(int step, String host, Outcome.Seen expected, Outcome.Seen seen) {
    return new Differs(new Outcome.Refuted(kernel, step, host, expected, seen, List.of()));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    users.close();
    hosts.forEach(Host::close);
    nat.ifPresent(Nat::close);
  }
}
