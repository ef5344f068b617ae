package io.tarry.tcp.symmetry;

import io.tarry.engine.Symmetry;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Treats states as one that differ only in which of several like parts is which: which local ports
 * of a pool are used, which process has which connection, which client is which.
 *
 * <p>The representative is the smallest packed state among those whose connections and processes
 * are in order. Connections are sorted by all that belongs to each, so only one order of them need
 * be tried; clients, and processes that have begun equally many sessions, are tried in every order.
 */
public final class WorldSymmetry implements Symmetry {

  private final Topology topology;
  private final InitialSequenceNumbers numbers;
  private final Layout layout;
  private final Interchangeable parts;
  private final List<int[]> processGroups;
  private final List<Permutation> exchanges;
  private final ConnectionOrder order;

  private final World given;
  private final World exchanged;
  private final World ordered;
  private final long[] candidate;
  private final long[] best;

  private WorldSymmetry(Settings settings, Set<Part> toldApart) {
    topology = new Topology(settings);
    numbers = new InitialSequenceNumbers(settings, topology);
    layout = new Layout(settings, topology, numbers);
    parts = new Interchangeable(settings, topology, toldApart);
    processGroups = parts.processes();
    exchanges = parts.exchanges(numbers);
    order = new ConnectionOrder(topology, numbers, layout, parts.connections());
    given = new World(settings);
    exchanged = new World(settings);
    ordered = new World(settings);
    candidate = new long[layout.words()];
    best = new long[layout.words()];
  }

  /**
   * A supplier that makes one for each thread; empty where no two parts can be exchanged.
   *
   * @param toldApart the kinds of part that a checked property names one of
   */
  public static Optional<Supplier<Symmetry>> of(Settings settings, Set<Part> toldApart) {
    return new WorldSymmetry(settings, toldApart).isTrivial()
        ? Optional.empty()
        : Optional.of(() -> new WorldSymmetry(settings, toldApart));
  }

  private boolean isTrivial() {
    return exchanges.size() == 1 && parts.connections().isEmpty();
  }

  @Override
  public void represent(long[] state) {
    layout.unpack(state, given);
    boolean found = false;
    for (Permutation exchange : exchanges) {
      if (ordersProcesses(exchange)) {
        layout.pack(order.of(exchange.of(given, exchanged), ordered), candidate);
        if (!found || Arrays.compareUnsigned(candidate, best) < 0) {
          System.arraycopy(candidate, 0, best, 0, best.length);
          found = true;
        }
      }
    }
    System.arraycopy(best, 0, state, 0, best.length);
  }

  /** A way to a representative: first parts are exchanged, then connections are put in order. */
  public static final class Way {

    private final Permutation exchange;
    private final int[] order;
    private final List<int[]> alike;

    private Way(Permutation exchange, int[] order, List<int[]> alike) {
      this.exchange = exchange;
      this.order = order;
      this.alike = alike;
    }

    public Permutation exchange() {
      return exchange;
    }

    /** By place, the connection that goes there, as far as the control decides. A copy. */
    public int[] order() {
      return order.clone();
    }

    /** The places of connections that only their segments in flight can tell apart. */
    public List<int[]> alike() {
      return alike;
    }

    public boolean leavesAllAsItIs() {
      return exchange.exchangesNothing()
          && alike.isEmpty()
          && Arrays.equals(order, IntStream.range(0, order.length).toArray());
    }
  }

  /**
   * For all states with one control: the control of their representatives, and the ways that lead
   * to it. Connections are sorted by their ends first, so the control of the representative does
   * not depend on the flight; which of several ways leads to it does.
   */
  public static final class Ways {

    private final long[] control;
    private final List<Way> all;

    private Ways(long[] control, List<Way> all) {
      this.control = control;
      this.all = all;
    }

    /** The control of the representatives; not a copy. */
    public long[] control() {
      return control;
    }

    public List<Way> all() {
      return all;
    }
  }

  /** The ways of states with this control. */
  public Ways waysOf(long[] control) {
    layout.unpackControl(control, given);
    given.flight.clear();
    long[] smallest = {};
    List<Way> ways = new ArrayList<>();
    for (Permutation exchange : exchanges) {
      if (ordersProcesses(exchange)) {
        long[] packed = new long[control.length];
        layout.packControl(order.of(exchange.of(given, exchanged), ordered), packed);
        int comparison = ways.isEmpty() ? -1 : Arrays.compareUnsigned(packed, smallest);
        if (comparison < 0) {
          ways.clear();
          smallest = packed;
        }
        if (comparison <= 0) {
          ways.add(new Way(exchange, order.sorted().clone(), order.alike()));
        }
      }
    }
    return new Ways(smallest, ways);
  }

  /** The permutation that moves these connections to places 0, 1 and so on. */
  public Permutation ordering(int[] connectionAt) {
    int[] places = new int[connectionAt.length];
    for (int place = 0; place < places.length; place++) {
      places[connectionAt[place]] = place;
    }
    return Permutation.ofConnections(topology, numbers, places);
  }

  private boolean ordersProcesses(Permutation exchange) {
    for (int[] group : processGroups) {
      for (int i = 1; i < group.length; i++) {
        int before = exchange.processAt(group[i - 1]);
        int after = exchange.processAt(group[i]);
        int most = Integer.compare(given.begun(before), given.begun(after));
        if (most > 0
            || (most == 0 && given.refusal(before).ordinal() > given.refusal(after).ordinal())) {
          return false;
        }
      }
    }
    return true;
  }
}
