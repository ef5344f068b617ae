package io.tarry.tcp.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * What runs on a host.
 *
 * <p>At a client: {@code processes} processes of one kind, each of which works through {@code
 * sessions}, one after the other, {@code times} times. A session begins with a new socket and ends
 * with the script, or when the connection fails. At a server: one session, which says what is done
 * with each accepted connection.
 *
 * @param sessions the scripts
 * @param times how often each process works through them
 * @param processes how many processes do so side by side
 * @param keepsListening whether the server's listener stays open after a connection was made from
 *     it, as with sockets; otherwise LISTEN itself becomes the connection, as in RFC 9293
 * @param restarts how often the server's listener is closed and opened again
 */
public record Program(
    List<Script> sessions, int times, int processes, boolean keepsListening, int restarts) {

  /** Copies the list. */
  public Program {
    sessions = List.copyOf(sessions);
  }

  /** One process that opens one connection, once. */
  public static Program once(Script script) {
    return new Program(List.of(script), 1, 1, false, 0);
  }

  /** The first or only script. */
  public Script script() {
    return sessions.get(0);
  }

  /** How many connections a process opens in all. */
  public int sessionsInAll() {
    return sessions.size() * times;
  }

  /** The most bytes that one session sends. */
  public int bytesSentInOne() {
    return sessions.stream().mapToInt(Script::bytesSent).max().orElse(0);
  }

  /** The same program with one script after another, for tests. */
  public Program followedBy(Script script) {
    List<Script> more = new ArrayList<>(sessions);
    more.add(script);
    return new Program(more, times, processes, keepsListening, restarts);
  }
}
