package io.tarry.judge;

import io.tarry.wire.ControlBit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The end of a conversation: from the last moment before the close when all was acknowledged. */
final class ConversationClose {

  /** What is no longer than this is judged from its beginning. */
  private static final int SHORT = 12;

  private ConversationClose() {}

  static Conversation of(Conversation whole) {
    List<SeenSegment> segments = whole.segments();
    int close = 0;
    while (close < segments.size() && !closes(segments.get(close))) {
      close++;
    }
    if (close <= SHORT || close == segments.size()) {
      return whole;
    }
    int from = 0;
    Map<Object, Long> sent = new HashMap<>();
    Map<Object, Long> acknowledged = new HashMap<>();
    for (int i = 0; i < close; i++) {
      SeenSegment each = segments.get(i);
      sent.merge(each.header().from(), each.end(), ConversationClose::later);
      if (each.header().has(ControlBit.ACK)) {
        acknowledged.merge(each.header().to(), each.header().ack(), ConversationClose::later);
      }
      boolean quiet =
          sent.entrySet().stream()
              .allMatch(end -> end.getValue().equals(acknowledged.getOrDefault(end.getKey(), -1L)));
      if (quiet && sent.size() == 2) {
        from = i + 1;
      }
    }
    return new Conversation(
        whole.client(), whole.server(), segments.subList(from, segments.size()));
  }

  private static boolean closes(SeenSegment segment) {
    return segment.header().has(ControlBit.FIN) || segment.header().has(ControlBit.RST);
  }

  private static long later(long one, long other) {
    return (int) (other - one) > 0 ? other & 0xffffffffL : one & 0xffffffffL;
  }
}
