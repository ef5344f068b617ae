package io.tarry.property;

import static io.tarry.engine.Property.reachable;
import static io.tarry.property.Facts.atBothEnds;
import static io.tarry.property.Facts.atBothEndsOfOne;
import static io.tarry.property.Facts.atSomeEnd;
import static io.tarry.property.Facts.enters;
import static io.tarry.property.Facts.everywhere;
import static io.tarry.property.Facts.is;
import static io.tarry.property.Facts.whereverAlso;

import io.tarry.engine.Property;
import io.tarry.property.Facts.EndFact;
import io.tarry.property.Facts.Fact;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import java.util.List;
import java.util.Set;

/** Which states and timers go together, and which states can be reached. */
final class StateClaims {

  private StateClaims() {}

  static Claim noForbiddenStatePair() {
    String id = "no-forbidden-state-pair";
    EndFact undisturbed =
        (model, end) -> {
          Tcb tcb = model.after().tcb(end);
          return tcb.state().synchronised()
              || (Facts.closedOrListening(tcb.state()) && tcb.fate() == Fate.CLOSED);
        };
    EndFact pair =
        undisturbed.and((model, end) ->
            undisturbed.of(model, end.peer()) && model.after().inOneConnection(end));
    EndFact allowed =
        (model, end) -> StatePairs.allowed(stateOf(model, end), stateOf(model, end.peer()));
    return new Claim(
        id,
        "The two ends of a connection are never in two states that cannot occur together",
        "RFC 9293 section 3.3.2; complete searches",
        "Two states that cannot occur together",
        List.of(
            Danger.when(
                "a connection ends that nothing has disturbed",
                atBothEnds(undisturbed).and(Facts.CONNECTION_ENDS),
                "A pair of states that go together, to the end")),
        Set.of(Ghost.FATE, Ghost.PAST),
        Facts.claim(id, atSomeEnd(pair), whereverAlso(pair, allowed)));
  }

  /**
   * The state of the connection at an end. LISTEN counts as CLOSED, since a listener is not part of
   * it.
   */
  private static TcpState stateOf(TcpModel model, End end) {
    return Facts.closedOrListening(model, end) ? TcpState.CLOSED : Facts.after(model, end);
  }

  static Claim timersFitStates() {
    String id = "timers-fit-states";
    EndFact fit =
        (model, end) -> {
          Tcb tcb = model.after().tcb(end);
          boolean retransmission = tcb.retransmissionTimer() != Timer.OFF;
          boolean timeWait = tcb.timeWaitTimer() != Timer.OFF;
          boolean finWait2 = tcb.finWait2Timer() != Timer.OFF;
          return switch (tcb.state()) {
            case CLOSED, LISTEN -> !retransmission && !timeWait && !finWait2;
            case TIME_WAIT -> timeWait && !retransmission && !finWait2;
            case FIN_WAIT_2 -> !timeWait && !retransmission && finWait2 == limited(model, end);
            case SYN_SENT, SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, CLOSE_WAIT, CLOSING, LAST_ACK ->
                !timeWait && !finWait2 && retransmission == tcb.sndUna() < tcb.sndNxt();
          };
        };
    return new Claim(
        id,
        "Exactly those timers run that the state of each end needs",
        "RFC 9293 sections 3.10.7.4 and 3.10.8",
        "A timer runs that should not, or one is missing",
        List.of(
            Danger.when(
                "an end enters TIME_WAIT",
                atSomeEnd(enters(TcpState.TIME_WAIT)),
                "TIME_WAIT runs its own timer and no other")),
        Set.of(),
        Property.<TcpModel>always(id, everywhere(fit).asTest()));
  }

  /**
   * Whether the stack limits how long this end stays in FIN_WAIT_2, since nobody reads any more.
   */
  private static boolean limited(TcpModel model, End end) {
    return model.after().host(end).stack().has(Switch.FIN_WAIT2_TIMER)
        && model.after().tcb(end).orphan();
  }

  static Claim nobodyGivesUp() {
    String id = "nobody-gives-up";
    return new Claim(
        id,
        "No end gives up after its last retransmission (R2)",
        "RFC 9293 section 3.8.3",
        "The last retransmission is not answered either: the end gives up",
        List.of(
            Danger.when(
                "a segment is sent again for the last time",
                applied(Rule.RETRANSMISSION).and(StateClaims::lastRetransmission),
                "The last retransmission, and nobody has to give up"),
            Danger.when(
                "a segment is sent again",
                applied(Rule.RETRANSMISSION),
                "A retransmission, and nobody has to give up")),
        Set.of(),
        Property.<TcpModel>never(id, applied(Rule.GIVE_UP).asTest()));
  }

  private static boolean lastRetransmission(TcpModel model) {
    return model.after().tcb(model.step().at()).retransmissions()
        == model.settings().time().retransmissions();
  }

  private static Fact applied(Rule rule) {
    return model -> model.step().applied(rule);
  }

  static Claim noStuck() {
    String id = "no-stuck-state";
    return new Claim(
        id,
        "Nothing gets stuck before both ends are closed or listening",
        "RFC 9293 section 3.6",
        "Nothing more can happen, and an end is not closed",
        List.of(
            Danger.when(
                "a connection ends",
                Facts.CONNECTION_ENDS,
                "The connection is over, and both ends are closed or listening")),
        Set.of(),
        Property.<TcpModel>noStuckState(id, Facts.OVER.asTest()));
  }

  static Claim bothEstablished() {
    String id = "both-established";
    return new Claim(
        id,
        "Both ends reach ESTABLISHED",
        "RFC 9293 section 3.5",
        "Both ends are never ESTABLISHED at once",
        List.of(Danger.usual("both ends are ESTABLISHED", "Both ends are ESTABLISHED")),
        Set.of(),
        reachable(id, atBothEndsOfOne(is(TcpState.ESTABLISHED)).asTest()));
  }

  static Claim simultaneousClose() {
    String id = "simultaneous-close";
    EndFact waiting =
        (model, end) ->
            Facts.after(model, end) == TcpState.TIME_WAIT && model.after().tcb(end).passedClosing();
    return new Claim(
        id,
        "Both ends pass through CLOSING, and both are in TIME_WAIT",
        "RFC 9293 section 3.6, figure 13",
        "In no run do both ends pass through CLOSING and wait in TIME_WAIT",
        List.of(
            Danger.usual(
                "both ends hold TIME_WAIT",
                "Both ends came through CLOSING, and both hold TIME_WAIT")),
        Set.of(Ghost.PASSED_CLOSING),
        reachable(id, atBothEndsOfOne(waiting).asTest()));
  }
}
