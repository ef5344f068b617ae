package io.tarry.tcp.symmetry;

import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sorts interchangeable connections by all that belongs to each. */
final class ConnectionOrder {

  private final Layout layout;
  private final List<int[]> groups;
  private final int[] places;
  private final Permutation exchange;
  private final long[][] keys;

  /** By place: the connection that goes there. */
  private final int[] sorted;

  ConnectionOrder(
      Topology topology, InitialSequenceNumbers numbers, Layout layout, List<int[]> groups) {
    this.layout = layout;
    this.groups = groups;
    int connections = topology.tuples().size();
    places = new int[connections];
    Arrays.setAll(places, i -> i);
    sorted = places.clone();
    exchange = Permutation.ofConnections(topology, numbers, places);
    keys = new long[connections][layout.connectionWords()];
  }

  /** The world in order: the given one if it is in order already, else the spare one. */
  World of(World world, World spare) {
    boolean changes = false;
    for (int[] group : groups) {
      for (int connection : group) {
        layout.packConnection(connection, world, keys[connection]);
      }
      changes |= sort(group);
    }
    return changes ? exchange.of(world, spare) : world;
  }

  /** The order found last: by place, the connection that goes there. Not a copy. */
  int[] sorted() {
    return sorted;
  }

  /**
   * The groups of places, in the order found last, whose connections are alike; each has two or
   * more.
   */
  List<int[]> alike() {
    List<int[]> runs = new ArrayList<>();
    for (int[] group : groups) {
      int first = 0;
      for (int i = 1; i <= group.length; i++) {
        if (i == group.length || goesBefore(sorted[group[first]], sorted[group[i]])) {
          if (i - first > 1) {
            runs.add(Arrays.copyOfRange(group, first, i));
          }
          first = i;
        }
      }
    }
    return runs;
  }

  private boolean sort(int[] group) {
    boolean changes = false;
    for (int i = 0; i < group.length; i++) {
      int connection = group[i];
      int place = i;
      while (place > 0 && goesBefore(connection, sorted[group[place - 1]])) {
        sorted[group[place]] = sorted[group[place - 1]];
        place--;
      }
      changes |= place < i;
      sorted[group[place]] = connection;
    }
    for (int place : group) {
      places[sorted[place]] = place;
    }
    return changes;
  }

  private boolean goesBefore(int one, int other) {
    return Arrays.compareUnsigned(keys[one], keys[other]) < 0;
  }
}
