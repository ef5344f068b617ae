package io.tarry.check;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hosts of a world, one lifeline each, the clients before the server. */
final class Hosts {

  private static final String NAT = "NAT";

  private final Settings settings;
  private final List<String> stacks;
  private final int clients;

  /**
   * The hosts of that world.
   *
   * @param stacks what to call each host's stack, in that order
   */
  Hosts(Settings settings, List<String> stacks) {
    this.settings = settings;
    this.stacks = stacks;
    clients = settings.clients().size();
  }

  /** The lifeline of the host that has that end now. */
  int of(World now, End end) {
    return end.side() == Side.SERVER ? clients : now.clientOf(end.connection());
  }

  String name(int lifeline) {
    if (lifeline == clients) {
      return Side.SERVER.label();
    }
    return Side.CLIENT.label() + (lifeline == 0 ? "" : lifeline + 1);
  }

  private Settings.Host host(int lifeline) {
    return lifeline == clients ? settings.server() : settings.clients().get(lifeline);
  }

  /** The host's own address, not that of a NAT before it. */
  private String address(int lifeline, World start) {
    FourTuple tuple = start.topology().tuples().get(firstEnd(lifeline, start).connection());
    if (lifeline == clients) {
      return tuple.serverAddress();
    }
    return settings.nat() ? "10.0.0." + (lifeline + 1) : tuple.clientAddress();
  }

  Optional<StorySetup.Nat> nat(World now) {
    return settings.nat()
        ? Optional.of(new StorySetup.Nat(NAT, now.topology().tuples().get(0).clientAddress()))
        : Optional.empty();
  }

  /** The lifelines when a run begins. */
  List<StorySetup.Lifeline> lifelines(World start, SocketDecoder sockets) {
    List<StorySetup.Lifeline> lifelines = new ArrayList<>();
    for (int i = 0; i <= clients; i++) {
      End first = firstEnd(i, start);
      TcpState state = of(start, first) == i ? start.tcb(first).state() : TcpState.CLOSED;
      boolean connected = state != TcpState.CLOSED && state != TcpState.LISTEN;
      Story.Socket socket = connected ? sockets.at(start, first) : anySocket(i, first);
      lifelines.add(
          new StorySetup.Lifeline(
              socket, name(i), stacks.get(i), address(i, start), state, timeWait(i)));
    }
    return lifelines;
  }

  /** A socket of that host that belongs to no connection. */
  Story.Socket anySocket(int lifeline, End end) {
    return new Story.Socket(lifeline, lifeline == clients ? 0 : clients, end, Optional.empty());
  }

  private End firstEnd(int lifeline, World start) {
    if (lifeline == clients) {
      return End.SERVER;
    }
    return start.ends().stream()
        .filter(end -> end.side() == Side.CLIENT && start.clientOf(end.connection()) == lifeline)
        .findFirst()
        .orElse(End.CLIENT);
  }

  private StorySetup.TimeWaitLength timeWait(int lifeline) {
    Time time = settings.time();
    Sysctls sysctls = host(lifeline).sysctls();
    boolean recycled = sysctls.twRecycle() && sysctls.timestamps();
    return new StorySetup.TimeWaitLength(
        recycled ? time.recycledTimeWait() : time.timeWait(), recycled);
  }
}
