package io.tarry.check;

import com.google.common.base.Suppliers;
import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TcpModels;
import io.tarry.tcp.realtime.RunClocks;
import io.tarry.tcp.realtime.RunTimes;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
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
import java.util.function.Supplier;

/** Turns a trace into a story, by walking it through the world again. */
final class StoryTeller {

  private final Settings settings;
  private final List<String> stacks;
  private final Supplier<TcpModel> model;

  /** Decodes states while {@link #model} shows a step. */
  private final Supplier<TcpModel> reader;

  /**
   * Makes one for runs in one world.
   *
   * @param stacks what to call each host's stack, those of the clients first
   */
  StoryTeller(Settings settings, List<String> stacks) {
    this(settings, TcpRules.right(), stacks);
  }

  /** The same, where hosts follow these rules. */
  StoryTeller(Settings settings, TcpRules tcp, List<String> stacks) {
    this.settings = settings;
    this.stacks = stacks;
    Supplier<TcpModels> models = Suppliers.memoize(() -> new TcpModels(settings, tcp));
    this.model = Suppliers.memoize(() -> models.get().get());
    this.reader = Suppliers.memoize(() -> models.get().get());
  }

  /**
   * The story of a run.
   *
   * @param about what its end is, which decides the steps that explain it
   */
  Story tell(Trace trace, Story.Kind kind, String ending, Causes.About about) {
    Optional<RunTimes> times =
        settings.time().real() ? Optional.of(times(trace)) : Optional.empty();
    TcpModel walked = model.get();
    walked.show(trace.states().get(0));
    Settings counted = times.map(found -> settings.in(found.tick())).orElse(settings);
    Hosts hosts = new Hosts(counted, stacks);
    SocketDecoder sockets = new SocketDecoder(counted, hosts, walked.before());
    StorySetup setup = sockets.setup(walked.before());
    ArrowTracker arrows = new ArrowTracker();
    Descriptors descriptors = new Descriptors(settings, walked.before());
    MomentDecoder moments = new MomentDecoder(reader.get(), sockets, descriptors);
    Causes causes = new Causes(hosts);
    TimestampClocks.Readings clocks =
        new TimestampClocks(settings, walked.before().topology()).from(walked.before());
    Moment start = moment(moments, trace, 0, times, 0);
    List<ArrowTracker.Flying> atLoopStart = List.of();
    List<Story.Step> steps = new ArrayList<>();
    for (int i = 0; i < trace.length(); i++) {
      if (trace.loopStart().isPresent() && trace.loopStart().get() == i) {
        atLoopStart = arrows.flying();
      }
      int made = i;
      int now = times.map(found -> found.at().get(made)).orElse(0);
      if (times.isPresent() && now > timeOf(steps)) {
        steps.add(passed(steps, now, moment(moments, trace, i, times, now)));
      }
      whenShown(
          walked,
          trace,
          i,
          () -> {
            Optional<Integer> descriptor = descriptors.follow(walked);
            clocks.follow(walked.after(), walked.step().kind() == Action.Kind.TICK);
            Moment after = moment(moments, trace, made + 1, times, now);
            Story.Step step =
                step(steps, walked, arrows, sockets, hosts, clocks, descriptor, after);
            steps.add(step);
            causes.follow(walked, step);
          });
    }
    Map<Integer, Integer> carried =
        trace.loopStart().isPresent() ? arrows.sameAs(atLoopStart) : Map.of();
    Optional<Story.Loop> loop = trace.loopStart().map(first -> new Story.Loop(first + 1, carried));
    return new Story(kind, setup, start, steps, loop, ending, causes.ofEnd(about));
  }

  /** When each step of a run of dense time can happen, at the earliest. */
  private RunTimes times(Trace trace) {
    TcpModel walked = model.get();
    walked.show(trace.states().get(0));
    RunClocks clocks = new RunClocks(settings, trace.length(), walked.before());
    for (int i = 0; i < trace.length(); i++) {
      whenShown(
          walked, trace, i, () -> clocks.follow(walked.before(), walked.step(), walked.after()));
    }
    return clocks.earliest();
  }

  private static Moment moment(
      MomentDecoder moments, Trace trace, int stepsMade, Optional<RunTimes> times, int now) {
    return moments.of(
        trace.states().get(stepsMade),
        end -> times.flatMap(found -> found.left(end, stepsMade, now)));
  }

  private static int timeOf(List<Story.Step> steps) {
    return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).tick();
  }

  /** A step of dense time in which only time passes. */
  private static Story.Step passed(List<Story.Step> earlier, int now, Moment after) {
    return new Story.Step(
        earlier.size() + 1,
        now,
        Story.Event.of(Action.Kind.TICK),
        new Story.Reason(Reasons.text(Action.Kind.TICK), Reasons.source(Action.Kind.TICK)),
        new Story.Traffic(Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
        Story.Effect.NONE,
        after);
  }

  /** Runs something while the model shows step {@code i} of the trace. */
  static void whenShown(TcpModel model, Trace trace, int i, Runnable telling) {
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
      SocketDecoder sockets,
      Hosts hosts,
      TimestampClocks.Readings clocks,
      Optional<Integer> descriptor,
      Moment after) {
    Step step = model.step();
    int tick = timeOf(earlier);
    if (step.kind() == Action.Kind.TICK) {
      tick++;
    }
    return new Story.Step(
        earlier.size() + 1,
        tick,
        new Story.Event(step.kind(), place(model, sockets, hosts), call(model, descriptor)),
        new Story.Reason(Reasons.text(step), Reasons.source(step)),
        traffic(model, arrows, sockets, clocks),
        effect(model, sockets),
        after);
  }

  /**
   * The segment that the step moves. In real time its age is left out: no story tells which of
   * several like segments moved.
   */
  static Segment moved(TcpModel model) {
    Segment moved = model.step().moved();
    return model.settings().time().real() && moved.exists() ? moved.ageless() : moved;
  }

  static Story.Traffic traffic(
      TcpModel model, ArrowTracker arrows, SocketDecoder sockets, TimestampClocks.Readings clocks) {
    Step step = model.step();
    Segment moved = moved(model);
    Optional<Integer> arrives = Optional.empty();
    Optional<Integer> lost = Optional.empty();
    Optional<Story.Arrow> copy = Optional.empty();
    switch (step.kind()) {
      case DELIVER -> arrives = Optional.of(arrows.take(moved).number());
      case DELIVER_COPY -> {
        Story.Arrow arrow = arrows.take(moved);
        arrives = Optional.of(arrow.number());
        copy = Optional.of(arrows.copy(arrow, moved));
      }
      case LOSE -> lost = Optional.of(arrows.take(moved).number());
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
      Story.Socket from = sockets.at(model.after(), segment.from());
      int client = segment.from().side() == Side.CLIENT ? from.lifeline() : from.peer();
      Story.Segment decoded = sockets.segment(segment, client, clocks);
      sent.add(arrows.send(segment, from, decoded, again, step.sentLost(i)));
    }
    return new Story.Traffic(arrives, lost, copy, sent);
  }

  static Optional<Story.Socket> place(TcpModel model, SocketDecoder sockets, Hosts hosts) {
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
          Optional.of(sockets.at(model.after(), step.at()));
      // It has no 4-tuple yet, but the process that calls is known.
      case REFUSED_CALL ->
          Optional.of(
              hosts.anySocket(model.after().topology().clientOf(step.process()), step.at()));
      case BEGIN, LOSE, TICK -> Optional.empty();
    };
  }

  /** The call of a step, if it is a call. */
  static Optional<Story.SocketCall> call(TcpModel model, Optional<Integer> descriptor) {
    Step step = model.step();
    return switch (step.kind()) {
      case CALL -> {
        Script.Instruction made = step.instruction();
        Story.Function function = Story.Function.of(made.call());
        yield Optional.of(new Story.SocketCall(function, descriptor, made.bytes(), false));
      }
      case PATIENCE_TIMEOUT -> call(Story.Function.CLOSE, descriptor, false);
      case REFUSED_CALL -> call(refused(step, Story.Function.CONNECT), descriptor, false);
      case LISTENER_CALL ->
          model.before().listening()
              ? call(Story.Function.CLOSE, descriptor, true)
              : call(refused(step, Story.Function.LISTEN), descriptor, false);
      case BEGIN,
          DELIVER,
          DELIVER_COPY,
          LOSE,
          RETRANSMISSION_TIMEOUT,
          FIN_WAIT_2_TIMEOUT,
          TIME_WAIT_TIMEOUT,
          TICK ->
          Optional.empty();
    };
  }

  private static Optional<Story.SocketCall> call(
      Story.Function function, Optional<Integer> descriptor, boolean ofListener) {
    return Optional.of(new Story.SocketCall(function, descriptor, 0, ofListener));
  }

  /** The function that fails: bind() is the one that finds an address in use. */
  private static Story.Function refused(Step step, Story.Function function) {
    return step.applied(Rule.CALL_ADDRESS_IN_USE) ? Story.Function.BIND : function;
  }

  static Story.Effect effect(TcpModel model, SocketDecoder sockets) {
    return new Story.Effect(changes(model, sockets), told(model));
  }

  /** The changes of sockets' states in the step that the model shows. */
  static List<Story.StateChange> changes(TcpModel model, SocketDecoder sockets) {
    List<Story.StateChange> changes = new ArrayList<>();
    for (End end : model.after().ends()) {
      TcpState from = model.before().tcb(end).state();
      TcpState to = model.after().tcb(end).state();
      if (from != to) {
        changes.add(sockets.change(model.after(), end, from, to));
      }
    }
    // A listener is one socket, however many connections may come from it.
    return changes.stream().distinct().toList();
  }

  private static Story.Told told(TcpModel model) {
    Step step = model.step();
    List<Story.ReadByte> bytes = new ArrayList<>();
    for (int i = 0; i < step.deliveredCount(); i++) {
      bytes.add(new Story.ReadByte(step.delivered(i), step.deliveredForeign(i)));
    }
    if (step.kind() == Action.Kind.REFUSED_CALL) {
      return new Story.Told(bytes, false, Optional.of(model.after().refusal(step.process())));
    }
    UserError ofListener = model.after().listenerError();
    if (ofListener != UserError.NONE && ofListener != model.before().listenerError()) {
      return new Story.Told(bytes, false, Optional.of(ofListener));
    }
    for (End end : model.after().ends()) {
      App before = model.before().app(end);
      App after = model.after().app(end);
      boolean fails = before.error() == UserError.NONE && after.error() != UserError.NONE;
      boolean reads = !model.before().tcb(end).orphan(); // after close() there is nobody to tell
      boolean ends = reads && !before.endOfFile() && after.endOfFile();
      if (fails || ends) {
        return new Story.Told(bytes, ends, fails ? Optional.of(after.error()) : Optional.empty());
      }
    }
    return bytes.isEmpty() ? Story.Told.NOTHING : new Story.Told(bytes, false, Optional.empty());
  }
}
