package io.tarry.tcp.steps;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * What a world needs beyond the room in its packed states. The reader of scenarios asks here, so
 * that each limit is stated once, and no search meets one midway.
 */
public final class Capacity {

  /** What a world can have too much of. */
  public enum Of {
    /** Connections: one for each port of a client and port of the server. */
    CONNECTIONS,
    /** Sessions that one 4-tuple can be used for. */
    INCARNATIONS,
    /** The highest sequence number. */
    SEQUENCE_NUMBERS,
    /** Processes of all clients. */
    PROCESSES,
    /** RCV.WND, which a segment's text stays below. */
    WINDOW,
    /** How long a segment lives. */
    MSL,
    /** Segments on their way. */
    ROOM
  }

  /**
   * Something of which the world has too much.
   *
   * @param needed how much of it the world has
   * @param most how much of it a world can have
   */
  public record Excess(Of what, int needed, int most) {}

  private final List<Excess> excesses = new ArrayList<>();

  private Capacity() {}

  /** All that the world has too much of; empty if its states can be packed. */
  public static List<Excess> exceededBy(Settings settings) {
    Capacity capacity = new Capacity();
    capacity.compare(settings);
    return List.copyOf(capacity.excesses);
  }

  private void compare(Settings settings) {
    atMost(Of.WINDOW, settings.window(), Segment.LENGTH_MAX - 1);
    if (settings.time().ticks()) {
      atMost(Of.MSL, settings.time().msl(), Segment.AGE_MAX);
    }
    atMost(Of.ROOM, settings.network().room(), Action.PLACES_MAX);
    int processes = settings.clients().stream().mapToInt(c -> c.program().processes()).sum();
    atMost(Of.PROCESSES, processes, Action.PROCESSES_MAX);
    if (!atMost(Of.CONNECTIONS, Topology.connections(settings), End.CONNECTIONS_MAX)) {
      return;
    }
    Topology topology = new Topology(settings);
    if (atMost(Of.INCARNATIONS, topology.incarnationsMax(), Segment.INCARNATION_MAX)) {
      InitialSequenceNumbers numbers = new InitialSequenceNumbers(settings, topology);
      atMost(Of.SEQUENCE_NUMBERS, numbers.highest(settings), Segment.NUMBER_MAX);
    }
  }

  private boolean atMost(Of what, int needed, int most) {
    if (needed > most) {
      excesses.add(new Excess(what, needed, most));
    }
    return needed <= most;
  }
}
