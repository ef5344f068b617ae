package io.tarry.tcp.steps;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a segment does at the end that it arrives at, where neither the rules nor the properties
 * that judge the step have looked at another end. It then does the same in every control that has
 * the same two parts, this end and what belongs to no end, and changes these two alone. Most
 * controls are made of parts that other controls had before.
 */
final class LocalReactions {

  private static final int PART_BITS = 24;
  private static final int SEGMENT_BITS = 8;
  private static final int BYTES = 80; // of each, with its place in a table, about

  private final ControlTable controls;
  private final ControlParts parts;
  private final LongMap<Local[]> known = new LongMap<>();

  LocalReactions(ControlTable controls) {
    this.controls = controls;
    parts = controls.parts();
  }

  /**
   * One reaction.
   *
   * @param reaction as it was in the control in which it was worked out
   * @param end the number of the part of the end after the step
   * @param shared the number of the part that belongs to no end, after the step
   */
  private record Local(Reaction reaction, int end, int shared) {}

  /**
   * Marks a segment whose reaction depends on other ends, too. It is empty, as no known reaction
   * is: every segment does something.
   */
  private static final Local[] ELSEWHERE = {};

  /** What a segment does, if that is known from another control; else null. */
  Reaction @Nullable [] of(ControlCore core, int end, int segment) {
    Local[] all = known.get(key(core, end, segment));
    if (all == null || all.length == 0) {
      return null;
    }
    Reaction[] made = new Reaction[all.length];
    for (int i = 0; i < made.length; i++) {
      Local local = all[i];
      Reaction reaction = local.reaction;
      made[i] =
          reaction.next == null
              ? reaction
              : reaction.to(controls.coreWith(core, end, local.end, local.shared));
    }
    return made;
  }

  boolean isUnknown(ControlCore core, int end, int segment) {
    long key = key(core, end, segment);
    return key != 0 && known.get(key) == null;
  }

  /** Adds what was worked out or, where other ends were looked at, only that it depends on them. */
  void add(ControlCore core, int end, int segment, Reaction[] made, boolean isLocal) {
    known.add(
        key(core, end, segment),
        isLocal
            ? Arrays.stream(made).map(reaction -> local(reaction, end)).toArray(Local[]::new)
            : ELSEWHERE);
    controls.take((long) BYTES * made.length);
  }

  private Local local(Reaction reaction, int end) {
    ControlCore next = reaction.next;
    return next == null
        ? new Local(reaction, 0, 0)
        : new Local(reaction, next.parts[end], next.parts[parts.shared()]);
  }

  /** 0 if there are more parts than can be told apart here. */
  private long key(ControlCore core, int end, int segment) {
    int endPart = core.parts[end];
    int sharedPart = core.parts[parts.shared()];
    if (endPart >>> PART_BITS != 0 || sharedPart >>> PART_BITS != 0) {
      return 0;
    }
    return ((long) endPart << PART_BITS | sharedPart) << SEGMENT_BITS | segment;
  }
}
