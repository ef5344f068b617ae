package io.tarry.tcp.realtime;

import io.tarry.tcp.settings.Tick;
import java.util.List;

/**
 * When the steps of a run happen.
 *
 * @param tick what moments are counted in; shorter than a tick of the world where a step has to
 *     come a little later
 * @param at the moment of each step
 */
public record RunTimes(Tick tick, List<Integer> at) {

  /** Keeps a copy. */
  public RunTimes {
    at = List.copyOf(at);
  }
}
