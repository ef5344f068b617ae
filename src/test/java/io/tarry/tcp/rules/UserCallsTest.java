package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.DELIVERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A cell is the next state, {@code !} what is sent, or the error. */
@DisplayName("User calls (RFC 9293 sections 3.10.1 to 3.10.5)")
class UserCallsTest {

  private static final String[] CALLS = {"CLOSE", "SEND", "ABORT", "OPEN", "LISTEN"};

  private static final String MATRIX =
      """
      CLOSED       | not exist          | not exist          | not exist         | SYN_SENT!SYN | LISTEN
      LISTEN       | CLOSED             | not exist          | CLOSED            | SYN_SENT!SYN | exists
      SYN_SENT     | CLOSED             | SYN_SENT           | CLOSED            | exists       | exists
      SYN_RECEIVED | FIN_WAIT_1!FIN     | SYN_RECEIVED       | CLOSED!RST        | exists       | exists
      ESTABLISHED  | FIN_WAIT_1!FIN     | ESTABLISHED!DATA   | CLOSED!RST        | exists       | exists
      FIN_WAIT_1   | closing            | closing            | CLOSED!RST        | exists       | exists
      FIN_WAIT_2   | closing            | closing            | CLOSED!RST        | exists       | exists
      CLOSE_WAIT   | LAST_ACK!FIN       | CLOSE_WAIT!DATA    | CLOSED!RST        | exists       | exists
      CLOSING      | closing            | closing            | CLOSED            | exists       | exists
      LAST_ACK     | closing            | closing            | CLOSED            | exists       | exists
      TIME_WAIT    | closing            | closing            | CLOSED            | exists       | exists
      """;

  private static final Script SENDS =
      Script.of(Script.Instruction.send(2), Script.Instruction.send(1));

  private static Bench bench(TcpState state, Stack stack) {
    return Bench.in(state, true, stack, SENDS);
  }

  private static String call(Bench bench, String call) {
    bench.step.begin(Action.Kind.CALL, End.CLIENT, Segment.NONE);
    Script.Instruction instruction =
        call.equals("SEND")
            ? Script.Instruction.send(1)
            : Script.Instruction.of(Call.valueOf(call));
    new UserCalls().call(bench.endpoint, instruction);
    if (bench.step.applied(Rule.CALL_ERROR_EXISTS)) {
      return "exists";
    }
    if (bench.step.applied(Rule.CALL_ERROR_CLOSING)) {
      return "closing";
    }
    if (bench.step.applied(Rule.CALL_ERROR_NOT_EXIST)) {
      return "not exist";
    }
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < bench.step.sentCount(); i++) {
      sent.add("!" + bench.step.sent(i).kind());
    }
    return bench.tcb.state() + String.join("", sent);
  }

  @TestFactory
  Stream<DynamicTest> each_call_in_each_state() {
    return MATRIX
        .lines()
        .flatMap(line -> {
          String[] cells = line.split("\\|");
          TcpState state = TcpState.valueOf(cells[0].strip());
          return Stream.of(0, 1, 2, 3, 4)
              .map(i ->
                  DynamicTest.dynamicTest(
                      state + ", " + CALLS[i],
                      () ->
                          assertThat(call(bench(state, Stack.RFC9293), CALLS[i]))
                              .isEqualTo(cells[i + 1].strip())));
        });
  }

  @Test
  void the_fin_follows_the_last_byte_and_the_reset_of_abort_has_snd_nxt() {
    Bench closing = bench(TcpState.ESTABLISHED, Stack.RFC9293);
    int sndNxt = closing.tcb.sndNxt();
    call(closing, "CLOSE");
    assertThat(closing.step.sent(0).seq()).isEqualTo(sndNxt);
    assertThat(closing.tcb.sndNxt()).isEqualTo(sndNxt + 1);

    Bench aborting = bench(TcpState.ESTABLISHED, Stack.RFC9293);
    call(aborting, "ABORT");
    assertThat(aborting.step.sent(0)).hasToString("RST seq=" + sndNxt);
  }

  @Test
  void the_reset_of_abort_acknowledges_where_the_stack_says_so() {
    for (Stack stack : List.of(Stack.LINUX, Stack.FREEBSD)) {
      Bench aborting = bench(TcpState.ESTABLISHED, stack);
      String numbers = "seq=" + aborting.tcb.sndNxt() + " ack=" + aborting.tcb.rcvNxt();
      call(aborting, "ABORT");
      assertThat(aborting.step.sent(0)).hasToString("RST,ACK " + numbers);
    }
  }

  @Test
  void a_close_with_bytes_queued_waits_for_the_connection() {
    Bench bench = bench(TcpState.SYN_RECEIVED, Stack.RFC9293);
    new UserCalls().send(bench.endpoint, 2);
    new UserCalls().send(bench.endpoint, 1);
    assertThat(call(bench, "CLOSE")).isEqualTo("SYN_RECEIVED");
    bench.arrives(Bench.segment(Bench.PEER_ISS + 1, Bench.ISS + 1, Segment.ACK, 0));
    assertThat(bench.tcb.state()).isEqualTo(TcpState.FIN_WAIT_1);
    assertThat(bench.step.sent(0).textLength()).as("a segment each SEND").isEqualTo(2);
    assertThat(bench.step.sent(1).textLength()).isEqualTo(1);
    assertThat(bench.step.sent(2).kind()).isEqualTo(SegmentKind.FIN);
  }

  @Test
  void closing_a_socket_with_bytes_unread_sends_rst_where_the_stack_says_so() {
    Bench socket = bench(TcpState.ESTABLISHED, Stack.LINUX);
    socket.world.app(End.CLIENT).set(DELIVERED, 1);
    assertThat(call(socket, "CLOSE")).isEqualTo("CLOSED!RST");

    Bench rfc = bench(TcpState.ESTABLISHED, Stack.RFC9293);
    rfc.world.app(End.CLIENT).set(DELIVERED, 1);
    assertThat(call(rfc, "CLOSE")).isEqualTo("FIN_WAIT_1!FIN");

    Bench shutdown = bench(TcpState.ESTABLISHED, Stack.LINUX);
    shutdown.world.app(End.CLIENT).set(DELIVERED, 1);
    assertThat(call(shutdown, "SHUTDOWN")).isEqualTo("FIN_WAIT_1!FIN");

    Bench gone = bench(TcpState.CLOSED, Stack.LINUX);
    gone.world.app(End.CLIENT).set(DELIVERED, 1);
    assertThat(call(gone, "CLOSE")).as("nobody is there to be told").isEqualTo("CLOSED");
  }

  @Test
  void bytes_unread_after_shutdown_draw_a_rst_from_close_and_abort_of_linux_to_the_last() {
    for (TcpState state :
        List.of(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2, TcpState.CLOSING, TcpState.LAST_ACK)) {
      for (String call : List.of("CLOSE", "ABORT")) {
        Bench unread = bench(state, Stack.LINUX);
        unread.world.app(End.CLIENT).set(DELIVERED, 1);
        assertThat(call(unread, call)).as("%s, %s", state, call).isEqualTo("CLOSED!RST");
      }
    }
    Bench timeWait = bench(TcpState.TIME_WAIT, Stack.LINUX);
    timeWait.world.app(End.CLIENT).set(DELIVERED, 1);
    assertThat(call(timeWait, "CLOSE")).isEqualTo("TIME_WAIT");
    assertThat(call(bench(TcpState.LAST_ACK, Stack.LINUX), "CLOSE")).isEqualTo("LAST_ACK");
    assertThat(call(bench(TcpState.LAST_ACK, Stack.LINUX), "ABORT")).isEqualTo("CLOSED");
  }

  @Test
  void shutdown_of_linux_waits_in_syn_received_and_close_does_not() {
    Bench waiting = bench(TcpState.SYN_RECEIVED, Stack.LINUX);
    assertThat(call(waiting, "SHUTDOWN")).isEqualTo("SYN_RECEIVED");
    waiting.arrives(Bench.segment(Bench.PEER_ISS + 1, Bench.ISS + 1, Segment.ACK, 0));
    assertThat(waiting.tcb.state()).isEqualTo(TcpState.FIN_WAIT_1);
    assertThat(waiting.step.sent(0).kind()).isEqualTo(SegmentKind.FIN);

    assertThat(call(bench(TcpState.SYN_RECEIVED, Stack.LINUX), "CLOSE"))
        .isEqualTo("FIN_WAIT_1!FIN");
    assertThat(call(bench(TcpState.SYN_RECEIVED, Stack.RFC9293), "SHUTDOWN"))
        .isEqualTo("FIN_WAIT_1!FIN");
  }

  @Test
  void close_after_shutdown_starts_the_fin_wait_2_timer_of_linux() {
    Bench bench = bench(TcpState.FIN_WAIT_2, Stack.LINUX);
    call(bench, "CLOSE");
    assertThat(bench.tcb.finWait2Timer()).isGreaterThan(Timer.OFF);
  }

  @Test
  void linux_leaves_a_time_wait_alone_that_is_aborted() {
    assertThat(call(bench(TcpState.TIME_WAIT, Stack.LINUX), "ABORT")).isEqualTo("TIME_WAIT");
  }

  @Test
  void an_open_out_of_listen_is_active() {
    Bench bench = bench(TcpState.LISTEN, Stack.RFC9293);
    call(bench, "OPEN");
    assertThat(bench.tcb.passive()).isFalse();
  }

  @Test
  void connect_out_of_time_wait_begins_anew() {
    Bench bench = bench(TcpState.TIME_WAIT, Stack.LINUX);
    bench.step.begin(Action.Kind.CALL, End.CLIENT, Segment.NONE);
    new UserCalls().reuse(bench.endpoint);
    assertThat(bench.tcb.state()).isEqualTo(TcpState.SYN_SENT);
    assertThat(bench.tcb.timeWaitTimer()).isEqualTo(Timer.OFF);
    assertThat(bench.tcb.finSent()).isFalse();
    assertThat(bench.step.sent(0).kind()).isEqualTo(SegmentKind.SYN);
  }

  @Test
  void so_linger_of_0_makes_close_an_abort() {
    Bench bench = bench(TcpState.ESTABLISHED, Stack.LINUX);
    Settings.Host host = bench.endpoint.host;
    bench.endpoint.host =
        new Settings.Host(
            host.stack(),
            host.program(),
            host.sysctls(),
            new SocketOptions(true, false, false),
            host.clock(),
            host.isn(),
            host.ports());
    assertThat(call(bench, "CLOSE")).isEqualTo("CLOSED!RST");
    assertThat(bench.step.rules()).containsExactly(Rule.CALL_ABORT);
  }

  @Test
  void what_was_sent_before_the_connection_was_there_goes_out_with_it() {
    Bench bench = bench(TcpState.SYN_SENT, Stack.RFC9293);
    new UserCalls().send(bench.endpoint, 2);
    bench.arrives(Bench.segment(Bench.PEER_ISS, Bench.ISS + 1, Segment.SYN | Segment.ACK, 0));
    assertThat(bench.step.sentCount()).isEqualTo(2);
    assertThat(bench.step.sent(1).textLength()).isEqualTo(2);
  }
}
