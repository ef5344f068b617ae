package io.tarry.wire;

/** A control bit of the TCP header. Source: RFC 9293 section 3.1; ECE and CWR: RFC 3168. */
public enum ControlBit {
  FIN,
  SYN,
  RST,
  PSH,
  ACK,
  URG,
  ECE,
  CWR;

  int mask() {
    return 1 << ordinal();
  }
}
