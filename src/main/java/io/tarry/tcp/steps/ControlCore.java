package io.tarry.tcp.steps;

import org.jspecify.annotations.Nullable;

/** A state's control without what the network may still do, and the steps that it is known for. */
final class ControlCore {

  /** From 1. */
  final int number;

  final long[] words;

  /** The numbers of its parts, see {@link ControlParts}. */
  final int[] parts;

  /** The slow clocks that are asked because of what hosts remember. */
  final int asked;

  /** By what the network may still do. */
  final Control[] controls;

  /** What its hosts do by themselves, by the urgency of the flight. */
  final Reaction[][] own = new Reaction[FlightTable.URGENCIES][];

  /** What they do with a segment, by its number. */
  Reaction[][] arrivals = {};

  RememberedOrbits.@Nullable Plan plan;
  @Nullable ControlCore representative;

  ControlCore(int number, long[] words, int[] parts, int asked, int budgets) {
    this.number = number;
    this.words = words;
    this.parts = parts;
    this.asked = asked;
    controls = new Control[budgets];
  }
}
