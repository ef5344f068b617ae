package io.tarry.property.second;

import static io.tarry.tcp.world.TcpState.CLOSE_WAIT;
import static io.tarry.tcp.world.TcpState.CLOSING;
import static io.tarry.tcp.world.TcpState.ESTABLISHED;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_1;
import static io.tarry.tcp.world.TcpState.FIN_WAIT_2;
import static io.tarry.tcp.world.TcpState.LAST_ACK;
import static io.tarry.tcp.world.TcpState.LISTEN;
import static io.tarry.tcp.world.TcpState.SYN_RECEIVED;
import static io.tarry.tcp.world.TcpState.SYN_SENT;
import static io.tarry.tcp.world.TcpState.TIME_WAIT;

import io.tarry.property.second.Moment.EndShot;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Each claim of the catalogue once more, from its sentence: what it says of one step of a run whose
 * whole history is known. It shares no code with {@code io.tarry.property}.
 */
final class Sentences {

  /** What a claim says of one step. */
  enum Judgement {
    /** The step is none that the claim is about. */
    NOT_ASKED,
    /** It is as claimed; of what must be reachable or come at last: this is it. */
    KEPT,
    BROKEN
  }

  /** One step, with the histories before and after it. */
  private final Settings settings;

  private final Moment m;
  private final History old;
  private final History now;
  private final int ends;

  Sentences(Settings settings, Moment moment, History before, History after) {
    this.settings = settings;
    this.m = moment;
    this.old = before;
    this.now = after;
    ends = before.last.length;
  }

  /** All claims that one step decides, or, of those about runs, to which it is a beginning. */
  Map<String, Judgement> steps() {
    Map<String, Judgement> says = new HashMap<>();
    bytes(says);
    timeWait(says);
    resets(says);
    states(says);
    incarnations(says);
    services(says);
    return says;
  }

  /** Of the claims about runs: whether the step begins what must come to an end. */
  Map<String, Boolean> beginnings() {
    Map<String, Boolean> says = new HashMap<>(goingOn());
    says.put("syn-sent-ends", anyEnd(e -> m.is(e).state() == SYN_SENT));
    says.put("connect-succeeds-at-last", anyEnd(e -> Moment.isClient(e) && enters(e, SYN_SENT)));
    says.put("no-endless-exchange", m.kind() == Action.Kind.DELIVER);
    return says;
  }

  /** Of the claims about runs: whether the step is, or shows, the end of it. */
  Map<String, Boolean> ends() {
    Map<String, Boolean> says = new HashMap<>();
    goingOn().forEach((id, goesOn) -> says.put(id, !goesOn));
    says.put(
        "syn-sent-ends",
        !anyEnd(e ->
            m.is(e).state() == SYN_SENT
                || (now.part(e).active && m.is(e).state() == SYN_RECEIVED)));
    says.put("connect-succeeds-at-last", anyEnd(e -> Moment.isClient(e) && enters(e, ESTABLISHED)));
    says.put("no-endless-exchange", m.kind() != Action.Kind.DELIVER);
    return says;
  }

  private Map<String, Boolean> goingOn() {
    Map<String, Boolean> says = new HashMap<>();
    says.put("time-wait-is-left", anyEnd(e -> m.is(e).state() == TIME_WAIT));
    says.put("close-wait-is-left", anyEnd(e -> m.is(e).state() == CLOSE_WAIT));
    says.put("syn-received-is-left", anyEnd(e -> m.is(e).state() == SYN_RECEIVED));
    says.put(
        "last-ack-is-left", anyEnd(e -> m.is(e).state() == LAST_ACK || m.is(e).state() == CLOSING));
    says.put(
        "orphan-fin-wait-2-is-left",
        anyEnd(e -> m.is(e).state() == FIN_WAIT_2 && m.is(e).orphan()));
    says.put("closed-at-last", anyEnd(this::bothHaveClosed));
    says.put(
        "half-open-is-noticed",
        anyEnd(e -> {
          Part other = now.peersPart(e);
          boolean lost = other.quit() || other.ending == Part.Ending.RESET;
          return now.part(e).there && m.is(e).state().synchronised() && !other.there && lost;
        }));
    return says;
  }

  private boolean bothHaveClosed(int e) {
    Part other = now.peersPart(e);
    boolean otherIsDone =
        other.there ? closing(m.is(Moment.peer(e)).state()) : other.ending != Part.Ending.NONE;
    return now.part(e).there && closing(m.is(e).state()) && otherIsDone;
  }

  /** Whether a state that no step leaves is as it may be. */
  Map<String, Boolean> properEnds() {
    Map<String, Boolean> says = new HashMap<>();
    says.put("no-stuck-state", !anyEnd(e -> !m.is(e).gone()));
    says.put(
        "lost-octets-are-told",
        now.connections.stream()
            .noneMatch(c -> now.lostBytes(c) && !c.client().toldError && !c.server().toldError));
    return says;
  }

  // ---- Small words

  boolean anyEnd(IntPredicate fact) {
    return IntStream.range(0, ends).anyMatch(fact);
  }

  boolean enters(int e, TcpState state) {
    return m.was(e).state() != state && m.is(e).state() == state;
  }

  boolean leaves(int e, TcpState state) {
    return m.was(e).state() == state && m.is(e).state() != state;
  }

  static boolean closing(TcpState state) {
    return state == FIN_WAIT_1
        || state == FIN_WAIT_2
        || state == CLOSING
        || state == LAST_ACK
        || state == TIME_WAIT;
  }

  private static Judgement of(boolean asked, boolean kept) {
    return !asked ? Judgement.NOT_ASKED : kept ? Judgement.KEPT : Judgement.BROKEN;
  }

  /** Asked of the ends that it is about, and broken if it is of one of them. */
  private Judgement ofEnds(IntPredicate asked, IntPredicate kept) {
    return of(anyEnd(asked), !anyEnd(e -> asked.test(e) && !kept.test(e)));
  }

  private static Judgement never(boolean bad) {
    return of(true, !bad);
  }

  private static Judgement reached(boolean goal) {
    return of(goal, true);
  }

  // ---- Bytes

  private void bytes(Map<String, Judgement> says) {
    boolean delivers = !m.delivered().isEmpty();
    int first = old.part(m.at()).bytesDelivered;
    List<Integer> inTurn = IntStream.range(first, first + m.delivered().size()).boxed().toList();
    says.put(
        "octets-in-order",
        of(delivers, m.delivered().equals(inTurn) && !now.sources.contains(History.NONE)));
    says.put(
        "octets-of-this-incarnation",
        of(delivers, now.sources.stream().allMatch(this::isOfThisOpening)));
    says.put(
        "end-of-file-after-last-octet",
        of(
            m.finTaken() && now.peersPart(m.at()).bytesGiven > 0,
            now.part(m.at()).bytesDelivered >= now.peersPart(m.at()).bytesGiven));
    says.put("fin-consumed-once", of(m.finTaken(), old.part(m.at()).finsTaken == 0));
    says.put(
        "all-octets-arrive",
        ofEnds(
            e ->
                connectionEnds(e)
                    && (ended(e).client().bytesGiven + ended(e).server().bytesGiven) > 0,
            e -> !now.lostBytes(ended(e))));
    boolean again = false;
    boolean fresh = false;
    for (Moment.Out out : m.sent()) {
      Segment segment = out.segment();
      int e = Moment.place(segment.from());
      if (old.last[e] == now.last[e]
          && old.part(e).fin != 0
          && (segment.fin() || segment.textLength() > 0)) {
        again = true;
        fresh |= segment.end() - 1 > old.part(e).fin;
        fresh |= segment.fin() && segment.end() - 1 != old.part(e).fin;
        fresh |= segment.textLength() > 0 && segment.end() - 1 > old.part(e).highest;
      }
    }
    says.put("nothing-new-after-fin", of(again, !fresh));
  }

  private boolean isOfThisOpening(int source) {
    return source != History.NONE
        && now.connections.get(source).opening() == now.connections.get(now.last[m.at()]).opening();
  }

  /** The last of the two ends leaves a connection that was made. */
  private boolean connectionEnds(int e) {
    if (old.last[e] == History.NONE || !m.was(e).state().synchronised()) {
      return false;
    }
    Part mine = ended(e).part(e);
    return old.part(e).there && !mine.there && !ended(e).part(Moment.peer(e)).there;
  }

  private History.Connection ended(int e) {
    return now.connections.get(old.last[e]);
  }

  // ---- TIME_WAIT and the last ACK

  private void timeWait(Map<String, Judgement> says) {
    boolean finAgain = m.arrives() && m.arrived().fin() && now.arrivedAgain;
    says.put(
        "no-rst-on-retransmitted-fin-in-time-wait",
        of(finAgain && m.was(m.at()).state() == TIME_WAIT, !m.sendsRst()));
    boolean senderWaits = false;
    if (finAgain) {
      int sender = Moment.peer(m.at());
      TcpState state = m.was(sender).state();
      senderWaits = old.last[sender] == now.arrivedOf && (state == LAST_ACK || state == CLOSING);
    }
    says.put("fin-from-last-ack-never-answered-by-rst", of(senderWaits, !m.sendsRst()));
    says.put(
        "last-ack-ends-by-ack",
        ofEnds(
            e -> leaves(e, LAST_ACK),
            e ->
                m.arrivesAt(e)
                    && m.arrived().hasAck()
                    && !m.arrived().rst()
                    && !m.arrived().syn()
                    && m.arrived().ack() == old.part(e).fin + 1));
    says.put(
        "last-ack-never-ended-by-rst",
        ofEnds(
            e ->
                (leaves(e, LAST_ACK) || leaves(e, CLOSING))
                    && !ended(e).client().quit()
                    && !ended(e).server().quit(),
            e -> !m.rstArrivesAt(e)));
    boolean ticks = settings.time().ticks();
    says.put(
        "time-wait-lasts",
        ofEnds(
            e -> enters(e, TIME_WAIT) || leaves(e, TIME_WAIT) || (ticks && waited(e)),
            e ->
                leaves(e, TIME_WAIT)
                    ? m.kind() == Action.Kind.TIME_WAIT_TIMEOUT && m.at() == e
                    : !ticks || !willBeShort(e)));
    says.put(
        "active-closer-passes-time-wait",
        ofEnds(
            e -> enters(e, TIME_WAIT) || endsWithoutTimeWait(e),
            e -> enters(e, TIME_WAIT) && !old.part(e).hadCloseWait));
    says.put("time-wait-only-at-client", ofEnds(e -> enters(e, TIME_WAIT), Moment::isClient));
    says.put(
        "time-wait-only-at-server", ofEnds(e -> enters(e, TIME_WAIT), e -> !Moment.isClient(e)));
  }

  private boolean waited(int e) {
    return m.was(e).state() == TIME_WAIT && m.is(e).state() == TIME_WAIT;
  }

  /** Since this step its timer will end it before it has lasted its whole time. */
  private boolean willBeShort(int e) {
    int whole = settings.time().timeWait();
    boolean before = waited(e) && m.was(e).timeWaitTimer() - 1 + old.inTimeWait[e] < whole;
    return !before && m.is(e).timeWaitTimer() - 1 + now.inTimeWait[e] < whole;
  }

  boolean endsWithoutTimeWait(int e) {
    TcpState state = m.was(e).state();
    return (state == FIN_WAIT_1 || state == FIN_WAIT_2 || state == CLOSING)
        && m.is(e).gone()
        && ended(e).part(e).ending == Part.Ending.IN_GOOD_ORDER;
  }

  // ---- RST

  private void resets(Map<String, Judgement> says) {
    says.put(
        "no-rst-after-graceful-close",
        of(
            m.isAtAnEnd()
                && old.last[m.at()] != History.NONE
                && closedInGoodOrder(m.at())
                && !ended(m.at()).part(m.at()).quit(),
            !m.sendsRst()));
    says.put("rst-never-answered-by-rst", of(m.arrives() && m.arrived().rst(), !m.sendsRst()));
    says.put(
        "octets-never-answered-by-rst",
        of(m.arrives() && m.arrived().textLength() > 0, !m.sendsRst()));
  }

  private boolean closedInGoodOrder(int e) {
    return inGoodOrder(old.part(e), m.was(e).state())
        && inGoodOrder(old.peersPart(e), m.was(Moment.peer(e)).state());
  }

  private static boolean inGoodOrder(Part part, TcpState state) {
    return part.there ? closing(state) : part.ending == Part.Ending.IN_GOOD_ORDER;
  }

  // ---- States

  private void states(Map<String, Judgement> says) {
    says.put(
        "no-forbidden-state-pair",
        ofEnds(
            e -> now.together(e) && undisturbed(e) && undisturbed(Moment.peer(e)),
            e -> goTogether(Close.of(shown(e)), Close.of(shown(Moment.peer(e))))));
    says.put("timers-fit-states", never(anyEnd(e -> !timersFit(e))));
    says.put(
        "nobody-gives-up",
        never(
            m.kind() == Action.Kind.RETRANSMISSION_TIMEOUT
                && m.sent().isEmpty()
                && m.is(m.at()).gone()));
    says.put(
        "both-established",
        reached(
            anyEnd(e ->
                m.is(e).state() == ESTABLISHED && m.is(Moment.peer(e)).state() == ESTABLISHED)));
    says.put(
        "simultaneous-close",
        reached(anyEnd(e -> cameThroughClosing(e) && cameThroughClosing(Moment.peer(e)))));
  }

  private boolean cameThroughClosing(int e) {
    return m.is(e).state() == TIME_WAIT && now.part(e).hadClosing;
  }

  boolean undisturbed(int e) {
    return now.part(e).there
        ? m.is(e).state().synchronised()
        : m.is(e).gone() && now.part(e).ending == Part.Ending.IN_GOOD_ORDER;
  }

  /** Its state in the connection: to a listener that came after, it is closed. */
  private TcpState shown(int e) {
    return now.part(e).there ? m.is(e).state() : TcpState.CLOSED;
  }

  /** What a state says of the four events of a close: FINs sent, taken and acknowledged. */
  private record Close(boolean sent, boolean acknowledged, boolean took, boolean tookFirst) {
    static Close of(TcpState state) {
      return switch (state) {
        case ESTABLISHED -> new Close(false, false, false, false);
        case FIN_WAIT_1 -> new Close(true, false, false, false);
        case FIN_WAIT_2 -> new Close(true, true, false, false);
        case CLOSE_WAIT -> new Close(false, false, true, true);
        case CLOSING -> new Close(true, false, true, false);
        case LAST_ACK -> new Close(true, false, true, true);
        case TIME_WAIT, CLOSED -> new Close(true, true, true, false);
        case LISTEN, SYN_SENT, SYN_RECEIVED -> throw new AssertionError("no close yet: " + state);
      };
    }
  }

  private static boolean goTogether(Close one, Close other) {
    return follows(one, other) && follows(other, one);
  }

  /**
   * Nobody takes a FIN that was not sent, or sees one acknowledged that was not taken. Who sends
   * his FIN after he took the peer's acknowledges the peer's by it.
   */
  private static boolean follows(Close one, Close other) {
    return (!one.took() || other.sent())
        && (!one.acknowledged() || other.took())
        && (!one.tookFirst() || !other.took() || other.acknowledged())
        && (!one.tookFirst() || !other.tookFirst());
  }

  private boolean timersFit(int e) {
    EndShot end = m.is(e);
    boolean open = !end.gone();
    boolean unacknowledged = open && end.sndUna() < end.sndNxt();
    boolean limited =
        end.state() == FIN_WAIT_2
            && end.orphan()
            && now.host(e).stack().has(Switch.FIN_WAIT2_TIMER);
    return end.retransmissionTimer() == unacknowledged
        && (end.timeWaitTimer() > 0) == (end.state() == TIME_WAIT)
        && end.finWait2Timer() == limited;
  }

  // ---- Connections that follow one another

  private void incarnations(Map<String, Judgement> says) {
    boolean opensAgain =
        m.connects()
            && Moment.isClient(m.at())
            && now.last[m.at()] == now.connections.size() - 1
            && old.connections.size() < now.connections.size()
            && openedBefore(m.at());
    says.put(
        "old-segments-gone-before-reopen",
        of(
            opensAgain,
            old.flying.stream()
                .noneMatch(f -> new Segment(f.code()).from().connection() == m.at() / 2)));
    boolean opens = m.connects() && Moment.isClient(m.at());
    says.put("four-tuple-unique", of(opens, m.was(m.at()).gone() || mayReuse()));
    boolean comesOut =
        m.isAtAnEnd() && m.was(m.at()).state() == TIME_WAIT && m.is(m.at()).opening();
    says.put(
        "reopen-above-old-sequence-numbers",
        of(
            comesOut,
            m.sent().stream()
                .filter(out -> out.segment().syn())
                .allMatch(out -> out.segment().seq() > old.part(m.at()).highest)));
    says.put(
        "time-wait-back-after-old-syn",
        ofEnds(
            e -> m.rstArrivesAt(e) && old.byOldSyn[e] && leaves(e, SYN_RECEIVED),
            e -> m.is(e).state() == TIME_WAIT));
    says.put(
        "time-wait-reused-after-delay",
        of(
            m.reuses() && m.call().ports().from() == 0,
            old.inTimeWait[m.at()] > now.host(m.at()).sysctls().twReuseDelay()));
    says.put(
        "four-tuple-connectable-again",
        reached(
            anyEnd(e ->
                m.is(e).state() == ESTABLISHED
                    && m.is(Moment.peer(e)).state() == ESTABLISHED
                    && isLater(e)
                    && isLater(Moment.peer(e)))));
  }

  /** Whether the client had opened the 4-tuple before its last connection on it. */
  private boolean openedBefore(int client) {
    return old.connections.stream()
        .anyMatch(c -> c.tuple() == client / 2 && (c.client().active || isGiven(c)));
  }

  /** The connection that is there as the run begins was opened before it. */
  private boolean isGiven(History.Connection connection) {
    return settings.established() && connection == old.connections.get(0);
  }

  private boolean isLater(int e) {
    int opening = now.connections.get(now.last[e]).opening();
    return IntStream.range(0, opening)
        .anyMatch(
            i -> now.connections.get(i).tuple() == e / 2 && now.connections.get(i).opening() == i);
  }

  private boolean mayReuse() {
    return m.was(m.at()).state() == TIME_WAIT
        && m.was(m.at()).timestamps()
        && (m.call().ports().from() != 0 || now.host(m.at()).sysctls().twReuse() == 1);
  }

  // ---- Services

  private void services(Map<String, Judgement> says) {
    says.put("connect-finds-a-port", of(m.noPort() || m.connects(), !m.noPort()));
    boolean binds = m.listens() || (m.connects() && m.call().ports().from() != 0);
    says.put("bind-succeeds", of(m.addressInUse() || binds, !m.addressInUse()));
    says.put(
        "connect-succeeds",
        never(
            anyEnd(
                e -> m.was(e).opening() && old.listened[e] && m.is(e).error() != UserError.NONE)));
    boolean synComes = m.arrives() && m.arrived().syn() && !m.arrived().hasAck();
    boolean listener =
        m.was(m.at()).state() == LISTEN
            || (m.was(m.at()).state() == TIME_WAIT
                && !Moment.isClient(m.at())
                && m.before().listening());
    says.put("syn-always-answered", of(synComes && listener, !m.sent().isEmpty()));
    says.put(
        "time-wait-within-buckets",
        ofEnds(
            e -> enters(e, TIME_WAIT),
            e -> timeWaitsOfHost(e) <= now.host(e).sysctls().maxTwBuckets()));
    says.put(
        "request-never-meets-a-close",
        ofEnds(e -> Moment.isClient(e) && asks(e), e -> !isToldInstead(e)));
  }

  long timeWaitsOfHost(int e) {
    return IntStream.range(0, ends)
        .filter(other -> Moment.isClient(other) == Moment.isClient(e))
        .filter(other -> !Moment.isClient(e) || now.owner[other] == now.owner[e])
        .filter(other -> m.is(other).state() == TIME_WAIT)
        .count();
  }

  /** What the application does next, before this step. */
  private Script.Instruction next(int e) {
    return old.script(e).instructions().get(m.was(e).position());
  }

  /** The client has sent a request, and waits for what the script has come next. */
  boolean asks(int e) {
    List<Script.Instruction> script = old.script(e).instructions();
    int position = m.was(e).position();
    if (position >= script.size() || m.was(e).error() != UserError.NONE || m.was(e).endOfFile()) {
      return false;
    }
    boolean bytesMissing = next(e).awaited().bytes() > old.part(e).bytesDelivered;
    boolean endMissing = next(e).awaited().endOfFile();
    boolean openRequest = false;
    boolean anyRequest = false;
    for (Script.Instruction step : script.subList(0, position)) {
      if (step.awaited().bytes() > 0 || step.awaited().endOfFile()) {
        openRequest = false; // it has read what came
      }
      if (step.call() == Call.SEND) {
        openRequest = true;
        anyRequest = true;
      }
    }
    return (bytesMissing && anyRequest) || ((bytesMissing || endMissing) && openRequest);
  }

  private boolean isToldInstead(int e) {
    boolean error = m.was(e).error() == UserError.NONE && m.is(e).error() != UserError.NONE;
    boolean end = !m.was(e).endOfFile() && m.is(e).endOfFile();
    return error || (end && next(e).awaited().bytes() > now.part(e).bytesDelivered);
  }
}
