package io.tarry.tcp;

import static io.tarry.tcp.world.App.SESSION;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Finding;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.StepTest;
import io.tarry.engine.Verdict;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.rules.AddressChoice;
import io.tarry.tcp.rules.Rule;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Worlds with several connections")
class SeveralConnectionsTest {

  /** Whether some run of the world applies the rule. */
  private static boolean happens(ServiceWorld world, Rule rule) {
    return happens(world, model -> model.step().applied(rule));
  }

  private static boolean happens(ServiceWorld world, Predicate<TcpModel> event) {
    Settings settings = world.settings();
    Property<TcpModel> property = Property.reachable("it", StepTest.ofModel(event));
    return Search.of(() -> new TcpModel(settings))
            .untilDecided()
            .run(List.of(property))
            .finding("it")
            .verdict()
        == Verdict.HOLDS;
  }

  @Test
  void a_client_that_closes_first_runs_out_of_ports() {
    assertThat(happens(ServiceWorld.clientComes(2), Rule.CALL_NO_PORT)).isTrue();
    assertThat(happens(ServiceWorld.clientComes(3).ports(2), Rule.CALL_NO_PORT)).isTrue();
  }

  @Test
  void a_client_has_as_many_connections_as_ports() {
    assertThat(happens(ServiceWorld.clientComes(2).ports(2), Rule.CALL_NO_PORT)).isFalse();
  }

  @Test
  void a_time_wait_is_reused_with_timestamps_only() {
    assertThat(happens(ServiceWorld.clientComes(2).clientSysctls(false, 1, 1), Rule.CALL_REUSED))
        .isFalse();
    ServiceWorld both =
        ServiceWorld.clientComes(2)
            .clientSysctls(true, 1, 1)
            .serverSysctls(true, false, Settings.UNLIMITED)
            .timeWait(4);
    assertThat(happens(both, Rule.CALL_REUSED)).isTrue();
  }

  @Test
  void a_time_wait_is_not_reused_before_the_delay() {
    ServiceWorld world =
        ServiceWorld.clientComes(2)
            .clientSysctls(true, 1, 2)
            .serverSysctls(true, false, Settings.UNLIMITED)
            .timeWait(4);
    assertThat(
            happens(
                world,
                model ->
                    model.step().applied(Rule.CALL_REUSED)
                        && model.before().tcb(model.step().at()).timeWaitAge() <= 2))
        .isFalse();
  }

  /** With a clock of three ticks each at the client or the server. */
  private static Settings slowClock(Side slow) {
    Settings plain =
        ServiceWorld.clientComes(2)
            .clientSysctls(true, 0, 1)
            .serverSysctls(true, false, Settings.UNLIMITED)
            .timeWait(1)
            .settings();
    Settings.Host client = plain.clients().get(0);
    return plain.with(
        List.of(slow == Side.CLIENT ? slow(client) : client),
        slow == Side.SERVER ? slow(plain.server()) : plain.server());
  }

  private static Settings.Host slow(Settings.Host host) {
    return new Settings.Host(
        host.stack(),
        host.program(),
        host.sysctls(),
        host.options(),
        new TimestampClock(3, 0, 0),
        host.isn(),
        host.ports());
  }

  /** Whether a segment of that kind is on its way that was sent in this tick. */
  private static boolean justSent(World world, SegmentKind kind) {
    for (int i = 0; i < world.flight().count(); i++) {
      Segment segment = world.flight().get(i);
      if (segment.kind() == kind && segment.age() == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * That in a state of that connection such a segment was just sent, and the clock is there; what
   * counts is the state that is kept, so it is asked of the step out of it.
   */
  private static Property<TcpModel> clockIsAt(
      int clock, int phase, int incarnation, End sender, TcpState state, SegmentKind sent) {
    return Property.reachable(
        incarnation + " at " + phase,
        (model, before, action, after) ->
            model.before().incarnations(0) == incarnation
                && model.before().tcb(sender).state() == state
                && model.before().tcb(sender).retransmissions() == 0
                && model.before().phase(clock) == phase
                && justSent(model.before(), sent));
  }

  private static void assertAllWithoutWaiting(Settings settings, List<Property<TcpModel>> phases) {
    for (Finding finding : Search.of(() -> new TcpModel(settings)).run(phases).findings()) {
      assertThat(finding.verdict()).as(finding.property()).isEqualTo(Verdict.HOLDS);
      List<Integer> actions = finding.trace().orElseThrow().actions();
      assertThat(actions.subList(0, actions.size() - 1)) // the last is the step out of the state
          .as(finding.property())
          .noneMatch(action -> Action.of(action).kind() == Action.Kind.TICK);
    }
  }

  @Test
  void a_slow_clock_may_be_anywhere_within_its_tick_when_a_connection_begins() {
    List<Property<TcpModel>> first = new ArrayList<>();
    List<Property<TcpModel>> second = new ArrayList<>();
    List<Property<TcpModel>> answered = new ArrayList<>();
    for (int phase = 0; phase < 3; phase++) {
      first.add(clockIsAt(0, phase, 1, End.CLIENT, TcpState.SYN_SENT, SegmentKind.SYN));
      second.add(clockIsAt(0, phase, 2, End.CLIENT, TcpState.SYN_SENT, SegmentKind.SYN));
      answered.add(clockIsAt(1, phase, 1, End.SERVER, TcpState.SYN_RECEIVED, SegmentKind.SYN_ACK));
    }

    assertAllWithoutWaiting(slowClock(Side.CLIENT), first);
    assertAllWithoutWaiting(slowClock(Side.SERVER), answered);
    assertThat(Search.of(() -> new TcpModel(slowClock(Side.CLIENT))).run(second).findings())
        .extracting(Finding::verdict)
        .containsOnly(Verdict.HOLDS);
  }

  @Test
  void a_slow_clock_that_is_asked_goes_on_with_time_alone() {
    Property<TcpModel> withTime =
        Property.always(
            "with time",
            (model, before, action, after) ->
                model.step().kind() == Action.Kind.TICK
                    || !hasStampOfClient(model.before())
                    || !hasStampOfClient(model.after())
                    || model.before().phase(0) == model.after().phase(0));

    assertThat(
            Search.of(() -> new TcpModel(slowClock(Side.CLIENT)))
                .run(List.of(withTime))
                .finding("with time")
                .verdict())
        .isEqualTo(Verdict.HOLDS);
  }

  private static boolean hasStampOfClient(World world) {
    for (int i = 0; i < world.flight().count(); i++) {
      Segment segment = world.flight().get(i);
      if (segment.stamped() && segment.from().side() == Side.CLIENT) {
        return true;
      }
    }
    return false;
  }

  @Test
  void a_server_takes_a_newer_syn_out_of_time_wait() {
    assertThat(happens(ServiceWorld.clientComes(2).serverFirst(), Rule.TIME_WAIT_REOPENED))
        .isTrue();
  }

  @Test
  void a_server_that_follows_the_plain_text_does_not() {
    assertThat(
            happens(
                ServiceWorld.clientComes(2).serverFirst().stack(Stack.RFC9293),
                Rule.TIME_WAIT_REOPENED))
        .isFalse();
  }

  @Test
  void without_room_for_it_time_wait_is_skipped() {
    ServiceWorld world = ServiceWorld.clientComes(1).serverFirst();
    assertThat(happens(world, Rule.TIME_WAIT_OVERFLOW)).isFalse();
    assertThat(happens(world.serverSysctls(false, false, 0), Rule.TIME_WAIT_OVERFLOW)).isTrue();
  }

  @Test
  void recycling_drops_the_syns_of_a_slower_clock_behind_the_same_nat() {
    assertThat(happens(recycling(true, true), Rule.RECYCLE_SYN_DROPPED)).isTrue();
    assertThat(happens(recycling(false, true), Rule.RECYCLE_SYN_DROPPED)).isFalse();
    assertThat(happens(recycling(true, false), Rule.RECYCLE_SYN_DROPPED)).isFalse();
  }

  private static ServiceWorld recycling(boolean nat, boolean recycle) {
    return ServiceWorld.clientComes(1)
        .scripts(
            Script.of(Script.Instruction.of(Call.OPEN), TestWorld.CLOSE_ON_EOF.onceConnected()),
            Script.of(Script.Instruction.of(Call.LISTEN), TestWorld.CLOSE.onceConnected()))
        .ports(nat ? 2 : 1)
        .twoClients(nat, 5)
        .clientSysctls(true, 0, 1)
        .serverSysctls(true, recycle, Settings.UNLIMITED)
        .timeWait(4);
  }

  @Test
  void a_listener_that_restarts_meets_its_own_time_wait() {
    ServiceWorld world = ServiceWorld.clientComes(1).serverFirst();
    assertThat(happens(world.serverOptions(SocketOptions.NONE, 1), Rule.CALL_ADDRESS_IN_USE))
        .isTrue();
    assertThat(
            happens(
                world.serverOptions(new SocketOptions(false, false, true), 1),
                Rule.CALL_ADDRESS_IN_USE))
        .isTrue();
    assertThat(
            happens(
                world.serverOptions(new SocketOptions(false, true, false), 1),
                Rule.CALL_ADDRESS_IN_USE))
        .isTrue();
    assertThat(
            happens(
                world.serverOptions(new SocketOptions(false, true, true), 1),
                Rule.CALL_ADDRESS_IN_USE))
        .isFalse();
  }

  @Test
  void a_byte_of_an_old_connection_is_delivered_into_a_new_one_without_time_wait() {
    assertThat(happens(oldDuplicates(0), SeveralConnectionsTest::deliversForeign)).isTrue();
  }

  @Test
  void it_is_not_with_time_wait_that_lasts_2_msl_and_ignores_rst() {
    assertThat(happens(oldDuplicates(2), SeveralConnectionsTest::deliversForeign)).isFalse();
  }

  @Test
  void numbers_above_the_last_iss_are_not_enough_where_they_are_near() {
    ServiceWorld world =
        oldDuplicates(0)
            .isn(IsnChoice.INCREASING)
            .sessions(
                Script.of(Script.Instruction.send(1), Script.Instruction.send(1), TestWorld.CLOSE),
                Script.of(Script.Instruction.of(Call.OPEN)));
    assertThat(happens(world, SeveralConnectionsTest::deliversForeign)).isFalse();
    assertThat(happens(world.isnApart(1), SeveralConnectionsTest::deliversForeign)).isTrue();
  }

  private static ServiceWorld oldDuplicates(int timeWait) {
    return ServiceWorld.clientComes(1)
        .stack(TestWorld.reading(TwRestart.DUPFIN, false))
        .scripts(Script.of(), Script.of(Script.Instruction.of(Call.LISTEN), TestWorld.CLOSE_ON_EOF))
        .fromEstablished(
            Script.of(Script.Instruction.send(1), TestWorld.CLOSE),
            Script.of(Script.Instruction.of(Call.OPEN)))
        .isn(IsnChoice.CONSTANT)
        .network(0, 1, true)
        .timeWait(timeWait);
  }

  private static boolean deliversForeign(TcpModel model) {
    for (int i = 0; i < model.step().deliveredCount(); i++) {
      if (model.step().deliveredForeign(i)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void behind_a_nat_a_client_reuses_no_time_wait_of_the_other() {
    Settings settings = ServiceWorld.clientComes(1).twoClients(true, 0).settings();
    World world = new World(settings);
    world.tcb(End.CLIENT).set(STATE, TcpState.TIME_WAIT);
    world.tcb(End.CLIENT).set(TIMESTAMPS, true);
    world.app(End.CLIENT).set(SESSION, 2); // the second client's
    AddressChoice opening = new AddressChoice();

    assertThat(opening.mayTake(settings, world, 1, End.CLIENT, true)).isTrue();
    assertThat(opening.mayTake(settings, world, 0, End.CLIENT, true)).isFalse();
  }

  @Test
  void what_is_sent_from_one_port_does_not_overtake_what_is_sent_from_another() {
    World world = new World(ServiceWorld.clientComes(2).ports(2).settings());
    world.flight().add(Segment.of(End.of(1, Side.CLIENT), 100, 0, Segment.SYN, 0, false, 0));
    world.flight().add(Segment.of(End.CLIENT, 100, 0, Segment.SYN, 0, false, 0));
    world.flight().add(Segment.of(End.SERVER, 300, 0, Segment.RST, 0, false, 0));

    assertThat(world.flight().get(0).from()).isEqualTo(End.of(1, Side.CLIENT));
    assertThat(world.flight().mayMove(0)).isTrue();
    assertThat(world.flight().mayMove(1)).isFalse();
    assertThat(world.flight().mayMove(2)).as("the other direction").isTrue();
  }

  @Test
  void the_server_of_an_established_connection_waits_from_the_beginning_on() {
    Script server =
        Script.of(
            Script.Instruction.of(Call.LISTEN),
            Script.Instruction.of(Call.RECEIVE).onceReceived(1).orCloseAfter(3),
            TestWorld.CLOSE);
    Script client = ServiceWorld.clientClosesFirst();
    Settings settings =
        ServiceWorld.clientComes(1).scripts(client, server).fromEstablished(client).settings();

    assertThat(settings.server().program().keepsListening()).isTrue();
    TcpModel model = new TcpModel(settings);
    model.show(SearchWalk.of(model, 1).get(0));
    assertThat(model.before().app(End.SERVER).timer()).isEqualTo(Timer.DUE + 3);
  }
}
