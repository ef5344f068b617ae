package io.tarry.engine.spark;

import io.tarry.engine.Model;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds, for each of a few states, the best step to it from some others. */
final class Arrivals implements Model.Sink {

  private final List<long[]> targets;
  private final List<@Nullable Arrival> best;
  private final long[] before;

  private Arrivals(List<long[]> targets, int words) {
    this.targets = targets;
    best = none(targets.size());
    before = new long[words];
  }

  static List<@Nullable Arrival> none(int targets) {
    List<@Nullable Arrival> none = new ArrayList<@Nullable Arrival>(targets);
    for (int i = 0; i < targets; i++) {
      none.add(null);
    }
    return none;
  }

  /** The best step to each target, in their order; null where there is none. */
  static <M extends Model> List<@Nullable Arrival> of(
      Question<M> question, List<long[]> targets, long[] states) {
    var arrivals = new Arrivals(targets, question.words());
    M model = question.models().get();
    for (int i = 0; i < PackedStates.count(states, question.words()); i++) {
      PackedStates.read(states, i, arrivals.before);
      model.successors(arrivals.before, arrivals);
    }
    return arrivals.best;
  }

  @Override
  public void offer(int action, long[] after) {
    for (int i = 0; i < targets.size(); i++) {
      if (Arrays.equals(targets.get(i), after)) {
        Arrival arrival = new Arrival(before.clone(), action);
        if (arrival.isBetterThan(best.get(i))) {
          best.set(i, arrival);
        }
      }
    }
  }

  @Override
  public void beyond(int action, String limit) {
    // leads to no state
  }
}
