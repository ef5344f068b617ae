package io.tarry.engine.spark;

import io.tarry.engine.Model;
import io.tarry.engine.Trace;
import io.tarry.engine.explore.RecoveredRun;
import io.tarry.engine.monitor.Discovery;
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

  private final Levels<M> levels;

  Recovery(Levels<M> levels) {
    this.levels = levels;
  }

  /** The run to each of these discoveries. All of them are over. */
  Map<Discovery<M>, Trace> traces(List<Discovery<M>> discoveries) {
    List<RecoveredRun> runs = discoveries.stream().map(RecoveredRun::new).toList();
    int last = discoveries.stream().mapToInt(Discovery::level).max().orElse(0);
    for (int level = last; level > 0; level--) {
      int here = level;
      stepBack(level, runs.stream().filter(run -> run.level() == here).toList());
    }
    Map<Discovery<M>, Trace> traces = new LinkedHashMap<>();
    for (int i = 0; i < discoveries.size(); i++) {
      traces.put(discoveries.get(i), runs.get(i).trace());
    }
    return traces;
  }

  /** Puts a state of the level before in front of each of these runs. */
  private void stepBack(int level, List<RecoveredRun> runs) {
    List<long[]> targets = runs.stream().map(RecoveredRun::firstState).toList();
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
        throw runs.get(i).nothingLeadsHere();
      }
      runs.get(i).putInFront(arrival.from, arrival.action);
    }
  }
}
