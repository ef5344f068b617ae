package io.tarry.property.second;

import io.tarry.property.second.FlyingSegments.Flying;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * All of a run that a claim may ask for: every connection that there ever was, what each end did in
 * it, and to which connection each segment on its way belongs.
 *
 * <p>A connection is what one active OPEN begins. An end that takes a SYN is in the sender's
 * connection if the sender is still opening it; a SYN that comes later begins a connection that the
 * taker alone knows of.
 */
final class History {

  static final int NONE = -1;

  private final Settings settings;
  final List<Connection> connections = new ArrayList<>();

  /** Of each end, the connection that it has or had last, or {@link #NONE}. */
  final int[] last;

  /** Of each end that came out of TIME_WAIT by a SYN: the connection that it left for it. */
  final int[] leftTimeWaitOf;

  /** Of each end, the bytes kept beyond a gap: by sequence number, the connection of the sender. */
  final List<Map<Integer, Integer>> kept = new ArrayList<>();

  /** Of each end, for how many ticks it has been in TIME_WAIT. */
  final int[] inTimeWait;

  /** Of each end, how often it has sent again since something new was acknowledged. */
  final int[] sentAgain;

  /** Of each end that opens: whether somebody has listened at the other ever since. */
  final boolean[] listened;

  /** Of each end that a SYN took out of TIME_WAIT: whether the SYN was an old one. */
  final boolean[] byOldSyn;

  /** Of each end of a client, whose it is or was last; and of its process which session. */
  final int[] owner;

  final int[] sessionOfOwner;
  final int[] begun;

  /** The segments on their way. */
  final FlyingSegments flying = new FlyingSegments();

  // Of the segment that arrived in the last step.
  int arrivedOf = NONE;
  boolean arrivedAgain;

  /** Of the bytes delivered in the last step, the connections that they were sent in. */
  final List<Integer> sources = new ArrayList<>();

  History(Settings settings, int ends) {
    this.settings = settings;
    last = new int[ends];
    Arrays.fill(last, NONE);
    leftTimeWaitOf = new int[ends];
    Arrays.fill(leftTimeWaitOf, NONE);
    inTimeWait = new int[ends];
    sentAgain = new int[ends];
    listened = new boolean[ends];
    byOldSyn = new boolean[ends];
    owner = new int[ends];
    sessionOfOwner = new int[ends];
    int processes = settings.clients().stream().mapToInt(c -> c.program().processes()).sum();
    begun = new int[processes];
    IntStream.range(0, ends).forEach(end -> kept.add(new TreeMap<>()));
  }

  /** How the run begins. */
  void begin(Moment.Shot first) {
    if (settings.established()) {
      connections.add(new Connection(0, 0, new Part(), new Part()));
      for (int end = 0; end < 2; end++) {
        last[end] = 0;
        Part part = part(end);
        part.there = true;
        part.highest = first.ends().get(end).sndNxt() - 1;
        part.irs = first.ends().get(end).rcvNxt() - 1;
      }
      begun[0] = 1;
    }
    if (settings.start() == Settings.Start.HALF_CLOSED) {
      // Of the FIN that has come nothing more is seen: it is acknowledged, and comes no more.
      connections.get(0).client().hadCloseWait = true;
    }
  }

  History copy() {
    History copy = new History(settings, last.length);
    connections.forEach(connection -> copy.connections.add(connection.copy()));
    for (int i = 0; i < numbers().length; i++) {
      System.arraycopy(numbers()[i], 0, copy.numbers()[i], 0, numbers()[i].length);
    }
    System.arraycopy(listened, 0, copy.listened, 0, last.length);
    System.arraycopy(byOldSyn, 0, copy.byOldSyn, 0, last.length);
    for (int i = 0; i < last.length; i++) {
      copy.kept.get(i).putAll(kept.get(i));
    }
    copy.flying.addAll(flying);
    return copy;
  }

  /** All that a later step may ask for, so that equal histories are found. */
  @Override
  public String toString() {
    return connections
        + Arrays.deepToString(numbers())
        + Arrays.toString(listened)
        + Arrays.toString(byOldSyn)
        + kept
        + flying;
  }

  private int[][] numbers() {
    return new int[][] {last, leftTimeWaitOf, inTimeWait, sentAgain, owner, sessionOfOwner, begun};
  }

  // ---- Questions

  /** What that end did in the connection that it has or had last; nothing, if it had none. */
  Part part(int end) {
    return last[end] == NONE ? new Part() : connections.get(last[end]).part(end);
  }

  /** What the other end did in the same connection. */
  Part peersPart(int end) {
    return last[end] == NONE ? new Part() : connections.get(last[end]).part(Moment.peer(end));
  }

  /** Whether both ends have, or had last, the same connection. */
  boolean together(int end) {
    return last[end] != NONE && last[end] == last[Moment.peer(end)];
  }

  Settings.Host host(int end) {
    return Moment.isClient(end) ? settings.clients().get(owner[end]) : settings.server();
  }

  Script script(int end) {
    List<Script> scripts = host(end).program().sessions();
    return Moment.isClient(end)
        ? scripts.get(sessionOfOwner[end] % scripts.size())
        : scripts.get(0);
  }

  // ---- The next step

  void add(Moment m) {
    Optional<Flying> arrived = flying.take(m);
    arrivedOf = arrived.map(Flying::connection).orElse(NONE);
    arrivedAgain = arrived.map(Flying::again).orElse(false);
    sources.clear();
    beginSession(m);
    for (int end = 0; end < last.length; end++) {
      change(m, end);
    }
    if (m.isAtAnEnd()) {
      user(m);
      arrival(m);
    }
    for (int end = 0; end < last.length; end++) {
      told(m, end);
      time(m, end);
      sentAgain(m, end);
      listener(m, end);
    }
    send(m);
    flying.requireSameAs(m);
  }

  private void send(Moment m) {
    for (Moment.Out out : m.sent()) {
      Segment segment = out.segment();
      int end = Moment.place(segment.from());
      Part part = part(end);
      boolean again = segment.fin() && part.fin == segment.end() - 1;
      if (segment.fin()) {
        part.fin = segment.end() - 1;
      }
      if (segment.length() > 0) {
        part.highest = Math.max(part.highest, segment.end() - 1);
      }
      if (!out.lost()) {
        flying.add(new Flying(segment.code(), last[end], again));
      }
    }
  }

  private void beginSession(Moment m) {
    if (m.kind() == Action.Kind.REFUSED_CALL) {
      begun[m.process()]++;
    } else if (m.calls()
        && Moment.isClient(m.at())
        && m.was(m.at()).session() != m.is(m.at()).session()) {
      owner[m.at()] = clientOf(m.process());
      sessionOfOwner[m.at()] = begun[m.process()];
      begun[m.process()]++;
    }
  }

  private int clientOf(int process) {
    int first = 0;
    for (int client = 0; client < settings.clients().size(); client++) {
      first += settings.clients().get(client).program().processes();
      if (process < first) {
        return client;
      }
    }
    throw new AssertionError("no client has process " + process);
  }

  /** Connections begin and end. */
  private void change(Moment m, int end) {
    Moment.EndShot was = m.was(end);
    Moment.EndShot is = m.is(end);
    if (!was.opening() && is.opening()) {
      int old = last[end];
      if (was.state() == TcpState.TIME_WAIT) {
        leave(end, Part.Ending.IN_GOOD_ORDER);
        leftTimeWaitOf[end] = old;
      } else {
        leftTimeWaitOf[end] = NONE;
      }
      byOldSyn[end] =
          was.state() == TcpState.TIME_WAIT
              && is.state() == TcpState.SYN_RECEIVED
              && isOld(arrivedOf, old);
      join(end, m);
    } else if (was.opening() && is.state() == TcpState.TIME_WAIT) {
      // It waits again, for the sake of what may still be on its way; nobody's bytes are at stake.
      Part left = part(end);
      left.there = false;
      int old = leftTimeWaitOf[end];
      last[end] = addConnection(end, connections.get(old).opening());
      part(end).there = true;
      part(end).highest = connections.get(old).part(end).highest;
      part(end).hadClosing = connections.get(old).part(end).hadClosing;
      leftTimeWaitOf[end] = old;
    } else if (!was.gone() && is.gone()) {
      Part.Ending ending = ending(m, end);
      boolean toNothing = was.state() == TcpState.SYN_RECEIVED && ending == Part.Ending.NONE;
      leave(end, toNothing ? Part.Ending.RESET : ending);
    }
    if (!is.gone()) {
      part(end).hadCloseWait |= is.state() == TcpState.CLOSE_WAIT;
      part(end).hadClosing |= is.state() == TcpState.CLOSING;
    }
    if (is.state() == TcpState.ESTABLISHED || is.gone()) {
      byOldSyn[end] = false;
    }
  }

  /** A SYN is old that began no later connection than the one in TIME_WAIT. */
  private boolean isOld(int syn, int timeWait) {
    return connections.get(syn).opening() <= connections.get(timeWait).opening();
  }

  private void leave(int end, Part.Ending ending) {
    part(end).there = false;
    part(end).ending = ending;
  }

  private int addConnection(int end, int opening) {
    int number = connections.size();
    int of = opening == NONE ? number : connections.get(opening).opening();
    connections.add(new Connection(end / 2, of, new Part(), new Part()));
    return number;
  }

  private void join(int end, Moment m) {
    int peer = Moment.peer(end);
    boolean active = m.is(end).state() == TcpState.SYN_SENT;
    boolean both = active && m.was(peer).state() == TcpState.SYN_SENT;
    boolean taken = !active && m.was(peer).opening() && last[peer] == arrivedOf && part(peer).there;
    last[end] = both || taken ? last[peer] : addConnection(end, active ? NONE : arrivedOf);
    Part part = part(end);
    part.there = true;
    part.ending = Part.Ending.NONE;
    part.active = active;
    kept.get(end).clear();
  }

  /** Why an end has left its connection. */
  private Part.Ending ending(Moment m, int end) {
    return switch (m.kind()) {
      case RETRANSMISSION_TIMEOUT, FIN_WAIT_2_TIMEOUT -> Part.Ending.GAVE_UP;
      case TIME_WAIT_TIMEOUT -> Part.Ending.IN_GOOD_ORDER;
      case CALL, PATIENCE_TIMEOUT -> {
        boolean aborts = m.calls() && m.call().call() == Call.ABORT;
        boolean closes = !m.calls() || m.call().call() == Call.CLOSE;
        boolean lingers = closes && host(end).options().lingerZero();
        yield aborts || lingers || m.sendsRst() ? Part.Ending.ABORTED : Part.Ending.NONE;
      }
      case DELIVER, DELIVER_COPY -> {
        if (m.arrived().rst() || m.arrived().syn()) {
          yield Part.Ending.RESET;
        }
        yield m.sendsRst() ? Part.Ending.ABORTED : Part.Ending.IN_GOOD_ORDER;
      }
      case LISTENER_CALL -> Part.Ending.NONE;
      case BEGIN, LOSE, TICK, REFUSED_CALL ->
          throw new AssertionError(m.kind() + " ends no connection");
    };
  }

  private void user(Moment m) {
    if (m.calls() && m.call().call() == Call.SEND) {
      switch (m.was(m.at()).state()) {
        case SYN_SENT, SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT ->
            part(m.at()).bytesGiven += m.call().bytes();
        case CLOSED, LISTEN, FIN_WAIT_1, FIN_WAIT_2, CLOSING, LAST_ACK, TIME_WAIT -> {}
      }
    }
  }

  private void arrival(Moment m) {
    if (!m.arrives()) {
      return;
    }
    Part part = part(m.at());
    Segment segment = m.arrived();
    if (segment.syn() && m.is(m.at()).rcvNxt() != m.was(m.at()).rcvNxt()) {
      part.irs = m.is(m.at()).state() == TcpState.CLOSED ? part.irs : segment.seq();
    }
    Map<Integer, Integer> beyond = kept.get(m.at());
    for (int place : m.delivered()) {
      int seq = part.irs + 1 + place;
      boolean inSegment = segment.seq() <= seq && seq < segment.seq() + segment.textLength();
      sources.add(inSegment ? arrivedOf : beyond.getOrDefault(seq, NONE));
      if (place == part.bytesDelivered) {
        part.bytesDelivered++; // a byte out of its turn counts nowhere
      }
    }
    if (m.keptBeyondGap()) {
      for (int seq = segment.seq(); seq < segment.seq() + segment.textLength(); seq++) {
        beyond.putIfAbsent(seq, arrivedOf);
      }
    }
    beyond.keySet().removeIf(seq -> seq < m.is(m.at()).rcvNxt());
    if (m.finTaken()) {
      part.finsTaken++;
    }
  }

  private void told(Moment m, int end) {
    boolean now = m.is(end).error() != UserError.NONE;
    part(end).toldError |= now && m.was(end).error() == UserError.NONE;
  }

  private void time(Moment m, int end) {
    if (m.is(end).state() != TcpState.TIME_WAIT || m.was(end).state() != TcpState.TIME_WAIT) {
      inTimeWait[end] = 0;
    } else if (m.kind() == Action.Kind.TICK) {
      inTimeWait[end]++;
    }
  }

  private void sentAgain(Moment m, int end) {
    if (m.is(end).gone()
        || m.is(end).sndUna() > m.was(end).sndUna()
        || (m.is(end).opening() && !m.was(end).opening())) {
      sentAgain[end] = 0;
    } else if (m.kind() == Action.Kind.RETRANSMISSION_TIMEOUT && m.at() == end) {
      sentAgain[end]++;
    }
  }

  private void listener(Moment m, int end) {
    int peer = Moment.peer(end);
    boolean service = Moment.isClient(end) && settings.server().program().keepsListening();
    if (!m.is(end).opening()) {
      listened[end] = false;
    } else if (m.is(end).state() == TcpState.SYN_SENT && !m.was(end).opening()) {
      listened[end] =
          service
              ? m.after().listening()
              : m.is(peer).state() == TcpState.LISTEN
                  || (m.is(peer).state() == TcpState.SYN_RECEIVED && !part(peer).active);
    } else {
      listened[end] &= service ? m.after().listening() : m.is(peer).state() != TcpState.CLOSED;
    }
  }
}
