package io.tarry.check;

import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.realtime.Clocks;
import io.tarry.tcp.realtime.RunTimes;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells a trace as a story, by walking it through the world once more. */
final class StoryTeller {

  private final Settings settings;
  private final Hosts hosts;

  /**
   * Makes a teller of runs in one world.
   *
   * @param stacks what to call each host's stack, the clients' first
   */
  StoryTeller(Settings settings, List<String> stacks) {
    this.settings = settings;
    this.hosts = new Hosts(settings, stacks);
  }

  /**
   * The story of a run.
   *
   * @param about what its end is about, for the choice of what explains it
   */
  Story tell(Trace trace, Story.Kind kind, String ending, Causes.About about) {
    TcpModel model = new TcpModel(settings);
    model.show(trace.states().get(0));
    SocketNames names = new SocketNames(settings, hosts, model.before());
    Optional<Story.Nat> nat = hosts.nat(model.before());
    List<Story.Lifeline> lifelines = hosts.lifelines(model.before(), names);
    ArrowTracker arrows = new ArrowTracker();
    SocketList sockets = new SocketList(settings, hosts);
    Descriptors descriptors = new Descriptors(settings, model.before());
    Causes causes = new Causes(hosts);
    boolean several = sockets.several(model.before());
    List<ArrowTracker.Flying> atLoopStart = List.of();
    List<Story.Step> steps = new ArrayList<>();
    Optional<RunTimes> times =
        settings.time().real() ? Optional.of(times(trace)) : Optional.empty();
    for (int i = 0; i < trace.length(); i++) {
      if (trace.loopStart().isPresent() && trace.loopStart().get() == i) {
        atLoopStart = arrows.flying();
      }
      if (times.isPresent()) {
        passUntil(times.get().at().get(i), steps);
      }
      whenShown(
          model,
          trace,
          i,
          () -> {
            Optional<Integer> descriptor = descriptors.follow(model).filter(number -> several);
            Story.Step step = step(steps, model, arrows, names, descriptor);
            steps.add(step);
            causes.follow(model, step);
          });
    }
    Map<Integer, Integer> carried =
        trace.loopStart().isPresent() ? arrows.sameAs(atLoopStart) : Map.of();
    Optional<Story.Loop> loop = trace.loopStart().map(start -> new Story.Loop(start + 1, carried));
    model.show(trace.last());
    return new Story(
        kind,
        settings.time().hasClock(),
        times.map(RunTimes::tick).orElse(settings.time().tick()),
        lifelines,
        nat,
        steps,
        loop,
        ending,
        causes.ofEnd(about),
        sockets.at(model.after(), descriptors));
  }

  /** When each step of a run of dense time can happen, at the earliest. */
  private RunTimes times(Trace trace) {
    TcpModel model = new TcpModel(settings);
    model.show(trace.states().get(0));
    Clocks clocks = new Clocks(settings, trace.length(), model.before());
    for (int i = 0; i < trace.length(); i++) {
      whenShown(model, trace, i, () -> clocks.follow(model.before(), model.step(), model.after()));
    }
    return clocks.earliest();
  }

  /** Adds a step in which time passes, unless it is that late already. */
  private static void passUntil(int moment, List<Story.Step> steps) {
    int now = steps.isEmpty() ? 0 : steps.get(steps.size() - 1).tick();
    if (moment > now) {
      steps.add(
          new Story.Step(
              steps.size() + 1,
              moment,
              Optional.empty(),
              "time passes",
              Reasons.text(Action.Kind.TICK),
              Reasons.source(Action.Kind.TICK),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of(),
              Optional.empty()));
    }
  }

  /** Does something while the model shows step {@code i} of the trace. */
  private static void whenShown(TcpModel model, Trace trace, int i, Runnable telling) {
    int action = trace.actions().get(i);
    long[] next = trace.states().get(i + 1);
    boolean[] told = new boolean[1];
    model.successors(
        trace.states().get(i),
        new Model.Sink() {
          @Override
          public void offer(int offered, long[] end) {
            if (offered == action && Arrays.equals(end, next)) {
              telling.run();
              told[0] = true;
            }
          }

          @Override
          public void beyond(int offered, String limit) {
            // A trace never leads there.
          }
        });
    if (!told[0]) {
      throw new IllegalStateException("step " + (i + 1) + " of the trace is not offered");
    }
  }

  private Story.Step step(
      List<Story.Step> earlier,
      TcpModel model,
      ArrowTracker arrows,
      SocketNames names,
      Optional<Integer> descriptor) {
    Step step = model.step();
    int tick = earlier.isEmpty() ? 0 : earlier.get(earlier.size() - 1).tick();
    if (step.kind() == Action.Kind.TICK) {
      tick++;
    }
    Optional<Integer> arrives = Optional.empty();
    Optional<Integer> lost = Optional.empty();
    Optional<Story.Arrow> copy = Optional.empty();
    String moved = "";
    switch (step.kind()) {
      case DELIVER, DELIVER_COPY, LOSE -> {
        Segment segment = settings.time().real() ? step.moved().ageless() : step.moved();
        Story.Arrow arrow = arrows.take(segment);
        moved = arrow.label();
        if (step.kind() == Action.Kind.LOSE) {
          lost = Optional.of(arrow.number());
        } else {
          arrives = Optional.of(arrow.number());
        }
        if (step.kind() == Action.Kind.DELIVER_COPY) {
          copy = Optional.of(arrows.copy(arrow, segment));
        }
      }
      case TICK -> arrows.age();
      case BEGIN,
          CALL,
          RETRANSMISSION_TIMEOUT,
          FIN_WAIT_2_TIMEOUT,
          TIME_WAIT_TIMEOUT,
          PATIENCE_TIMEOUT,
          REFUSED_CALL,
          LISTENER_CALL -> {}
    }
    List<Story.Arrow> sent = new ArrayList<>();
    for (int i = 0; i < step.sentCount(); i++) {
      boolean again = step.kind() == Action.Kind.RETRANSMISSION_TIMEOUT;
      Segment segment = step.sent(i);
      Story.Socket from = names.socket(model.after(), segment.from());
      int client = segment.from().side() == Side.CLIENT ? from.lifeline() : from.peer();
      sent.add(
          arrows.send(
              segment,
              from,
              names.segment(segment, client, tick),
              names.behindNat(segment.from(), client),
              again,
              step.sentLost(i)));
    }
    return new Story.Step(
        earlier.size() + 1,
        tick,
        place(model, names, hosts),
        action(model, moved, descriptor),
        Reasons.text(step),
        Reasons.source(step),
        arrives,
        lost,
        copy,
        sent,
        changes(model, names),
        userTold(model));
  }

  static Optional<Story.Socket> place(TcpModel model, SocketNames names, Hosts hosts) {
    Step step = model.step();
    return switch (step.kind()) {
      case CALL,
          DELIVER,
          DELIVER_COPY,
          RETRANSMISSION_TIMEOUT,
          FIN_WAIT_2_TIMEOUT,
          TIME_WAIT_TIMEOUT,
          PATIENCE_TIMEOUT,
          LISTENER_CALL ->
          Optional.of(names.socket(model.after(), step.at()));
      // It has got no 4-tuple, but whose call it is, is known.
      case REFUSED_CALL ->
          Optional.of(
              hosts.anySocket(model.after().topology().clientOf(step.process()), step.at()));
      case BEGIN, LOSE, TICK -> Optional.empty();
    };
  }

  static String action(TcpModel model, String moved, Optional<Integer> descriptor) {
    Step step = model.step();
    return switch (step.kind()) {
      case BEGIN -> "the run begins";
      case CALL -> call(step.instruction().call(), descriptor, step.instruction().octets());
      case DELIVER -> moved + " arrives";
      case DELIVER_COPY -> moved + " arrives, and a copy stays on its way";
      case LOSE -> moved + " is lost";
      case RETRANSMISSION_TIMEOUT -> "retransmission timer expires";
      case FIN_WAIT_2_TIMEOUT -> "FIN_WAIT_2 timer expires";
      case TIME_WAIT_TIMEOUT -> "2MSL timer expires";
      case TICK -> "a tick passes";
      case PATIENCE_TIMEOUT -> call(Call.CLOSE, descriptor, 0);
      case REFUSED_CALL ->
          step.applied(Rule.CALL_ADDRESS_IN_USE)
              ? bind(descriptor)
              : call(Call.OPEN, descriptor, 0);
      case LISTENER_CALL -> {
        if (model.before().listening()) {
          yield call(Call.CLOSE, descriptor, 0) + " of the listener";
        }
        yield step.applied(Rule.CALL_ADDRESS_IN_USE)
            ? bind(descriptor)
            : call(Call.LISTEN, descriptor, 0);
      }
    };
  }

  private static String bind(Optional<Integer> descriptor) {
    return "bind(%s)".formatted(descriptor.map(String::valueOf).orElse(""));
  }

  /** A call with its arguments: {@code send(3, 1)}, or {@code send(1)} without a descriptor. */
  private static String call(Call call, Optional<Integer> descriptor, int octets) {
    String arguments =
        Stream.of(descriptor, Optional.of(octets).filter(number -> number > 0))
            .flatMap(Optional::stream)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return call.label().replace("()", "(" + arguments + ")");
  }

  static List<Story.StateChange> changes(TcpModel model, SocketNames names) {
    List<Story.StateChange> changes = new ArrayList<>();
    for (End end : model.after().ends()) {
      TcpState from = model.before().tcb(end).state();
      TcpState to = model.after().tcb(end).state();
      if (from != to) {
        changes.add(names.change(model.after(), end, from, to));
      }
    }
    // A listener is one socket, whatever number of connections may come of it.
    return changes.stream().distinct().toList();
  }

  static Optional<String> userTold(TcpModel model) {
    if (model.step().kind() == Action.Kind.REFUSED_CALL) {
      return Optional.of(model.after().refusal(model.step().process()).label());
    }
    if (model.before().listenerError() != model.after().listenerError()) {
      return Optional.of(model.after().listenerError().label());
    }
    for (End end : model.after().ends()) {
      App before = model.before().app(end);
      App after = model.after().app(end);
      if (before.error() == UserError.NONE && after.error() != UserError.NONE) {
        return Optional.of(after.error().label());
      }
      boolean reads = !model.before().tcb(end).orphan(); // after close() nobody is there to tell
      if (reads && !before.endOfFile() && after.endOfFile()) {
        return Optional.of("end of file");
      }
    }
    return Optional.empty();
  }
}
