package io.tarry.property;

import static io.tarry.property.Facts.atSomeEnd;
import static io.tarry.property.Facts.everywhere;
import static io.tarry.property.Facts.is;

import io.tarry.engine.Property;
import io.tarry.property.Facts.EndFact;
import io.tarry.property.Facts.Fact;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.World;
import java.util.List;
import java.util.Set;

/**
 * What must happen at last in every run. A witness ends with it, also where its danger is an end
 * that gives up: the other end may still wait. Claims that say "as time passes" assume only {@link
 * Assumption#TIME}, whatever the network and applications do; those that say "in a fair run" assume
 * {@link Assumption#ALL}.
 */
final class RunClaims {

  private RunClaims() {}

  static Claim noEndlessExchange() {
    String id = "no-endless-exchange";
    Fact arrival = model -> model.step().kind() == Action.Kind.DELIVER;
    return new Claim(
        id,
        "The two ends never answer each other's segments for ever",
        "RFC 1337, hazard H2; RFC 9293 section 3.5.2, that nothing may loop",
        "Each answer causes the next one, for ever: it takes no timer, no application and no fault",
        List.of(
            Danger.when(
                "an ACK that carries nothing reaches TIME_WAIT, and the peer is in TIME_WAIT, too",
                arrival.and(RunClaims::twoTimeWaitsTalk),
                "An ACK reaches TIME_WAIT, and the peer is in TIME_WAIT, too: the exchange ends"),
            Danger.when(
                "an ACK that carries nothing draws an answer, or reaches TIME_WAIT",
                arrival.and(RunClaims::answerIsAtHand),
                "An ACK that carries nothing comes, and the exchange ends")),
        Set.of(),
        Property.<TcpModel>noEndlessExchange(id, arrival.asTest()));
  }

  /**
   * Whether a bare ACK arrives that is answered, or that TIME_WAIT may answer: by the text of RFC
   * 9293 it answers everything.
   */
  private static boolean answerIsAtHand(TcpModel model) {
    boolean inTimeWait = Facts.before(model, model.step().at()) == TcpState.TIME_WAIT;
    return carriesNothing(model.step().moved()) && (inTimeWait || model.step().sentCount() > 0);
  }

  private static boolean twoTimeWaitsTalk(TcpModel model) {
    End at = model.step().at();
    return carriesNothing(model.step().moved())
        && Facts.before(model, at) == TcpState.TIME_WAIT
        && Facts.before(model, at.peer()) == TcpState.TIME_WAIT;
  }

  private static boolean carriesNothing(Segment segment) {
    return segment.hasAck() && segment.length() == 0 && !segment.rst();
  }

  static Claim closedAtLast() {
    EndFact ending =
        (model, end) -> Facts.closing(Facts.after(model, end)) && peerIsDone(model.after(), end);
    return new Claim(
        "closed-at-last",
        "When both applications have closed, or one has closed and the other has lost the connection,"
            + " both ends reach CLOSED at last, in a fair run",
        "RFC 9293 section 3.6",
        "Both applications have closed, and an end never reaches CLOSED",
        List.of(
            Danger.usual(
                "both applications have closed",
                "Both applications have closed, and so are both ends")),
        Set.of(Ghost.FATE, Ghost.PAST),
        isLeft("closed-at-last", ending, Assumption.ALL));
  }

  static Claim lastAckIsLeft() {
    EndFact waits =
        (model, end) -> {
          TcpState state = Facts.after(model, end);
          return state == TcpState.LAST_ACK || state == TcpState.CLOSING;
        };
    return new Claim(
        "last-ack-is-left",
        "LAST_ACK and CLOSING do not last for ever, as time passes",
        "RFC 9293 sections 3.8.3 and 3.10.8",
        "LAST_ACK or CLOSING does not end",
        List.of(
            Danger.when(
                "the last ACK never comes",
                givesUpIn(TcpState.LAST_ACK, TcpState.CLOSING).and(nowhere(waits)),
                "The last ACK never comes, and the end gives up"),
            Danger.usual("an end waits for the last ACK", "LAST_ACK or CLOSING is left")),
        Set.of(),
        isLeft("last-ack-is-left", waits, Assumption.TIME));
  }

  static Claim timeWaitIsLeft() {
    return new Claim(
        "time-wait-is-left",
        "TIME_WAIT does not last for ever, in a fair run",
        "RFC 9293 section 3.10.8, TIME-WAIT TIMEOUT",
        "TIME_WAIT does not end",
        List.of(Danger.usual("an end waits in TIME_WAIT", "TIME_WAIT is left")),
        Set.of(),
        isLeft("time-wait-is-left", is(TcpState.TIME_WAIT), Assumption.ALL));
  }

  static Claim orphanFinWait2IsLeft() {
    EndFact waits = is(TcpState.FIN_WAIT_2).and((model, end) -> model.after().tcb(end).orphan());
    Fact timeout = model -> model.step().kind() == Action.Kind.FIN_WAIT_2_TIMEOUT;
    return new Claim(
        "orphan-fin-wait-2-is-left",
        "FIN_WAIT_2 after close() does not last for ever, as time passes",
        "Linux, tcp_fin_timeout",
        "The application has closed the socket, and FIN_WAIT_2 does not end",
        List.of(
            Danger.when(
                "the peer does not close in time",
                timeout.and(nowhere(waits)),
                "The peer does not close in time, and the timer of FIN_WAIT_2 ends it"),
            Danger.usual(
                "nobody reads any more in FIN_WAIT_2",
                "FIN_WAIT_2 in which nobody reads any more is left")),
        Set.of(),
        isLeft("orphan-fin-wait-2-is-left", waits, Assumption.TIME));
  }

  static Claim closeWaitIsLeft() {
    return new Claim(
        "close-wait-is-left",
        "CLOSE_WAIT does not last for ever, in a fair run",
        "RFC 9293 section 3.6; an application that never closes",
        "CLOSE_WAIT does not end",
        List.of(Danger.usual("an end waits for its application to close", "CLOSE_WAIT is left")),
        Set.of(),
        isLeft("close-wait-is-left", is(TcpState.CLOSE_WAIT), Assumption.ALL));
  }

  static Claim synSentEnds() {
    String id = "syn-sent-ends";
    Fact over = nowhere((model, end) -> opensActively(model.after(), end));
    return new Claim(
        id,
        "connect() comes to an end: SYN_SENT leads to ESTABLISHED or CLOSED, as time passes",
        "RFC 9293 sections 3.8.3 and 3.10.7.3",
        "connect() never comes to an end",
        List.of(
            Danger.when(
                "nothing ever answers the SYN",
                givesUpIn(TcpState.SYN_SENT).and(over),
                "Nothing ever answers the SYN, and connect() fails"),
            Danger.usual("connect() is called", "connect() has come to an end")),
        Set.of(),
        Assumption.TIME.of(
            Property.leadsTo(id, atSomeEnd(is(TcpState.SYN_SENT)).asTest(), over.asTest())));
  }

  static Claim synReceivedIsLeft() {
    return new Claim(
        "syn-received-is-left",
        "SYN_RECEIVED does not last for ever, as time passes",
        "RFC 9293 sections 3.8.3 and 3.10.7.4",
        "SYN_RECEIVED does not end",
        List.of(
            Danger.when(
                "nothing ever answers the SYN and ACK",
                givesUpIn(TcpState.SYN_RECEIVED).and(nowhere(is(TcpState.SYN_RECEIVED))),
                "Nothing ever answers the SYN and ACK, and SYN_RECEIVED ends"),
            Danger.usual("a SYN is answered", "SYN_RECEIVED is left")),
        Set.of(),
        isLeft("syn-received-is-left", is(TcpState.SYN_RECEIVED), Assumption.TIME));
  }

  static Claim connectSucceedsAtLast() {
    String id = "connect-succeeds-at-last";
    // What arrives may be a FIN too, or send one that is queued: ESTABLISHED is then over at once.
    EndFact connected =
        (model, end) ->
            Facts.arrivesAt(model, end)
                && opensActively(model.before(), end)
                && Facts.after(model, end).synchronised();
    return new Claim(
        id,
        "After a connect(), that one or a later one succeeds, in a fair run",
        "RFC 9293 section 3.5",
        "No connect() succeeds any more",
        List.of(
            Danger.when(
                "connect() has to send its SYN again",
                atSomeEnd(connected.and((m, end) -> m.before().tcb(end).retransmissions() > 0)),
                "connect() had to send its SYN again, and succeeds"),
            Danger.usual("connect() is called", "connect() succeeds")),
        Set.of(),
        Assumption.ALL.of(
            Property.leadsTo(
                id,
                atSomeEnd(Facts.enters(TcpState.SYN_SENT)).asTest(),
                atSomeEnd(connected).asTest())));
  }

  static Claim halfOpenIsNoticed() {
    return new Claim(
        "half-open-is-noticed",
        "When one end has lost the connection, it ends at the other end too, in a fair run",
        "RFC 9293 section 3.5.1",
        "One end has lost the connection, and the other never notices",
        List.of(
            Danger.usual(
                "one end has lost the connection",
                "One end knows of no connection, and so does the other now")),
        Set.of(Ghost.FATE, Ghost.PAST),
        isLeft(
            "half-open-is-noticed",
            (model, end) ->
                Facts.after(model, end).synchronised() && peerHasLost(model.after(), end),
            Assumption.ALL));
  }

  /**
   * Whether connect() is under way. A simultaneous open passes through SYN-RECEIVED; after a
   * passive OPEN, that state is the peer's doing.
   */
  private static boolean opensActively(World world, End end) {
    TcpState state = world.tcb(end).state();
    return state == TcpState.SYN_SENT
        || (state == TcpState.SYN_RECEIVED && !world.tcb(end).passive());
  }

  private static Fact givesUpIn(TcpState... states) {
    Set<TcpState> such = Set.of(states);
    return model ->
        model.step().applied(Rule.GIVE_UP) && such.contains(Facts.before(model, model.step().at()));
  }

  /** Whether the connection is gone at the peer, and was not ended by FINs. */
  private static boolean peerHasLost(World world, End end) {
    Fate fate = world.peersFate(end);
    return peerIsGone(world, end) && fate != Fate.OPEN && fate != Fate.CLOSED;
  }

  private static boolean peerIsDone(World world, End end) {
    return peerIsGone(world, end)
        ? world.peersFate(end) != Fate.OPEN
        : Facts.closing(world.tcb(end.peer()).state());
  }

  private static boolean peerIsGone(World world, End end) {
    return !world.inOneConnection(end) || Facts.closedOrListening(world.tcb(end.peer()).state());
  }

  /**
   * "Whenever it is true of some end, a time comes when it is true of none." No world opens
   * connections for ever, so this means that it stops being true of each end.
   */
  private static Property<TcpModel> isLeft(String id, EndFact fact, Assumption assumption) {
    return assumption.of(Property.leadsTo(id, atSomeEnd(fact).asTest(), nowhere(fact).asTest()));
  }

  private static Fact nowhere(EndFact fact) {
    return everywhere((model, end) -> !fact.of(model, end));
  }
}
