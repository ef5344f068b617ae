package io.tarry.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The options of a TCP header that opening and closing have to do with; others are skipped when a
 * packet is read.
 *
 * @param maximumSegmentSize RFC 9293 section 3.7.1
 * @param windowScale RFC 7323 section 2.2
 * @param sackPermitted RFC 2018 section 2
 * @param timestamps RFC 7323 section 3.2
 */
public record TcpOptions(
    Optional<Integer> maximumSegmentSize,
    Optional<Integer> windowScale,
    boolean sackPermitted,
    Optional<Timestamps> timestamps) {

  /** No options. */
  public static final TcpOptions NONE =
      new TcpOptions(Optional.empty(), Optional.empty(), false, Optional.empty());

  private static final int END = 0;
  private static final int NO_OPERATION = 1;
  private static final int MSS = 2;
  private static final int MSS_LENGTH = 4;
  private static final int WINDOW_SCALE = 3;
  private static final int WINDOW_SCALE_LENGTH = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK_PERMITTED_LENGTH = 2;
  private static final int TIMESTAMPS = 8;
  private static final int TIMESTAMPS_LENGTH = 10;
  private static final int WORD = 4;

  /** TSval and TSecr, both as unsigned numbers of 32 bits. */
  public record Timestamps(long value, long echo) {}

  /** No options but these timestamps. */
  public static TcpOptions stamped(long value, long echo) {
    return NONE.withTimestamps(value, echo);
  }

  /** A copy with these timestamps. */
  public TcpOptions withTimestamps(long value, long echo) {
    return new TcpOptions(
        maximumSegmentSize, windowScale, sackPermitted, Optional.of(new Timestamps(value, echo)));
  }

  /** How many bytes they take in a header, which is made of whole words of four. */
  int length() {
    int bytes =
        maximumSegmentSize.map(size -> MSS_LENGTH).orElse(0)
            + windowScale.map(scale -> WINDOW_SCALE_LENGTH).orElse(0)
            + (sackPermitted ? SACK_PERMITTED_LENGTH : 0)
            + timestamps.map(stamps -> TIMESTAMPS_LENGTH).orElse(0);
    return (bytes + WORD - 1) / WORD * WORD;
  }

  /** Writes them, and no-operations up to a whole word. */
  void write(ByteBuffer to) {
    int end = to.position() + length();
    maximumSegmentSize.ifPresent(
        size -> to.put((byte) MSS).put((byte) MSS_LENGTH).putShort(size.shortValue()));
    if (sackPermitted) {
      to.put((byte) SACK_PERMITTED).put((byte) SACK_PERMITTED_LENGTH);
    }
    timestamps.ifPresent(stamps ->
        to.put((byte) TIMESTAMPS)
            .put((byte) TIMESTAMPS_LENGTH)
            .putInt((int) stamps.value())
            .putInt((int) stamps.echo()));
    windowScale.ifPresent(scale ->
        to.put((byte) WINDOW_SCALE).put((byte) WINDOW_SCALE_LENGTH).put(scale.byteValue()));
    while (to.position() < end) {
      to.put((byte) NO_OPERATION);
    }
  }

  /** Reads all that is left. */
  static TcpOptions read(ByteBuffer from) throws PacketException {
    TcpOptions found = NONE;
    while (from.hasRemaining()) {
      int kind = from.get() & 0xff;
      if (kind == END) {
        break;
      }
      if (kind != NO_OPERATION) {
        found = found.withNext(kind, valueOf(from));
      }
    }
    return found;
  }

  private static ByteBuffer valueOf(ByteBuffer from) throws PacketException {
    int length = from.hasRemaining() ? (from.get() & 0xff) - 2 : -1;
    if (length < 0 || length > from.remaining()) {
      throw new PacketException("it has broken TCP options");
    }
    ByteBuffer value = from.slice(from.position(), length);
    from.position(from.position() + length);
    return value;
  }

  private TcpOptions withNext(int kind, ByteBuffer value) throws PacketException {
    int length = value.remaining() + 2;
    int proper =
        switch (kind) {
          case MSS -> MSS_LENGTH;
          case WINDOW_SCALE -> WINDOW_SCALE_LENGTH;
          case SACK_PERMITTED -> SACK_PERMITTED_LENGTH;
          case TIMESTAMPS -> TIMESTAMPS_LENGTH;
          default -> length;
        };
    if (length != proper) {
      throw new PacketException("it has broken TCP options");
    }
    return switch (kind) {
      case MSS ->
          new TcpOptions(
              Optional.of(value.getShort() & 0xffff), windowScale, sackPermitted, timestamps);
      case WINDOW_SCALE ->
          new TcpOptions(
              maximumSegmentSize, Optional.of(value.get() & 0xff), sackPermitted, timestamps);
      case SACK_PERMITTED -> new TcpOptions(maximumSegmentSize, windowScale, true, timestamps);
      case TIMESTAMPS -> withTimestamps(unsigned(value.getInt()), unsigned(value.getInt()));
      default -> this;
    };
  }

  private static long unsigned(int bits) {
    return Integer.toUnsignedLong(bits);
  }
}
