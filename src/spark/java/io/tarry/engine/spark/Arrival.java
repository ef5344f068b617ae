package io.tarry.engine.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A step to a target that is looked for. */
final class Arrival implements Serializable {

  private static final long serialVersionUID = 1;

  final long[] from;
  final int action;

  Arrival(long[] from, int action) {
    this.from = from;
    this.action = action;
  }

  /** Whether it comes from a smaller state, or from the same by a smaller action. */
  boolean isBetterThan(@Nullable Arrival other) {
    if (other == null) {
      return true;
    }
    int order = Arrays.compareUnsigned(from, other.from);
    return order < 0 || (order == 0 && action < other.action);
  }
}
