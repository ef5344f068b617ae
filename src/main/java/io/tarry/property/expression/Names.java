package io.tarry.property.expression;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The hosts and connections that an expression can name: all those of some of the worlds. In a
 * world that lacks one of them, its connection counts as CLOSED.
 *
 * @param clients how many clients there are, 1 or 2
 * @param connections how many connections, from 1
 * @param withoutTicks whether time is real in some of them, so that nobody counts ticks
 */
public record Names(int clients, int connections, boolean withoutTicks) {

  /** Of worlds in none of which time is real. */
  public Names(int clients, int connections) {
    this(clients, connections, false);
  }

  /** The names of a world with one connection. */
  public static final Names ONE_CONNECTION = new Names(1, 1);

  /** The names of every possible world. */
  public static final Names ANY = new Names(2, End.CONNECTIONS_MAX);

  static final String CONNECTION = "connection";

  /** The names of these worlds. */
  public static Names of(Collection<Settings> worlds) {
    return new Names(
        worlds.stream().mapToInt(world -> world.clients().size()).max().orElse(1),
        worlds.stream().mapToInt(world -> new Topology(world).tuples().size()).max().orElse(1),
        worlds.stream().anyMatch(world -> world.time().real()));
  }

  /** The hosts. */
  List<String> hosts() {
    List<String> hosts = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      hosts.add(EndName.client(i).label());
    }
    hosts.add(EndName.SERVER.label());
    return hosts;
  }

  /** All that can stand before a field: the hosts and, where there are several, connections. */
  List<String> owners() {
    List<String> words = new ArrayList<>(hosts());
    if (connections > 1) {
      IntStream.rangeClosed(1, connections).forEach(number -> words.add(CONNECTION + number));
    }
    return words;
  }

  /** Which connections there are, in words. */
  String connectionsInWords() {
    return connections == 1
        ? "there is connection1 only"
        : "there are connection1 to connection" + connections;
  }
}
