package io.tarry.lab;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.check.StorySetup;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
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

/** Plays one run on hosts of its own, step by step. */
final class RunPlayer implements AutoCloseable {

  private final Plan plan;
  private final Story story;
  private final String kernel;
  private final List<Host> hosts;
  private final Optional<Nat> nat;
  private final Endpoints endpoints;
  private final List<Recording> recordings;
  private final LabNetwork network;
  private final Users users;
  private final SegmentComparison segments;
  private final UserComparison calls;
  private final StateComparison states;

  /** What is on its way, by the numbers of arrows. */
  private final Map<Integer, Flying> flying = new HashMap<>();

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
    network = new LabNetwork(hosts, nat, endpoints, recordings, cancelled);
    users = new Users(plan, hosts, endpoints);
    segments = new SegmentComparison(plan, network);
    calls = new UserComparison(plan, network, users);
    states = new StateComparison(plan, hosts, endpoints);
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

  private static Nat nat(Plan plan, StorySetup.Nat nat, String kernel)
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
      return new Outcome.Confirmed(kernel, segments.aside());
    } catch (DiffersException e) {
      return e.refuted(kernel);
    } catch (Nat.Otherwise e) {
      String host = story.nat().orElseThrow().name();
      return new DiffersException(number, host, e.expected(), e.seen()).refuted(kernel);
    } catch (LabNetwork.Stopped e) {
      return new Outcome.Interrupted();
    }
  }

  // ---- Before the run

  private void begin() throws IOException, DiffersException, LabNetwork.Stopped {
    Settings settings = plan.settings();
    boolean listens =
        settings.start() == Settings.Start.LISTENING
            || (settings.established() && settings.server().program().keepsListening());
    if (listens || settings.established()) {
      users.openListeners();
    }
    if (settings.established()) {
      new FirstConnection(plan, network, users, segments)
          .establish(endpoints.first(Side.CLIENT), endpoints.first(Side.SERVER));
    }
    states.compare(0, story.start());
  }

  // ---- A step

  private void play(Story.Step step) throws IOException, DiffersException, LabNetwork.Stopped {
    boolean expires = step.event().kind() == Action.Kind.RETRANSMISSION_TIMEOUT;
    long begun = System.nanoTime();
    step.at().filter(at -> !expires).map(users::find).ifPresent(segments::happens);
    switch (step.event().kind()) {
      case BEGIN -> {}
      case TICK -> segments.quiet(step.number(), Duration.ofMillis(Plan.TICK_MILLIS));
      case LOSE -> {
        flying.remove(step.lost().orElseThrow());
        return;
      }
      case CALL, PATIENCE_TIMEOUT, REFUSED_CALL, LISTENER_CALL -> calls.call(step);
      case DELIVER, DELIVER_COPY -> {
        Flying arriving =
            Objects.requireNonNull(
                flying.remove(step.arrives().orElseThrow()), "what arrives was sent before");
        step.copy().ifPresent(copy -> flying.put(copy.number(), arriving));
        network.deliver(arriving.from(), arriving.packet(), arriving.segment());
      }
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT, TIME_WAIT_TIMEOUT -> {}
    }
    for (Story.Arrow arrow : step.sent()) {
      Endpoint from = users.find(arrow.from());
      Packet packet =
          expires
              ? segments.awaitAgain(step.number(), from, arrow.segment(), WaitingTimes.of(step))
              : segments.await(step.number(), from, arrow.segment(), WaitingTimes.of(step));
      if (!arrow.lostAtOnce()) {
        flying.put(arrow.number(), new Flying(from, packet, arrow.segment()));
      }
    }
    if (step.isTick()) {
      return;
    }
    settle(step);
    states.compareTimeWaits(step, begun);
    segments.quiet(step.number(), WaitingTimes.SILENCE);
    calls.told(step);
  }

  /** Waits until all states are those after the step; then the server accepts its connections. */
  private void settle(Story.Step step) throws IOException, DiffersException, LabNetwork.Stopped {
    long until =
        System.nanoTime()
            + (step.sent().isEmpty() ? WaitingTimes.of(step) : WaitingTimes.ANSWER).toNanos();
    Duration pace = WaitingTimes.PACE;
    while (true) {
      try {
        states.compare(step.number(), step.after());
        break;
      } catch (DiffersException e) {
        if (System.nanoTime() >= until) {
          throw e;
        }
        segments.quiet(step.number(), pace);
        pace = WaitingTimes.slower(pace);
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

  @Override
  public void close() {
    users.close();
    hosts.forEach(Host::close);
    nat.ifPresent(Nat::close);
  }
}
