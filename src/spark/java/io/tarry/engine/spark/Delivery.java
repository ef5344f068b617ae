package io.tarry.engine.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the expansion of one partition hands to another: a set of states, see {@link PackedStates}.
 * What it saw besides goes with the delivery to itself, so that it counts once however often a task
 * is run.
 */
final class Delivery implements Serializable {

  private static final long serialVersionUID = 1;

  final long[] states;
  final @Nullable Sightings sightings;

  Delivery(long[] states, @Nullable Sightings sightings) {
    this.states = states;
    this.sightings = sightings;
  }
}
