package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;

/** How the segments in flight are packed into a state. */
final class FlightFields {

  private static final int FLAGS_WIDTH = 4;

  private final SequenceFields sequences;
  private final boolean usesStamps;
  private final boolean numbered;
  private final int fromWidth;
  private final int incarnationWidth;
  private final int clientWidth;
  private final int countWidth;
  private final int textWidth;
  private final int ageWidth;
  private final int retransmissionWidth;

  FlightFields(Settings settings, Topology topology, SequenceFields sequences) {
    this.sequences = sequences;
    usesStamps = settings.usesTimestamps();
    fromWidth = Bits.widthFor(2 * topology.tuples().size() - 1);
    incarnationWidth =
        topology.remembersIncarnation() ? Bits.widthFor(topology.incarnationsMax()) : 0;
    clientWidth =
        usesStamps || topology.namesClients() ? Bits.widthFor(settings.clients().size() - 1) : 0;
    countWidth = Bits.widthFor(settings.network().room());
    textWidth = Bits.widthFor(Math.max(settings.bytes(Side.CLIENT), settings.bytes(Side.SERVER)));
    numbered = settings.time().real();
    ageWidth = Bits.widthFor(settings.time().ticks() ? settings.time().msl() : 0);
    retransmissionWidth = settings.ghosts().contains(Settings.Ghost.RETRANSMISSION) ? 1 : 0;
  }

  void segments(Flight flight, Bits bits, int flying) {
    int count = bits.number(flying, countWidth);
    if (bits.isReading()) {
      flight.clear();
    }
    for (int i = 0; i < count; i++) {
      Segment old = i < flight.count() ? flight.get(i) : Segment.BLANK;
      if (bits.isAgeing()) {
        old = old.older();
        flight.replace(i, old); // the order stays the same, since all grow older alike
      }
      Segment segment = segment(old, bits);
      if (bits.isReading()) {
        flight.append(numbered ? segment.numbered(i + 1) : segment);
      }
    }
  }

  private Segment segment(Segment old, Bits bits) {
    End from = End.of(bits.number(old.from().number(), fromWidth));
    int flags = bits.number(old.flags(), FLAGS_WIDTH);
    int text = bits.number(old.textLength(), textWidth);
    int seq = sequences.number(from.side(), old.seq(), bits);
    int ack = sequences.number(from.side().other(), old.ack(), bits);
    int age = bits.number(numbered ? 0 : old.age(), ageWidth);
    boolean again = bits.number(old.retransmission() ? 1 : 0, retransmissionWidth) != 0;
    int incarnation = bits.number(old.incarnation(), incarnationWidth);
    boolean stamped = usesStamps && bits.flag(old.stamped());
    int client = clientWidth > 0 ? bits.number(old.client(), clientWidth) : 0;
    if (!bits.isReading()) {
      return old; // there are no fields to combine
    }
    Segment segment =
        Segment.of(from, seq, ack, flags, text, again, age).ofIncarnation(incarnation);
    return stamped ? segment.stamped(client) : segment.of(client);
  }
}
