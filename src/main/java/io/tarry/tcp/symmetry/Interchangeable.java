package io.tarry.tcp.symmetry;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which parts of a world can be exchanged without TCP, an application or a checked property
 * noticing. In doubt a part counts as one that cannot.
 */
final class Interchangeable {

  /**
   * How many processes of one client are exchanged at most; more have too many orders to try them
   * all.
   */
  private static final int PROCESSES_MAX = 4;

  private final Settings settings;
  private final Topology topology;
  private final Set<Part> toldApart;

  /**
   * Examines a world.
   *
   * @param toldApart the kinds of part that a checked property names one of
   */
  Interchangeable(Settings settings, Topology topology, Set<Part> toldApart) {
    this.settings = settings;
    this.topology = topology;
    this.toldApart = toldApart;
  }

  /** Groups of connections, each of two or more. */
  List<int[]> connections() {
    if (toldApart.contains(Part.CONNECTION) || firstIsSpecial() || portsHaveClocks()) {
      return List.of();
    }
    List<int[]> groups = new ArrayList<>();
    int all = topology.tuples().size();
    for (int first = 0; first < all; first++) {
      int one = first;
      int[] group = IntStream.range(0, all).filter(other -> areAlike(one, other)).toArray();
      if (group.length > 1 && group[0] == first) {
        groups.add(group);
      }
    }
    return groups;
  }

  private boolean areAlike(int one, int other) {
    FourTuple tuple = topology.tuples().get(one);
    FourTuple another = topology.tuples().get(other);
    boolean sameHosts =
        tuple.clientAddress().equals(another.clientAddress())
            && tuple.serverPort() == another.serverPort();
    return one == other
        || (sameHosts && !isBound(tuple.clientPort()) && !isBound(another.clientPort()));
  }

  private boolean isBound(int port) {
    return scripts().stream()
        .flatMap(script -> script.instructions().stream())
        .anyMatch(instruction -> instruction.ports().from() == port);
  }

  /** Groups of processes, each of two or more. */
  List<int[]> processes() {
    List<int[]> groups = new ArrayList<>();
    for (int client = 0; client < settings.clients().size(); client++) {
      int its = client;
      int[] group =
          IntStream.range(0, topology.processes().size())
              .filter(process -> topology.processes().get(process).client() == its)
              .limit(PROCESSES_MAX)
              .toArray();
      if (group.length > 1 && !toldApart.contains(Part.PROCESS)) {
        groups.add(group);
      }
    }
    return groups;
  }

  /**
   * Whether the two clients are interchangeable. Behind a NAT they are not, since the initial
   * numbers of both are in one order.
   */
  boolean clients() {
    return settings.clients().size() == 2
        && settings.clients().get(0).equals(settings.clients().get(1))
        && !settings.nat()
        && !firstIsSpecial()
        && !toldApart.contains(Part.CLIENT);
  }

  /**
   * Whether the first connection differs from all others: it is the only one, or it also serves
   * sockets that never connect.
   */
  private boolean firstIsSpecial() {
    int first = settings.established() ? 2 : 1; // session 1 has begun already, and opens nothing
    return !settings.server().program().keepsListening()
        || IntStream.rangeClosed(first, topology.sessions())
            .mapToObj(topology::scriptOf)
            .anyMatch(script -> !opens(script));
  }

  private static boolean opens(Script script) {
    return !script.instructions().isEmpty() && script.instructions().get(0).call() == Call.OPEN;
  }

  private boolean portsHaveClocks() {
    return settings.clients().stream().anyMatch(client -> client.clock().portsApart() != 0);
  }

  private List<Script> scripts() {
    return settings.clients().stream()
        .flatMap(client -> client.program().sessions().stream())
        .toList();
  }

  /** Every way to exchange clients and processes, the one that exchanges nothing first. */
  List<Permutation> exchanges(InitialSequenceNumbers numbers) {
    List<int[]> orders = new ArrayList<>();
    addOrders(IntStream.range(0, topology.processes().size()).toArray(), 0, orders);
    List<Permutation> exchanges = new ArrayList<>();
    for (int[] order : orders) {
      exchanges.add(Permutation.ofProcesses(topology, numbers, order));
    }
    if (clients()) {
      for (int[] order : orders) {
        exchanges.add(Permutation.ofClients(topology, numbers, order));
      }
    }
    return exchanges;
  }

  private void addOrders(int[] order, int groupsDone, List<int[]> orders) {
    List<int[]> groups = processes();
    if (groupsDone == groups.size()) {
      orders.add(order);
      return;
    }
    int[] group = groups.get(groupsDone);
    List<int[]> within = new ArrayList<>();
    addPermutations(group.clone(), 0, within);
    for (int[] permuted : within) {
      int[] next = order.clone();
      for (int i = 0; i < group.length; i++) {
        next[group[i]] = permuted[i];
      }
      addOrders(next, groupsDone + 1, orders);
    }
  }

  private static void addPermutations(int[] items, int fixed, List<int[]> all) {
    if (fixed == items.length) {
      all.add(items.clone());
    }
    for (int i = fixed; i < items.length; i++) {
      swap(items, fixed, i);
      addPermutations(items, fixed + 1, all);
      swap(items, fixed, i);
    }
  }

  private static void swap(int[] items, int one, int other) {
    int item = items[one];
    items[one] = items[other];
    items[other] = item;
  }
}
