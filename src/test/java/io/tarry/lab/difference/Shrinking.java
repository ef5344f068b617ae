package io.tarry.lab.difference;

import io.tarry.lab.difference.Step.Ack;
import io.tarry.lab.difference.Step.Arrival;
import io.tarry.lab.difference.Step.Seq;
import io.tarry.tcp.world.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a short sequence of plain steps that still shows a difference. */
public final class Shrinking {

  private final Comparison comparison;
  private final Wanted wanted;

  /** Which differences are worth keeping. */
  public interface Wanted {
    /** Whether this one is. */
    boolean test(Difference difference) throws IOException;
  }

  /**
   * Shrinks with that comparison.
   *
   * @param wanted which differences are worth keeping
   */
  public Shrinking(Comparison comparison, Wanted wanted) {
    this.comparison = comparison;
    this.wanted = wanted;
  }

  /** The smallest that was found from there on, by one change after the other. */
  public Difference of(Difference difference) throws IOException {
    Difference smallest = difference;
    Optional<Difference> smaller = smaller(smallest);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = smaller(smallest);
    }
    return smallest;
  }

  private Optional<Difference> smaller(Difference than) throws IOException {
    for (Sequence candidate : plainer(than.sequence())) {
      Optional<Difference> difference = comparison.of(candidate);
      if (difference.isPresent() && wanted.test(difference.get())) {
        return difference;
      }
    }
    return Optional.empty();
  }

  /** Those with a step fewer, with a plainer step, or in a plainer setting. */
  static List<Sequence> plainer(Sequence sequence) {
    List<Sequence> plainer = new ArrayList<>();
    int count = sequence.steps().size();
    for (int i = count - 1; i >= 0; i--) {
      plainer.add(sequence.without(i));
    }
    Setting setting = sequence.setting();
    if (setting.timestamps()) {
      plainer.add(sequence.in(new Setting(setting.side(), false, setting.rfc1337())));
    }
    if (setting.rfc1337()) {
      plainer.add(sequence.in(new Setting(setting.side(), setting.timestamps(), false)));
    }
    for (int i = 0; i < count; i++) {
      if (sequence.steps().get(i) instanceof Arrival arrival) {
        for (Arrival other : (Iterable<Arrival>) plainer(arrival)::iterator) {
          plainer.add(sequence.with(i, other));
        }
      }
    }
    return plainer;
  }

  private static Stream<Arrival> plainer(Arrival arrival) {
    return Stream.of(
            arrival.text(0),
            arrival.stamp(0),
            arrival.seq(Seq.RCV_NXT, 0),
            arrival.seq(arrival.seq(), 0),
            arrival.seq(arrival.seq(), arrival.seqOffset() - Integer.signum(arrival.seqOffset())),
            arrival.ack(Ack.SND_NXT, 0),
            arrival.ack(arrival.ack(), 0),
            arrival.ack(arrival.ack(), arrival.ackOffset() - Integer.signum(arrival.ackOffset())),
            arrival.flags(arrival.flags() & ~Segment.FIN),
            arrival.flags(arrival.flags() & ~Segment.SYN))
        .filter(other -> size(other) < size(arrival));
  }

  /** How far a segment is from a plain ACK. */
  private static int size(Arrival arrival) {
    return 10 * Integer.bitCount(arrival.flags())
        + 20 * arrival.seq().ordinal()
        + 20 * arrival.ack().ordinal()
        + Math.abs(arrival.seqOffset())
        + Math.abs(arrival.ackOffset())
        + arrival.text()
        + Math.abs(arrival.stamp());
  }
}
