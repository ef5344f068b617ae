package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.ERROR;
import static io.tarry.tcp.world.App.POSITION;
import static io.tarry.tcp.world.App.SESSION;
import static io.tarry.tcp.world.App.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.UserError;
import io.tarry.tcp.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The timer of an application")
class ApplicationClockTest {

  private static final int RUNNING = Timer.DUE + 1;

  /** One step waits for a byte, or then idles; the others watch no time, or only pause. */
  private static final Script SCRIPT =
      Script.of(
          Instruction.of(Call.RECEIVE).onceReceived(1).orCloseAfter(3).orCloseIfIdleFor(5),
          Instruction.send(1),
          Instruction.send(1).after(4),
          Instruction.of(Call.CLOSE).onEndOfFile().orCloseAfter(6));

  private static Bench at(TcpState state, int position) {
    Bench bench = Bench.in(state, false, Stack.RFC9293, SCRIPT);
    app(bench).set(POSITION, position);
    app(bench).set(TIMER, RUNNING);
    return bench;
  }

  private static App app(Bench bench) {
    return bench.endpoint.app;
  }

  @ParameterizedTest
  @CsvSource({
    "ESTABLISHED, 0, 4", "ESTABLISHED, 1, 0", "ESTABLISHED, 2, 5", "ESTABLISHED, 3, 7",
    "ESTABLISHED, 4, 0", "LISTEN, 0, 0", "SYN_SENT, 0, 0", "SYN_RECEIVED, 0, 0"
  })
  void runs_as_the_next_step_says_once_there_is_a_connection(
      TcpState state, int position, int timer) {
    Bench bench = at(state, position);
    bench.endpoint.clock.watch();
    assertThat(app(bench).timer()).isEqualTo(timer);
  }

  @Test
  void stops_with_an_error() {
    Bench bench = at(TcpState.ESTABLISHED, 0);
    app(bench).set(ERROR, UserError.RESET);
    bench.endpoint.clock.watch();
    assertThat(app(bench).timer()).isEqualTo(Timer.OFF);
  }

  @Test
  void begins_again_when_what_is_waited_for_has_come_and_not_later() {
    Bench bench = at(TcpState.ESTABLISHED, 0);
    bench.endpoint.deliverTo(bench.tcb.rcvNxt() + 1, false);
    assertThat(app(bench).timer()).as("it may be idle").isEqualTo(Timer.DUE + 5);

    app(bench).set(TIMER, RUNNING);
    bench.endpoint.deliverTo(bench.tcb.rcvNxt() + 1, false);
    assertThat(app(bench).timer()).as("another byte").isEqualTo(RUNNING);
    bench.endpoint.consumeFin();
    assertThat(app(bench).timer()).as("end of file").isEqualTo(RUNNING);
  }

  @Test
  void goes_on_when_something_else_has_come() {
    Bench bench = at(TcpState.ESTABLISHED, 3);
    bench.endpoint.deliverTo(bench.tcb.rcvNxt() + 1, false);
    assertThat(app(bench).timer()).isEqualTo(RUNNING);
    bench.endpoint.consumeFin();
    assertThat(app(bench).timer()).as("the patience is over").isEqualTo(Timer.OFF);

    for (int position : new int[] {1, 4}) {
      Bench other = at(TcpState.ESTABLISHED, position);
      other.endpoint.consumeFin();
      assertThat(app(other).timer()).isEqualTo(RUNNING);
    }
  }

  @Test
  void begins_with_the_connection() {
    Bench bench = at(TcpState.SYN_RECEIVED, 0);
    bench.endpoint.enter(TcpState.ESTABLISHED);
    assertThat(app(bench).timer()).isEqualTo(Timer.DUE + 3);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 5", "2, 0"})
  void pauses_before_the_next_session(int session, int timer) {
    Endpoint client = betweenSessions(session, 1);
    client.clock.watch();
    assertThat(client.app.timer()).isEqualTo(timer);
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "1, 2"})
  void pauses_before_the_next_session_from_the_error_or_the_last_step_on(int position, int timer) {
    Endpoint client = betweenSessions(1, position);
    client.app.set(TIMER, RUNNING);
    client.close(Fate.RESET, UserError.RESET);
    assertThat(client.app.timer()).isEqualTo(timer);
  }

  /** Of a client that opens twice, and pauses in between. */
  private static Endpoint betweenSessions(int session, int position) {
    Settings settings =
        ServiceWorld.clientComes(1)
            .sessions(
                Script.of(Instruction.of(Call.OPEN)), Script.of(Instruction.of(Call.OPEN).after(4)))
            .settings();
    World world = new World(settings);
    world.app(End.CLIENT).set(SESSION, session);
    world.app(End.CLIENT).set(POSITION, position);
    return new Endpoint(
            End.CLIENT,
            world,
            new Step(),
            settings,
            new Timestamps(settings, world.topology()),
            new InitialSequenceNumbers(settings, world.topology()))
        .asInWorld();
  }
}
