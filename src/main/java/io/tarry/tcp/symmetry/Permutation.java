package io.tarry.tcp.symmetry;

import static io.tarry.tcp.world.App.SESSION;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.World;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Exchanges parts of a world: whatever a state says of one, it then says of the other. Each array
 * gives, for each part, the place that it goes to.
 */
public final class Permutation {

  private final Topology topology;
  private final InitialSequenceNumbers numbers;
  private final int[] connections;
  private final int[] processes;
  private final int[] clients;

  /** By session, numbered from 1. */
  private final int[] sessions;

  private Permutation(
      Topology topology,
      InitialSequenceNumbers numbers,
      int[] connections,
      int[] processes,
      int[] clients) {
    this.topology = topology;
    this.numbers = numbers;
    this.connections = connections;
    this.processes = processes;
    this.clients = clients;
    sessions = new int[topology.sessions() + 1];
    for (int i = 0; i < processes.length; i++) {
      Topology.Worker from = topology.processes().get(i);
      Topology.Worker to = topology.processes().get(processes[i]);
      for (int session = 0; session < from.sessions(); session++) {
        sessions[from.firstSession() + session] = to.firstSession() + session;
      }
    }
  }

  /** Exchanges connections only. The array is not copied: it may change before each use. */
  static Permutation ofConnections(
      Topology topology, InitialSequenceNumbers numbers, int[] connections) {
    return new Permutation(
        topology,
        numbers,
        connections,
        places(topology.processes().size()),
        places(topology.clients()));
  }

  static Permutation ofProcesses(
      Topology topology, InitialSequenceNumbers numbers, int[] processes) {
    return new Permutation(
        topology, numbers, places(topology.tuples().size()), processes, places(topology.clients()));
  }

  /**
   * Exchanges the two clients with their connections and processes, and then orders processes like
   * this.
   */
  static Permutation ofClients(Topology topology, InitialSequenceNumbers numbers, int[] processes) {
    return new Permutation(
        topology,
        numbers,
        halvesExchanged(places(topology.tuples().size())),
        halvesExchanged(processes),
        halvesExchanged(places(topology.clients())));
  }

  private static int[] places(int count) {
    return IntStream.range(0, count).toArray();
  }

  private static int[] halvesExchanged(int[] places) {
    int half = places.length / 2;
    return Arrays.stream(places).map(place -> (place + half) % places.length).toArray();
  }

  /** The process that goes to the place. */
  int processAt(int place) {
    return IntStream.range(0, processes.length)
        .filter(process -> processes[process] == place)
        .findFirst()
        .orElseThrow();
  }

  /** The world with its parts exchanged: the given one if nothing changes, else the spare one. */
  World of(World world, World spare) {
    if (exchangesNothing()) {
      return world;
    }
    apply(world, spare);
    return spare;
  }

  public boolean exchangesNothing() {
    return staysInPlace(connections) && staysInPlace(processes) && staysInPlace(clients);
  }

  private static boolean staysInPlace(int[] parts) {
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] != i) {
        return false;
      }
    }
    return true;
  }

  private void apply(World from, World to) {
    to.copyFrom(from);
    for (End end : topology.ends()) {
      to.copyEnd(from, end, moved(end));
      int shift = shift(end);
      to.tcb(moved(end))
          .shift(end.side() == Side.CLIENT ? shift : 0, end.side() == Side.SERVER ? shift : 0);
      to.app(moved(end)).set(SESSION, sessions[from.app(end).session()]);
    }
    for (int i = 0; i < connections.length; i++) {
      to.openings(connections[i]).copyFrom(from.openings(i));
    }
    for (int i = 0; i < processes.length; i++) {
      to.process(processes[i]).copyFrom(from.process(i));
    }
    for (int i = 0; i < clients.length; i++) {
      to.clientRemembers[clients[i]].copyFrom(from.clientRemembers[i]);
      if (topology.addresses() > 1) {
        to.clock(clients[i]).copyFrom(from.clock(i));
        to.serverRemembers[clients[i]].copyFrom(from.serverRemembers[i]);
      }
    }
    to.flight.clear();
    for (int i = 0; i < from.flight.count(); i++) {
      to.flight.add(moved(from.flight.get(i)));
    }
  }

  private End moved(End end) {
    return End.of(connections[end.connection()], end.side());
  }

  /** The segment that this one becomes. */
  public Segment moved(Segment segment) {
    End from = segment.from();
    boolean fromClient = from.side() == Side.CLIENT;
    boolean namesClient = fromClient && segment.stamped(); // by its clock
    int client = namesClient ? clients[segment.client()] : segment.client();
    int shift = shift(from);
    return fromClient
        ? segment.movedTo(moved(from), client, shift, 0)
        : segment.movedTo(moved(from), client, 0, shift);
  }

  /**
   * By how much the numbers that the client sends change: each client has its own initial numbers.
   */
  private int shift(End end) {
    int client = topology.addressOf(end.connection());
    return numbers.iss(Side.CLIENT, clients[client]) - numbers.iss(Side.CLIENT, client);
  }
}
