package io.tarry.tcp.steps;

import io.tarry.tcp.rules.Action;
import org.jspecify.annotations.Nullable;

/** The result of a step, worked out once. */
final class Reaction {

  /** The number of the action; it has 0 for the place of the segment that moves. */
  final int action;

  final Action.Kind kind;

  /** The control after the step, with all timestamps; null if the step goes beyond a limit. */
  final @Nullable ControlCore next;

  /** The segments that are sent, except those that are always lost. */
  final SentSegments sent;

  final int marks;
  final String beyond;

  Reaction(
      int action,
      Action.Kind kind,
      @Nullable ControlCore next,
      SentSegments sent,
      int marks,
      String beyond) {
    this.action = action;
    this.kind = kind;
    this.next = next;
    this.sent = sent;
    this.marks = marks;
    this.beyond = beyond;
  }

  /** The same step, after which the control is another one. */
  Reaction to(ControlCore other) {
    return new Reaction(action, kind, other, sent, marks, beyond);
  }
}
