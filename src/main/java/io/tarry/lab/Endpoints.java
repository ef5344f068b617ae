package io.tarry.lab;

import io.tarry.check.Story;
import io.tarry.check.StorySetup;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Side;
import io.tarry.wire.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;

/**
 * The ends of all connections of a run, one for each host that can have it: behind a NAT, each
 * client can have each connection, and one after the other has it.
 */
final class Endpoints {

  private final List<Endpoint> all = new ArrayList<>();

  /** The client's end that has a connection now, or had it last. */
  private final Map<FourTuple, Endpoint> holders = new HashMap<>();

  /** The ends of the run that is to be played. */
  Endpoints(Plan plan) {
    List<FourTuple> tuples = plan.story().setup().connections();
    List<String> addresses =
        plan.story().lifelines().stream().map(StorySetup.Lifeline::address).toList();
    for (int i = 0; i < tuples.size(); i++) {
      FourTuple tuple = tuples.get(i);
      End client = End.of(i, Side.CLIENT);
      NavigableSet<Integer> initial = plan.initialNumbers(client);
      SequenceTranslation seen = new SequenceTranslation(initial, plan.numbersAreFarApart());
      boolean nat = plan.settings().nat();
      for (int host = 0; host < plan.server(); host++) {
        if (nat || addresses.get(host).equals(tuple.clientAddress())) {
          var own = new SequenceTranslation(initial, plan.numbersAreFarApart());
          var here = SocketAddress.of(addresses.get(host), tuple.clientPort());
          var ends = new SocketTable.Ends(here, serverOf(tuple));
          Endpoint made = new Endpoint(host, client, tuple, ends, own, seen);
          all.add(made);
          holders.putIfAbsent(tuple, made);
        }
      }
      all.add(server(plan, End.of(i, Side.SERVER), tuple));
    }
  }

  private static Endpoint server(Plan plan, End end, FourTuple tuple) {
    NavigableSet<Integer> initial = plan.initialNumbers(end);
    return new Endpoint(
        plan.server(),
        end,
        tuple,
        new SocketTable.Ends(serverOf(tuple), clientOf(tuple)),
        new SequenceTranslation(initial, plan.numbersAreFarApart()),
        new SequenceTranslation(initial, plan.numbersAreFarApart()));
  }

  private static SocketAddress serverOf(FourTuple tuple) {
    return SocketAddress.of(tuple.serverAddress(), tuple.serverPort());
  }

  /** The client's end as the server sees it. */
  static SocketAddress clientOf(FourTuple tuple) {
    return SocketAddress.of(tuple.clientAddress(), tuple.clientPort());
  }

  /** The end of the run's socket. */
  Endpoint of(Story.Socket socket) {
    return all.stream()
        .filter(one -> one.end.equals(socket.end()) && one.host == socket.lifeline())
        .findFirst()
        .orElseThrow();
  }

  /** The end at that host that the host itself names so. */
  Optional<Endpoint> at(int host, SocketTable.Ends ends) {
    return all.stream().filter(one -> one.host == host && one.ends.equals(ends)).findFirst();
  }

  /** The end of the first connection at that side. */
  Endpoint first(Side side) {
    return all.stream().filter(one -> one.end.side() == side).findFirst().orElseThrow();
  }

  /** The other end of its connection, at the client that has it. */
  Endpoint peer(Endpoint one) {
    return one.end.side() == Side.SERVER
        ? holder(one.connection)
        : all.stream().filter(end -> end.end.equals(one.end.peer())).findFirst().orElseThrow();
  }

  /** The client's end that has the connection now, or had it last. */
  Endpoint holder(FourTuple connection) {
    return Objects.requireNonNull(holders.get(connection), "each has one from the beginning");
  }

  /** From now on, that client has the connection. */
  void pass(Endpoint to) {
    holders.put(to.connection, to);
  }
}
