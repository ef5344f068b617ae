package io.tarry.tcp.realtime;

import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A run of dense time, made again step by step at its moments by a clock that ticks. */
record RunByTicks(List<Made> made, RunTimes times) {

  /** What happens in a step. */
  record Made(Action.Kind kind, End at, long moved) {
    static Made of(Step step) {
      Segment moved = step.moved();
      return new Made(step.kind(), step.at(), moved.exists() ? moved.ageless().code() : -1);
    }
  }

  static RunByTicks of(Settings real, Trace trace) {
    TcpModel model = new TcpModel(real);
    model.show(trace.states().get(0));
    RunClocks clocks = new RunClocks(real, trace.length(), model.before());
    List<Made> made = new ArrayList<>();
    for (int i = 0; i < trace.length(); i++) {
      int action = trace.actions().get(i);
      long[] next = trace.states().get(i + 1);
      model.successors(
          trace.states().get(i),
          sink((offered, after) -> {
            if (offered == action && Arrays.equals(after, next)) {
              made.add(Made.of(model.step()));
              clocks.follow(model.before(), model.step(), model.after());
            }
          }));
    }
    return new RunByTicks(made, clocks.earliest());
  }

  /** The first step that does not happen in a world of ticks, if there is one. */
  Optional<String> firstStepThatCannotHappen(Settings ticks) {
    TcpModel model = new TcpModel(ticks);
    TreeSet<long[]> states = new TreeSet<>(Arrays::compare);
    model.initialStates(sink((action, state) -> states.add(state.clone())));
    int now = 0;
    for (int i = 0; i < made.size(); i++) {
      for (; now < times.at().get(i); now++) {
        go(model, states, step -> step.kind() == Action.Kind.TICK);
      }
      Made next = made.get(i);
      go(model, states, step -> Made.of(step).equals(next));
      if (states.isEmpty()) {
        return Optional.of("step %d, %s, at %d of %s".formatted(i + 1, next, now, times));
      }
    }
    return Optional.empty();
  }

  private static void go(TcpModel model, TreeSet<long[]> states, Predicate<Step> wanted) {
    List<long[]> from = List.copyOf(states);
    states.clear();
    for (long[] state : from) {
      int before = states.size();
      model.successors(
          state,
          sink((action, after) -> {
            if (wanted.test(model.step())) {
              states.add(after.clone());
            }
          }));
      // A tick that changes nothing is none, but time passes.
      boolean rests = states.size() == before && wanted.test(tick());
      if (rests) {
        states.add(state);
      }
    }
  }

  private static Step tick() {
    Step tick = new Step();
    tick.begin(Action.Kind.TICK, End.CLIENT, Segment.NONE);
    return tick;
  }

  private interface Taken {
    void offer(int action, long[] after);
  }

  private static Model.Sink sink(Taken taken) {
    return new Model.Sink() {
      @Override
      public void offer(int action, long[] after) {
        taken.offer(action, after);
      }

      @Override
      public void beyond(int action, String limit) {
        // leads to no state
      }
    };
  }
}
