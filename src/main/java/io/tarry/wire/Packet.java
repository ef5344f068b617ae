package io.tarry.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * An IPv4 packet with a TCP segment in it. Immutable.
 *
 * <p>The same packet has the same bytes: its IP header has no options and the identification 0,
 * which is right for a packet that must not be fragmented (RFC 6864 section 4.1).
 */
public final class Packet {

  private static final int IP_HEADER = 20;
  private static final int TCP_HEADER = 20;
  private static final int WORD = 4;
  private static final int VERSION = 4;
  private static final int VERSION_6 = 6;
  private static final int TCP = 6;
  private static final int TIME_TO_LIVE = 64;
  private static final int DO_NOT_FRAGMENT = 0x4000;
  private static final int FRAGMENT = 0x3fff;
  private static final int IP_CHECKSUM_AT = 10;
  private static final int SOURCE_AT = 12;
  private static final int TCP_CHECKSUM_AT = 16;

  private final TcpHeader header;
  private final int textLength;
  private final byte[] text;

  private Packet(TcpHeader header, int textLength, byte[] text) {
    this.header = header;
    this.textLength = textLength;
    this.text = text;
  }

  /** A packet with this header and these bytes of text. */
  public static Packet of(TcpHeader header, byte... text) {
    return new Packet(header, text.length, text.clone());
  }

  /** The TCP header. */
  public TcpHeader header() {
    return header;
  }

  /** How many bytes of text the segment has. */
  public int textLength() {
    return textLength;
  }

  /** The text; fewer bytes than {@link #textLength} where a capture did not keep them all. */
  public byte[] text() {
    return text.clone();
  }

  /** Its bytes, from the IP header on, with both checksums. */
  public byte[] bytes() {
    int tcp = TCP_HEADER + header.options().length();
    ByteBuffer to = ByteBuffer.allocate(IP_HEADER + tcp + text.length);
    to.put((byte) (VERSION << 4 | IP_HEADER / WORD)).put((byte) 0);
    to.putShort((short) to.capacity()).putShort((short) 0).putShort((short) DO_NOT_FRAGMENT);
    to.put((byte) TIME_TO_LIVE).put((byte) TCP).putShort((short) 0);
    to.putInt(header.from().host()).putInt(header.to().host());
    to.putShort(IP_CHECKSUM_AT, (short) complement(sum(to, 0, IP_HEADER)));
    to.putShort((short) header.from().port()).putShort((short) header.to().port());
    to.putInt((int) header.seq()).putInt((int) header.ack());
    int bits = header.bits().stream().mapToInt(ControlBit::mask).sum();
    to.put((byte) ((tcp / WORD) << 4)).put((byte) bits).putShort((short) header.window());
    to.putShort((short) 0).putShort((short) 0);
    header.options().write(to);
    to.put(text);
    to.putShort(IP_HEADER + TCP_CHECKSUM_AT, (short) complement(tcpSum(to, IP_HEADER)));
    return to.array();
  }

  /**
   * Reads a packet. Its end may be missing, as long as the headers are whole; checksums are not
   * looked at, since a capture at the sender often comes before the network card has filled them
   * in.
   *
   * @throws PacketException if it is anything else than IPv4 with TCP in it
   */
  public static Packet read(byte[] bytes) throws PacketException {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    int ipHeader = ipHeaderLength(from);
    int total = from.getShort(2) & 0xffff;
    require((from.getShort(6) & FRAGMENT) == 0, "a fragment of a packet");
    int protocol = from.get(9) & 0xff;
    require(protocol == TCP, "IPv4 with protocol " + protocol + " in it, not TCP");
    require(bytes.length >= ipHeader + TCP_HEADER, "cut off within its TCP header");
    int tcpHeader = (from.get(ipHeader + 12) >>> 4 & 0xf) * WORD;
    require(tcpHeader >= TCP_HEADER && ipHeader + tcpHeader <= total, "TCP with a broken header");
    require(bytes.length >= ipHeader + tcpHeader, "cut off within its TCP header");
    TcpOptions options = TcpOptions.read(from.slice(ipHeader + TCP_HEADER, tcpHeader - TCP_HEADER));
    int textAt = ipHeader + tcpHeader;
    byte[] text = Arrays.copyOfRange(bytes, textAt, Math.min(bytes.length, total));
    return new Packet(tcpHeader(from, ipHeader, options), total - textAt, text);
  }

  private static int ipHeaderLength(ByteBuffer from) throws PacketException {
    require(from.capacity() > 0, "empty");
    int version = from.get(0) >>> 4 & 0xf;
    require(version != VERSION_6, "IPv6, which is not read");
    require(version == VERSION, "neither IPv4 nor IPv6");
    require(from.capacity() >= IP_HEADER, "cut off within its IPv4 header");
    int length = (from.get(0) & 0xf) * WORD;
    require(length >= IP_HEADER, "IPv4 with a broken header");
    return length;
  }

  private static TcpHeader tcpHeader(ByteBuffer from, int at, TcpOptions options) {
    Set<ControlBit> bits = EnumSet.noneOf(ControlBit.class);
    for (ControlBit bit : ControlBit.values()) {
      if ((from.get(at + 13) & bit.mask()) != 0) {
        bits.add(bit);
      }
    }
    return new TcpHeader(
        new SocketAddress(from.getInt(SOURCE_AT), from.getShort(at) & 0xffff),
        new SocketAddress(from.getInt(SOURCE_AT + WORD), from.getShort(at + 2) & 0xffff),
        from.getInt(at + 4),
        bits.contains(ControlBit.ACK) ? from.getInt(at + 8) : 0,
        bits,
        from.getShort(at + 14) & 0xffff,
        options);
  }

  /** Whether both checksums of these bytes, which are a whole packet, are right. */
  public static boolean checksumsAreRight(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    int ipHeader = (from.get(0) & 0xf) * WORD;
    return complement(sum(from, 0, ipHeader)) == 0 && complement(tcpSum(from, ipHeader)) == 0;
  }

  /** Of the segment and its pseudo-header. Source: RFC 9293 section 3.1. */
  private static int tcpSum(ByteBuffer packet, int at) {
    int length = packet.capacity() - at;
    return sum(packet, at, packet.capacity()) + sum(packet, SOURCE_AT, IP_HEADER) + TCP + length;
  }

  /** Of the words of 16 bits; a last byte counts as if a zero followed. */
  private static int sum(ByteBuffer of, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i += 2) {
      sum += (of.get(i) & 0xff) << Byte.SIZE | (i + 1 < to ? of.get(i + 1) & 0xff : 0);
    }
    return sum;
  }

  /** Source: RFC 1071 section 1. */
  private static int complement(int sum) {
    int folded = sum;
    while (folded >>> Short.SIZE != 0) {
      folded = (folded & 0xffff) + (folded >>> Short.SIZE);
    }
    return ~folded & 0xffff;
  }

  private static void require(boolean fine, String otherwise) throws PacketException {
    if (!fine) {
      throw new PacketException("it is " + otherwise);
    }
  }
}
