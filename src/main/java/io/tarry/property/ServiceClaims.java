package io.tarry.property;

import static io.tarry.property.Facts.atSomeEnd;
import static io.tarry.property.Facts.whereverAlso;

import io.tarry.engine.Property;
import io.tarry.property.Facts.EndFact;
import io.tarry.property.Facts.Fact;
import io.tarry.tcp.Action;
import io.tarry.tcp.App;
import io.tarry.tcp.End;
import io.tarry.tcp.Rule;
import io.tarry.tcp.Segment;
import io.tarry.tcp.Side;
import io.tarry.tcp.Sysctls;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TcpState;
import io.tarry.tcp.UserError;
import java.util.Set;

/** What those who run services ask of TCP: ports, answers, room. */
final class ServiceClaims {

  private ServiceClaims() {}

  private static final Fact OPENS =
      model ->
          model.step().kind() == Action.Kind.CALL
              && Facts.before(model, model.step().at()) != TcpState.SYN_SENT
              && Facts.after(model, model.step().at()) == TcpState.SYN_SENT;

  /** The first connection of several shows little: it meets nothing that was there before. */
  private static boolean comesAgain(TcpModel model) {
    int begun = 0;
    for (int process = 0; process < model.after().processes(); process++) {
      begun += model.after().begun(process);
    }
    int all =
        model.settings().clients().stream()
            .mapToInt(host -> host.program().processes() * host.program().sessionsInAll())
            .sum();
    return begun > 1 || all == 1;
  }

  static Claim connectFindsAPort() {
    String id = "connect-finds-a-port";
    return new Claim(
        id,
        "connect() never fails for want of a local port",
        "Linux, __inet_hash_connect",
        "Every 4-tuple to that server is in use: EADDRNOTAVAIL",
        "connect() finds a port",
        Set.of(),
        Property.<TcpModel>never(
                id, (model, before, action, after) -> model.step().applied(Rule.CALL_NO_PORT))
            .witnessedBy(OPENS.and(ServiceClaims::comesAgain).asTest()));
  }

  static Claim bindSucceeds() {
    String id = "bind-succeeds";
    return new Claim(
        id,
        "bind() never fails because the address is in use",
        "Linux, inet_bind_conflict",
        "The port is in use, and not every socket has SO_REUSEADDR: EADDRINUSE",
        "The listener is opened",
        Set.of(),
        Property.<TcpModel>never(
                id,
                (model, before, action, after) -> model.step().applied(Rule.CALL_ADDRESS_IN_USE))
            .witnessedBy((model, before, action, after) ->
                model.step().applied(Rule.CALL_LISTEN) || OPENS.of(model)));
  }

  static Claim connectSucceeds() {
    String id = "connect-succeeds";
    EndFact fails =
        (model, end) -> {
          TcpState before = Facts.before(model, end);
          boolean opening =
              before == TcpState.SYN_SENT
                  || (before == TcpState.SYN_RECEIVED && end.side() == Side.CLIENT);
          return opening && model.after().app(end).error() != UserError.NONE;
        };
    EndFact succeeds =
        (model, end) ->
            end.side() == Side.CLIENT
                && Facts.before(model, end) == TcpState.SYN_SENT
                && Facts.after(model, end) == TcpState.ESTABLISHED;
    return new Claim(
        id,
        "No connect() to a server that listens fails once its SYN is sent",
        "RFC 9293 section 3.5",
        "connect() fails",
        "connect() succeeds",
        Set.of(),
        Property.<TcpModel>never(id, atSomeEnd(fails).asTest())
            .witnessedBy(atSomeEnd(succeeds).and(ServiceClaims::comesAgain).asTest()));
  }

  static Claim synAlwaysAnswered() {
    String id = "syn-always-answered";
    Fact premise =
        model -> {
          Segment moved = model.step().moved();
          End at = model.step().at();
          TcpState before = model.step().isArrival() ? Facts.before(model, at) : TcpState.CLOSED;
          return model.step().isArrival()
              && moved.syn()
              && !moved.hasAck()
              && (before == TcpState.LISTEN
                  || (before == TcpState.TIME_WAIT && model.before().listening()));
        };
    return new Claim(
        id,
        "A SYN that reaches a listener is answered, by SYN and ACK or by something else",
        "RFC 9293 section 3.10.7.2",
        "A listener drops a SYN without a word",
        "A SYN reaches a listener and is answered",
        Set.of(),
        Facts.claim(id, premise, model -> model.step().sentCount() > 0));
  }

  static Claim timeWaitWithinBuckets() {
    String id = "time-wait-within-buckets";
    EndFact enters = Facts.enters(TcpState.TIME_WAIT);
    EndFact fits =
        (model, end) -> model.after().timeWaits(end) <= sysctls(model, end).maxTwBuckets();
    return new Claim(
        id,
        "A host has no more entries in TIME_WAIT than tcp_max_tw_buckets",
        "Linux, inet_twsk_alloc",
        "One entry in TIME_WAIT too many",
        "An entry is made, and there is room for it",
        Set.of(),
        Facts.claim(id, atSomeEnd(enters), whereverAlso(enters, fits)));
  }

  private static Sysctls sysctls(TcpModel model, End end) {
    return end.side() == Side.SERVER
        ? model.settings().server().sysctls()
        : model.settings().clients().get(model.after().clientOf(end.connection())).sysctls();
  }

  static Claim requestNeverMeetsAClose() {
    String id = "request-never-meets-a-close";
    EndFact waits =
        (model, end) -> {
          App app = model.before().app(end);
          return end.side() == Side.CLIENT && app.accepted() > app.delivered();
        };
    EndFact told =
        (model, end) -> {
          App before = model.before().app(end);
          App after = model.after().app(end);
          return (!before.endOfFile() && after.endOfFile())
              || (before.error() == UserError.NONE && after.error() != UserError.NONE);
        };
    EndFact answered =
        (model, end) ->
            waits.of(model, end)
                && model.after().app(end).accepted() == model.after().app(end).delivered();
    return new Claim(
        id,
        "A client that waits for an answer is never told end of file or an error instead",
        "RFC 9112 section 9.5",
        "A request is out, and all that comes back is an end: was it done or not?",
        "A request is answered",
        Set.of(),
        Property.<TcpModel>never(id, atSomeEnd(waits.and(told)).asTest())
            .witnessedBy(atSomeEnd(answered).asTest()));
  }
}
