package io.tarry.lab;

import java.util.Optional;

/**
 * When a 2MSL timer expires, by what {@code /proc/net/tcp} says of it.
 *
 * @param expires by the clock of {@link System#nanoTime}, in milliseconds
 */
record TwoMslTimer(long expires) {

  private static final int MILLIS_A_TICK = 10; // USER_HZ is 100
  private static final long LENGTH = 60_000; // TCP_TIMEWAIT_LEN
  private static final String TIME_WAIT = "06";

  /**
   * The timer of that end, if it is in TIME-WAIT.
   *
   * @param now when the table was read
   */
  static Optional<TwoMslTimer> of(String table, SocketTable.Ends ends, long now) {
    return table
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 5 && words[3].equals(TIME_WAIT))
        .filter(words -> SocketTable.ends(words).equals(ends))
        .map(words -> Long.parseLong(words[5].substring(words[5].indexOf(':') + 1), 16))
        .map(left -> new TwoMslTimer(now + MILLIS_A_TICK * left))
        .findFirst();
  }

  /** When it was started. */
  long started() {
    return expires - LENGTH;
  }
}
