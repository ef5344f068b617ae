package io.tarry.judge;

import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Segment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run has to show at a host to fit a capture, in the numbers of the model.
 *
 * @param seen the segment in the capture
 * @param host where it was seen
 * @param flags its control bits, as a {@link Segment} has them
 */
record ExpectedSegment(SeenSegment seen, Side host, int flags, int seq, int ack, int length) {

  /** The hosts that were watched. */
  static Set<Side> hosts(List<ExpectedSegment> seen) {
    return seen.stream().map(ExpectedSegment::host).collect(Collectors.toSet());
  }

  int packet() {
    return seen.packet();
  }

  long micros() {
    return seen.micros();
  }

  boolean outbound() {
    return seen.outbound();
  }

  /** Whether that is the segment. */
  boolean is(Segment segment) {
    Side sender = outbound() ? host : host.other();
    return segment.from().side() == sender
        && segment.flags() == flags
        && segment.seq() == seq
        && segment.ack() == ack
        && segment.textLength() == length;
  }
}
