package io.tarry.property;

import static io.tarry.property.Facts.atSomeEnd;
import static io.tarry.property.Facts.enters;
import static io.tarry.property.Facts.leaves;
import static io.tarry.property.Facts.whereverAlso;

import io.tarry.property.Facts.EndFact;
import io.tarry.property.Facts.Fact;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import java.util.List;
import java.util.Set;

/** Why TIME_WAIT exists, and what it must do. */
final class TimeWaitClaims {

  private TimeWaitClaims() {}

  static Claim noRstOnRetransmittedFinInTimeWait() {
    String id = "no-rst-on-retransmitted-fin-in-time-wait";
    Fact premise = model -> Facts.retransmittedFinArrives(model) && inTimeWait(model);
    return new Claim(
        id,
        "While TIME_WAIT lasts, a retransmitted FIN is never answered by a RST",
        "RFC 1122 section 4.2.2.13",
        "A retransmitted FIN reaches TIME_WAIT and is answered by a RST",
        List.of(
            Danger.when(
                "a FIN comes again in the last moment of TIME_WAIT",
                premise.and(TimeWaitClaims::lastMomentOfTimeWait),
                "The FIN comes again in the last moment of TIME_WAIT, and is acknowledged again"),
            Danger.usual(
                "a FIN comes again in TIME_WAIT",
                "The FIN comes again, and TIME_WAIT acknowledges it again")),
        Set.of(Ghost.RETRANSMISSION),
        Facts.claim(id, premise, model -> !Facts.sendsRst(model)));
  }

  static Claim finFromLastAckNeverAnsweredByRst() {
    String id = "fin-from-last-ack-never-answered-by-rst";
    Fact premise =
        model -> {
          if (!Facts.retransmittedFinArrives(model)) {
            return false;
          }
          Segment fin = model.step().moved();
          Tcb sender = model.before().tcb(fin.from());
          boolean waits = sender.state() == TcpState.LAST_ACK || sender.state() == TcpState.CLOSING;
          return waits
              && fin.end() == sender.sndNxt(); // and does not belong to an older connection
        };
    return new Claim(
        id,
        "A FIN that is sent again from LAST_ACK or CLOSING is never answered by a RST",
        "RFC 1122 section 4.2.2.13",
        "Nobody remembers the connection: the FIN gets a RST instead of its ACK",
        List.of(
            Danger.when(
                "a FIN comes again in the last moment of TIME_WAIT",
                premise.and(TimeWaitClaims::lastMomentOfTimeWait),
                "The FIN comes again in the last moment of TIME_WAIT, and is acknowledged again"),
            Danger.when(
                "a FIN comes again in TIME_WAIT",
                premise.and(TimeWaitClaims::inTimeWait),
                "The FIN comes again, and is acknowledged again")),
        Set.of(Ghost.RETRANSMISSION),
        Facts.claim(id, premise, model -> !Facts.sendsRst(model)));
  }

  private static boolean lastMomentOfTimeWait(TcpModel model) {
    return model.settings().time().ticks()
        && inTimeWait(model)
        && model.before().tcb(model.step().at()).timeWaitTimer() == Timer.DUE;
  }

  static Claim lastAckEndsByAck() {
    String id = "last-ack-ends-by-ack";
    EndFact premise = leaves(TcpState.LAST_ACK);
    return new Claim(
        id,
        "LAST_ACK ends only by the ACK of its FIN",
        "RFC 9293 section 3.10.7.4, fifth check",
        "LAST_ACK ends without the ACK that it waited for",
        List.of(
            Danger.when(
                "the end in LAST_ACK has to send again",
                atSomeEnd(premise.and(TimeWaitClaims::sentAgain)),
                "LAST_ACK had to send again, and ends by the ACK of its FIN")),
        Set.of(),
        Facts.claim(id, atSomeEnd(premise), whereverAlso(premise, Facts::lastAckArrivesAt)));
  }

  private static boolean sentAgain(TcpModel model, End end) {
    return model.before().tcb(end).retransmissions() > 0;
  }

  static Claim lastAckNeverEndedByRst() {
    String id = "last-ack-never-ended-by-rst";
    EndFact leaves =
        (model, end) ->
            leaves(TcpState.LAST_ACK).of(model, end) || leaves(TcpState.CLOSING).of(model, end);
    EndFact premise =
        leaves.and((model, end) ->
            !Facts.quit(model.after().tcb(end).fate())
                && !Facts.quit(model.after().peersFate(end)));
    EndFact noRst = (model, end) -> !(Facts.arrivesAt(model, end) && model.step().moved().rst());
    return new Claim(
        id,
        "No RST ends LAST_ACK or CLOSING, unless an end aborted or gave up",
        "RFC 1122 section 4.2.2.13",
        "A RST ends it, where the ACK of the FIN should have",
        List.of(
            Danger.when(
                "the end in LAST_ACK or CLOSING has to send again",
                atSomeEnd(premise.and(TimeWaitClaims::sentAgain)),
                "The end had to send again, and the ACK of its FIN ends the wait")),
        Set.of(Ghost.FATE, Ghost.PAST),
        Facts.claim(id, atSomeEnd(premise), whereverAlso(premise, noRst)));
  }

  static Claim timeWaitLasts() {
    String id = "time-wait-lasts";
    EndFact enters = enters(TcpState.TIME_WAIT);
    EndFact leaves = leaves(TcpState.TIME_WAIT);
    EndFact wholeTime =
        (model, end) ->
            !model.settings().time().hasClock()
                || Timer.duration(model.after().tcb(end).timeWaitTimer())
                    >= model.settings().time().timeWait();
    EndFact byItsTimer =
        (model, end) ->
            model.step().kind() == Action.Kind.TIME_WAIT_TIMEOUT && model.step().at() == end;
    EndFact stays =
        (model, end) ->
            model.settings().time().hasClock()
                && Facts.before(model, end) == TcpState.TIME_WAIT
                && Facts.after(model, end) == TcpState.TIME_WAIT;
    EndFact goesOn =
        (model, end) -> {
          int timer = model.before().tcb(end).timeWaitTimer();
          boolean tick = model.step().kind() == Action.Kind.TICK;
          int now = model.after().tcb(end).timeWaitTimer();
          return model.settings().time().real()
              ? Timer.wentOn(now)
              : now
                  >= (tick ? timer - 1 : timer); // to start it again for longer takes nothing away
        };
    Fact premise =
        model ->
            atSomeEnd(enters).of(model)
                || atSomeEnd(stays).of(model)
                || atSomeEnd(leaves).of(model);
    Fact holds =
        model ->
            whereverAlso(enters, wholeTime).of(model)
                && whereverAlso(stays, (m, end) -> goesOn.of(m, end) || wholeTime.of(m, end))
                    .of(model)
                && whereverAlso(leaves, byItsTimer).of(model);
    return new Claim(
        id,
        "TIME_WAIT lasts its full time: only its own timer ends it",
        "RFC 9293 section 3.6.1, MUST-13; RFC 1337",
        "TIME_WAIT ends too early",
        List.of(
            Danger.when(
                "a RST reaches TIME_WAIT",
                model -> Facts.rstArrives(model) && inTimeWait(model),
                "A RST reaches TIME_WAIT, which goes on"),
            Danger.when(
                "a RST or a SYN reaches TIME_WAIT",
                model ->
                    model.step().isArrival() && model.step().moved().syn() && inTimeWait(model),
                "A SYN reaches TIME_WAIT, which goes on")),
        Set.of(),
        Facts.claim(id, premise, holds));
  }

  private static boolean inTimeWait(TcpModel model) {
    return Facts.before(model, model.step().at()) == TcpState.TIME_WAIT;
  }

  static Claim activeCloserPassesTimeWait() {
    String id = "active-closer-passes-time-wait";
    EndFact enters = enters(TcpState.TIME_WAIT);
    EndFact endsWithout =
        (model, end) ->
            closedFirst(Facts.before(model, end)) && model.after().tcb(end).fate() == Fate.CLOSED;
    Fact premise = model -> atSomeEnd(enters).of(model) || atSomeEnd(endsWithout).of(model);
    Fact holds =
        model ->
            whereverAlso(enters, (m, end) -> !closedSecond(Facts.before(m, end))).of(model)
                && !atSomeEnd(endsWithout).of(model);
    return new Claim(
        id,
        "The end that closes first passes through TIME_WAIT, unless it is reset, aborts or gives up;"
            + " the end that closes second never does",
        "RFC 9293 section 3.3.2, figure 5",
        "The end that closed first skips TIME_WAIT, or the other one enters it",
        List.of(
            Danger.when(
                "an end that closed first has all that it waited for",
                atSomeEnd(enters),
                "The end that closed first enters TIME_WAIT")),
        Set.of(Ghost.FATE),
        Facts.claim(id, premise, holds));
  }

  private static boolean closedFirst(TcpState state) {
    return state == TcpState.FIN_WAIT_1
        || state == TcpState.FIN_WAIT_2
        || state == TcpState.CLOSING;
  }

  private static boolean closedSecond(TcpState state) {
    return state == TcpState.CLOSE_WAIT || state == TcpState.LAST_ACK;
  }

  static Claim timeWaitOnlyAt(End only) {
    String id = "time-wait-only-at-" + only.label();
    EndFact enters = enters(TcpState.TIME_WAIT);
    return new Claim(
        id,
        "Only the " + only.label() + " enters TIME_WAIT",
        "RFC 9293 section 3.6",
        "The " + only.peer().label() + " enters TIME_WAIT",
        List.of(
            Danger.usual("an end enters TIME_WAIT", "The " + only.label() + " enters TIME_WAIT")),
        Set.of(),
        Facts.claim(
            id,
            atSomeEnd(enters),
            whereverAlso(enters, (model, end) -> end.side() == only.side())));
  }
}
