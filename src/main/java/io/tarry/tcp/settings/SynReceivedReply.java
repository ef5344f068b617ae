package io.tarry.tcp.settings;

/** How SYN-RECEIVED answers a SYN+ACK that crossed its own, in a simultaneous open. */
public enum SynReceivedReply {
  /**
   * The text of RFC 9293 section 3.10.7.4: the SYN+ACK fails the first check, and an ACK answers
   * it.
   */
  ACK,
  /**
   * The SYN+ACK is sent again, as RFC 9293 figure 7 suggests; two such ends never stop answering.
   */
  SYNACK,
  /** Its ACK field counts, and the connection is established. Linux does so. */
  PROCESS_ACK
}
