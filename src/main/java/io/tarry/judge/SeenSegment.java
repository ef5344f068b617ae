package io.tarry.judge;

import io.tarry.wire.ControlBit;
import io.tarry.wire.TcpHeader;

/**
 * A segment in a capture.
 *
 * @param packet its number in the file, from 1
 * @param micros when it was seen
 * @param place the number of the interface where it was seen
 * @param outbound whether the host at that interface sent it
 * @param length how many bytes of text it carries
 */
public record SeenSegment(
    int packet, long micros, int place, boolean outbound, TcpHeader header, int length) {

  /** The sequence number after its last one, modulo 2^32. */
  long end() {
    return header.seq()
        + length
        + (header.has(ControlBit.SYN) ? 1 : 0)
        + (header.has(ControlBit.FIN) ? 1 : 0);
  }

  /** {@code FIN,ACK seq=301 ack=101}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ControlBit bit :
        new ControlBit[] {ControlBit.SYN, ControlBit.FIN, ControlBit.RST, ControlBit.ACK}) {
      if (header.has(bit)) {
        text.append(text.isEmpty() ? "" : ",").append(bit);
      }
    }
    text.append(" seq=").append(header.seq());
    if (header.has(ControlBit.ACK)) {
      text.append(" ack=").append(header.ack());
    }
    return text + (length > 0 ? " len=" + length : "") + ", " + header.from() + " > " + header.to();
  }
}
