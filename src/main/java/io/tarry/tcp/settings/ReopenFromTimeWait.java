package io.tarry.tcp.settings;

/** Which SYN may take a 4-tuple out of TIME-WAIT into a new connection (RFC 9293, MAY-2). */
public enum ReopenFromTimeWait {
  /** None. */
  NONE,
  /** One whose SEQ is beyond RCV.NXT: RFC 1122 section 4.2.2.13; FreeBSD. */
  SEQ,
  /** One whose timestamp is newer than the last. */
  TS,
  /** By the table of RFC 6191 section 2; all others are dropped in silence. */
  RFC6191,
  /** One whose SEQ is beyond RCV.NXT or whose timestamp is newer, and none is older. */
  LINUX
}
