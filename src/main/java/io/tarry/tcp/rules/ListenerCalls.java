package io.tarry.tcp.rules;

import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.STATE;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.Listener;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;

/** What a server that keeps listening calls for its listener, and what becomes of its sockets. */
public final class ListenerCalls {

  private ListenerCalls() {}

  /** Opens the listener: every connection that it could take is then in LISTEN. */
  public static void listen(World world) {
    world.listener.set(Listener.LISTENING, true);
    world.listener.set(Listener.CALLS, 1);
    for (End end : world.ends()) {
      if (end.side() == Side.SERVER && world.tcb(end).state() == TcpState.CLOSED) {
        world.tcb(end).set(PASSIVE, true);
        world.tcb(end).set(STATE, TcpState.LISTEN);
      }
    }
  }

  /** Closes the listener; connections that an application has been given stay. */
  public static void stopListening(World world) {
    world.listener.set(Listener.LISTENING, false);
    for (End end : world.ends()) {
      Tcb tcb = world.tcb(end);
      boolean waits = tcb.state() == TcpState.LISTEN || tcb.state() == TcpState.SYN_RECEIVED;
      if (end.side() == Side.SERVER && waits) {
        if (tcb.state() == TcpState.SYN_RECEIVED) {
          world.app(end).reset(); // no application was given the connection; Linux sends nothing
        }
        tcb.delete();
      }
    }
  }
}
