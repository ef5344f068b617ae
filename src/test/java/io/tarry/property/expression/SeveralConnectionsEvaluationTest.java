package io.tarry.property.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An expression over several connections is true of the same steps as Java's")
class SeveralConnectionsEvaluationTest {

  private static final Names NAMES = new Names(2, 4);

  /** Small worlds of services; a 4-tuple is opened again in some of each kind. */
  private static final List<ServiceWorld> WORLDS =
      List.of(
          ServiceWorld.clientComes(2).ports(2).timeWait(3),
          ServiceWorld.clientComes(2).serverFirst(),
          ServiceWorld.clientComes(1).serverOptions(SocketOptions.NONE, 1),
          ServiceWorld.clientComes(1).twoClients(false, 0).ports(2),
          ServiceWorld.clientComes(1).twoClients(true, 0).timeWait(1));

  @Test
  void wherever_it_is_asked() {
    List<Pair> pairs =
        Stream.of(names(), quantifiers(), hosts(), ghosts(), calls()).flatMap(all -> all).toList();
    for (ServiceWorld world : WORLDS) {
      Settings settings = world.settings();
      boolean counts =
          settings.clients().get(0).ports().size() == 1; // else there is too much to walk
      EvaluationTest.walk(
          settings.remembering(
              counts ? Set.of(Ghost.SENT, Ghost.INCARNATION) : Set.of(Ghost.INCARNATION)),
          model -> pairs.forEach(pair -> pair.ask(model)));
    }
    Pair.assertBothAnswersOccur(pairs);
  }

  private static Pair that(String text, Condition java) {
    return Pair.of(text, NAMES, java);
  }

  private static TcpState client(World world, int connection) {
    return world.tcb(End.of(connection, Side.CLIENT)).state();
  }

  private static TcpState server(World world, int connection) {
    return world.tcb(End.of(connection, Side.SERVER)).state();
  }

  private static IntStream connections(TcpModel model) {
    return IntStream.range(0, model.after().connections());
  }

  private static IntStream connectionsOf(TcpModel model, int client) {
    return connections(model).filter(i -> model.after().clientOf(i) == client);
  }

  private static boolean flies(TcpModel model, int connection) {
    return IntStream.range(0, model.after().flight().count())
        .anyMatch(i -> model.after().flight().get(i).from().connection() == connection);
  }

  static Stream<Pair> names() {
    BiPredicate<TcpModel, TcpState> second =
        (m, state) -> connectionsOf(m, 1).limit(1).anyMatch(i -> client(m.after(), i) == state);
    return Stream.of(
        that("client2.state == SYN_SENT", m -> second.test(m, TcpState.SYN_SENT)),
        that(
            "client2.state == CLOSED",
            m -> second.test(m, TcpState.CLOSED) || connectionsOf(m, 1).count() == 0),
        that(
            "connection2.server.state == LAST_ACK",
            m -> m.after().connections() > 1 && server(m.after(), 1) == TcpState.LAST_ACK),
        that(
            "connection3.client.state == CLOSED",
            m -> m.after().connections() < 3 || client(m.after(), 2) == TcpState.CLOSED),
        that(
            "before.connection2.client.state != connection2.client.state",
            m -> m.after().connections() > 1 && client(m.before(), 1) != client(m.after(), 1)),
        that(
            "step delivers segment to connection2.client",
            m -> m.step().isArrival() && m.step().at() == End.of(1, Side.CLIENT)));
  }

  static Stream<Pair> quantifiers() {
    return Stream.of(
        that(
            "some(client.state == TIME_WAIT and server.state == LISTEN)",
            m ->
                connectionsOf(m, 0)
                    .anyMatch(i ->
                        client(m.after(), i) == TcpState.TIME_WAIT
                            && server(m.after(), i) == TcpState.LISTEN)),
        that(
            "some(server.state == TIME_WAIT)",
            m -> connections(m).anyMatch(i -> server(m.after(), i) == TcpState.TIME_WAIT)),
        that(
            "every(server.state == LISTEN implies network is empty)",
            m ->
                connections(m)
                    .allMatch(i -> server(m.after(), i) != TcpState.LISTEN || !flies(m, i))),
        that(
            "count(client2.state == ESTABLISHED) == 1",
            m ->
                connectionsOf(m, 1)
                        .filter(i -> client(m.after(), i) == TcpState.ESTABLISHED)
                        .count()
                    == 1),
        that(
            "count(client.state == TIME_WAIT) > 1",
            m ->
                connectionsOf(m, 0).filter(i -> client(m.after(), i) == TcpState.TIME_WAIT).count()
                    > 1),
        that(
            "count(network.size > 0) >= 2",
            m -> connections(m).filter(i -> flies(m, i)).count() >= 2),
        that(
            "some(step delivers SYN and before.server.state == TIME_WAIT)",
            m ->
                m.step().isArrival()
                    && m.step().moved().syn()
                    && !m.step().moved().hasAck()
                    && server(m.before(), m.step().at().connection()) == TcpState.TIME_WAIT),
        that(
            "count(step sends segment from server) == 1 and step delivers segment",
            m ->
                m.step().isArrival()
                    && IntStream.range(0, m.step().sentCount())
                        .anyMatch(i -> m.step().sent(i).from().side() == Side.SERVER)));
  }

  static Stream<Pair> hosts() {
    return Stream.of(
        that(
            "client.timeWaits == 2",
            m ->
                connectionsOf(m, 0).filter(i -> client(m.after(), i) == TcpState.TIME_WAIT).count()
                    == 2),
        that(
            "server.timeWaits > before.server.timeWaits",
            m ->
                connections(m).filter(i -> server(m.after(), i) == TcpState.TIME_WAIT).count()
                    > connections(m)
                        .filter(i -> server(m.before(), i) == TcpState.TIME_WAIT)
                        .count()),
        that(
            "client.freePorts == 0",
            m ->
                connections(m)
                    .filter(i -> m.settings().nat() || m.after().clientOf(i) == 0)
                    .noneMatch(i -> client(m.after(), i) == TcpState.CLOSED)),
        that("client.refusal == NO_PORT", m -> m.after().refusal(0) == UserError.NO_PORT),
        that(
            "client2.refusal != NONE",
            m -> m.after().processes() > 1 && m.after().refusal(1) != UserError.NONE),
        that(
            "server.refusal == ADDRESS_IN_USE",
            m -> m.after().listenerError() == UserError.ADDRESS_IN_USE));
  }

  static Stream<Pair> ghosts() {
    return Stream.of(
        that("network.sent > 9", m -> m.after().sent() > 9),
        that(
            "network.sent == before.network.sent + 1",
            m -> m.after().sent() == m.before().sent() + 1),
        that("connection1.client.timesOpened == 2", m -> m.after().incarnations(0) == 2),
        that(
            "connection1.client.incarnation == 2",
            m -> m.after().tcb(End.CLIENT).incarnation() == 2));
  }

  static Stream<Pair> calls() {
    return Stream.of(
        that(
            "step calls open",
            m ->
                m.step().kind() == Action.Kind.REFUSED_CALL
                    || m.step().kind() == Action.Kind.CALL
                        && m.step().instruction().call() == Call.OPEN),
        that(
            "step calls listen at server",
            m -> m.step().kind() == Action.Kind.LISTENER_CALL && !m.before().listening()),
        that(
            "step calls close at connection2.client",
            m ->
                m.step().kind() == Action.Kind.CALL
                    && m.step().instruction().call() == Call.CLOSE
                    && m.step().at() == End.of(1, Side.CLIENT)));
  }

  @Test
  void and_it_says_what_it_needs_remembered() {
    assertThat(ghosts("network.sent < 9 and client.incarnation == 1"))
        .containsExactlyInAnyOrder(Ghost.SENT, Ghost.INCARNATION);
    assertThat(ghosts("client.timesOpened == 1 and network.size == 0")).isEmpty();
  }

  private static Set<Ghost> ghosts(String text) {
    return ((Parsed.Good) Parsed.of(text)).needs().ghosts();
  }
}
