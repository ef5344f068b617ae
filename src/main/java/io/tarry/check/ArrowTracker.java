package io.tarry.check;

import io.tarry.tcp.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Which arrow of a story a segment in the network is. Of several equal segments the one sent first
 * is taken; nobody could tell them apart.
 */
final class ArrowTracker {

  private record Flying(Segment segment, Story.Arrow arrow) {}

  private final List<Flying> flying = new ArrayList<>();
  private final SocketNames names;
  private int count;

  ArrowTracker(SocketNames names) {
    this.names = names;
  }

  Story.Arrow send(Segment segment, boolean retransmission, boolean lostAtOnce) {
    count++;
    Story.Arrow arrow =
        new Story.Arrow(
            count,
            segment.from(),
            names.before(segment.from(), segment.toString()),
            segment.kind(),
            retransmission,
            lostAtOnce);
    if (!lostAtOnce) {
      flying.add(new Flying(segment, arrow));
    }
    return arrow;
  }

  Story.Arrow copy(Story.Arrow original, Segment segment) {
    return send(segment, original.retransmission(), false);
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
}
