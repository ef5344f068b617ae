package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Topology;

/**
 * A segment in flight, packed into the 64 bits of {@link #code()}, which is also its place in the
 * order: segments of the client come before those of the server, then they are ordered by age and
 * content.
 *
 * <p>The names are RFC 9293's: SEG.SEQ, SEG.ACK, SEG.LEN (which counts SYN and FIN). The window is
 * the same in all segments and is left out. One field is a ghost: whether the segment is a
 * retransmission, which no receiver can see. It is kept only of FINs, and only where a property
 * needs it.
 *
 * @param code all fields, packed
 */
public record Segment(long code) {

  /** No segment. */
  public static final Segment NONE = new Segment(-1);

  /** All fields are zero; for reading another one into it. */
  public static final Segment BLANK = new Segment(0);

  public static final int SYN = 1;
  public static final int ACK = 2;
  public static final int FIN = 4;
  public static final int RST = 8;

  /** The highest sequence number. */
  public static final int NUMBER_MAX = (1 << 16) - 1;

  /** The most bytes of text. */
  public static final int LENGTH_MAX = (1 << 5) - 1;

  /** How long it can be on its way, in ticks. */
  public static final int AGE_MAX = (1 << 5) - 1;

  /** All flags. */
  static final int FLAGS_MAX = SYN | ACK | FIN | RST;

  /** How many incarnations of a 4-tuple can be told apart. */
  public static final int INCARNATION_MAX = (1 << 9) - 1;

  // from:5 age:5 client:1 stamped:1 incarnation:9 retransmission:1 flags:4 text:5 seq:16 ack:16,
  // the highest first; the most significant decides the order
  static final int ACK_SHIFT = 0;
  static final int SEQ_SHIFT = 16;
  static final int TEXT_SHIFT = 32;
  static final int FLAGS_SHIFT = 37;
  static final int RETRANSMISSION_SHIFT = 41;
  static final int INCARNATION_SHIFT = 42;
  static final int STAMPED_SHIFT = 51;
  static final int CLIENT_SHIFT = 52;
  static final int AGE_SHIFT = 53;
  static final int FROM_SHIFT = 58;

  public static Segment of(
      End from, int seq, int ack, int flags, int textLength, boolean retransmission, int age) {
    requireRange("SEQ", seq, NUMBER_MAX);
    requireRange("ACK", ack, NUMBER_MAX);
    requireRange("text length", textLength, LENGTH_MAX);
    requireRange("age", age, AGE_MAX);
    return new Segment(
        (long) from.number() << FROM_SHIFT
            | (long) age << AGE_SHIFT
            | (retransmission ? 1L << RETRANSMISSION_SHIFT : 0)
            | (long) flags << FLAGS_SHIFT
            | (long) textLength << TEXT_SHIFT
            | (long) seq << SEQ_SHIFT
            | (long) ack << ACK_SHIFT);
  }

  private static void requireRange(String name, int value, int max) {
    if (value < 0 || value > max) {
      throw new IllegalArgumentException(name + " must be 0 to " + max + ", was " + value);
    }
  }

  /** A copy that names the client that it is from or to. */
  public Segment of(int client) {
    return new Segment((code & ~(1L << CLIENT_SHIFT)) | (long) client << CLIENT_SHIFT);
  }

  /** A copy with a timestamp of that client's clock. TSval follows from the age of the segment. */
  public Segment stamped(int client) {
    return new Segment(code | 1L << STAMPED_SHIFT | (long) client << CLIENT_SHIFT);
  }

  /** Ghost: a copy of that incarnation. */
  public Segment ofIncarnation(int incarnation) {
    requireRange("incarnation", incarnation, INCARNATION_MAX);
    return new Segment(code | (long) incarnation << INCARNATION_SHIFT);
  }

  /**
   * A copy for another end and client, which have other initial sequence numbers.
   *
   * @param seqShift how much larger SEG.SEQ is, where it counts from the sender's ISS
   * @param ackShift how much larger SEG.ACK is, where it counts from the receiver's
   */
  public Segment movedTo(End from, int client, int seqShift, int ackShift) {
    long kept = code & ~(-1L << FROM_SHIFT | 1L << CLIENT_SHIFT | (1L << TEXT_SHIFT) - 1);
    return new Segment(
        kept
            | (long) from.number() << FROM_SHIFT
            | (long) client << CLIENT_SHIFT
            | (long) (seq() == 0 ? 0 : seq() + seqShift) << SEQ_SHIFT
            | (long) (ack() == 0 ? 0 : ack() + ackShift) << ACK_SHIFT);
  }

  /** Whether it carries a timestamp. */
  public boolean stamped() {
    return (code >>> STAMPED_SHIFT & 1) != 0;
  }

  /**
   * The client that it is from or to, where {@link Topology#namesClients} says so; otherwise the
   * client whose clock made its timestamp, or 0.
   */
  public int client() {
    return (int) (code >>> CLIENT_SHIFT) & 1;
  }

  /** Ghost: which incarnation of its 4-tuple it belongs to; 0 where no property needs it. */
  public int incarnation() {
    return (int) (code >>> INCARNATION_SHIFT) & INCARNATION_MAX;
  }

  /** Whether this is a segment, and not {@link #NONE}. */
  public boolean exists() {
    return code >= 0;
  }

  /** The end that sent it. */
  public End from() {
    return End.of((int) (code >>> FROM_SHIFT) & (2 * End.CONNECTIONS_MAX - 1));
  }

  /** How many ticks it has been in flight. */
  public int age() {
    return (int) (code >>> AGE_SHIFT) & AGE_MAX;
  }

  /** Ghost: whether its sender had sent it before. Kept of FINs only. */
  public boolean retransmission() {
    return (code >>> RETRANSMISSION_SHIFT & 1) != 0;
  }

  public int flags() {
    return (int) (code >>> FLAGS_SHIFT) & FLAGS_MAX;
  }

  /** SEG.SEQ, the first sequence number. */
  public int seq() {
    return (int) (code >>> SEQ_SHIFT) & NUMBER_MAX;
  }

  /** SEG.ACK; 0 without the ACK bit. */
  public int ack() {
    return (int) (code >>> ACK_SHIFT) & NUMBER_MAX;
  }

  /** How many bytes of text it carries. */
  public int textLength() {
    return (int) (code >>> TEXT_SHIFT) & LENGTH_MAX;
  }

  /** SEG.LEN: the text, and one each for SYN and FIN. */
  public int length() {
    return textLength() + (syn() ? 1 : 0) + (fin() ? 1 : 0);
  }

  /** The sequence number after its last one. */
  public int end() {
    return seq() + length();
  }

  /** Whether SYN is set. */
  public boolean syn() {
    return (flags() & SYN) != 0;
  }

  /** Whether ACK is set. */
  public boolean hasAck() {
    return (flags() & ACK) != 0;
  }

  /** Whether FIN is set. */
  public boolean fin() {
    return (flags() & FIN) != 0;
  }

  /** Whether RST is set. */
  public boolean rst() {
    return (flags() & RST) != 0;
  }

  /** The number of the path, in one direction, that it takes. */
  public int path(Topology topology) {
    return topology.pathOf(from(), client());
  }

  /** What it is called. */
  public SegmentKind kind() {
    if (rst()) {
      return SegmentKind.RST;
    }
    if (syn()) {
      return hasAck() ? SegmentKind.SYN_ACK : SegmentKind.SYN;
    }
    if (fin()) {
      return SegmentKind.FIN;
    }
    return textLength() > 0 ? SegmentKind.DATA : SegmentKind.ACK;
  }

  /** A copy that was just sent. */
  public Segment young() {
    return new Segment(code & ~((long) AGE_MAX << AGE_SHIFT));
  }

  /** The same in real time, where its place among the segments before a step stands for its age. */
  public Segment numbered(int place) {
    requireRange("place", place, AGE_MAX);
    return new Segment(ageless().code | (long) place << AGE_SHIFT);
  }

  /** The same, just sent. */
  public Segment ageless() {
    return new Segment(code & ~((long) AGE_MAX << AGE_SHIFT));
  }

  /** Whether they differ in age alone. */
  public boolean isLike(Segment other) {
    return ageless().code == other.ageless().code;
  }

  /** A copy that is one tick older. */
  public Segment older() {
    return new Segment(code + (1L << AGE_SHIFT));
  }

  /** For debugging: {@code FIN,ACK seq=300 ack=101}. */
  @Override
  public String toString() {
    if (!exists()) {
      return "no segment";
    }
    StringBuilder text = new StringBuilder();
    for (Flag flag : Flag.ALL) {
      if ((flags() & flag.bit()) != 0) {
        text.append(text.isEmpty() ? "" : ",").append(flag.label());
      }
    }
    text.append(text.isEmpty() ? "no flags" : "").append(" seq=").append(seq());
    if (hasAck()) {
      text.append(" ack=").append(ack());
    }
    if (textLength() > 0) {
      text.append(" len=").append(textLength());
    }
    return text.toString();
  }

  private record Flag(int bit, String label) {
    static final java.util.List<Flag> ALL =
        java.util.List.of(
            new Flag(SYN, "SYN"), new Flag(FIN, "FIN"), new Flag(RST, "RST"), new Flag(ACK, "ACK"));
  }
}
