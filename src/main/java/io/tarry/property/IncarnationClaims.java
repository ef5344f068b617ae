package io.tarry.property;

import static io.tarry.property.Facts.atBothEndsOfOne;
import static io.tarry.property.Facts.atSomeEnd;
import static io.tarry.property.Facts.is;
import static io.tarry.property.Facts.whereverAlso;

import io.tarry.engine.Property;
import io.tarry.property.Facts.EndFact;
import io.tarry.property.Facts.Fact;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Set;

/** What must be true of connections that follow each other on one 4-tuple. */
final class IncarnationClaims {

  private IncarnationClaims() {}

  static Claim bytesOfThisIncarnation() {
    String id = "octets-of-this-incarnation";
    Fact claim =
        model -> {
          for (int i = 0; i < model.step().deliveredCount(); i++) {
            if (model.step().deliveredForeign(i)) {
              return false;
            }
          }
          return true;
        };
    return new Claim(
        id,
        "A byte is delivered only to the incarnation of the connection in which it was sent",
        "RFC 9293 section 3.4.1; RFC 1337, hazard H1",
        "A byte of the old connection is delivered to the new one",
        List.of(
            Danger.when(
                "an old byte reaches the new connection",
                model ->
                    oldTextComes(model)
                        && Facts.before(model, model.step().at()).synchronised()
                        && model.before().tcb(model.step().at()).incarnation()
                            > model.step().moved().incarnation(),
                "An old byte reaches the new connection, and is not delivered"),
            Danger.when(
                "an old byte comes after the port was opened again",
                IncarnationClaims::oldTextComes,
                "An old byte comes after the port was opened again, and is not delivered")),
        Set.of(Ghost.INCARNATION),
        Facts.claim(id, model -> model.step().deliveredCount() > 0, claim));
  }

  /**
   * Whether text of an older incarnation arrives. Where no 4-tuple is opened twice, all
   * incarnations are 0.
   */
  private static boolean oldTextComes(TcpModel model) {
    int incarnation = model.step().moved().incarnation();
    return Facts.textArrives(model)
        && incarnation > 0
        && incarnation < model.before().incarnations(model.step().at().connection());
  }

  static Claim oldSegmentsGoneBeforeReopen() {
    String id = "old-segments-gone-before-reopen";
    Fact claim =
        model -> {
          Flight flight = model.before().flight();
          for (int i = 0; i < flight.count(); i++) {
            if (flight.get(i).from().connection() == model.step().at().connection()) {
              return false;
            }
          }
          return true;
        };
    return new Claim(
        id,
        "When a 4-tuple is opened again, no segment of its old connection is still on its way",
        "RFC 9293 section 3.4.1; RFC 1337",
        "The new connection begins while a segment of the old one is still on its way",
        List.of(
            Danger.usual(
                "a 4-tuple is opened again",
                "A new connection begins, and the network has forgotten the old one")),
        Set.of(),
        Facts.claim(id, IncarnationClaims::opensAgain, claim));
  }

  static Claim fourTupleUnique() {
    String id = "four-tuple-unique";
    Fact claim =
        model -> {
          End at = model.step().at();
          boolean bound = model.step().instruction().ports().from() != 0;
          return Facts.closedOrListening(Facts.before(model, at))
              || (Facts.before(model, at) == TcpState.TIME_WAIT
                  && model.before().tcb(at).timestamps()
                  && (bound || model.after().host(at).sysctls().twReuse() == 1));
        };
    return new Claim(
        id,
        "connect() takes a 4-tuple only if its host has no connection on it, or one in TIME_WAIT that"
            + " may be reused",
        "RFC 9293 section 3.3; Linux, __inet_check_established",
        "connect() takes a 4-tuple that is still in use",
        List.of(
            Danger.when(
                "connect() takes a 4-tuple while its host still has a connection, be it in TIME_WAIT",
                Facts.HOST_HAD_CONNECTION.and(IncarnationClaims::opens),
                "connect() takes a 4-tuple that is free")),
        Set.of(),
        Facts.claim(id, IncarnationClaims::opens, claim));
  }

  static Claim reopenAboveOldSequenceNumbers() {
    String id = "reopen-above-old-sequence-numbers";
    Fact premise =
        model -> {
          TcpState before = Facts.before(model, model.step().at());
          TcpState after = Facts.after(model, model.step().at());
          return before == TcpState.TIME_WAIT
              && (after == TcpState.SYN_RECEIVED || after == TcpState.SYN_SENT);
        };
    Fact claim =
        model -> {
          End at = model.step().at();
          return model.after().tcb(at).sndUna() > model.before().tcb(at).sndNxt() - 1;
        };
    return new Claim(
        id,
        "A connection opened out of TIME_WAIT begins above every sequence number of the old one",
        "RFC 9293 section 3.6.1, MAY-2 (1)",
        "The new ISS is a number that the old connection has used",
        List.of(
            Danger.usual(
                "a new connection comes out of TIME_WAIT",
                "The new ISS is above all that the old connection used")),
        Set.of(),
        Facts.claim(id, premise, claim));
  }

  static Claim timeWaitBackAfterOldSyn() {
    String id = "time-wait-back-after-old-syn";
    EndFact shownToBeOld =
        (model, end) ->
            model.before().tcb(end).openedByOldSyn()
                && Facts.rstArrives(model)
                && Facts.leaves(TcpState.SYN_RECEIVED).of(model, end);
    return new Claim(
        id,
        "If TIME_WAIT took an old SYN for a new connection, it is TIME_WAIT again when a RST shows"
            + " the mistake",
        "RFC 9293 section 3.6.1, MAY-2 (2)",
        "The SYN was an old one, and TIME_WAIT is gone",
        List.of(
            Danger.usual(
                "a RST shows that the SYN was an old one",
                "The SYN was an old one, and TIME_WAIT is back")),
        Set.of(Ghost.INCARNATION, Ghost.OLD_SYN),
        Facts.claim(
            id, atSomeEnd(shownToBeOld), whereverAlso(shownToBeOld, is(TcpState.TIME_WAIT))));
  }

  static Claim timeWaitReusedAfterDelay() {
    String id = "time-wait-reused-after-delay";
    Fact premise =
        model ->
            model.step().applied(Rule.CALL_REUSED)
                && model.step().instruction().ports().from() == 0;
    Fact claim =
        model -> {
          End at = model.step().at();
          return model.before().tcb(at).timeWaitAge()
              > model.after().host(at).sysctls().twReuseDelay();
        };
    return new Claim(
        id,
        "connect() without bind() takes a 4-tuple out of TIME_WAIT only after tcp_tw_reuse_delay",
        "Linux, tcp_twsk_unique",
        "connect() takes the 4-tuple before the delay is over",
        List.of(
            Danger.usual(
                "connect() takes a 4-tuple out of TIME_WAIT",
                "A 4-tuple is reused, after the delay")),
        Set.of(),
        Facts.claim(id, premise, claim));
  }

  static Claim fourTupleConnectableAgain() {
    String id = "four-tuple-connectable-again";
    Fact again =
        atBothEndsOfOne((model, end) ->
            Facts.after(model, end) == TcpState.ESTABLISHED
                && model.after().tcb(end).incarnation() > 1);
    return new Claim(
        id,
        "A 4-tuple that was closed can be connected again",
        "RFC 9293 section 3.6.1",
        "The 4-tuple is never connected again",
        List.of(Danger.usual("the 4-tuple is connected again", "The 4-tuple is connected again")),
        Set.of(Ghost.INCARNATION),
        Property.reachable(id, again.asTest()));
  }

  private static boolean opens(TcpModel model) {
    Step step = model.step();
    return step.kind() == Action.Kind.CALL
        && step.instruction().call() == Call.OPEN
        && Facts.after(model, step.at()) == TcpState.SYN_SENT;
  }

  /**
   * Whether a 4-tuple is opened that was opened before. The first OPEN of each end counts as one
   * incarnation with the peer's, since both may open one connection; it is another if the peer's
   * attempt is over.
   */
  private static boolean opensAgain(TcpModel model) {
    End at = model.step().at();
    boolean openedBefore = model.before().incarnations(at.connection()) > 0;
    boolean counted = model.after().incarnations(at.connection()) > 1;
    boolean peerIsGone = Facts.closedOrListening(Facts.before(model, at.peer()));
    return opens(model) && openedBefore && (counted || peerIsGone);
  }
}
