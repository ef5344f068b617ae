package io.tarry.tcp.settings;

/** What an end in TIME-WAIT answers, and what restarts its 2MSL timer. */
public enum TwRestart {
  /**
   * The text of RFC 9293 section 3.10.7.4 to the letter: a retransmitted FIN fails the first check,
   * so it is acknowledged and restarts nothing; whatever passes the first checks with an ACK bit is
   * acknowledged and restarts the timer.
   */
  LITERAL,
  /**
   * What the text means: a retransmitted FIN is acknowledged and restarts the timer; a bare ACK of
   * the current numbers is dropped silently.
   */
  DUPFIN,
  /** Linux 6.18, tcp_timewait_state_process: nearly everything restarts the timer. */
  LINUX,
  /** FreeBSD 13, tcp_twcheck: a repeated FIN restarts the timer; any RST is ignored. */
  FREEBSD
}
