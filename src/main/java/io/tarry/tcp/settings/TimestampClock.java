package io.tarry.tcp.settings;

/**
 * The clock that a host's timestamps come from (RFC 7323 section 5.4).
 *
 * @param tick how many ticks of the world make one of its own
 * @param ahead what it shows when the run begins, in its own ticks
 * @param portsApart by how many ticks the clock of each local port is behind that of the port
 *     before it; 0 where all connections share one clock
 */
public record TimestampClock(int tick, int ahead, int portsApart) {

  /** A clock that ticks with the world. */
  public static final TimestampClock PLAIN = new TimestampClock(1, 0, 0);
}
