package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import java.util.Arrays;
import java.util.List;

/** One state of the world, unpacked, so that rules can change it. */
public final class World {

  private final Settings settings;
  private final Topology topology;
  private final Tcb[] tcbs;
  private final App[] apps;

  /** The network, for the rules. Claims call {@link #flight()} instead. */
  public final Flight flight;

  /**
   * The ends that were handed out since this world was made equal to another, one bit each. The
   * others have not changed.
   */
  private long touched;

  /** The ends that somebody was given since nobody had looked at any: a bit each. */
  private long lookedAt;

  /** Whether a claim has looked at the network since this was last set to false. */
  public boolean flightWasShown;

  /** How often each connection's 4-tuple has been opened. */
  public final int[] incarnations;

  /** By process: how many sessions it has begun. */
  public final int[] begun;

  /** By process: the error with which its last socket was refused before it had a 4-tuple. */
  public final UserError[] refusals;

  /** Whether the server has a listener that keeps listening. */
  public boolean listening;

  /** How many calls the server has made for its listener. */
  public int listenerCalls;

  /** Why the server could not listen. */
  public UserError listenerError = UserError.NONE;

  /**
   * By clock (see {@link Topology#clockOf}): how many ticks of the world have passed since it last
   * ticked; 0 where none of its timestamps is remembered.
   */
  public final int[] clockPhase;

  /**
   * What {@code tcp_tw_recycle} remembers: the server, by client address; a client, of the server.
   */
  public final PeerStamp[] serverRemembers;

  public final PeerStamp[] clientRemembers;

  /** Ghost: how many segments were sent. */
  public int sent;

  /** Ghost: whether some past connection lost a byte without any user being told. */
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

  /** Which 4-tuples there are, and who may use them. */
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

  /**
   * Ghost: whether a connection that no end remembers any more lost a byte without any user being
   * told.
   */
  public boolean lostInSilence() {
    return lostInSilence;
  }

  /** Ghost: whether both ends have, or had last, the same connection. */
  public boolean inOneConnection(End end) {
    int connection = tcb(end).past.connection;
    return connection != 0 && connection == tcb(end.peer()).past.connection;
  }

  /**
   * Ghost: how this end's connection ended at the peer; OPEN if it has not ended, or never began.
   */
  public Fate peersFate(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn
        ? past.peerFate
        : inOneConnection(end) ? tcb(end.peer()).fate : Fate.OPEN;
  }

  /** Ghost: how many bytes the peer gave to TCP in this end's connection. */
  public int acceptedFromPeer(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn
        ? past.peerAccepted
        : inOneConnection(end) ? app(end.peer()).accepted : 0;
  }

  /** Ghost: how many bytes TCP gave to the peer in this end's connection. */
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

  /** Ghost: whether some byte of this end's connection was not delivered. */
  public boolean missesBytes(End end) {
    return app(end).accepted > deliveredToPeer(end) || acceptedFromPeer(end) > app(end).delivered;
  }

  /**
   * Ghost: whether some byte of this end's connection was not delivered, and neither user was told
   * an error.
   */
  public boolean losesInSilence(End end) {
    return missesBytes(end) && app(end).error == UserError.NONE && !peerTold(end);
  }

  /**
   * The number, from 0, of the client that has that connection or had it last; where nobody had it
   * yet, the first that may open it.
   */
  public int clientOf(int connection) {
    return topology.clientOf(app(End.of(connection, Side.CLIENT)).session, connection);
  }

  /**
   * The host at that end. Only the world knows which client that is: behind a NAT, a connection may
   * pass from one to the other.
   */
  public Settings.Host host(End end) {
    return end.side() == Side.SERVER
        ? settings.server()
        : settings.clients().get(clientOf(end.connection()));
  }

  /** The script of the application at that end, or of the last one there. */
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

  /** Opens the server's listener: every connection that it could take is then in LISTEN. */
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
          app(end).reset(); // no application was given the connection; Linux sends nothing
        }
        tcb.delete();
      }
    }
  }

  /** Whether that end may have changed since this world was made equal to another. */
  boolean mayHaveChanged(End end) {
    return (touched >>> end.number() & 1) != 0;
  }

  /** The connection at that end, for callers that change nothing. */
  public Tcb look(End end) {
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

  /** Notes that every end may have changed. */
  public void touchAll() {
    touched = -1;
  }

  /** Notes that the ends that may have changed in the other world may have changed in this one. */
  public void touchAllOf(World other) {
    touched |= other.touched;
  }

  /** Notes that nothing has changed. */
  public void touchNone() {
    touched = 0;
  }

  public void copyFrom(World other) {
    touchAll();
    becomeAgain(other);
  }

  /** Makes this world equal to the other again; only the ends that may have changed are copied. */
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
   * Everything except the fault budgets, for debugging: two worlds with the same text differ only
   * in those.
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
