package io.tarry.property.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import io.tarry.tcp.KnownStates;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.Step;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An expression is true of just those steps of which Java says the same")
class EvaluationTest {

  private static final TestWorld EXCHANGE = TestWorld.wholeExchange().stack(Stack.LINUX).inOrder();

  /** Small worlds in which, together, everything happens that can be asked for. */
  private static final List<TestWorld> WORLDS =
      List.of(
          EXCHANGE.losing(1),
          EXCHANGE.surelyLosing(SegmentKind.FIN, 2),
          EXCHANGE.untimed(1),
          TestWorld.serverCloses().duplicating(1).losing(1).timeWait(0));

  /** Shows every step of a world, also those into known states. */
  static void walk(Settings settings, Consumer<TcpModel> each) {
    TcpModel model = new TcpModel(settings);
    KnownStates seen = new KnownStates();
    Deque<long[]> queue = new ArrayDeque<>();
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {
            each.accept(model);
            long[] state = next.clone();
            if (seen.add(state)) {
              queue.add(state);
            }
          }

          @Override
          public void beyond(int action, String limit) {
            // Such a step is not offered, so nobody asks about it.
          }
        };
    model.initialStates(sink);
    while (!queue.isEmpty()) {
      model.successors(queue.remove(), sink);
    }
  }

  @Test
  void wherever_it_is_asked() {
    List<Pair> pairs =
        Stream.of(ends(), network(), steps(), operators()).flatMap(all -> all).toList();
    for (TestWorld world : WORLDS) {
      walk(world.settings(), model -> pairs.forEach(pair -> pair.ask(model)));
    }
    Pair.assertBothAnswersOccur(pairs);
  }

  private static Pair that(String text, Condition java) {
    return Pair.of(text, Names.ONE_CONNECTION, java);
  }

  private static TcpState state(World world, End end) {
    return world.tcb(end).state();
  }

  static Stream<Pair> ends() {
    End client = End.CLIENT;
    End server = End.SERVER;
    return Stream.of(
        that("client.state == LAST_ACK", m -> state(m.after(), client) == TcpState.LAST_ACK),
        that("client.state == LAST-ACK", m -> state(m.after(), client) == TcpState.LAST_ACK),
        that("LAST_ACK != server.state", m -> state(m.after(), server) != TcpState.LAST_ACK),
        that(
            "client.state == server.state",
            m -> state(m.after(), client) == state(m.after(), server)),
        that(
            "before.client.state != client.state",
            m -> state(m.before(), client) != state(m.after(), client)),
        that(
            "client.sndUna < client.sndNxt",
            m -> m.after().tcb(client).sndUna() < m.after().tcb(client).sndNxt()),
        that(
            "server.rcvNxt == before.client.sndNxt",
            m -> m.after().tcb(server).rcvNxt() == m.before().tcb(client).sndNxt()),
        that("client.retransmissions >= 1", m -> m.after().tcb(client).retransmissions() >= 1),
        that("client.delivered > 0", m -> m.after().app(client).delivered() > 0),
        that("server.endOfFile", m -> m.after().app(server).endOfFile()),
        that(
            "client.error == TIMED_OUT", m -> m.after().app(client).error() == UserError.TIMED_OUT),
        that("client.error != NONE", m -> m.after().app(client).error() != UserError.NONE),
        that(
            "client.retransmissionTimerRuns",
            m -> m.after().tcb(client).retransmissionTimer() != Timer.OFF),
        that("client.timeWaitTimerRuns", m -> m.after().tcb(client).timeWaitTimer() != Timer.OFF),
        that("client.finWait2TimerRuns", m -> m.after().tcb(client).finWait2Timer() != Timer.OFF));
  }

  private static boolean has(World world, SegmentTest wanted) {
    Flight flight = world.flight();
    for (int i = 0; i < flight.count(); i++) {
      if (wanted.of(flight.get(i))) {
        return true;
      }
    }
    return false;
  }

  private interface SegmentTest {
    boolean of(Segment segment);
  }

  static Stream<Pair> network() {
    return Stream.of(
        that("network is empty", m -> m.after().flight().count() == 0),
        that("before.network is empty", m -> m.before().flight().count() == 0),
        that(
            "network.size > before.network.size",
            m -> m.after().flight().count() > m.before().flight().count()),
        that("network has RST", m -> has(m.after(), Segment::rst)),
        that("before.network has FIN", m -> has(m.before(), Segment::fin)),
        that(
            "network has DATA from client",
            m -> has(m.after(), s -> s.textLength() > 0 && s.from() == End.CLIENT)),
        that(
            "network has ACK to client",
            m -> has(m.after(), s -> s.kind() == SegmentKind.ACK && s.from() == End.SERVER)),
        that("network has SYN", m -> has(m.after(), s -> s.syn() && !s.hasAck())),
        that("network has SYN+ACK", m -> has(m.after(), s -> s.syn() && s.hasAck())),
        that(
            "network has acknowledgement from server",
            m -> has(m.after(), s -> s.hasAck() && !s.rst() && s.from() == End.SERVER)),
        that("network has segment from server", m -> has(m.after(), s -> s.from() == End.SERVER)));
  }

  private static boolean loses(Step step) {
    boolean atOnce = false;
    for (int i = 0; i < step.sentCount(); i++) {
      atOnce |= step.sentLost(i) && step.sent(i).fin();
    }
    return atOnce || (step.kind() == Action.Kind.LOSE && step.moved().fin());
  }

  private static boolean sendsFin(Step step) {
    boolean fin = false;
    for (int i = 0; i < step.sentCount(); i++) {
      fin |= step.sent(i).fin() && step.sent(i).from() == End.SERVER;
    }
    return fin;
  }

  static Stream<Pair> steps() {
    return Stream.of(
        that("step sends RST", m -> m.step().sendsRst()),
        that("step sends FIN from server", m -> sendsFin(m.step())),
        that(
            "step delivers FIN to client",
            m -> m.step().isArrival() && m.step().moved().fin() && m.step().at() == End.CLIENT),
        that("step duplicates segment", m -> m.step().kind() == Action.Kind.DELIVER_COPY),
        that("step loses FIN", m -> loses(m.step())),
        that(
            "step fires retransmissionTimer at client",
            m ->
                m.step().kind() == Action.Kind.RETRANSMISSION_TIMEOUT
                    && m.step().at() == End.CLIENT),
        that("step fires timeWaitTimer", m -> m.step().kind() == Action.Kind.TIME_WAIT_TIMEOUT),
        that("step fires finWait2Timer", m -> m.step().kind() == Action.Kind.FIN_WAIT_2_TIMEOUT),
        that("step ticks", m -> m.step().kind() == Action.Kind.TICK),
        // In the exchange, where a step of the scripts is known by its number.
        that("step calls open", m -> calls(m, 0, true)),
        that("step calls close at client", m -> calls(m, 2, true)),
        that(
            "step calls listen at server", m -> calls(m, 0, false) && m.step().at() == End.SERVER));
  }

  private static boolean calls(TcpModel model, int position, boolean atClient) {
    End at = model.step().at();
    boolean made = model.step().kind() == Action.Kind.CALL;
    return model.settings().established()
        ? made && at == End.CLIENT && atClient && position == 2 // its only call is close()
        : made && (at == End.CLIENT) == atClient && model.before().app(at).position() == position;
  }

  static Stream<Pair> operators() {
    Condition empty = m -> m.after().flight().count() == 0;
    Condition ticks = m -> m.step().kind() == Action.Kind.TICK;
    Condition two = m -> m.after().flight().count() == 2;
    return Stream.of(
        that("network is empty or step ticks", m -> empty.of(m) || ticks.of(m)),
        that("network is empty and step ticks", m -> empty.of(m) && ticks.of(m)),
        that("network is empty implies step ticks", m -> !empty.of(m) || ticks.of(m)),
        that("not network is empty", m -> !empty.of(m)),
        that("not network is empty and step ticks", m -> !empty.of(m) && ticks.of(m)),
        that("not (network is empty and step ticks)", m -> !(empty.of(m) && ticks.of(m))),
        that(
            "network.size == 2 or network is empty and step ticks",
            m -> two.of(m) || empty.of(m) && ticks.of(m)),
        that(
            "network is empty implies step ticks implies network.size == 2",
            m -> !empty.of(m) || !ticks.of(m) || two.of(m)),
        that("network is empty == step ticks", m -> empty.of(m) == ticks.of(m)),
        that("network is empty != false", empty::of),
        that("true and network.size == 2", two::of),
        that("network.size - 1 - 1 == 0", two::of),
        that("network.size + 1 <= 3 - 1", m -> m.after().flight().count() <= 1),
        that("-network.size == -2", two::of));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client.state == CLOSED and not (network has RST from server or step sends FIN)",
        "every(client.state == CLOSED and not network has RST from server)",
        "count(server.state == TIME_WAIT) == 0 and connection3.client.state == CLOSED",
        "count(client2.state == CLOSED) + client2.freePorts + client.timeWaits == 4",
        "client2.state == CLOSED and not step sends SYN from client2"
      })
  void and_asking_allocates_nothing(String text) {
    // Boxes or iterators would be seen here as megabytes; the first rounds warm the compiler up.
    Condition condition = ((Parsed.Good) Parsed.of(text, new Names(2, 4))).condition();
    TcpModel model =
        new TcpModel(ServiceWorld.clientComes(2).ports(2).twoClients(false, 0).settings());
    model.initialStates(
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {}

          @Override
          public void beyond(int action, String limit) {}
        });
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    int yes = 0;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100_000; i++) {
        yes += condition.of(model) ? 1 : 0;
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(yes).isEqualTo(2_000_000);
    assertThat(least).isLessThan(100_000);
  }
}
