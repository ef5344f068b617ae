package io.tarry.tcp.realtime;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Tick;
import java.util.List;
import java.util.Optional;

/**
 * When the steps of a run happen.
 *
 * @param tick what moments are counted in; shorter than a tick of the world where a step has to
 *     come a little later
 * @param at the moment of each step
 * @param due before each step, and after the last one: when the timer is due that runs at each end
 */
public record RunTimes(Tick tick, List<Integer> at, List<List<Optional<Integer>>> due) {

  /** Keeps copies. */
  public RunTimes {
    at = List.copyOf(at);
    due = List.copyOf(due);
  }

  /** How long the timer at an end still runs at a moment between two steps, if one does. */
  public Optional<Integer> left(End end, int stepsMade, int moment) {
    return due.get(stepsMade).get(end.number()).map(when -> when - moment);
  }
}
