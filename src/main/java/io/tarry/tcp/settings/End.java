package io.tarry.tcp.settings;

import java.util.ArrayList;
import java.util.List;

/**
 * One end of one connection: the place for what a host knows of a {@link FourTuple}.
 *
 * <p>Connections are numbered as {@link Topology} lists their 4-tuples. A host has at most one TCB
 * for each 4-tuple (RFC 9293 section 3.3), so this is also the place of the TCB.
 */
public final class End {

  /** How many connections a world can have. */
  public static final int CONNECTIONS_MAX = 16;

  private static final List<End> ALL = all();

  /** The client's end of the first connection, which in most worlds is the only one. */
  public static final End CLIENT = of(0, Side.CLIENT);

  /** The server's end of the first connection. */
  public static final End SERVER = of(0, Side.SERVER);

  private final int number;

  private End(int number) {
    this.number = number;
  }

  private static List<End> all() {
    List<End> ends = new ArrayList<>();
    for (int i = 0; i < 2 * CONNECTIONS_MAX; i++) {
      ends.add(new End(i));
    }
    return List.copyOf(ends);
  }

  /** The ends of the first this many connections, the client's end of each before the server's. */
  public static List<End> ofFirst(int connections) {
    return List.copyOf(ALL.subList(0, 2 * connections));
  }

  /** One end of a connection. */
  public static End of(int connection, Side side) {
    return of(2 * connection + side.ordinal());
  }

  public static End of(int number) {
    return ALL.get(number);
  }

  public int number() {
    return number;
  }

  /** The number of its connection, from 0. */
  public int connection() {
    return number / 2;
  }

  /** Which side of the connection it is. */
  public Side side() {
    return number % 2 == 0 ? Side.CLIENT : Side.SERVER;
  }

  /** The end on the other side. */
  public End peer() {
    return of(number ^ 1);
  }

  /** What its side is called. */
  public String label() {
    return side().label();
  }

  /** For debugging: the side, and the number of the connection if it is not the first. */
  @Override
  public String toString() {
    return connection() == 0 ? label() : label() + " of connection " + connection();
  }
}
