package io.tarry.tcp.steps;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Segment;
import java.util.Random;

/** Segments of all connections of a world, so few that each can have a number of one byte. */
final class SomeSegments {

  private final Random random;
  private final Topology topology;
  private final InitialSequenceNumbers numbers;
  private final Layout layout;

  SomeSegments(Random random, Topology topology, InitialSequenceNumbers numbers, Layout layout) {
    this.random = random;
    this.topology = topology;
    this.numbers = numbers;
    this.layout = layout;
  }

  /** One that was just sent. */
  Segment next() {
    int connection = random.nextInt(topology.tuples().size());
    Side side = random.nextBoolean() ? Side.CLIENT : Side.SERVER;
    Segment segment =
        Segment.of(
            End.of(connection, side),
            first(side, connection) + random.nextInt(2),
            first(side.other(), connection),
            random.nextBoolean() ? Segment.ACK : Segment.ACK | Segment.FIN,
            0,
            false,
            0);
    if (!layout.usesStamps()) {
      return segment;
    }
    int client = topology.addressOf(connection);
    return random.nextBoolean() ? segment.stamped(client) : segment.of(client);
  }

  /** Two clients have numbers of their own. */
  private int first(Side side, int connection) {
    int clients = side == Side.CLIENT ? topology.clients() : 1;
    return numbers.iss(side, clients == 1 ? 0 : topology.addressOf(connection));
  }
}
