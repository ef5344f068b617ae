package io.tarry.check;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sockets of a host, and their segments, decoded. */
final class SocketDecoder {

  private final Settings settings;
  private final Hosts hosts;
  private final Topology topology;
  private final List<FourTuple> tuples;

  SocketDecoder(Settings settings, Hosts hosts, World world) {
    this.settings = settings;
    this.hosts = hosts;
    topology = world.topology();
    tuples = topology.tuples();
  }

  /** The 4-tuple of that end, as the server sees it. */
  FourTuple tuple(End end) {
    return tuples.get(end.connection());
  }

  /** What does not change during a run that begins like this. */
  StorySetup setup(World start) {
    Time time = settings.time();
    return new StorySetup(
        time.hasClock()
            ? Optional.of(new StorySetup.Clock(time.tick(), time.msl(), time.rto()))
            : Optional.empty(),
        hosts.lifelines(start, this),
        hosts.nat(start),
        tuples,
        severalSockets(start));
  }

  /** Whether a host can have more than one socket, at once or one after the other. */
  private boolean severalSockets(World world) {
    return world.connections() > 1 || sessions() > 1 || settings.server().program().restarts() > 0;
  }

  /** How many sockets are opened in the whole world. */
  private int sessions() {
    return settings.clients().stream()
        .mapToInt(client -> client.program().processes() * client.program().sessionsInAll())
        .sum();
  }

  private boolean several() {
    return tuples.size() > 1;
  }

  /** The socket at that end, for the hosts that now have the two ends. */
  Story.Socket at(World now, End end) {
    Optional<FourTuple> connection = several() ? Optional.of(tuple(end)) : Optional.empty();
    return new Story.Socket(hosts.of(now, end), hosts.of(now, end.peer()), end, connection);
  }

  /** A change of state at that end, as users of sockets see it. */
  Story.StateChange change(World after, End end, TcpState from, TcpState to) {
    boolean listener = isUnconnected(from) && isUnconnected(to);
    if (several() && listener) {
      int lifeline = hosts.of(after, end);
      End first = End.of(0, end.side());
      return new Story.StateChange(hosts.anySocket(lifeline, first), from, to);
    }
    // The connection's socket is gone, though the model keeps its place for the listener's next
    // connection.
    TcpState shown = several() && to == TcpState.LISTEN ? TcpState.CLOSED : to;
    return new Story.StateChange(at(after, end), from, shown);
  }

  private static boolean isUnconnected(TcpState state) {
    return state == TcpState.CLOSED || state == TcpState.LISTEN;
  }

  /**
   * A segment, as the server's side of the network sees it.
   *
   * @param client the number of the client that sends or receives it
   * @param clocks what the clocks show when it is sent
   */
  Story.Segment segment(Segment segment, int client, TimestampClocks.Readings clocks) {
    return segment(
        segment, stamp(segment, client).map(stamp -> stamp.first() + clocks.of(stamp.clock())));
  }

  /** The segment without its timestamp. */
  Story.Segment unstamped(Segment segment) {
    return segment(segment, Optional.empty());
  }

  private Story.Segment segment(Segment segment, Optional<Integer> timestamp) {
    return new Story.Segment(
        tuple(segment.from()),
        flags(segment),
        segment.seq(),
        segment.ack(),
        segment.textLength(),
        timestamp,
        segment.incarnation());
  }

  private static List<Story.Flag> flags(Segment segment) {
    return Arrays.stream(Story.Flag.values()).filter(flag -> isSet(segment, flag)).toList();
  }

  private static boolean isSet(Segment segment, Story.Flag flag) {
    return switch (flag) {
      case SYN -> segment.syn();
      case FIN -> segment.fin();
      case RST -> segment.rst();
      case ACK -> segment.hasAck();
    };
  }

  /** How its SEG.TSval (RFC 7323 section 3.2) follows from a clock, if it has one. */
  Optional<StateGraph.Stamp> stamp(Segment segment, int client) {
    if (!segment.stamped()) {
      return Optional.empty();
    }
    End from = segment.from();
    int number = topology.clockOf(from);
    if (from.side() == Side.SERVER) {
      return Optional.of(new StateGraph.Stamp(settings.server().clock().ahead(), number));
    }
    TimestampClock clock = settings.clients().get(client).clock();
    List<Integer> pool = settings.clients().get(settings.nat() ? 0 : client).ports();
    int port = pool.indexOf(tuple(from).clientPort());
    return Optional.of(new StateGraph.Stamp(clock.ahead() - clock.portsApart() * port, number));
  }
}
