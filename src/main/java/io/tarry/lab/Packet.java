package io.tarry.lab;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * An IPv4 packet that carries TCP (RFC 791, RFC 9293 section 3.1), as much of it as the lab reads
 * and writes. Other options than timestamps are kept as they came.
 *
 * @param source the address it is from
 * @param destination the address it is for
 * @param ports the source port in the upper 16 bits, the destination port in the lower
 * @param numbers SEG.SEQ and SEG.ACK
 * @param flags the bits of the header
 * @param stamps TSval and TSecr, if it carries them
 * @param wire the bytes as they came
 */
record Packet(
    int source,
    int destination,
    int ports,
    Numbers numbers,
    int flags,
    Optional<Stamps> stamps,
    Wire wire) {

  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int ACK = 16;

  private static final int PROTOCOL_TCP = 6;
  private static final int IP_HEADER_MIN = 20;
  private static final int TCP_HEADER_MIN = 20;

  private static final int AT_PROTOCOL = 9;
  private static final int AT_SOURCE = 12;
  private static final int AT_DESTINATION = 16;

  private static final int AT_SEQ = 4;
  private static final int AT_ACK = 8;
  private static final int AT_OFFSET = 12;
  private static final int AT_FLAGS = 13;
  private static final int AT_CHECKSUM = 16;

  private static final int OPTION_END = 0;
  private static final int OPTION_NOTHING = 1;
  private static final int OPTION_TIMESTAMPS = 8;

  /** SEG.SEQ, and SEG.ACK, which means nothing without the ACK bit. */
  record Numbers(int seq, int ack) {}

  /** TSval and TSecr (RFC 7323 section 3.2). */
  record Stamps(int value, int echo) {}

  /**
   * The bytes, and where in them what is.
   *
   * @param bytes all of them
   * @param tcp where the TCP header begins
   * @param text where the text begins
   * @param stamps where TSval is, or 0
   */
  record Wire(ByteBuffer bytes, int tcp, int text, int stamps) {}

  /** The packet in these bytes; empty if they are no whole TCP segment over IPv4. */
  static Optional<Packet> of(byte[] bytes, int length) {
    if (length < IP_HEADER_MIN + TCP_HEADER_MIN || bytes[0] >>> 4 != 4) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes.clone()).limit(length);
    int tcp = (in.get(0) & 0x0f) * 4;
    if (in.get(AT_PROTOCOL) != PROTOCOL_TCP || tcp + TCP_HEADER_MIN > length) {
      return Optional.empty();
    }
    int text = tcp + (in.get(tcp + AT_OFFSET) >>> 4 & 0x0f) * 4;
    if (text > length) {
      return Optional.empty();
    }
    int stamps = stampsIn(in, tcp + TCP_HEADER_MIN, text);
    return Optional.of(
        new Packet(
            in.getInt(AT_SOURCE),
            in.getInt(AT_DESTINATION),
            in.getInt(tcp),
            new Numbers(in.getInt(tcp + AT_SEQ), in.getInt(tcp + AT_ACK)),
            in.get(tcp + AT_FLAGS),
            stamps == 0
                ? Optional.empty()
                : Optional.of(new Stamps(in.getInt(stamps), in.getInt(stamps + 4))),
            new Wire(in, tcp, text, stamps)));
  }

  private static int stampsIn(ByteBuffer in, int from, int to) {
    int at = from;
    while (at < to && in.get(at) != OPTION_END) {
      if (in.get(at) == OPTION_NOTHING) {
        at++;
        continue;
      }
      int length = at + 1 < to ? in.get(at + 1) & 0xff : 0;
      if (length < 2 || at + length > to) {
        return 0; // no option is like that
      }
      if (in.get(at) == OPTION_TIMESTAMPS && length == 10) {
        return at + 2;
      }
      at += length;
    }
    return 0;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  int sourcePort() {
    return ports >>> 16;
  }

  int destinationPort() {
    return ports & 0xffff;
  }

  /** How many bytes of text it carries. */
  int length() {
    return wire.bytes.limit() - wire.text;
  }

  /** Whether it takes up sequence numbers, so that its sender sends it again until it is acked. */
  boolean occupiesNumbers() {
    return length() > 0 || has(SYN) || has(FIN);
  }

  /** The bytes of the same packet with other numbers, and a checksum that fits them. */
  byte[] with(Numbers others, Optional<Stamps> otherStamps) {
    byte[] copy = new byte[wire.bytes.limit()];
    wire.bytes.get(0, copy);
    ByteBuffer out = ByteBuffer.wrap(copy);
    out.putInt(wire.tcp + AT_SEQ, others.seq());
    out.putInt(wire.tcp + AT_ACK, others.ack());
    if (wire.stamps != 0 && otherStamps.isPresent()) {
      out.putInt(wire.stamps, otherStamps.get().value());
      out.putInt(wire.stamps + 4, otherStamps.get().echo());
    }
    out.putShort(wire.tcp + AT_CHECKSUM, (short) 0);
    out.putShort(wire.tcp + AT_CHECKSUM, checksum(out, wire.tcp));
    return copy;
  }

  /** The checksum of a segment whose checksum field is 0: with the pseudo header, section 3.1. */
  private static short checksum(ByteBuffer packet, int tcp) {
    int length = packet.limit() - tcp;
    long sum = PROTOCOL_TCP + length;
    for (int at = AT_SOURCE; at < IP_HEADER_MIN; at += 2) {
      sum += packet.getShort(at) & 0xffff;
    }
    for (int at = tcp; at + 1 < packet.limit(); at += 2) {
      sum += packet.getShort(at) & 0xffff;
    }
    if (length % 2 == 1) {
      sum += (packet.get(packet.limit() - 1) & 0xff) << 8;
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (short) ~sum;
  }
}
