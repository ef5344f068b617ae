package io.tarry.check;

import io.tarry.tcp.world.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which arrow of a story a segment in the network is. Of several equal segments the one sent first
 * is taken; nobody could tell them apart.
 */
final class ArrowTracker {

  /** A segment on its way, and the arrow that it is. */
  record Flying(Segment segment, Story.Arrow arrow) {}

  private final List<Flying> flying = new ArrayList<>();
  private int count;

  /**
   * A segment is sent.
   *
   * @param decoded the same
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

  /** All that are on their way now. */
  List<Flying> flying() {
    return List.copyOf(flying);
  }

  /**
   * Which arrow of an earlier moment each one on its way now stands for, by number, where the world
   * is the same as at that moment.
   */
  Map<Integer, Integer> sameAs(List<Flying> earlier) {
    List<Flying> left = new ArrayList<>(earlier);
    Map<Integer, Integer> same = new TreeMap<>();
    for (Flying now : flying) {
      int index = left.stream().map(Flying::segment).toList().indexOf(now.segment());
      // It is there: equal states have equal segments on their way.
      same.put(now.arrow().number(), left.remove(index).arrow().number());
    }
    return same;
  }
}
