package io.tarry.tcp.settings;

/**
 * The clock that a host's timestamps come from (RFC 7323 section 5.4).
 *
 * @param tick how many ticks of the world it takes for one of its own
 * @param ahead by how many of its ticks it runs ahead of a clock that stands at 0 as the run begins
 * @param portsApart by how many ticks the clock of each further local port lags behind; 0 where all
 *     connections share one clock
 */
public record TimestampClock(int tick, int ahead, int portsApart) {

  /** As fast as the world. */
  public static final TimestampClock PLAIN = new TimestampClock(1, 0, 0);
}
