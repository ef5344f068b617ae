package io.tarry.check;

import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A run of a world whose network counts its faults, as a run of the same world where it does not.
 */
final class RunWithoutFaultCounts {

  private RunWithoutFaultCounts() {}

  /**
   * The same run.
   *
   * @throws IllegalStateException if the world has none
   */
  static Trace of(Settings settings, Settings counting, Trace run) {
    TcpModel counted = new TcpModel(counting);
    TcpModel model = new TcpModel(settings);
    counted.show(run.states().get(0));
    List<long[]> states = new ArrayList<>(List.of(uncounted(model, counted.before())));
    List<Integer> actions = new ArrayList<>();
    for (int i = 0; i < run.length(); i++) {
      StoryTeller.whenShown(
          counted,
          run,
          i,
          () -> {
            long[] from = states.get(states.size() - 1);
            long[] to = uncounted(model, counted.after());
            Action.Kind kind = counted.step().kind();
            actions.add(action(model, from, kind, to).orElseThrow(() -> lacks(states.size())));
            states.add(to);
          });
    }
    return new Trace(states, actions);
  }

  /** The same world as one whose network counts its faults. */
  private static long[] uncounted(TcpModel model, World counted) {
    World same = new World(model.settings());
    same.copyFrom(counted);
    boolean named = same.topology().namesClients();
    for (int i = 0; i < same.flight.count(); i++) {
      Segment segment = same.flight.get(i);
      same.flight.replace(i, named || segment.stamped() ? segment : segment.of(0));
    }
    same.flight.arrange();
    return model.packed(same);
  }

  private static IllegalStateException lacks(int step) {
    return new IllegalStateException("the world in which no fault is counted lacks step " + step);
  }

  /** The action of the first step of that kind from one state to another. */
  private static OptionalInt action(TcpModel model, long[] from, Action.Kind kind, long[] to) {
    List<Integer> found = new ArrayList<>();
    model.successors(
        from,
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {
            if (model.step().kind() == kind && Arrays.equals(next, to)) {
              found.add(action);
            }
          }

          @Override
          public void beyond(int action, String limit) {
            // A run never leads there.
          }
        });
    return found.stream().mapToInt(Integer::intValue).findFirst();
  }
}
