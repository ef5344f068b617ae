package io.tarry.check;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hosts of a world: a lifeline each, the clients before the server. */
final class Hosts {

  private static final String NAT = "NAT";

  private final Settings settings;
  private final List<String> stacks;
  private final int clients;

  /**
   * The hosts of that world.
   *
   * @param stacks what to call each host's stack, in the same order
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

  /** A socket as {@code ss} on its own host writes it, which knows of no NAT. */
  String socket(int lifeline, FourTuple tuple) {
    return lifeline < clients && settings.nat()
        ? "10.0.0." + (lifeline + 1) + ":" + tuple.clientPort()
        : tuple.socket(lifeline == clients ? Side.SERVER : Side.CLIENT);
  }

  Optional<Story.Nat> nat(World now) {
    return settings.nat()
        ? Optional.of(new Story.Nat(NAT, now.topology().tuples().get(0).clientAddress()))
        : Optional.empty();
  }

  /** The lifelines as a run begins. */
  List<Story.Lifeline> lifelines(World start, SocketNames names) {
    List<Story.Lifeline> lifelines = new ArrayList<>();
    for (int i = 0; i <= clients; i++) {
      End first = i == clients ? End.SERVER : firstEnd(i, start);
      TcpState state = of(start, first) == i ? start.tcb(first).state() : TcpState.CLOSED;
      boolean connected = state != TcpState.CLOSED && state != TcpState.LISTEN;
      Story.Socket socket = connected ? names.socket(start, first) : anySocket(i, first);
      lifelines.add(new Story.Lifeline(socket, name(i), detail(i, start), state, timeWait(i)));
    }
    return lifelines;
  }

  /** A socket of that host without a name. */
  Story.Socket anySocket(int lifeline, End end) {
    return new Story.Socket(lifeline, lifeline == clients ? 0 : clients, end, "");
  }

  private static End firstEnd(int client, World start) {
    return start.ends().stream()
        .filter(end -> end.side() == Side.CLIENT && start.clientOf(end.connection()) == client)
        .findFirst()
        .orElse(End.CLIENT);
  }

  private String detail(int lifeline, World start) {
    String stack = stacks.get(lifeline);
    if (clients == 1 && !settings.nat()) {
      return stack;
    }
    FourTuple tuple = start.topology().tuples().get(firstEnd(lifeline, start).connection());
    String socket = socket(lifeline, tuple);
    return stack + ", " + socket.substring(0, socket.indexOf(':'));
  }

  private String timeWait(int lifeline) {
    Settings.Time time = settings.time();
    if (!time.hasClock()) {
      return "2 MSL";
    }
    Sysctls sysctls = host(lifeline).sysctls();
    if (sysctls.twRecycle() && sysctls.timestamps()) {
      boolean whole = time.rto() % 2 == 0;
      return (whole ? "3.5 RTO = " : "3.5 RTO, rounded up: ")
          + time.tick().say(time.recycledTimeWait());
    }
    String ticks = time.tick().say(time.timeWait());
    return time.timeWait() == 2 * time.msl() ? "2 MSL = " + ticks : ticks;
  }
}
