package io.tarry.check;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import java.util.List;
import java.util.Optional;

/** What people call the sockets of a host, and their segments, where there can be several. */
final class SocketNames {

  private final Settings settings;
  private final Hosts hosts;
  private final List<FourTuple> tuples;
  private final boolean severalClients;
  private final boolean severalServerPorts;

  SocketNames(Settings settings, Hosts hosts, World world) {
    this.settings = settings;
    this.hosts = hosts;
    tuples = world.topology().tuples();
    severalClients = settings.clients().size() > 1;
    severalServerPorts = settings.server().ports().size() > 1;
  }

  private FourTuple tuple(End end) {
    return tuples.get(end.connection());
  }

  /** Whether a host can have several sockets. */
  boolean several() {
    return tuples.size() > 1;
  }

  /** The socket at that end, as its host and the one across have it now. */
  Story.Socket socket(World now, End end) {
    String name = several() ? name(end) : "";
    return new Story.Socket(hosts.of(now, end), hosts.of(now, end.peer()), end, name);
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
    return new Story.StateChange(socket(after, end), from, shown);
  }

  private static boolean isUnconnected(TcpState state) {
    return state == TcpState.CLOSED || state == TcpState.LISTEN;
  }

  /** The client's port; before it the client's address, if a server sees several. */
  private String name(End end) {
    boolean addressNeeded = end.side() == Side.SERVER && severalClients && !settings.nat();
    return (addressNeeded ? tuple(end).clientAddress() : "") + ports(end);
  }

  private String ports(End end) {
    String port = ":" + tuple(end).clientPort();
    return severalServerPorts ? port + ">:" + tuple(end).serverPort() : port;
  }

  /**
   * A segment as the server's side of the network sees it: which connection it belongs to if there
   * are several, and its timestamp if it has one.
   *
   * @param client the number of the client that sends or gets it
   * @param tick how many ticks the world has lived when it is sent
   */
  String segment(Segment segment, int client, int tick) {
    return unstamped(segment, client)
        + stamp(segment, client)
            .map(stamp -> " TSval=" + (stamp.first() + tick / stamp.period()))
            .orElse("");
  }

  /** The same without its timestamp. */
  String unstamped(Segment segment, int client) {
    End from = segment.from();
    boolean addressNeeded = severalClients || settings.nat();
    String connection =
        addressNeeded
            ? (from.side() == Side.SERVER ? "to " : "") + tuple(from).clientAddress() + ports(from)
            : ports(from);
    return several() || addressNeeded ? connection + " " + segment : segment.toString();
  }

  /** Where its SEG.TSval (RFC 7323 section 3.2) comes from, if it has one. */
  Optional<StateGraph.Stamp> stamp(Segment segment, int client) {
    if (!segment.stamped()) {
      return Optional.empty();
    }
    End from = segment.from();
    if (from.side() == Side.SERVER) {
      TimestampClock clock = settings.server().clock();
      return Optional.of(new StateGraph.Stamp(clock.ahead(), clock.tick()));
    }
    TimestampClock clock = settings.clients().get(client).clock();
    List<Integer> pool = settings.clients().get(settings.nat() ? 0 : client).ports();
    int port = pool.indexOf(tuple(from).clientPort());
    return Optional.of(
        new StateGraph.Stamp(clock.ahead() - clock.portsApart() * port, clock.tick()));
  }

  /** The socket as its host's own address and port, where a NAT hides them; else nothing. */
  String behindNat(End from, int client) {
    return settings.nat() ? hosts.socket(client, tuple(from)) : "";
  }
}
