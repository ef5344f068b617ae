package io.tarry.check;

import io.tarry.tcp.world.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells which arrow of a story stands for a segment in flight. Of several equal segments, which
 * cannot be told apart, it takes the one sent first.
 */
final class ArrowTracker {

  /** A segment in flight, and its arrow. */
  record Flying(Segment segment, Story.Arrow arrow) {}

  private final List<Flying> flying = new ArrayList<>();
  private int count;

  /**
   * Notes that a segment is sent, and makes its arrow.
   *
   * @param decoded the same segment, decoded
   */
  Story.Arrow send(
      Segment segment,
      Story.Socket from,
      Story.Segment decoded,
      boolean retransmission,
      boolean lostAtOnce) {
    count++;
    Story.Arrow arrow = new Story.Arrow(count, from, decoded, retransmission, lostAtOnce);
    if (!lostAtOnce) {
      flying.add(new Flying(segment, arrow));
    }
    return arrow;
  }

  Story.Arrow copy(Story.Arrow original, Segment segment) {
    return send(segment, original.from(), original.segment(), original.retransmission(), false);
  }

  Story.Arrow take(Segment segment) {
    for (Flying one : flying) {
      if (one.segment().equals(segment)) {
        flying.remove(one);
        return one.arrow();
      }
    }
    throw new IllegalStateException(segment + " was never sent");
  }

  void age() {
    flying.replaceAll(one -> new Flying(one.segment().older(), one.arrow()));
  }

  /** All segments in flight now. */
  List<Flying> flying() {
    return List.copyOf(flying);
  }

  /**
   * For each arrow now in flight, by number, the arrow of an earlier moment that it corresponds to.
   * The world has to be the same as at that moment.
   */
  Map<Integer, Integer> sameAs(List<Flying> earlier) {
    List<Flying> left = new ArrayList<>(earlier);
    Map<Integer, Integer> same = new TreeMap<>();
    for (Flying now : flying) {
      int index = left.stream().map(Flying::segment).toList().indexOf(now.segment());
      // There is always one: equal states have equal segments in flight.
      same.put(now.arrow().number(), left.remove(index).arrow().number());
    }
    return same;
  }
}
