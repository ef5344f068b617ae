package io.tarry.lab;

import io.tarry.wire.SocketAddress;
import java.util.Optional;

/**
 * When a 2MSL timer expires, by what {@code /proc/net/tcp} says of it.
 *
 * @param expires by the clock of {@link System#nanoTime}, in milliseconds
 * @param read when that was read
 */
record TwoMslTimer(long expires, long read) {

  private static final int MILLIS_A_TICK = 10; // USER_HZ is 100
  private static final String TIME_WAIT = "06";

  /** The timer of that end, if it is in TIME-WAIT. */
  static Optional<TwoMslTimer> of(String table, SocketTable.Ends ends) {
    long now = System.nanoTime() / 1_000_000;
    return table
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length > 5 && words[3].equals(TIME_WAIT))
        .filter(words -> isPort(words[1], ends.here()) && isPort(words[2], ends.there()))
        .map(words -> Long.parseLong(words[5].substring(words[5].indexOf(':') + 1), 16))
        .map(left -> new TwoMslTimer(now + MILLIS_A_TICK * left, now))
        .findFirst();
  }

  private static boolean isPort(String addressAndPort, SocketAddress one) {
    return addressAndPort.endsWith(":%04X".formatted(one.port()));
  }

  /** Whether it was started again between this reading and that one, about as late as that one. */
  boolean wasRestarted(TwoMslTimer later) {
    return later.expires - expires > (later.read - read) / 2;
  }
}
