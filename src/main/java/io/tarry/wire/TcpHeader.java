package io.tarry.wire;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a TCP header says. Source: RFC 9293 section 3.1.
 *
 * @param from who sends it
 * @param to who is to receive it
 * @param seq SEG.SEQ, unsigned, of 32 bits
 * @param ack SEG.ACK, likewise; 0 without the ACK bit
 * @param window as it stands in the header, before any scaling
 */
public record TcpHeader(
    SocketAddress from,
    SocketAddress to,
    long seq,
    long ack,
    Set<ControlBit> bits,
    int window,
    TcpOptions options) {

  private static final long NUMBERS = 1L << Integer.SIZE;

  /** Copies the set; numbers are taken modulo 2^32. */
  public TcpHeader {
    bits = bits.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(bits));
    seq = Math.floorMod(seq, NUMBERS);
    ack = Math.floorMod(ack, NUMBERS);
  }

  /** Whether that bit is set. */
  public boolean has(ControlBit bit) {
    return bits.contains(bit);
  }

  /** A copy with other numbers. */
  public TcpHeader numbered(long newSeq, long newAck) {
    return new TcpHeader(from, to, newSeq, newAck, bits, window, options);
  }

  /** A copy with other options. */
  public TcpHeader with(TcpOptions others) {
    return new TcpHeader(from, to, seq, ack, bits, window, others);
  }
}
