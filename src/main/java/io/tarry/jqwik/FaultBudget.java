package io.tarry.jqwik;

import io.tarry.scenario.Draft;
import java.util.List;

/**
 * What the network may do.
 *
 * @param lose how many segments may get lost
 * @param duplicate how many copies it may make
 * @param reorder whether a segment may overtake another
 */
public record FaultBudget(int lose, int duplicate, boolean reorder) {

  /** A network without faults. */
  public static final FaultBudget NONE = new FaultBudget(0, 0, false);

  /** How many segments may get lost or be copied. */
  public int total() {
    return lose + duplicate;
  }

  Draft in(Draft draft) {
    Draft changed = draft.with(List.of("network", "reorder"), reorder);
    changed = lose > 0 ? changed.with(List.of("network", "lose"), lose) : changed;
    return duplicate > 0 ? changed.with(List.of("network", "duplicate"), duplicate) : changed;
  }
}
