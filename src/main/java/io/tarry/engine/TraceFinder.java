package io.tarry.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recovers the shortest runs to what the hunts caught. No predecessor was stored during the search:
 * one walk back through the levels finds those of all runs at once, by expanding each level a
 * second time and looking which of its states lead to a state that a run still has to be led to.
 */
final class TraceFinder<M extends Model> {

  private static final int NONE = -1;

  private final M model;
  private final int words;
  private final Exploration<M> explored;

  TraceFinder(M model, int words, Exploration<M> explored) {
    this.model = model;
    this.words = words;
    this.explored = explored;
  }

  /**
   * The run to each of these catches, in their order. The hunts are over, and each is here once.
   */
  Map<Hunt<M>, Trace> traces(List<Hunt<M>> hunts) {
    List<Run> runs = hunts.stream().map(Run::new).toList();
    int deepest = hunts.stream().mapToInt(Hunt::level).max().orElse(0);
    for (int level = deepest; level > 0; level--) {
      stepBack(level, runs);
    }
    Map<Hunt<M>, Trace> traces = new LinkedHashMap<>();
    for (int i = 0; i < hunts.size(); i++) {
      traces.put(hunts.get(i), runs.get(i).trace());
    }
    return traces;
  }

  /** Puts a state of the level before in front of each run that begins in this level. */
  private void stepBack(int level, List<Run> runs) {
    var targets = new StateStore(words, Long.MAX_VALUE);
    for (Run run : runs) {
      if (run.level == level) {
        targets.add(run.states.getFirst());
      }
    }
    var arrivals = new Arrivals(targets, words);
    for (int i = explored.levelStart(level - 1); i < explored.levelStart(level); i++) {
      if (i % Exploration.PULSE_STATES == 0) {
        explored.report(explored.levelStart(level) - i);
      }
      explored.store().read(i, arrivals.before);
      model.successors(arrivals.before, arrivals);
    }
    for (Run run : runs) {
      if (run.level == level) {
        int target = targets.indexOf(run.states.getFirst());
        if (arrivals.action[target] == NONE) {
          throw Contract.notDeterministic(
              run.property, "no step led to its state after step " + level + " any more");
        }
        run.putInFront(arrivals.from[target], arrivals.action[target]);
      }
    }
  }

  /** A run of which the end is known, and more and more of what comes before. */
  private static final class Run {

    private final String property;
    private final Deque<long[]> states = new ArrayDeque<>();
    private final Deque<Integer> actions = new ArrayDeque<>();
    private int level; // of its first state

    Run(Hunt<?> end) {
      property = end.property();
      level = end.level();
      states.add(end.before().clone());
      if (end.action() != Model.INITIAL) {
        states.add(end.after().clone());
        actions.add(end.action());
      }
    }

    void putInFront(long[] state, int action) {
      states.addFirst(state);
      actions.addFirst(action);
      level--;
    }

    Trace trace() {
      return new Trace(List.copyOf(states), List.copyOf(actions));
    }
  }

  /** Keeps, for each target, the smallest state that leads to it, and the smallest action. */
  private static final class Arrivals implements Model.Sink {

    private final StateStore targets;
    private final long[] before;
    private final long[][] from;
    private final int[] action;

    Arrivals(StateStore targets, int words) {
      this.targets = targets;
      before = new long[words];
      from = new long[targets.size()][words];
      action = new int[targets.size()];
      Arrays.fill(action, NONE);
    }

    @Override
    public void offer(int offered, long[] after) {
      int target = targets.indexOf(after);
      if (target == NONE) {
        return;
      }
      int order = action[target] == NONE ? -1 : Arrays.compareUnsigned(before, from[target]);
      if (order < 0 || (order == 0 && offered < action[target])) {
        System.arraycopy(before, 0, from[target], 0, before.length);
        action[target] = offered;
      }
    }

    @Override
    public void beyond(int offered, String limit) {
      // leads to no state
    }
  }
}
