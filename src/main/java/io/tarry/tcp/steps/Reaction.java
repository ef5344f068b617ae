package io.tarry.tcp.steps;

import io.tarry.tcp.rules.Action;
import org.jspecify.annotations.Nullable;

/** What comes of a step that was worked out once. */
final class Reaction {

  /** Its number; the place of a segment that moves is 0 in it. */
  final int action;

  final Action.Kind kind;

  /** What the control becomes, with all timestamps; null if the step goes beyond a limit. */
  final @Nullable Core next;

  /** The segments that are sent and not lost at once. */
  final int[] sent;

  final int marks;
  final String beyond;

  Reaction(
      int action, Action.Kind kind, @Nullable Core next, int[] sent, int marks, String beyond) {
    this.action = action;
    this.kind = kind;
    this.next = next;
    this.sent = sent;
    this.marks = marks;
    this.beyond = beyond;
  }

  /** The same step, after which the control is another one. */
  Reaction to(Core other) {
    return new Reaction(action, kind, other, sent, marks, beyond);
  }
}
