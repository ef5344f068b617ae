package io.tarry.property;

import static io.tarry.property.Facts.atSomeEnd;
import static io.tarry.property.Facts.everywhere;
import static io.tarry.property.Facts.whereverAlso;

import io.tarry.engine.Property;
import io.tarry.property.Facts.EndFact;
import io.tarry.property.Facts.Fact;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.List;
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
    Fact fails = model -> model.step().applied(Rule.CALL_NO_PORT);
    return new Claim(
        id,
        "connect() never fails for lack of a free local port",
        "Linux, __inet_hash_connect",
        "connect() fails with EADDRNOTAVAIL: every local port to that server is in use",
        "connect() finds a port",
        Set.of(),
        Facts.claim(id, model -> fails.of(model) || OPENS.of(model), model -> !fails.of(model))
            .witnessedBy(OPENS.and(ServiceClaims::comesAgain).asTest()));
  }

  static Claim bindSucceeds() {
    String id = "bind-succeeds";
    Fact fails = model -> model.step().applied(Rule.CALL_ADDRESS_IN_USE);
    Fact binds =
        model ->
            fails.of(model)
                || model.step().applied(Rule.CALL_LISTEN)
                || (OPENS.of(model) && model.step().instruction().ports().from() != 0);
    return new Claim(
        id,
        "bind() never fails because the address is in use",
        "Linux, inet_bind_conflict",
        "bind() fails with EADDRINUSE: the port is in use, and not every socket has SO_REUSEADDR",
        "bind() succeeds",
        Set.of(),
        Facts.claim(id, binds, model -> !fails.of(model))
            .witnessedBy(binds.and(model -> !fails.of(model)).asTest()));
  }

  static Claim connectSucceeds() {
    String id = "connect-succeeds";
    EndFact opening =
        (model, end) -> {
          TcpState before = Facts.before(model, end);
          boolean syn = before == TcpState.SYN_SENT || before == TcpState.SYN_RECEIVED;
          return syn && model.before().tcb(end).listenedTo();
        };
    EndFact fails = opening.and((model, end) -> model.after().app(end).error() != UserError.NONE);
    EndFact succeeds = opening.and((model, end) -> Facts.after(model, end) == TcpState.ESTABLISHED);
    return new Claim(
        id,
        "Once its SYN is sent, no connect() to a listening server fails",
        "RFC 9293 section 3.5",
        "connect() fails",
        "connect() succeeds",
        Set.of(Ghost.LISTENED),
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
                  || (before == TcpState.TIME_WAIT
                      && at.side() == Side.SERVER
                      && model.before().listening()));
        };
    return new Claim(
        id,
        "A SYN that reaches a listener is always answered, by SYN and ACK or in some other way",
        "RFC 9293 section 3.10.7.2",
        "A listener drops a SYN and answers nothing",
        "A SYN reaches a listener and is answered",
        Set.of(),
        Facts.claim(id, premise, model -> model.step().sentCount() > 0));
  }

  static Claim timeWaitWithinBuckets() {
    String id = "time-wait-within-buckets";
    EndFact enters = Facts.enters(TcpState.TIME_WAIT);
    EndFact fits =
        (model, end) ->
            model.after().timeWaits(end) <= model.after().host(end).sysctls().maxTwBuckets();
    return new Claim(
        id,
        "A host never has more sockets in TIME_WAIT than tcp_max_tw_buckets",
        "Linux, inet_twsk_alloc",
        "One socket in TIME_WAIT too many",
        "A socket enters TIME_WAIT, and there is room for it",
        Set.of(),
        Facts.claim(id, atSomeEnd(enters), whereverAlso(enters, fits)));
  }

  static Claim requestNeverMeetsAClose() {
    String id = "request-never-meets-a-close";
    EndFact told =
        (model, end) -> {
          App before = model.before().app(end);
          App after = model.after().app(end);
          boolean endOfFile = !before.endOfFile() && after.endOfFile();
          boolean error = before.error() == UserError.NONE && after.error() != UserError.NONE;
          return error || (endOfFile && missesOctets(model, end));
        };
    EndFact answered =
        (model, end) -> waitsForAnswer(model.before(), end) && !waitsForAnswer(model.after(), end);
    EndFact waits = (model, end) -> waitsForAnswer(model.before(), end);
    return new Claim(
        id,
        "A client that waits for an answer never gets end of file or an error instead",
        "RFC 9112 section 9.5",
        "The request is out, and no answer comes back: was it carried out or not?",
        "A request is answered",
        Set.of(),
        Facts.claim(
                id,
                atSomeEnd(waits),
                everywhere((model, end) -> !waits.of(model, end) || !told.of(model, end)))
            .witnessedBy(atSomeEnd(answered).asTest()));
  }

  /** Whether bytes that the application waits for have not come, and never will. */
  private static boolean missesOctets(TcpModel model, End end) {
    return next(model.before(), end).awaited().octets() > model.after().app(end).delivered();
  }

  /**
   * Whether a client's application has asked for something and waits: for bytes, or, where it has
   * read none since it asked last, for the end of file.
   */
  private static boolean waitsForAnswer(World world, End end) {
    App app = world.app(end);
    List<Script.Instruction> script = world.script(end).instructions();
    if (end.side() != Side.CLIENT
        || app.error() != UserError.NONE
        || app.position() == script.size()
        || !app.waitsFor(script.get(app.position()))) {
      return false;
    }
    int asked = -1;
    int answered = -1;
    for (int i = 0; i < app.position(); i++) {
      Script.Instruction done = script.get(i);
      answered = done.awaited().isData() ? i : answered;
      asked = done.call() == Call.SEND ? i : asked;
    }
    return asked >= 0 && (asked >= answered || app.waitsForOctetsOf(script.get(app.position())));
  }

  private static Script.Instruction next(World world, End end) {
    return world.script(end).instructions().get(world.app(end).position());
  }
}
