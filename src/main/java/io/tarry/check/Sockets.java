package io.tarry.check;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sockets of a host, and their segments, decoded. */
final class Sockets {

  private final Settings settings;
  private final Hosts hosts;
  private final List<FourTuple> tuples;

  Sockets(Settings settings, Hosts hosts, World world) {
    this.settings = settings;
    this.hosts = hosts;
    tuples = world.topology().tuples();
  }

  /** The 4-tuple of that end, as the server sees it. */
  FourTuple tuple(End end) {
    return tuples.get(end.connection());
  }

  /** The 4-tuples of all connections. */
  List<FourTuple> tuples() {
    return tuples;
  }

  private boolean several() {
    return tuples.size() > 1;
  }

  /** The socket at that end, as its host and the one across have it now. */
  Story.Socket at(World now, End end) {
    Optional<FourTuple> connection = several() ? Optional.of(tuple(end)) : Optional.empty();
    return new Story.Socket(hosts.of(now, end), hosts.of(now, end.peer()), end, connection);
  }

  /** A change of state there, as people with sockets see it. */
  Story.StateChange change(World after, End end, TcpState from, TcpState to) {
    boolean listener = isUnconnected(from) && isUnconnected(to);
    if (several() && listener) {
      int lifeline = hosts.of(after, end);
      End first = End.of(0, end.side());
      return new Story.StateChange(hosts.anySocket(lifeline, first), from, to);
    }
    // The connection's socket is gone, though the model keeps its place for the listener's next.
    TcpState shown = several() && to == TcpState.LISTEN ? TcpState.CLOSED : to;
    return new Story.StateChange(at(after, end), from, shown);
  }

  private static boolean isUnconnected(TcpState state) {
    return state == TcpState.CLOSED || state == TcpState.LISTEN;
  }

  /**
   * A segment, as the server's side of the network sees it.
   *
   * @param client the number of the client that sends or gets it
   * @param tick how many ticks the world has lived when it is sent
   */
  Story.Segment segment(Segment segment, int client, int tick) {
    Optional<Integer> timestamp =
        segment.stamped() ? Optional.of(timestamp(segment.from(), client, tick)) : Optional.empty();
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

  /** SEG.TSval (RFC 7323 section 3.2) of a segment that is sent now. */
  private int timestamp(End from, int client, int tick) {
    if (from.side() == Side.SERVER) {
      TimestampClock clock = settings.server().clock();
      return clock.ahead() + tick / clock.tick();
    }
    TimestampClock clock = settings.clients().get(client).clock();
    List<Integer> pool = settings.clients().get(settings.nat() ? 0 : client).ports();
    int port = pool.indexOf(tuple(from).clientPort());
    return clock.ahead() - clock.portsApart() * port + tick / clock.tick();
  }
}
