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
import io.tarry.tcp.settings.FourTuple;
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

/** What operators of services expect of TCP: ports, answers, room. */
final class ServiceClaims {

  private ServiceClaims() {}

  private static final Fact OPENS =
      model ->
          model.step().kind() == Action.Kind.CALL
              && Facts.before(model, model.step().at()) != TcpState.SYN_SENT
              && Facts.after(model, model.step().at()) == TcpState.SYN_SENT;

  static Claim connectFindsAPort() {
    String id = "connect-finds-a-port";
    Fact fails = model -> model.step().applied(Rule.CALL_NO_PORT);
    return new Claim(
        id,
        "connect() never fails for lack of a free local port",
        "Linux, __inet_hash_connect",
        "connect() fails with EADDRNOTAVAIL: every local port to that server is in use",
        List.of(
            Danger.when(
                "connect() is called while its host still has a connection, be it in TIME_WAIT",
                OPENS.and(Facts.HOST_HAD_CONNECTION),
                "connect() finds a port, though another connection is still there")),
        Set.of(),
        Facts.claim(id, model -> fails.of(model) || OPENS.of(model), model -> !fails.of(model)));
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
        List.of(
            Danger.when(
                "bind() is called while a connection in TIME_WAIT has that port",
                binds.and(
                    Facts.atSomeConnectionOfTheHost((model, end) ->
                        hasThatPort(model, end) && Facts.before(model, end) == TcpState.TIME_WAIT)),
                "bind() succeeds, though a connection in TIME_WAIT has that port"),
            Danger.when(
                "bind() is called while a connection still has that port",
                binds.and(Facts.atSomeConnectionOfTheHost(ServiceClaims::hasThatPort)),
                "bind() succeeds, though a connection still has that port")),
        Set.of(),
        Facts.claim(id, binds, model -> !fails.of(model)));
  }

  /** Whether a connection of the host where the step binds a port has that port. */
  private static boolean hasThatPort(TcpModel model, End end) {
    List<FourTuple> tuples = model.after().topology().tuples();
    End at = model.step().at();
    return end.side() == Side.SERVER
        || tuples.get(end.connection()).clientPort() == tuples.get(at.connection()).clientPort();
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
        List.of(
            Danger.when(
                "connect() comes after a connection that has closed",
                atSomeEnd(succeeds.and(ServiceClaims::comesAfterAnother)),
                "connect() succeeds after a connection that has closed")),
        Set.of(Ghost.LISTENED),
        Property.<TcpModel>never(id, atSomeEnd(fails).asTest()));
  }

  /**
   * Whether the connection comes after another: on the same 4-tuple, or while a host still has
   * another's TIME_WAIT.
   */
  private static boolean comesAfterAnother(TcpModel model, End end) {
    return model.after().incarnations(end.connection()) > 1
        || atSomeEnd((m, other) -> Facts.before(m, other) == TcpState.TIME_WAIT).of(model);
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
    EndFact withThatAddress = ServiceClaims::hasTimeWaitWithThatAddress;
    return new Claim(
        id,
        "A SYN that reaches a listener is always answered, by SYN and ACK or in some other way",
        "RFC 9293 section 3.10.7.2",
        "A listener drops a SYN and answers nothing",
        List.of(
            Danger.when(
                "a SYN comes from an address with which the server has a TIME_WAIT, whose client's"
                    + " clock was ahead",
                premise.and(atSomeEnd(withThatAddress.and(ServiceClaims::clockWasAhead))),
                "The server has a TIME_WAIT with that address, of a client whose clock was ahead,"
                    + " and answers the SYN"),
            Danger.when(
                "a SYN comes from an address with which the server has a TIME_WAIT",
                premise.and(atSomeEnd(withThatAddress)),
                "The server has a TIME_WAIT with that address, and answers its SYN")),
        Set.of(),
        Facts.claim(id, premise, model -> model.step().sentCount() > 0));
  }

  /** Whether the server has a TIME_WAIT with the address that the segment comes from. */
  private static boolean hasTimeWaitWithThatAddress(TcpModel model, End end) {
    List<FourTuple> tuples = model.before().topology().tuples();
    return end.side() == Side.SERVER
        && Facts.before(model, end) == TcpState.TIME_WAIT
        && tuples
            .get(end.connection())
            .clientAddress()
            .equals(tuples.get(model.step().at().connection()).clientAddress());
  }

  /** Whether the connection belonged to a client whose clock is ahead of the present sender's. */
  private static boolean clockWasAhead(TcpModel model, End end) {
    return model.step().moved().stamped()
        && clockAhead(model, end) > clockAhead(model, model.step().at());
  }

  private static int clockAhead(TcpModel model, End end) {
    int client = model.before().clientOf(end.connection());
    return model.settings().clients().get(client).clock().ahead();
  }

  static Claim timeWaitWithinBuckets() {
    String id = "time-wait-within-buckets";
    EndFact enters = Facts.enters(TcpState.TIME_WAIT);
    EndFact fits = (model, end) -> room(model, end) >= 0;
    return new Claim(
        id,
        "A host never has more sockets in TIME_WAIT than tcp_max_tw_buckets",
        "Linux, inet_twsk_alloc",
        "One socket in TIME_WAIT too many",
        List.of(
            Danger.when(
                "an end should enter TIME_WAIT and the table is full",
                model -> model.step().applied(Rule.TIME_WAIT_OVERFLOW),
                "The table is full, and the connection goes without TIME_WAIT"),
            Danger.when(
                "the last entry of the table is taken",
                atSomeEnd(enters.and((model, end) -> room(model, end) == 0)),
                "The last entry is taken, and there was room for it")),
        Set.of(),
        Facts.claim(id, atSomeEnd(enters), whereverAlso(enters, fits)));
  }

  /** How many more entries in TIME_WAIT the host may have. */
  private static int room(TcpModel model, End end) {
    return model.after().host(end).sysctls().maxTwBuckets() - model.after().timeWaits(end);
  }

  static Claim requestNeverMeetsAClose() {
    String id = "request-never-meets-a-close";
    EndFact told =
        (model, end) -> {
          App before = model.before().app(end);
          App after = model.after().app(end);
          boolean endOfFile = !before.endOfFile() && after.endOfFile();
          boolean error = before.error() == UserError.NONE && after.error() != UserError.NONE;
          return error || (endOfFile && missesBytes(model, end));
        };
    EndFact answered =
        (model, end) -> waitsForAnswer(model.before(), end) && !waitsForAnswer(model.after(), end);
    EndFact waits = (model, end) -> waitsForAnswer(model.before(), end);
    return new Claim(
        id,
        "A client that waits for an answer never gets end of file or an error instead",
        "RFC 9112 section 9.5",
        "The request is out, and no answer comes back: was it carried out or not?",
        List.of(
            Danger.when(
                "the client's limit runs out",
                model ->
                    model.step().kind() == Action.Kind.PATIENCE_TIMEOUT
                        && model.step().at().side() == Side.CLIENT,
                "The client's limit runs out, and it closes before the server does"),
            Danger.when(
                "a request waits for its answer", atSomeEnd(answered), "A request is answered")),
        Set.of(),
        Facts.claim(
            id,
            atSomeEnd(waits),
            everywhere((model, end) -> !waits.of(model, end) || !told.of(model, end))));
  }

  /** Whether the application waits for more bytes than have come. */
  private static boolean missesBytes(TcpModel model, End end) {
    return next(model.before(), end).awaited().bytes() > model.after().app(end).delivered();
  }

  /**
   * Whether a client's application has sent a request and waits for the answer: for bytes or, if it
   * has read none since its last request, for the end of file.
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
    return asked >= 0 && (asked >= answered || app.waitsForBytesOf(script.get(app.position())));
  }

  private static Script.Instruction next(World world, End end) {
    return world.script(end).instructions().get(world.app(end).position());
  }
}
