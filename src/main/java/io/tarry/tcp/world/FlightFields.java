package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import java.util.Arrays;

/** How the segments in flight are packed into a state. */
final class FlightFields {

  private static final SegmentField[] FIELDS = SegmentField.values();

  private final SequenceFields sequences;
  private final boolean numbered;
  private final int countWidth;
  private final int[] widths;

  FlightFields(Settings settings, Topology topology, SequenceFields sequences) {
    this.sequences = sequences;
    numbered = settings.time().real();
    countWidth = Bits.widthFor(settings.network().room());
    SectionPlace at = new SectionPlace(settings, topology, 0);
    widths = Arrays.stream(FIELDS).mapToInt(field -> field.width(at)).toArray();
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
      long code = pass(numbered ? old.ageless().code() : old.code(), bits);
      if (bits.isReading()) {
        Segment segment = new Segment(code);
        flight.append(numbered ? segment.numbered(i + 1) : segment);
      }
    }
  }

  /** Packs the code of a segment, or reads one. */
  private long pass(long old, Bits bits) {
    long code = 0;
    Side sender = Side.CLIENT; // until it is known
    for (int i = 0; i < FIELDS.length; i++) {
      SegmentField field = FIELDS[i];
      int value = field.of(old);
      int passed =
          switch (field) {
            case SEQ -> sequences.number(sender, value, bits);
            case ACK -> sequences.number(sender.other(), value, bits);
            case FROM, FLAGS, TEXT_LENGTH, AGE, RETRANSMISSION, INCARNATION, STAMPED, CLIENT ->
                bits.number(value, widths[i]);
          };
      if (field == SegmentField.FROM) {
        sender = End.of(passed).side();
      }
      code |= field.code(passed);
    }
    return code;
  }
}
