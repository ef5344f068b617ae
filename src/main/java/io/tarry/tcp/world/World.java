package io.tarry.tcp.world;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One state of the world, unpacked, so that rules can change it: a list of sections, and the
 * segments on their way.
 */
public final class World {

  private final Settings settings;
  private final Topology topology;
  private final Tcb[] tcbs;
  private final App[] apps;

  /** The network, for the rules. Claims call {@link #flight()} instead. */
  public final Flight flight;

  private final Openings[] openings;
  private final ClientProcess[] processes;

  /** The server's listener, if it keeps listening. */
  public final Listener listener;

  /** What {@code tcp_tw_recycle} remembers at the server, by client address. */
  public final PeerStamp[] serverRemembers;

  /** What {@code tcp_tw_recycle} remembers of the server, by client. */
  public final PeerStamp[] clientRemembers;

  /** By number, see {@link Topology#clockOf}. */
  private final HostClock[] clocks;

  public final WorldGhosts ghosts;

  /** The sections of each end, by its number; and those that exist and belong to no end. */
  private final Section<?>[][] ofEnds;

  private final Section<?>[] ofNoEnd;

  /**
   * The ends that were handed out since this world was made equal to another: a bit each. The
   * others have not changed.
   */
  private long touched;

  /** The ends that were handed out since {@link #lookAtNone}: a bit each. */
  private long lookedAt;

  /** Whether a claim has looked at the network since this was last set to false. */
  public boolean flightWasShown;

  public World(Settings settings) {
    this.settings = settings;
    topology = new Topology(settings);
    int ends = topology.ends().size();
    tcbs = each(new Tcb[ends], Tcb::new);
    apps = each(new App[ends], App::new);
    ofEnds = new Section<?>[ends][];
    Arrays.setAll(ofEnds, i -> new Section<?>[] {tcbs[i], tcbs[i].past, apps[i]});

    openings = each(new Openings[topology.tuples().size()], Openings::new);
    processes = each(new ClientProcess[topology.processes().size()], ClientProcess::new);
    listener = new Listener(place(0));
    serverRemembers = each(new PeerStamp[topology.addresses()], PeerStamp::new);
    SectionPlace ofServersClock = place(topology.clockOf(End.SERVER));
    clientRemembers = each(new PeerStamp[topology.clients()], at -> new PeerStamp(ofServersClock));
    clocks = each(new HostClock[topology.clocks()], HostClock::new);
    ghosts = new WorldGhosts(place(0));
    ofNoEnd =
        existing(
            openings,
            processes,
            new Section<?>[] {listener},
            serverRemembers,
            clientRemembers,
            clocks,
            new Section<?>[] {ghosts});
    flight = new Flight(settings, topology);
  }

  /** Fills the array with sections, each of which is made in its place. */
  private <S> S[] each(S[] sections, Function<SectionPlace, S> made) {
    Arrays.setAll(sections, number -> made.apply(place(number)));
    return sections;
  }

  private static Section<?>[] existing(Section<?>[]... kinds) {
    List<Section<?>> existing = new ArrayList<>();
    for (Section<?>[] kind : kinds) {
      for (Section<?> section : kind) {
        if (section.exists()) {
          existing.add(section);
        }
      }
    }
    return existing.toArray(Section<?>[]::new);
  }

  private SectionPlace place(int number) {
    return new SectionPlace(settings, topology, number);
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
    return openings.length;
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
    return openings[connection].get(Openings.COUNT);
  }

  /** How often that connection's 4-tuple has been opened, to change it. */
  public Openings openings(int connection) {
    return openings[connection];
  }

  /** A process of a client. */
  public ClientProcess process(int number) {
    return processes[number];
  }

  /** A clock that timestamps come from. */
  public HostClock clock(int number) {
    return clocks[number];
  }

  /** How many ticks of the world have passed since that clock last ticked. */
  public int phase(int clock) {
    return clocks[clock].get(HostClock.PHASE);
  }

  /** How many processes the clients have. */
  public int processes() {
    return processes.length;
  }

  /** How many sessions a process has begun. */
  public int begun(int process) {
    return processes[process].get(ClientProcess.BEGUN);
  }

  /** Why a process has no socket for its last session, or {@link UserError#NONE}. */
  public UserError refusal(int process) {
    return UserError.of(processes[process].get(ClientProcess.REFUSAL));
  }

  /** Whether the server has a listener that keeps listening. */
  public boolean listening() {
    return listener.is(Listener.LISTENING);
  }

  /** Why the server could not listen, or {@link UserError#NONE}. */
  public UserError listenerError() {
    return UserError.of(listener.get(Listener.ERROR));
  }

  /** Ghost: how many segments were sent in all. */
  public int sent() {
    return ghosts.get(WorldGhosts.SENT);
  }

  /**
   * Ghost: whether a connection that no end remembers any more lost a byte without any user being
   * told.
   */
  public boolean lostInSilence() {
    return ghosts.is(WorldGhosts.LOST_IN_SILENCE);
  }

  /** Ghost: whether both ends have, or had last, the same connection. */
  public boolean inOneConnection(End end) {
    int connection = tcb(end).past.connection();
    return connection != 0 && connection == tcb(end.peer()).past.connection();
  }

  /**
   * Ghost: how this end's connection ended at the peer; OPEN if it has not ended, or never began.
   */
  public Fate peersFate(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn()
        ? past.peerFate()
        : inOneConnection(end) ? tcb(end.peer()).fate() : Fate.OPEN;
  }

  /** Ghost: how many bytes the peer gave to TCP in this end's connection. */
  public int acceptedFromPeer(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn()
        ? past.peerAccepted()
        : inOneConnection(end) ? app(end.peer()).accepted() : 0;
  }

  /** Ghost: how many bytes TCP gave to the peer in this end's connection. */
  public int deliveredToPeer(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn()
        ? past.peerDelivered()
        : inOneConnection(end) ? app(end.peer()).delivered() : 0;
  }

  /** Ghost: whether the peer was told an error of this end's connection. */
  public boolean peerTold(End end) {
    PastConnection past = tcb(end).past;
    return past.peerWentOn()
        ? past.peerTold()
        : inOneConnection(end) && app(end.peer()).error() != UserError.NONE;
  }

  /** Ghost: whether some byte of this end's connection was not delivered. */
  public boolean missesBytes(End end) {
    return app(end).accepted() > deliveredToPeer(end)
        || acceptedFromPeer(end) > app(end).delivered();
  }

  /**
   * Ghost: whether some byte of this end's connection was not delivered, and neither user was told
   * an error.
   */
  public boolean losesInSilence(End end) {
    return missesBytes(end) && app(end).error() == UserError.NONE && !peerTold(end);
  }

  /**
   * The number, from 0, of the client that has that connection or had it last; where nobody had it
   * yet, the first that may open it.
   */
  public int clientOf(int connection) {
    return topology.clientOf(app(End.of(connection, Side.CLIENT)).session(), connection);
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
    int session = app(end).session();
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
      if (sameHost && look(end).state() == TcpState.TIME_WAIT) {
        count++;
      }
    }
    return count;
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

  /** Forgets which ends were looked at. */
  public void lookAtNone() {
    lookedAt = 0;
  }

  /** The ends that were handed out since then, to be read or changed: a bit each. */
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
    for (int i = 0; i < ofEnds.length; i++) {
      if ((touched >>> i & 1) != 0) {
        copy(other.ofEnds[i], ofEnds[i]);
      }
    }
    touched = 0;
    copy(other.ofNoEnd, ofNoEnd);
    flight.copyFrom(other.flight);
  }

  /** Makes one end equal to an end of another world. */
  public void copyEnd(World other, End from, End to) {
    touched |= 1L << to.number();
    copy(other.ofEnds[from.number()], ofEnds[to.number()]);
  }

  private static void copy(Section<?>[] from, Section<?>[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i].copyFrom(from[i]);
    }
  }

  /** The sections of an end. */
  Section<?>[] sectionsOf(End end) {
    return ofEnds[end.number()];
  }

  /** The sections that belong to no end. */
  Section<?>[] sectionsOfNoEnd() {
    return ofNoEnd;
  }

  /**
   * Everything except the fault budgets, for debugging: two worlds with the same text differ only
   * in those.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (End end : ends()) {
      text.append("%s: %s%n".formatted(end, Arrays.toString(sectionsOf(end))));
    }
    Map<Class<?>, Integer> ofKind = new HashMap<>();
    for (Section<?> section : ofNoEnd) {
      int number = ofKind.merge(section.getClass(), 1, Integer::sum);
      if (!section.isBlank()) { // not every world has as many
        text.append("%s, number %d%n".formatted(section, number));
      }
    }
    return text.append(flight()).toString();
  }
}
