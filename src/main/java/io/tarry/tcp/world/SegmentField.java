package io.tarry.tcp.world;

import com.google.errorprone.annotations.Immutable;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.settings.Side;

/**
 * The fields of a segment in flight, each stated once, in the order in which they are packed: where
 * it is in {@link Segment#code}, and its range in a world. One whose range is 0 takes no room.
 */
enum SegmentField {
  FROM(
      Segment.FROM_SHIFT, 2 * End.CONNECTIONS_MAX - 1, at -> 2 * at.topology().tuples().size() - 1),
  FLAGS(Segment.FLAGS_SHIFT, Segment.FLAGS_MAX, at -> Segment.FLAGS_MAX),
  TEXT_LENGTH(
      Segment.TEXT_SHIFT,
      Segment.LENGTH_MAX,
      at -> Math.max(at.settings().bytes(Side.CLIENT), at.settings().bytes(Side.SERVER))),
  /** A number that the sender counts. */
  SEQ(Segment.SEQ_SHIFT, Segment.NUMBER_MAX, at -> Segment.NUMBER_MAX),
  /** A number that the receiver counts. */
  ACK(Segment.ACK_SHIFT, Segment.NUMBER_MAX, at -> Segment.NUMBER_MAX),
  AGE(Segment.AGE_SHIFT, Segment.AGE_MAX, at -> at.time().ticks() ? at.time().msl() : 0),
  RETRANSMISSION(Segment.RETRANSMISSION_SHIFT, 1, at -> at.remembers(Ghost.RETRANSMISSION) ? 1 : 0),
  INCARNATION(
      Segment.INCARNATION_SHIFT,
      Segment.INCARNATION_MAX,
      at -> at.remembersIncarnation() ? at.topology().incarnationsMax() : 0),
  STAMPED(Segment.STAMPED_SHIFT, 1, at -> at.usesStamps() ? 1 : 0),
  CLIENT(
      Segment.CLIENT_SHIFT,
      1,
      at -> at.usesStamps() || at.topology().namesClients() ? at.clients().size() - 1 : 0);

  /** The largest value in a world. */
  @Immutable
  private interface Range {
    int in(SectionPlace world);
  }

  private final int shift;
  private final int highest;
  private final Range most;

  SegmentField(int shift, int highest, Range most) {
    this.shift = shift;
    this.highest = highest;
    this.most = most;
  }

  /** Its value in a code. */
  int of(long code) {
    return (int) (code >>> shift) & highest;
  }

  /** How many bits it needs in that world. */
  int width(SectionPlace at) {
    return Bits.widthFor(most.in(at));
  }

  /** A code in which this field has that value, and all others are 0. */
  long code(int value) {
    return (long) value << shift;
  }
}
