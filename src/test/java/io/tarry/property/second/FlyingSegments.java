package io.tarry.property.second;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.world.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The segments on their way, each with the connection that it was sent in. */
final class FlyingSegments {

  /** A segment on its way, the connection that it was sent in, and whether it was sent before. */
  record Flying(long code, int connection, boolean again) {}

  private final List<Flying> flying = new ArrayList<>();

  void add(Flying sent) {
    flying.add(sent);
  }

  void addAll(FlyingSegments others) {
    flying.addAll(others.flying);
  }

  Stream<Flying> stream() {
    return flying.stream();
  }

  /** What a step takes away: a segment that arrives or is lost. A tick makes all of them older. */
  Optional<Flying> take(Moment m) {
    if (m.kind() == Action.Kind.TICK) {
      flying.replaceAll(
          f -> new Flying(new Segment(f.code()).older().code(), f.connection(), f.again()));
      return Optional.empty();
    }
    if (!m.arrived().exists()) {
      return Optional.empty();
    }
    Flying taken =
        flying.stream()
            .filter(f -> f.code() == m.arrived().code())
            .findFirst()
            .orElseThrow(() -> new AssertionError("nobody sent " + m.arrived()));
    if (m.kind() != Action.Kind.DELIVER_COPY) {
      flying.remove(taken);
    }
    return Optional.of(taken);
  }

  /** Checks that these are the segments that the network holds after a step. */
  void requireSameAs(Moment m) {
    flying.sort(
        Comparator.comparingLong(Flying::code)
            .thenComparing(Flying::connection)
            .thenComparing(Flying::again));
    List<Long> mine = flying.stream().map(Flying::code).sorted().toList();
    if (!mine.equals(m.after().flying().stream().sorted().toList())) {
      throw new AssertionError("the network holds other segments than were sent and not delivered");
    }
  }

  @Override
  public String toString() {
    return flying.toString();
  }
}
