package io.tarry.tcp.rules;

import static io.tarry.tcp.Bench.segment;
import static io.tarry.tcp.world.App.DELIVERED;
import static io.tarry.tcp.world.App.POSITION;
import static io.tarry.tcp.world.App.TIMER;
import static io.tarry.tcp.world.Tcb.HELD_BYTES;
import static io.tarry.tcp.world.Tcb.INCARNATION;
import static io.tarry.tcp.world.Tcb.PASSED_CLOSING;
import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;
import static io.tarry.tcp.world.Tcb.TS_RECENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Openings;
import io.tarry.tcp.world.PeerStamp;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An end of a connection")
class EndpointTest {

  private static final int APART = Settings.ISN_FAR_APART;

  private final Step step = new Step();

  private Endpoint of(End end, World world, Settings settings) {
    step.begin(Action.Kind.CALL, end, Segment.NONE);
    return new Endpoint(
            end,
            world,
            step,
            settings,
            new Timestamps(settings, world.topology()),
            new InitialSequenceNumbers(settings, world.topology()))
        .asInWorld();
  }

  @Test
  void numbers_the_bytes_that_it_delivers_from_the_first_of_the_connection() {
    Bench bench = Bench.in(TcpState.ESTABLISHED, false, Stack.RFC9293);
    bench.arrives(segment(bench.tcb.rcvNxt(), bench.tcb.sndNxt(), Segment.ACK, 2));

    assertThat(bench.step.deliveredCount()).isEqualTo(2);
    assertThat(bench.step.delivered(0)).isEqualTo(1);
    assertThat(bench.step.delivered(1)).isEqualTo(2);
    assertThat(bench.step.finConsumed()).isFalse();
  }

  @Test
  void forgets_what_it_kept_beyond_a_gap_when_the_fin_is_consumed() {
    Bench bench = Bench.in(TcpState.ESTABLISHED, false, Stack.RFC9293);
    bench.tcb.set(HELD_BYTES, 0b1);
    bench.endpoint.consumeFin();

    assertThat(bench.tcb.heldBytes()).isZero();
    assertThat(bench.endpoint.app.endOfFile()).isTrue();
    assertThat(bench.step.finConsumed()).isTrue();
  }

  /** Of the second of two clients, whose numbers stand beside those of the first. */
  @ParameterizedTest
  @CsvSource({
    "CONSTANT, 1, 0, 1", "CONSTANT, 2, 0, 1", "INCREASING, 1, 0, 1", "INCREASING, 2, 0, 3",
    "INCREASING, 1, 102, 3", "INCREASING, 1, 1102, 5", "CONSTANT, 1, 602, 3", "ANY, 2, 102, 3"
  })
  void chooses_an_iss(IsnChoice choice, int opened, int above, int place) {
    Settings settings = ServiceWorld.clientComes(2).twoClients(true, 0).isn(choice).settings();
    World world = new World(settings);
    world.openings(0).set(Openings.COUNT, opened);
    Endpoint client = of(End.CLIENT, world, settings);
    client.client = 1;

    assertThat(client.chooseIss(above)).isEqualTo(Bench.ISS + place * APART);
    assertThat(step.beyond()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void says_when_there_are_no_more_numbers(int number) {
    Settings settings = ServiceWorld.clientComes(2).twoClients(true, 0).settings();
    World world = new World(settings);
    Endpoint client = of(End.CLIENT, world, settings);
    client.client = number;
    int places = new InitialSequenceNumbers(settings, world.topology()).places(End.CLIENT.side());
    int last = Bench.ISS + (places - 2) * APART;
    assertThat(client.chooseIss(last - 1)).isEqualTo(last + number * APART);
    assertThat(step.beyond()).isEmpty();

    assertThat(client.chooseIss(last)).isEqualTo(last + number * APART);
    assertThat(step.beyond()).isNotEmpty();
  }

  @Test
  void keeps_its_first_numbers_where_they_may_overlap() {
    Settings settings = ServiceWorld.clientComes(2).isnApart(3).settings();
    World world = new World(settings);
    Endpoint server = of(End.SERVER, world, settings);
    server.tcb.set(STATE, TcpState.ESTABLISHED);
    server.peerBeginsAt(Bench.ISS + 1);
    server.deliverTo(Bench.ISS + 5, false);

    assertThat(server.tcb.rcvNxt()).isEqualTo(Bench.ISS + 5);
    assertThat(step.delivered(0)).isZero();
    assertThat(step.delivered(2)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, false"})
  void calls_a_syn_old_that_is_of_no_later_incarnation(int incarnation, boolean old) {
    Settings settings = ServiceWorld.clientComes(3).settings();
    Endpoint server = of(End.SERVER, new World(settings), settings);
    server.tcb.set(INCARNATION, 2);
    Segment syn = Segment.of(End.CLIENT, Bench.ISS, 0, Segment.SYN, 0, false, 0);

    assertThat(server.isOldSyn(syn.ofIncarnation(incarnation))).isEqualTo(old);
  }

  /** TIME-WAIT may be left for SYN-RECEIVED and returned to. */
  @ParameterizedTest
  @CsvSource({
    "CLOSING, false, true", "TIME_WAIT, true, true", "TIME_WAIT, false, false",
    "SYN_RECEIVED, true, true", "ESTABLISHED, true, false", "LISTEN, true, false"
  })
  void remembers_whether_it_came_through_closing(TcpState state, boolean before, boolean after) {
    Bench bench = Bench.in(TcpState.FIN_WAIT_1, false, Stack.RFC9293);
    bench.tcb.set(PASSED_CLOSING, before);
    bench.endpoint.enter(state);
    assertThat(bench.tcb.passedClosing()).isEqualTo(after);
  }

  @Test
  void enters_time_wait_with_no_timer_but_its_own() {
    Bench bench = Bench.in(TcpState.CLOSING, false, Stack.RFC9293);
    bench.tcb.set(HELD_BYTES, 0b1);
    bench.endpoint.enterTimeWait();

    assertThat(bench.tcb.state()).isEqualTo(TcpState.TIME_WAIT);
    assertThat(bench.tcb.heldBytes()).isZero();
    assertThat(bench.tcb.retransmissionTimer()).isEqualTo(Timer.OFF);
    assertThat(bench.tcb.timeWaitTimer()).isEqualTo(Timer.DUE + bench.settings.time().timeWait());
    assertThat(bench.step.rules()).isEmpty();
  }

  @Test
  void skips_time_wait_where_it_lasts_no_time_or_finds_no_room() {
    assertThat(rulesOfTimeWait(ServiceWorld.clientComes(1).timeWait(0)))
        .isEqualTo("[TIME_WAIT_OF_ZERO] CLOSED");
    assertThat(rulesOfTimeWait(ServiceWorld.clientComes(1).serverSysctls(false, false, 0)))
        .isEqualTo("[TIME_WAIT_OVERFLOW] CLOSED");
    assertThat(rulesOfTimeWait(ServiceWorld.clientComes(1).serverSysctls(false, false, 1)))
        .isEqualTo("[] TIME_WAIT");
  }

  private String rulesOfTimeWait(ServiceWorld any) {
    Settings settings = any.settings();
    Endpoint server = of(End.SERVER, new World(settings), settings);
    server.tcb.set(STATE, TcpState.FIN_WAIT_2);
    server.enterTimeWait();
    return step.rules() + " " + server.tcb.state();
  }

  @ParameterizedTest
  @CsvSource({"true, false", "true, true", "false, true", "false, false"})
  void lasts_less_and_remembers_its_peer_where_it_recycles(boolean recycles, boolean stamps) {
    Settings settings =
        ServiceWorld.clientComes(1)
            .clientSysctls(true, 0, 1)
            .serverSysctls(true, recycles, Settings.UNLIMITED)
            .timeWait(40)
            .settings();
    World world = new World(settings);
    Endpoint server = of(End.SERVER, world, settings);
    server.tcb.set(STATE, TcpState.FIN_WAIT_2);
    server.tcb.set(TIMESTAMPS, stamps);
    server.tcb.set(TS_RECENT, stamps ? 1 : 0);
    server.enterTimeWait();

    boolean does = recycles && stamps;
    int ticks = does ? settings.time().recycledTimeWait() : 40;
    assertThat(server.tcb.timeWaitTimer()).isEqualTo(Timer.DUE + ticks);
    assertThat(step.applied(Rule.RECYCLE_REMEMBERED)).isEqualTo(does);
    assertThat(world.serverRemembers[0].get(PeerStamp.LEFT)).isEqualTo(does ? 40 : 0);
  }

  @Test
  void of_a_service_is_the_listeners_again_when_its_connection_ends() {
    Script patient =
        Script.of(
            Script.Instruction.of(Call.LISTEN),
            Script.Instruction.of(Call.CLOSE).onEndOfFile().orCloseAfter(3));
    Settings settings =
        ServiceWorld.clientComes(2).scripts(ServiceWorld.clientClosesFirst(), patient).settings();
    World world = new World(settings);
    ListenerCalls.listen(world);
    Endpoint server = of(End.SERVER, world, settings);
    server.tcb.set(STATE, TcpState.ESTABLISHED);
    server.tcb.set(PASSIVE, false);
    server.app.set(TIMER, Timer.DUE);
    server.close(Fate.RESET);

    assertThat(server.tcb.state()).isEqualTo(TcpState.LISTEN);
    assertThat(server.tcb.passive()).isTrue();
    assertThat(server.tcb.fate()).isEqualTo(Fate.RESET);
    assertThat(server.app.timer()).isEqualTo(Timer.OFF);
  }

  @Test
  void returns_to_a_time_wait_of_which_the_application_knows_nothing() {
    Settings settings =
        ServiceWorld.clientComes(2).stack(Stack.LINUX.with(Switch.RETURN_TO_TIME_WAIT)).settings();
    World world = new World(settings);
    ListenerCalls.listen(world);
    Endpoint server = of(End.SERVER, world, settings);
    server.tcb.set(STATE, TcpState.SYN_RECEIVED);
    server.app.set(DELIVERED, 1);
    server.app.set(POSITION, 0);
    server.returnToTimeWait();

    assertThat(server.tcb.state()).isEqualTo(TcpState.TIME_WAIT);
    assertThat(server.app.delivered()).isZero();
    assertThat(server.app.position()).isEqualTo(server.script.instructions().size());
    assertThat(server.tcb.timeWaitTimer()).isEqualTo(Timer.DUE + settings.time().timeWait());
  }
}
