package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import java.util.Arrays;

/**
 * How the segments in flight are packed into a state: how many there are, and then each, in as many
 * bits as its fields need in this world.
 */
final class FlightFields {

  private static final SegmentField[] FIELDS = SegmentField.values();

  private static final int REMEMBERED_BITS = 8;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final SequenceFields sequences;
  private final boolean numbered;
  private final int room;
  private final int countWidth;

  /** Of each field, by the side that sent the segment. */
  private final int[][] widths;

  private final int segmentWidth;

  // The same few segments come again and again: the last one of those that share a place here.
  private final long[] codes = new long[1 << REMEMBERED_BITS];
  private final long[] packed = new long[1 << REMEMBERED_BITS];
  private final long[] packedRead = new long[1 << REMEMBERED_BITS];
  private final long[] codesRead = new long[1 << REMEMBERED_BITS];

  FlightFields(Settings settings, Topology topology, SequenceFields sequences) {
    this.sequences = sequences;
    numbered = settings.time().real();
    room = settings.network().room();
    countWidth = Bits.widthFor(room);
    SectionPlace at = new SectionPlace(settings, topology, 0);
    widths = new int[Side.values().length][];
    for (Side sender : Side.values()) {
      widths[sender.ordinal()] =
          Arrays.stream(FIELDS).mapToInt(field -> width(field, at, sender)).toArray();
    }
    segmentWidth = Arrays.stream(widths[0]).sum(); // the same for both
    if (segmentWidth > Long.SIZE) {
      throw new IllegalStateException("a segment takes " + segmentWidth + " bits");
    }
    rememberNone();
  }

  /** The same for another thread. */
  FlightFields(FlightFields other) {
    sequences = other.sequences;
    numbered = other.numbered;
    room = other.room;
    countWidth = other.countWidth;
    widths = other.widths;
    segmentWidth = other.segmentWidth;
    rememberNone();
  }

  private void rememberNone() {
    Arrays.fill(codes, Segment.NONE.code());
    packedRead[place(0)] = -1; // 0 belongs to this place, and was not read
  }

  private int width(SegmentField field, SectionPlace at, Side sender) {
    return switch (field) {
      case SEQ -> sequences.width(sender);
      case ACK -> sequences.width(sender.other());
      case FROM, FLAGS, TEXT_LENGTH, AGE, RETRANSMISSION, INCARNATION, STAMPED, CLIENT ->
          field.width(at);
    };
  }

  /** How many bits a flight takes at most. */
  int width() {
    return countWidth + room * segmentWidth;
  }

  /** Packs them where all bits are 0. */
  void pack(Flight flight, long[] words, int from) {
    int count = flight.count();
    Bits.flip(words, from, countWidth, Bits.requireWidth(count, countWidth));
    int position = from + countWidth;
    for (int i = 0; i < count; i++) {
      Segment segment = flight.get(i);
      long code = numbered ? segment.ageless().code() : segment.code();
      Bits.flip(words, position, segmentWidth, packed(code));
      position += segmentWidth;
    }
  }

  /** Unpacks them. */
  void unpack(long[] words, int from, Flight flight) {
    int count = (int) Bits.read(words, from, countWidth);
    flight.clear();
    int position = from + countWidth;
    for (int i = 0; i < count; i++) {
      Segment segment = new Segment(code(Bits.read(words, position, segmentWidth)));
      flight.append(numbered ? segment.numbered(i + 1) : segment);
      position += segmentWidth;
    }
  }

  private static int place(long key) {
    return (int) ((key * SPREAD) >>> (Long.SIZE - REMEMBERED_BITS));
  }

  private long packed(long code) {
    int place = place(code);
    if (codes[place] != code) {
      packed[place] = pack(code);
      codes[place] = code;
    }
    return packed[place];
  }

  private long code(long packedSegment) {
    int place = place(packedSegment);
    if (packedRead[place] != packedSegment) {
      codesRead[place] = unpack(packedSegment);
      packedRead[place] = packedSegment;
    }
    return codesRead[place];
  }

  private long pack(long code) {
    Side sender = new Segment(code).from().side();
    int[] widthOf = widths[sender.ordinal()];
    long bits = 0;
    for (int i = 0; i < FIELDS.length; i++) {
      int value = FIELDS[i].of(code);
      int number =
          switch (FIELDS[i]) {
            case SEQ -> sequences.code(sender, value);
            case ACK -> sequences.code(sender.other(), value);
            case FROM, FLAGS, TEXT_LENGTH, AGE, RETRANSMISSION, INCARNATION, STAMPED, CLIENT ->
                value;
          };
      bits = bits << widthOf[i] | Bits.requireWidth(number, widthOf[i]);
    }
    return bits;
  }

  private long unpack(long packedSegment) {
    long code = 0;
    int left = segmentWidth;
    Side sender = Side.CLIENT; // until it is known
    for (int i = 0; i < FIELDS.length; i++) {
      int width = widths[sender.ordinal()][i];
      left -= width;
      int number = (int) (packedSegment >>> left) & ((1 << width) - 1);
      int value =
          switch (FIELDS[i]) {
            case SEQ -> sequences.number(sender, number);
            case ACK -> sequences.number(sender.other(), number);
            case FROM, FLAGS, TEXT_LENGTH, AGE, RETRANSMISSION, INCARNATION, STAMPED, CLIENT ->
                number;
          };
      if (FIELDS[i] == SegmentField.FROM) {
        sender = End.of(value).side();
      }
      code |= FIELDS[i].code(value);
    }
    return code;
  }
}
