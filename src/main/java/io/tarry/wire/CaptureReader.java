package io.tarry.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tarry.wire.Capture.Direction;
import io.tarry.wire.Capture.Frame;
import io.tarry.wire.Capture.Interface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads captures: pcapng (draft-ietf-opsawg-pcapng) and the older pcap (draft-ietf-opsawg-pcap), in
 * either order of bytes.
 */
public final class CaptureReader {

  private static final int PCAP_MICROS = 0xa1b2c3d4;
  private static final int PCAP_NANOS = 0xa1b23c4d;
  private static final int PCAP_HEADER = 24;
  private static final int PCAP_RECORD = 16;
  private static final int SIMPLE_PACKET = 3;
  private static final int OBSOLETE_PACKET = 2;
  private static final int BLOCK_MIN = 12;
  private static final int PACKET_FIELDS = 20;
  private static final int WORD = 4;
  private static final long MICROS = 1_000_000;

  private final ByteBuffer file;
  private final List<Interface> interfaces = new ArrayList<>();
  private final List<Double> ticksPerMicro = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private String comment = "";

  /** The number of the first interface of the present section. */
  private int section;

  private CaptureReader(byte[] bytes) {
    file = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads a capture.
   *
   * @throws CaptureException if it is none, or is cut off
   */
  public static Capture read(byte[] bytes) throws CaptureException {
    CaptureReader reader = new CaptureReader(bytes);
    require(bytes.length >= WORD, "it is no capture: it has only " + bytes.length + " bytes");
    int magic = reader.file.getInt(0);
    if (magic == PcapngWriter.SECTION_HEADER) {
      reader.pcapng();
    } else if (isPcap(magic) || isPcap(Integer.reverseBytes(magic))) {
      reader.pcap(magic);
    } else {
      throw new CaptureException("it is no capture: it begins like neither pcapng nor pcap");
    }
    return new Capture(reader.comment, reader.interfaces, reader.frames);
  }

  private static boolean isPcap(int magic) {
    return magic == PCAP_MICROS || magic == PCAP_NANOS;
  }

  // ---- pcap

  private void pcap(int first) throws CaptureException {
    require(file.capacity() >= PCAP_HEADER, "it is cut off within its header");
    if (!isPcap(first)) {
      file.order(ByteOrder.LITTLE_ENDIAN);
    }
    long perMicro = file.getInt(0) == PCAP_NANOS ? 1000 : 1;
    LinkType link = link(file.getInt(20) & 0xffff);
    interfaces.add(new Interface("", "", link));
    file.position(PCAP_HEADER);
    while (file.hasRemaining()) {
      int number = frames.size() + 1;
      requireWhole(PCAP_RECORD, number);
      long seconds = Integer.toUnsignedLong(file.getInt());
      long rest = Integer.toUnsignedLong(file.getInt()) / perMicro;
      int kept = file.getInt();
      file.getInt();
      requireWhole(kept, number);
      add(0, seconds * MICROS + rest, bytes(kept), Map.of());
    }
  }

  private void requireWhole(int length, int packet) throws CaptureException {
    require(length >= 0 && length <= file.remaining(), "it is cut off within packet " + packet);
  }

  private static LinkType link(int number) throws CaptureException {
    return LinkType.of(number)
        .orElseThrow(() ->
            new CaptureException(
                "its link type is %d; read are Ethernet, raw IP, and Linux cooked"
                    .formatted(number)));
  }

  // ---- pcapng

  private void pcapng() throws CaptureException {
    while (file.hasRemaining()) {
      require(file.remaining() >= BLOCK_MIN, cutOff());
      int type = file.getInt(file.position());
      if (type == PcapngWriter.SECTION_HEADER) {
        boolean big =
            file.order(ByteOrder.BIG_ENDIAN).getInt(file.position() + 8) == PcapngWriter.BYTE_ORDER;
        file.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        require(
            file.getInt(file.position() + 8) == PcapngWriter.BYTE_ORDER,
            "it is no capture: its section has no order of bytes");
      }
      int length = file.getInt(file.position() + WORD);
      require(length >= BLOCK_MIN && length % WORD == 0, "a block of it has a broken length");
      require(length <= file.remaining(), cutOff());
      ByteBuffer body =
          file.slice(file.position() + 2 * WORD, length - BLOCK_MIN).order(file.order());
      block(type, body);
      file.position(file.position() + length);
    }
  }

  private String cutOff() {
    return "it is cut off after packet " + frames.size();
  }

  private void block(int type, ByteBuffer body) throws CaptureException {
    switch (type) {
      case PcapngWriter.SECTION_HEADER -> {
        require(body.capacity() >= 16, "a block of it has a broken length");
        section = interfaces.size();
        comment = text(options(body, 16), PcapngWriter.OPTION_COMMENT);
      }
      case PcapngWriter.INTERFACE_DESCRIPTION -> {
        require(body.capacity() >= 8, "a block of it has a broken length");
        Map<Integer, Bytes> options = options(body, 8);
        interfaces.add(
            new Interface(
                text(options, PcapngWriter.OPTION_INTERFACE_NAME),
                text(options, PcapngWriter.OPTION_INTERFACE_DESCRIPTION),
                link(body.getShort(0) & 0xffff)));
        ticksPerMicro.add(resolution(options));
      }
      case PcapngWriter.ENHANCED_PACKET -> packet(body);
      case SIMPLE_PACKET, OBSOLETE_PACKET ->
          throw new CaptureException(
              "its packets have no times, or are in blocks of an old kind; only enhanced packet"
                  + " blocks are read");
      default -> {} // statistics, names, and what others may add
    }
  }

  /** How many units of time make a microsecond. */
  private static double resolution(Map<Integer, Bytes> options) {
    Bytes value = options.get(PcapngWriter.OPTION_TIME_RESOLUTION);
    if (value == null || value.length() == 0) {
      return 1;
    }
    int said = value.toArray()[0] & 0xff;
    double perSecond = (said & 0x80) == 0 ? Math.pow(10, said) : Math.pow(2, said & 0x7f);
    return perSecond / MICROS;
  }

  private void packet(ByteBuffer body) throws CaptureException {
    int number = frames.size() + 1;
    require(body.capacity() >= PACKET_FIELDS, "it is cut off within packet " + number);
    int at = section + body.getInt(0);
    require(at >= section && at < interfaces.size(), "packet " + number + " names no interface");
    long units =
        Integer.toUnsignedLong(body.getInt(4)) << Integer.SIZE
            | Integer.toUnsignedLong(body.getInt(8));
    int kept = body.getInt(12);
    require(
        kept >= 0 && kept <= body.capacity() - PACKET_FIELDS,
        "it is cut off within packet " + number);
    byte[] data = new byte[kept];
    body.get(PACKET_FIELDS, data);
    Map<Integer, Bytes> options = options(body, PACKET_FIELDS + padded(kept));
    add(at, Math.round(units / ticksPerMicro.get(at)), Bytes.of(data), options);
  }

  private void add(int at, long micros, Bytes data, Map<Integer, Bytes> options) {
    Optional<Direction> way =
        Optional.ofNullable(options.get(PcapngWriter.OPTION_PACKET_FLAGS))
            .filter(flags -> flags.length() == WORD)
            .flatMap(flags -> way(ByteBuffer.wrap(flags.toArray()).order(file.order()).getInt()));
    frames.add(
        new Frame(
            frames.size() + 1,
            at,
            micros,
            way.or(() -> interfaces.get(at).link().direction(data)),
            data,
            text(options, PcapngWriter.OPTION_COMMENT)));
  }

  private static Optional<Direction> way(int flags) {
    return switch (flags & 3) {
      case PcapngWriter.INBOUND -> Optional.of(Direction.INBOUND);
      case PcapngWriter.OUTBOUND -> Optional.of(Direction.OUTBOUND);
      default -> Optional.empty();
    };
  }

  private static Map<Integer, Bytes> options(ByteBuffer body, int from) throws CaptureException {
    Map<Integer, Bytes> options = new HashMap<>();
    int at = from;
    while (at + WORD <= body.capacity()) {
      int code = body.getShort(at) & 0xffff;
      int length = body.getShort(at + 2) & 0xffff;
      if (code == PcapngWriter.OPTION_END) {
        break;
      }
      require(at + WORD + length <= body.capacity(), "an option in it has a broken length");
      byte[] value = new byte[length];
      body.get(at + WORD, value);
      options.putIfAbsent(code, Bytes.of(value));
      at += WORD + padded(length);
    }
    return options;
  }

  private static int padded(int length) {
    return (length + WORD - 1) / WORD * WORD;
  }

  private static String text(Map<Integer, Bytes> options, int code) {
    Bytes value = options.get(code);
    return value == null ? "" : new String(value.toArray(), UTF_8);
  }

  private Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    file.get(bytes);
    return Bytes.of(bytes);
  }

  private static void require(boolean fine, String otherwise) throws CaptureException {
    if (!fine) {
      throw new CaptureException(otherwise);
    }
  }
}
