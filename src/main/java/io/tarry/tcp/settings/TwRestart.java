package io.tarry.tcp.settings;

/** What an end in TIME-WAIT answers, and what restarts its 2MSL timer. */
public enum TwRestart {
  /**
   * The letter of RFC 9293 section 3.10.7.4: a retransmitted FIN fails the first check, so it is
   * acknowledged and does not restart the timer; any segment with an ACK that passes the first
   * checks is acknowledged and restarts it.
   */
  LITERAL,
  /**
   * What the text means: a retransmitted FIN is acknowledged and restarts the timer; an ordinary
   * ACK is dropped silently.
   */
  DUPFIN,
  /** Linux 6.18, tcp_timewait_state_process: nearly everything restarts the timer. */
  LINUX,
  /** FreeBSD 13, tcp_twcheck: a repeated FIN restarts the timer; any RST is ignored. */
  FREEBSD
}
