package io.tarry.engine.spark;

import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.engine.monitor.Discovery;
import io.tarry.engine.monitor.ModelContract;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recovers the shortest runs to the steps that were found, as {@link
 * io.tarry.engine.explore.TraceFinder} does: by one walk back through the levels, in which each is
 * expanded a second time.
 */
final class Recovery<M extends Model> {

  private final Question<M> question;
  private final Levels<M> levels;

  Recovery(Question<M> question, Levels<M> levels) {
    this.question = question;
    this.levels = levels;
  }

  /** The run to each of these discoveries. All of them are over. */
  Map<Discovery<M>, Trace> traces(List<Discovery<M>> discoveries) {
    List<Run> runs = discoveries.stream().map(Run::new).toList();
    int last = discoveries.stream().mapToInt(Discovery::level).max().orElse(0);
    for (int level = last; level > 0; level--) {
      int here = level;
      stepBack(level, runs.stream().filter(run -> run.level == here).toList());
    }
    Map<Discovery<M>, Trace> traces = new LinkedHashMap<>();
    for (int i = 0; i < discoveries.size(); i++) {
      traces.put(discoveries.get(i), runs.get(i).trace());
    }
    return traces;
  }

  /** Puts a state of the level before in front of each of these runs. */
  private void stepBack(int level, List<Run> runs) {
    List<long[]> targets = runs.stream().map(run -> run.states.getFirst()).toList();
    List<@Nullable Arrival> best = Arrivals.none(targets.size());
    for (List<@Nullable Arrival> arrivals : levels.arrivals(targets, level - 1)) {
      for (int i = 0; i < targets.size(); i++) {
        Arrival arrival = arrivals.get(i);
        if (arrival != null && arrival.isBetterThan(best.get(i))) {
          best.set(i, arrival);
        }
      }
    }
    for (int i = 0; i < runs.size(); i++) {
      Arrival arrival = best.get(i);
      if (arrival == null) {
        throw ModelContract.notDeterministic(
            runs.get(i).property, "no step led to its state after step " + level + " any more");
      }
      runs.get(i).putInFront(arrival);
    }
  }

  /** A run of which the end is known, and more and more of what comes before. */
  private static final class Run {

    private final String property;
    private final Deque<long[]> states = new ArrayDeque<>();
    private final Deque<Integer> actions = new ArrayDeque<>();
    private int level; // of its first state

    Run(Discovery<?> end) {
      property = end.property();
      level = end.level();
      states.add(end.before().clone());
      if (end.action() != Model.INITIAL) {
        states.add(end.after().clone());
        actions.add(end.action());
      }
    }

    void putInFront(Arrival arrival) {
      states.addFirst(arrival.from);
      actions.addFirst(arrival.action);
      level--;
    }

    Trace trace() {
      return new Trace(List.copyOf(states), List.copyOf(actions));
    }
  }
}
