package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import java.util.Arrays;
import java.util.List;

/** One state of the world, unpacked, to be worked on. */
public final class World {

  private final Settings settings;
  private final Topology topology;
  private final Tcb[] tcbs;
  private final App[] apps;

  /** The network, for the rules. Whoever judges a step asks {@link #flight()}. */
  public final Flight flight;

  /**
   * The ends that somebody was given since this world was made equal to another: a bit each. The
   * others have not changed.
   */
  private long touched;

  /** The ends that somebody was given since nobody had looked at any: a bit each. */
  private long lookedAt;

  /** Whether somebody who judges a step has looked at the network since this was last false. */
  public boolean flightWasShown;

  /** How often each connection's 4-tuple has been opened. */
  public final int[] incarnations;

  /** Of each client's process, how many sessions it has begun. */
  public final int[] begun;

  /** Of each client's process, what its last socket was refused with, before it had a 4-tuple. */
  public final UserError[] refusals;

  /** Whether the server has a listener that keeps listening. */
  public boolean listening;

  /** How many calls the server has made for its listener. */
  public int listenerCalls;

  /** Why the server could not listen. */
  public UserError listenerError = UserError.NONE;

  /**
   * How far each clock of {@link Topology#clockOf} is on its way to its next tick, in ticks of the
   * world; 0 where nobody remembers a timestamp of it.
   */
  public final int[] clockPhase;

  /** What {@code tcp_tw_recycle} remembers: at the server a client address, at a client its own. */
  public final PeerStamp[] serverRemembers;

  public final PeerStamp[] clientRemembers;

  /** Ghost: how many segments were sent. */
  public int sent;

  /** Ghost: whether a connection is over that lost an octet, and nobody was told. */
  boolean lostInSilence;

  public World(Settings settings) {
    this.settings = settings;
    topology = new Topology(settings);
    int connections = topology.tuples().size();
    tcbs = new Tcb[2 * connections];
    apps = new App[2 * connections];
    for (int i = 0; i < tcbs.length; i++) {
      tcbs[i] = new Tcb();
      apps[i] = new App();
    }
    incarnations = new int[connections];
    begun = new int[topology.processes().size()];
    refusals = new UserError[begun.length];
    Arrays.fill(refusals, UserError.NONE);
    clockPhase = new int[topology.clocks()];
    serverRemembers = PeerStamp.none(topology.addresses());
    clientRemembers = PeerStamp.none(settings.clients().size());
    flight = new Flight(settings.network(), topology);
  }

  /** The 4-tuples, and who may use them. */
  public Topology topology() {
    return topology;
  }

  /** The ends of all connections. */
  public List<End> ends() {
    return topology.ends();
  }

  /** How many connections there can be. */
  public int connections() {
    return incarnations.length;
  }

  /** The connection at that end. */
  public Tcb tcb(End end) {
    touched |= 1L << end.number();
    lookedAt |= 1L << end.number();
    return tcbs[end.number()];
  }

  /** The application at that end. */
  public App app(End end) {
    touched |= 1L << end.number();
    lookedAt |= 1L << end.number();
    return apps[end.number()];
  }

  /** The network. */
  public Flight flight() {
    flightWasShown = true;
    return flight;
  }

  /** How often that connection's 4-tuple has been opened. */
  public int incarnations(int connection) {
    return incarnations[connection];
  }

  /** How many processes the clients have. */
  public int processes() {
    return begun.length;
  }

  /** How many sessions a process has begun. */
  public int begun(int process) {
    return begun[process];
  }

  /** Why a process has no socket for its last session, or {@link UserError#NONE}. */
  public UserError refusal(int process) {
    return refusals[process];
  }

  /** Whether the server has a listener that keeps listening. */
  public boolean listening() {
    return listening;
  }

  /** Why the server could not listen, or {@link UserError#NONE}. */
  public UserError listenerError() {
    return listenerError;
  }

  /** Ghost: how many segments were sent in all. */
  public int sent() {
    return sent;
  }

  /** Ghost: whether a connection that no end remembers any more lost an octet without a word. */
  public boolean lostInSilence() {
    return lostInSilence;
  }

  /** Ghost: whether both ends have, or had last, one and the same connection. */
  public boolean inOneConnection(End end) {
    int connection = tcb(end).past.connection;
    return connection != 0 && connection == tcb(end.peer()).past.connection;
  }

  /** Ghost: how the peer's end of this end's connection ended; OPEN if it has not, or never was. */
  public Fate peersFate(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn
        ? past.peerFate
        : inOneConnection(end) ? tcb(end.peer()).fate : Fate.OPEN;
  }

  /** Ghost: how many octets the peer gave to TCP in this end's connection. */
  public int acceptedFromPeer(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn
        ? past.peerAccepted
        : inOneConnection(end) ? app(end.peer()).accepted : 0;
  }

  /** Ghost: how many octets the peer was given in this end's connection. */
  public int deliveredToPeer(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn
        ? past.peerDelivered
        : inOneConnection(end) ? app(end.peer()).delivered : 0;
  }

  /** Ghost: whether the peer was told an error of this end's connection. */
  public boolean peerTold(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn
        ? past.peerTold
        : inOneConnection(end) && app(end.peer()).error != UserError.NONE;
  }

  /** Ghost: whether an octet of this end's connection is not delivered. */
  public boolean missesOctets(End end) {
    return app(end).accepted > deliveredToPeer(end) || acceptedFromPeer(end) > app(end).delivered;
  }

  /** Ghost: the same, and neither user is told an error. */
  public boolean losesInSilence(End end) {
    return missesOctets(end) && app(end).error == UserError.NONE && !peerTold(end);
  }

  /**
   * The number, from 0, of the client host that has or had that connection last; the one that it
   * belongs to, if nobody had it yet.
   */
  public int clientOf(int connection) {
    return topology.clientOf(app(End.of(connection, Side.CLIENT)).session, connection);
  }

  /**
   * The host at that end. Only the world knows which client that is: behind a NAT, connections
   * change hands.
   */
  public Settings.Host host(End end) {
    return end.side() == Side.SERVER
        ? settings.server()
        : settings.clients().get(clientOf(end.connection()));
  }

  /** What the application at that end does, or did last. */
  public Script script(End end) {
    int session = app(end).session;
    return session == 0 ? host(end).program().script() : topology.scriptOf(session);
  }

  /** How many entries in TIME-WAIT the host at that end has. */
  public int timeWaits(End at) {
    int count = 0;
    for (End end : ends()) {
      boolean sameHost =
          end.side() == at.side()
              && (end.side() == Side.SERVER
                  || clientOf(end.connection()) == clientOf(at.connection()));
      if (sameHost && look(end).state == TcpState.TIME_WAIT) {
        count++;
      }
    }
    return count;
  }

  /** The server's listener is there for every connection that it could take. */
  public void listen() {
    listening = true;
    listenerCalls = 1;
    for (End end : ends()) {
      if (end.side() == Side.SERVER && tcb(end).state == TcpState.CLOSED) {
        tcb(end).passive = true;
        tcb(end).state = TcpState.LISTEN;
      }
    }
  }

  public void stopListening() {
    listening = false;
    for (End end : ends()) {
      Tcb tcb = tcb(end);
      boolean waits = tcb.state == TcpState.LISTEN || tcb.state == TcpState.SYN_RECEIVED;
      if (end.side() == Side.SERVER && waits) {
        if (tcb.state == TcpState.SYN_RECEIVED) {
          app(end).reset(); // no application was given it yet, nor will be; Linux says nothing
        }
        tcb.delete();
      }
    }
  }

  /** Whether that end may have changed since this world was made equal to another. */
  boolean mayHaveChanged(End end) {
    return (touched >>> end.number() & 1) != 0;
  }

  /** The connection at that end, for somebody who changes nothing. */
  Tcb look(End end) {
    lookedAt |= 1L << end.number();
    return tcbs[end.number()];
  }

  /** From now on, {@link #lookedAt} says who was looked at. */
  public void lookAtNone() {
    lookedAt = 0;
  }

  /** The ends, a bit each, that somebody was given since, to read or to change them. */
  public long lookedAt() {
    return lookedAt;
  }

  /** Says that every end may have changed. */
  public void touchAll() {
    touched = -1;
  }

  /** Says that those ends may have changed that may have changed in another world. */
  public void touchAllOf(World other) {
    touched |= other.touched;
  }

  /** Says that nothing has changed. */
  public void touchNone() {
    touched = 0;
  }

  public void copyFrom(World other) {
    touchAll();
    becomeAgain(other);
  }

  /** Makes this world equal to another that it was equal to before. */
  public void becomeAgain(World other) {
    for (int i = 0; i < tcbs.length; i++) {
      if ((touched >>> i & 1) != 0) {
        tcbs[i].copyFrom(other.tcbs[i]);
        apps[i].copyFrom(other.apps[i]);
      }
    }
    touched = 0;
    System.arraycopy(other.incarnations, 0, incarnations, 0, incarnations.length);
    System.arraycopy(other.begun, 0, begun, 0, begun.length);
    System.arraycopy(other.refusals, 0, refusals, 0, refusals.length);
    listening = other.listening;
    listenerCalls = other.listenerCalls;
    listenerError = other.listenerError;
    System.arraycopy(other.clockPhase, 0, clockPhase, 0, clockPhase.length);
    for (int i = 0; i < serverRemembers.length; i++) {
      serverRemembers[i].copyFrom(other.serverRemembers[i]);
    }
    for (int i = 0; i < clientRemembers.length; i++) {
      clientRemembers[i].copyFrom(other.clientRemembers[i]);
    }
    sent = other.sent;
    lostInSilence = other.lostInSilence;
    flight.copyFrom(other.flight);
  }

  /**
   * All but what the network may still do, for people who look into a state: two worlds with the
   * same text differ in fault budgets alone.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (End end : ends()) {
      text.append("%s: %s; %s%n".formatted(end, tcb(end), app(end)));
    }
    text.append(
        "opened %s, begun %s %s, listener %s %d %s, clocks %s, stamps %s %s, sent %d %s%n"
            .formatted(
                Arrays.toString(incarnations),
                Arrays.toString(begun),
                Arrays.toString(refusals),
                listening,
                listenerCalls,
                listenerError,
                Arrays.toString(clockPhase),
                Arrays.toString(serverRemembers),
                Arrays.toString(clientRemembers),
                sent,
                lostInSilence));
    return text.append(flight()).toString();
  }
}
