package io.tarry.lab.difference;

import io.tarry.tcp.settings.Side;
import java.util.List;

/**
 * What a sequence of steps begins with.
 *
 * @param side which end is under test: a server listens, a client has called connect()
 * @param timestamps {@code tcp_timestamps}
 * @param rfc1337 {@code tcp_rfc1337}
 */
public record Setting(Side side, boolean timestamps, boolean rfc1337) {

  private static final String SERVER = "a server";
  private static final String CLIENT = "a client";
  private static final String STAMPED = "with timestamps";
  private static final String RFC1337 = "tcp_rfc1337=1";

  /** The setting that says this of itself. */
  static Setting parse(String text) {
    List<String> words = List.of(text.split(", ", -1));
    if (!List.of(SERVER, CLIENT, STAMPED, RFC1337).containsAll(words)) {
      throw new IllegalArgumentException("no setting: " + text);
    }
    return new Setting(
        words.contains(SERVER) ? Side.SERVER : Side.CLIENT,
        words.contains(STAMPED),
        words.contains(RFC1337));
  }

  @Override
  public String toString() {
    return (side == Side.SERVER ? SERVER : CLIENT)
        + (timestamps ? ", " + STAMPED : "")
        + (rfc1337 ? ", " + RFC1337 : "");
  }
}
