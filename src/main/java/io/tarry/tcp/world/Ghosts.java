package io.tarry.tcp.world;

import static io.tarry.tcp.world.Tcb.FATE;
import static io.tarry.tcp.world.Tcb.LISTENED_TO;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import java.util.Set;

/**
 * Keeps what claims about more than one step have to know of earlier steps. It is worked out from
 * the worlds before and after each step, so that no rule of TCP depends on it.
 */
public final class Ghosts {

  private final boolean past;
  private final boolean fate;
  private final boolean listened;
  private final boolean keepsListening;

  public Ghosts(Settings settings) {
    Set<Settings.Ghost> ghosts = settings.ghosts();
    past = ghosts.contains(Settings.Ghost.PAST);
    fate = ghosts.contains(Settings.Ghost.FATE);
    listened = ghosts.contains(Settings.Ghost.LISTENED);
    keepsListening = settings.server().program().keepsListening();
  }

  /** Fills in what there is to remember of the world with which a run begins. */
  public void begin(World world) {
    for (End end : world.ends()) {
      if (past && world.tcb(end).state().synchronised()) {
        world.tcb(end).past.begin(world.incarnations(end.connection()));
      }
    }
  }

  public void remember(World before, World after, Segment moved) {
    if (!past && !listened) {
      return;
    }
    for (End end : after.ends()) {
      if (!after.mayHaveChanged(end) && !after.mayHaveChanged(end.peer())) {
        continue;
      }
      if (past) {
        rememberPast(before, after, end, moved);
      }
      if (listened) {
        rememberListener(before, after, end);
      }
    }
  }

  private void rememberPast(World before, World after, End end, Segment moved) {
    Tcb was = before.tcb(end);
    Tcb is = after.tcb(end);
    if (opening(was) && is.state() == TcpState.TIME_WAIT) {
      is.past.begin(0); // nothing is known any more of the connection before
    } else if (!opening(was) && opening(is)) {
      int begun = begun(after, end, moved);
      if (begun == 0 || begun != is.past.connection()) { // otherwise the same SYN has come again
        leave(before, after, end);
        is.past.begin(begun);
      }
      is.set(FATE, Fate.OPEN);
    } else if (fate && was.state() == TcpState.SYN_RECEIVED && gone(is) && is.fate() == Fate.OPEN) {
      is.set(FATE, Fate.RESET); // the connection is gone at this end, whatever the peer knows
    }
  }

  private static boolean opening(Tcb tcb) {
    return tcb.state() == TcpState.SYN_SENT || tcb.state() == TcpState.SYN_RECEIVED;
  }

  private static boolean gone(Tcb tcb) {
    return tcb.state() == TcpState.CLOSED || tcb.state() == TcpState.LISTEN;
  }

  /**
   * The end leaves its connection for another. If its peer is still in the old one, the peer
   * remembers how.
   */
  private static void leave(World before, World after, End end) {
    if (before.inOneConnection(end)) {
      after.tcb(end.peer()).past.peerGoesOn(before.tcb(end), before.app(end));
    } else {
      after.ghosts.set(
          WorldGhosts.LOST_IN_SILENCE, after.lostInSilence() || before.losesInSilence(end));
    }
  }

  /** The incarnation that begins at this end: that of the peer, if the peer is still opening it. */
  private static int begun(World after, End end, Segment moved) {
    Tcb peer = after.tcb(end.peer());
    int opened = after.incarnations(end.connection());
    if (after.tcb(end).state() == TcpState.SYN_SENT) {
      boolean knownAlready = peer.state() != TcpState.SYN_SENT && peer.past.connection() == opened;
      return knownAlready ? 0 : opened;
    }
    return opening(peer) && moved.incarnation() == peer.incarnation() ? peer.past.connection() : 0;
  }

  private void rememberListener(World before, World after, End end) {
    Tcb tcb = after.tcb(end);
    Tcb peer = after.tcb(end.peer());
    boolean server = end.side() == Side.CLIENT && keepsListening;
    if (!opening(tcb)) {
      tcb.set(LISTENED_TO, false);
    } else if (before.tcb(end).state() != TcpState.SYN_SENT && tcb.state() == TcpState.SYN_SENT) {
      boolean waits =
          peer.state() == TcpState.LISTEN
              || (peer.state() == TcpState.SYN_RECEIVED && peer.passive());
      tcb.set(LISTENED_TO, server ? after.listening() : waits);
    } else {
      tcb.set(
          LISTENED_TO,
          tcb.listenedTo() && (server ? after.listening() : peer.state() != TcpState.CLOSED));
    }
  }
}
