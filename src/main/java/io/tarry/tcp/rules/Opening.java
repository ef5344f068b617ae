package io.tarry.tcp.rules;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;

/**
 * How connect() gets a 4-tuple: which local port it may take, and when it may take one out of
 * TIME-WAIT. Source: Linux, __inet_hash_connect and tcp_twsk_unique.
 *
 * <p>Its methods are open to override for tests alone.
 */
public class Opening {

  /** Makes the rule, which keeps nothing between two questions. */
  public Opening() {}

  /** Whether a bind() to the port is refused: it is in use, and not all have SO_REUSEADDR. */
  public boolean bindFails(Settings settings, World world, int client, int port) {
    if (settings.clients().get(client).options().reuseAddress()) {
      return false;
    }
    for (End end : world.ends()) {
      boolean samePort =
          end.side() == Side.CLIENT
              && world.topology().mayOpen(client, end.connection())
              && world.topology().tuples().get(end.connection()).clientPort() == port;
      if (samePort && !isUnused(world, end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether that client's connect() may take that 4-tuple. */
  public boolean mayTake(Settings settings, World world, int client, End end, boolean bound) {
    return isUnused(world, end) || mayReuse(settings, world, client, end, bound);
  }

  private static boolean isUnused(World world, End end) {
    return world.tcb(end).state == TcpState.CLOSED;
  }

  /**
   * DEVIATION: RFC 9293 lets only a SYN that arrives end TIME-WAIT. Linux replaces an entry that
   * used timestamps, after a delay; at once, if the port was bound.
   */
  boolean mayReuse(Settings settings, World world, int client, End end, boolean bound) {
    Tcb tcb = world.tcb(end);
    Sysctls sysctls = settings.clients().get(client).sysctls();
    boolean waited = sysctls.twReuse() == 1 && tcb.timeWaitAge > sysctls.twReuseDelay();
    boolean its = world.clientOf(end.connection()) == client; // no other host knows of it
    return tcb.state == TcpState.TIME_WAIT && its && tcb.timestamps && (bound || waited);
  }
}
