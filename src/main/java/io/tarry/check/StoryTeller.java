package io.tarry.check;

import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.tcp.Action;
import io.tarry.tcp.App;
import io.tarry.tcp.End;
import io.tarry.tcp.Rule;
import io.tarry.tcp.Script;
import io.tarry.tcp.Settings;
import io.tarry.tcp.Side;
import io.tarry.tcp.Step;
import io.tarry.tcp.Sysctls;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TcpState;
import io.tarry.tcp.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a trace as a story, by walking it through the world once more. */
final class StoryTeller {

  private final Settings settings;
  private final List<String> stacks;

  /**
   * Makes a teller of runs in one world.
   *
   * @param stacks what to call each host's stack, the client's first
   */
  StoryTeller(Settings settings, List<String> stacks) {
    this.settings = settings;
    this.stacks = stacks;
  }

  Story tell(Trace trace, Story.Kind kind, String ending) {
    TcpModel model = new TcpModel(settings);
    model.show(trace.states().get(0));
    SocketNames names = new SocketNames(model.before());
    ArrowTracker arrows = new ArrowTracker(names);
    List<Story.Step> steps = new ArrayList<>();
    List<Story.Lifeline> lifelines =
        List.of(lifeline(End.CLIENT, model), lifeline(End.SERVER, model));
    for (int i = 0; i < trace.length(); i++) {
      whenShown(model, trace, i, () -> steps.add(step(steps, model, arrows, names)));
    }
    model.show(trace.states().get(trace.length()));
    return new Story(
        kind, settings.time().ticks(), lifelines, steps, ending, names.listed(model.after()));
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

  private Story.Lifeline lifeline(End end, TcpModel model) {
    return new Story.Lifeline(
        end,
        end.side() == Side.CLIENT && settings.clients().size() > 1
            ? "client and client2"
            : end.label(),
        end.side() == Side.CLIENT ? stacks.get(0) : stacks.get(stacks.size() - 1),
        model.before().tcb(end).state(),
        timeWaitText(end));
  }

  private String timeWaitText(End end) {
    Settings.Time time = settings.time();
    if (!time.ticks()) {
      return "2 MSL";
    }
    Sysctls sysctls = settings.host(end).sysctls();
    if (sysctls.twRecycle() && sysctls.timestamps()) {
      return "3.5 RTO = " + time.recycledTimeWait() + " ticks";
    }
    String ticks = time.timeWait() + (time.timeWait() == 1 ? " tick" : " ticks");
    return time.timeWait() == 2 * time.msl() ? "2 MSL = " + ticks : ticks;
  }

  private Story.Step step(
      List<Story.Step> earlier, TcpModel model, ArrowTracker arrows, SocketNames names) {
    Step step = model.step();
    int tick = earlier.isEmpty() ? 0 : earlier.get(earlier.size() - 1).tick();
    if (step.kind() == Action.Kind.TICK) {
      tick++;
    }
    Optional<Integer> arrives = Optional.empty();
    Optional<Integer> lost = Optional.empty();
    Optional<Story.Arrow> copy = Optional.empty();
    switch (step.kind()) {
      case DELIVER -> arrives = Optional.of(arrows.take(step.moved()).number());
      case DELIVER_COPY -> {
        Story.Arrow arrived = arrows.take(step.moved());
        arrives = Optional.of(arrived.number());
        copy = Optional.of(arrows.copy(arrived, step.moved()));
      }
      case LOSE -> lost = Optional.of(arrows.take(step.moved()).number());
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
      sent.add(arrows.send(step.sent(i), again, step.sentLost(i)));
    }
    return new Story.Step(
        earlier.size() + 1,
        tick,
        place(step),
        action(model),
        sentence(step.rules().stream().map(Rule::text).distinct().toList()),
        String.join("; ", step.rules().stream().map(Rule::source).distinct().toList()),
        arrives,
        lost,
        copy,
        sent,
        changes(model, names),
        userTold(model));
  }

  private static Optional<End> place(Step step) {
    return switch (step.kind()) {
      case CALL,
          DELIVER,
          DELIVER_COPY,
          RETRANSMISSION_TIMEOUT,
          FIN_WAIT_2_TIMEOUT,
          TIME_WAIT_TIMEOUT,
          PATIENCE_TIMEOUT,
          REFUSED_CALL,
          LISTENER_CALL ->
          Optional.of(step.at());
      case BEGIN, LOSE, TICK -> Optional.empty();
    };
  }

  private String action(TcpModel model) {
    Step step = model.step();
    return switch (step.kind()) {
      case BEGIN -> "the run begins";
      case CALL -> call(model);
      case DELIVER -> step.moved() + " arrives";
      case DELIVER_COPY -> step.moved() + " arrives, and a copy stays on its way";
      case LOSE -> step.moved() + " is lost";
      case RETRANSMISSION_TIMEOUT -> "retransmission timer expires";
      case FIN_WAIT_2_TIMEOUT -> "FIN_WAIT_2 timer expires";
      case TIME_WAIT_TIMEOUT -> "2MSL timer expires";
      case TICK -> "a tick passes";
      case PATIENCE_TIMEOUT -> "close()";
      case REFUSED_CALL -> "connect()";
      case LISTENER_CALL -> model.before().listening() ? "close() of the listener" : "listen()";
    };
  }

  private String call(TcpModel model) {
    Script.Instruction instruction = model.step().instruction();
    boolean second =
        end(model).side() == Side.CLIENT && model.after().clientOf(end(model).connection()) == 1;
    String label = (second ? "client2: " : "") + instruction.call().label();
    return instruction.octets() == 0
        ? label
        : label.replace("()", "(" + instruction.octets() + ")");
  }

  private static End end(TcpModel model) {
    return model.step().at();
  }

  private static String sentence(List<String> texts) {
    String joined = texts.stream().collect(Collectors.joining("; "));
    return joined.isEmpty() ? "" : Character.toUpperCase(joined.charAt(0)) + joined.substring(1);
  }

  private static List<Story.StateChange> changes(TcpModel model, SocketNames names) {
    List<Story.StateChange> changes = new ArrayList<>();
    for (End end : model.after().ends()) {
      TcpState from = model.before().tcb(end).state();
      TcpState to = model.after().tcb(end).state();
      if (from != to) {
        changes.add(new Story.StateChange(end, names.of(end), from, to));
      }
    }
    return changes;
  }

  private static Optional<String> userTold(TcpModel model) {
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
      if (!before.endOfFile() && after.endOfFile()) {
        return Optional.of("end of file");
      }
    }
    return Optional.empty();
  }
}
