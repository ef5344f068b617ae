package io.tarry.tcp.world;

/** The state of a connection at one end. Source: RFC 9293 section 3.3.2. */
public enum TcpState {
  CLOSED,
  LISTEN,
  SYN_SENT,
  SYN_RECEIVED,
  ESTABLISHED,
  FIN_WAIT_1,
  FIN_WAIT_2,
  CLOSE_WAIT,
  CLOSING,
  LAST_ACK,
  TIME_WAIT;

  private static final TcpState[] ALL = values();

  static TcpState of(int number) {
    return ALL[number];
  }

  /** Whether the end still waits for its connection: LISTEN, SYN-SENT and SYN-RECEIVED. */
  public boolean connecting() {
    return this != CLOSED && !synchronised();
  }

  /** Whether both ends' sequence numbers are known here: ESTABLISHED and all that follows it. */
  public boolean synchronised() {
    return compareTo(ESTABLISHED) >= 0;
  }
}
