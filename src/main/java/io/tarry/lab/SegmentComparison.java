package io.tarry.lab;

import io.tarry.check.Story;
import io.tarry.wire.Packet;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Waits for the segments that a run says are sent, and compares what the kernels send. */
final class SegmentComparison {

  private final Plan plan;
  private final LabNetwork network;

  /**
   * What each end has retransmitted since anything else happened there. If its retransmission timer
   * is the next to expire there in the run, this is that retransmission: nobody at this end can
   * tell whether it was sent before or after what happened elsewhere.
   */
  private final Map<Endpoint, LabNetwork.Captured> again = new HashMap<>();

  private int aside;

  SegmentComparison(Plan plan, LabNetwork network) {
    this.plan = plan;
    this.network = network;
  }

  /** How many segments were put aside, which the run does not have. */
  int aside() {
    return aside;
  }

  /** Something happens at that end, other than that its retransmission timer expires. */
  void happens(Endpoint at) {
    again.remove(at);
  }

  /**
   * Waits for a segment that the retransmission timer of an end makes it send; it may have been
   * sent already, and put aside.
   */
  Packet awaitAgain(int step, Endpoint from, Story.Segment expected, Duration patience)
      throws IOException, DiffersException, LabNetwork.Stopped {
    LabNetwork.Captured early = again.remove(from);
    if (early == null || !isAsExpected(early, expected)) {
      return await(step, from, expected, patience);
    }
    aside--;
    return noted(step, early, expected);
  }

  /**
   * Waits for a segment that the run says is sent. Retransmissions that are not in the run are put
   * aside.
   */
  Packet await(int step, Endpoint from, Story.Segment expected, Duration patience)
      throws IOException, DiffersException, LabNetwork.Stopped {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<LabNetwork.Captured> next = network.next(until);
      if (next.isEmpty()) {
        throw new DiffersException(
            step, plan.name(from.host), Outcome.Seen.of(expected), Outcome.Seen.of("silence"));
      }
      LabNetwork.Captured captured = next.get();
      if (captured.from() == from && isAsExpected(captured, expected)) {
        return noted(step, captured, expected);
      }
      if (!captured.isAgain()) {
        throw new DiffersException(
            step,
            plan.name(captured.from().host),
            Outcome.Seen.of(expected),
            Outcome.Seen.of(captured.segment()));
      }
      putAside(captured);
    }
  }

  private static boolean isAsExpected(LabNetwork.Captured captured, Story.Segment expected) {
    Story.Segment seen = captured.segment();
    // The kernel chooses where the numbers of a new connection begin.
    boolean begins = seen.has(Story.Flag.SYN) && !captured.isAgain();
    // Whether a RST carries a timestamp is of no consequence: nobody compares it.
    boolean stamped =
        seen.has(Story.Flag.RST)
            || seen.timestamp().isPresent() == expected.timestamp().isPresent();
    return seen.flags().equals(expected.flags())
        && (begins || seen.seq() == expected.seq())
        && seen.ack() == expected.ack()
        && seen.length() == expected.length()
        && stamped;
  }

  /** Requires that, for a while, nothing is sent except retransmissions, which are put aside. */
  void quiet(int step, Duration length) throws IOException, DiffersException, LabNetwork.Stopped {
    long until = System.nanoTime() + length.toNanos();
    Optional<LabNetwork.Captured> next = network.next(until);
    while (next.isPresent()) {
      LabNetwork.Captured captured = next.get();
      if (!captured.isAgain()) {
        throw new DiffersException(
            step,
            plan.name(captured.from().host),
            Outcome.Seen.of("silence"),
            Outcome.Seen.of(captured.segment()));
      }
      putAside(captured);
      next = network.next(until);
    }
  }

  private Packet noted(int step, LabNetwork.Captured captured, Story.Segment segment)
      throws DiffersException {
    Optional<String> wrong = LabNetwork.note(captured, segment);
    if (wrong.isPresent()) {
      throw new DiffersException(
          step,
          plan.name(captured.from().host),
          Outcome.Seen.of(segment),
          Outcome.Seen.of(wrong.get()));
    }
    return captured.packet();
  }

  private void putAside(LabNetwork.Captured captured) {
    aside++;
    again.put(captured.from(), captured);
  }
}
