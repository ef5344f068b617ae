package io.tarry.tcp.rules;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import java.util.function.Predicate;

/**
 * How a socket gets its addresses: which port bind() may take, which 4-tuple connect() may take,
 * and when it may take one that is in TIME-WAIT. Source: Linux, __inet_hash_connect and
 * tcp_twsk_unique.
 *
 * <p>Its methods can be overridden for {@link WrongTcp} only.
 */
public class AddressChoice {

  /** Makes the rule, which has no state. */
  public AddressChoice() {}

  /** Whether a client's bind() to that port is refused. */
  public boolean bindFails(Settings settings, World world, int client, int port) {
    Topology topology = world.topology();
    return bindFails(
        settings.clients().get(client).options(),
        world,
        end ->
            end.side() == Side.CLIENT
                && topology.mayOpen(client, end.connection())
                && topology.tuples().get(end.connection()).clientPort() == port);
  }

  /** Whether the bind() of the server's listener is refused. */
  public boolean bindFails(Settings settings, World world) {
    return bindFails(settings.server().options(), world, end -> end.side() == Side.SERVER);
  }

  /** Source: Linux, inet_bind_conflict: all sockets of the port need SO_REUSEADDR, old and new. */
  private static boolean bindFails(SocketOptions options, World world, Predicate<End> isOfThePort) {
    return !options.allReuseAddress()
        && world.ends().stream().anyMatch(end -> isOfThePort.test(end) && !isUnused(world, end));
  }

  /** Whether that client's connect() may take that 4-tuple. */
  public boolean mayTake(Settings settings, World world, int client, End end, boolean bound) {
    return isUnused(world, end) || mayReuse(settings, world, client, end, bound);
  }

  /** From how many local ports that client could connect to the server's first port. */
  public int freePorts(Settings settings, World world, int client) {
    if (client >= settings.clients().size()) {
      return 0;
    }
    Topology topology = world.topology();
    int serverPort = settings.server().ports().get(0);
    int free = 0;
    for (int i = 0; i < world.ends().size(); i++) { // no iterator: this is asked in every state
      End end = world.ends().get(i);
      if (end.side() == Side.CLIENT
          && topology.tuples().get(end.connection()).serverPort() == serverPort
          && topology.mayOpen(client, end.connection())
          && mayTake(settings, world, client, end, false)) {
        free++;
      }
    }
    return free;
  }

  private static boolean isUnused(World world, End end) {
    return world.tcb(end).state() == TcpState.CLOSED;
  }

  /**
   * DEVIATION: RFC 9293 lets only a SYN that arrives end TIME-WAIT. Linux replaces an entry that
   * used timestamps, after a delay; at once, if the port was bound.
   */
  boolean mayReuse(Settings settings, World world, int client, End end, boolean bound) {
    Tcb tcb = world.tcb(end);
    Sysctls sysctls = settings.clients().get(client).sysctls();
    boolean waited = sysctls.twReuse() == 1 && tcb.timeWaitAge() > sysctls.twReuseDelay();
    boolean its = world.clientOf(end.connection()) == client; // no other host knows this TIME-WAIT
    return tcb.state() == TcpState.TIME_WAIT && its && tcb.timestamps() && (bound || waited);
  }
}
