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
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Each claim of the catalogue once more, from its sentence: what it says of one step of a run whose
 * whole history is known. It shares no code with {@code io.tarry.property}.
 */
final class Sentences extends OneStep {

  Sentences(Settings settings, Moment moment, History before, History after) {
    super(settings, moment, before, after);
  }

  /** All claims that one step decides. */
  Map<String, Judgement> steps() {
    Map<String, Judgement> says = new HashMap<>();
    bytes(says);
    timeWait(says);
    resets(says);
    states(says);
    says.putAll(new OpeningSentences(settings, m, old, now).steps());
    return says;
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
            e -> !ended(e).lostBytes()));
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

  private Connection ended(int e) {
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
}
