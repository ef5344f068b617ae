package io.tarry.tcp.rules;

import static io.tarry.tcp.world.App.BROKEN_PIPE;
import static io.tarry.tcp.world.App.DELIVERED;
import static io.tarry.tcp.world.Tcb.ORPHAN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each row is a state, a stack, what happens, and the rules that the last of it names.
 *
 * <p>After the state: {@code passive}; {@code orphan}, nobody reads any more; {@code unread}, a
 * byte has come that nobody has read; {@code pipe}, the next SEND learns of a RST. After the stack:
 * a switch that it has besides. A segment is its flags, SEQ less RCV.NXT, ACK less SND.NXT, and how
 * many bytes it has.
 */
@DisplayName("What happens names the rule that says so")
class RuleNamesTest {

  private static final String ARRIVALS =
      """
      CLOSED               | rfc9293                        | R 301 0 0  | CLOSED_RST
      CLOSED               | rfc9293                        | A 301 0 0  | CLOSED_ACK
      CLOSED               | rfc9293                        | S 301 0 0  | CLOSED_NO_ACK
      LISTEN passive       | rfc9293                        | R 301 0 0  | LISTEN_RST
      LISTEN passive       | rfc9293                        | A 301 0 0  | LISTEN_ACK
      LISTEN passive       | freebsd                        | SA 301 0 0 | LISTEN_SYN_ACK
      LISTEN passive       | freebsd                        | A 301 0 0  | LISTEN_ACK
      LISTEN passive       | rfc9293                        | S 301 0 0  | LISTEN_SYN
      LISTEN passive       | rfc9293                        | F 301 0 0  | LISTEN_OTHER
      SYN_SENT             | rfc9293                        | A 301 1 0  | SYN_SENT_BAD_ACK
      SYN_SENT             | rfc9293                        | A 301 -1 0 | SYN_SENT_BAD_ACK
      SYN_SENT             | linux                          | A 301 1 0  | SYN_SENT_BAD_ACK SYN_AGAIN_SOON
      SYN_SENT             | rfc9293                        | RA 301 1 0 | SYN_SENT_BAD_ACK_RST
      SYN_SENT             | rfc9293                        | RA 301 0 0 | SYN_SENT_RST
      SYN_SENT             | rfc9293                        | R 301 0 0  | SYN_SENT_RST_WITHOUT_ACK
      SYN_SENT             | rfc9293                        | SA 301 0 0 | SYN_SENT_SYN_ACK
      SYN_SENT             | rfc9293                        | S 301 0 0  | SYN_SENT_SYN
      SYN_SENT             | rfc9293                        | A 301 0 0  | SYN_SENT_NEITHER
      ESTABLISHED          | rfc9293                        | A -1 0 0   | NOT_ACCEPTABLE
      ESTABLISHED          | rfc9293                        | R -1 0 0   | NOT_ACCEPTABLE_RST
      CLOSE_WAIT           | linux                          | R -1 0 0   | RST_ONE_BEFORE
      ESTABLISHED          | linux                          | R -1 0 0   | NOT_ACCEPTABLE_RST
      ESTABLISHED          | rfc9293 TAKES_BYTES_OF_ANY_SEQ | A -2 0 1   | BYTES_OF_ANY_SEQ
      ESTABLISHED          | rfc9293 TAKES_BYTES_OF_ANY_SEQ | A -2 0 0   | NOT_ACCEPTABLE
      CLOSE_WAIT           | rfc9293 TAKES_BYTES_OF_ANY_SEQ | A -2 0 1   | NOT_ACCEPTABLE
      FIN_WAIT_2 orphan    | rfc9293 TAKES_BYTES_OF_ANY_SEQ | A -2 0 1   | NOT_ACCEPTABLE
      CLOSING              | linux                          | FA -1 0 0  | ACK_OF_REPEAT CLOSING_ACK_OF_FIN
      SYN_RECEIVED passive | rfc9293                        | S -1 0 0   | NOT_ACCEPTABLE
      SYN_RECEIVED passive | linux                          | S -1 0 0   | REPEATED_SYN
      SYN_RECEIVED         | rfc9293                        | SA -1 0 0  | NOT_ACCEPTABLE
      SYN_RECEIVED         | linux                          | SA -1 0 0  | CROSSED_SYN_ACK SYN_RECEIVED_ACK
      SYN_RECEIVED         | linux                          | SA -1 1 0  | NOT_ACCEPTABLE
      SYN_RECEIVED         | synack                         | SA -1 0 0  | CROSSED_SYN_ACK_AGAIN
      FIN_WAIT_2 orphan    | linux                          | A 500 0 0  | FIN_WAIT_2_ENTRY_OUTSIDE
      FIN_WAIT_2 orphan    | linux                          | R 0 0 0    | FIN_WAIT_2_ENTRY_RST
      FIN_WAIT_2 orphan    | linux                          | S 0 0 0    | FIN_WAIT_2_ENTRY_SYN
      FIN_WAIT_2 orphan    | linux                          | A 0 0 0    | FIN_WAIT_2_ENTRY_NOTHING_NEW
      ESTABLISHED          | rfc9293                        | R 1 0 0    | RST_IN_WINDOW_NOT_EXACT
      SYN_RECEIVED passive | rfc9293                        | S 1 0 0    | SYN_RECEIVED_SYN_PASSIVE
      ESTABLISHED          | rfc9293 IGNORES_SYN            | S 500 0 0  | SYN_IGNORED
      SYN_RECEIVED passive | rfc9293 IGNORES_SYN            | S 500 0 0  | SYN_IGNORED
      LISTEN passive       | rfc9293 IGNORES_SYN            | S 500 0 0  | LISTEN_SYN
      ESTABLISHED          | linux-3.13                     | S 500 0 0  | SYN_IGNORED
      ESTABLISHED          | rfc9293                        | F 0 0 0    | NO_ACK_BIT
      ESTABLISHED          | linux                          | F 0 0 0    | NO_ACK_BIT
      SYN_RECEIVED passive | rfc9293                        | A 0 0 0    | SYN_RECEIVED_ACK
      SYN_RECEIVED         | linux                          | A 0 -1 0   | SYN_RECEIVED_ISS_ACK
      SYN_RECEIVED passive | rfc9293                        | A 0 1 0    | SYN_RECEIVED_BAD_ACK
      SYN_RECEIVED passive | linux                          | A 0 1 0    | SYN_RECEIVED_BAD_ACK
      ESTABLISHED          | rfc9293                        | A 0 0 0    | ACK_NEW
      ESTABLISHED          | rfc9293                        | A 0 -2 0   | ACK_NOTHING_NEW
      ESTABLISHED          | rfc9293                        | A 0 1 0    | ACK_OF_THE_FUTURE
      ESTABLISHED          | linux-3.13                     | A 0 1 0    | ACK_OF_THE_FUTURE_IGNORED
      ESTABLISHED          | linux-3.13                     | A 0 0 0    | ACK_NEW
      ESTABLISHED          | rfc9293                        | A 0 -10 0  | ACK_NOTHING_NEW
      ESTABLISHED          | rfc9293                        | A 0 -11 0  | ACK_TOO_OLD
      ESTABLISHED passive  | linux                          | A 0 -3 0   | ACK_OF_NOTHING_SENT
      FIN_WAIT_1           | rfc9293                        | A 0 0 0    | FIN_WAIT_1_ACK_OF_FIN
      FIN_WAIT_1           | rfc9293                        | A 0 -1 0   | ACK_NEW
      CLOSING              | rfc9293                        | A 0 0 0    | CLOSING_ACK_OF_FIN
      LAST_ACK             | rfc9293                        | A 0 0 0    | LAST_ACK_ACK_OF_FIN
      ESTABLISHED          | rfc9293                        | A 0 -2 1   | TEXT_IN_ORDER
      ESTABLISHED          | rfc9293                        | A 1 -2 1   | TEXT_BEYOND_GAP
      CLOSE_WAIT           | rfc9293                        | A 0 -2 1   | TEXT_AFTER_FIN
      FIN_WAIT_2 orphan    | linux                          | A 0 0 1    | TEXT_AFTER_CLOSE
      FIN_WAIT_2 orphan    | linux                          | FA -1 0 1  | TEXT_IN_ORDER FIN_WAIT_2_FIN
      ESTABLISHED          | rfc9293                        | FA 0 -2 0  | ESTABLISHED_FIN
      FIN_WAIT_1           | rfc9293                        | FA 0 -3 0  | FIN_WAIT_1_FIN
      FIN_WAIT_2           | rfc9293                        | FA 0 0 0   | FIN_WAIT_2_FIN
      ESTABLISHED          | rfc9293                        | FA 1 -2 0  | FIN_BEYOND_GAP
      ESTABLISHED          | rfc9293          | FA 1 -2 0, A 0 -2 1      | TEXT_IN_ORDER ESTABLISHED_FIN
      ESTABLISHED          | rfc9293          | FA 2 -2 0, A 0 -2 1      | TEXT_IN_ORDER
      FIN_WAIT_2 orphan    | linux                          | FA 1 0 0   | FIN_AFTER_CLOSE
      CLOSE_WAIT           | rfc9293                        | FA 1 -2 0  | FIN_BEYOND_IGNORED
      CLOSE_WAIT           | rfc9293                        | FA 0 -2 0  | SECOND_FIN
      TIME_WAIT            | freebsd                        | S 1 0 0    | TIME_WAIT_ENDED_BY_SYN CLOSED_NO_ACK
      """;

  private static final String CALLS =
      """
      CLOSED               | rfc9293    | OPEN            | CALL_OPEN
      CLOSED               | rfc9293    | LISTEN          | CALL_LISTEN
      CLOSED pipe          | linux      | SEND            | CALL_SEND_BROKEN_PIPE
      SYN_SENT             | rfc9293    | SEND            | CALL_SEND_QUEUED
      ESTABLISHED          | rfc9293    | SEND            | CALL_SEND
      ESTABLISHED          | rfc9293    | RECEIVE         | CALL_RECEIVE
      CLOSED               | linux      | CLOSE           | CALL_CLOSE_NOTHING_LEFT
      SYN_SENT             | rfc9293    | CLOSE           | CALL_CLOSE_BEFORE_SYN_RECEIVED
      SYN_RECEIVED         | rfc9293    | CLOSE           | CALL_CLOSE
      SYN_RECEIVED         | rfc9293    | SEND, CLOSE     | CALL_CLOSE_QUEUED
      ESTABLISHED          | rfc9293    | CLOSE           | CALL_CLOSE
      ESTABLISHED          | linux      | CLOSE           | CALL_CLOSE CALL_CLOSE_STOPS_READING
      ESTABLISHED unread   | linux      | CLOSE           | CALL_CLOSE_UNREAD
      FIN_WAIT_1           | linux      | CLOSE           | CALL_CLOSE_STOPS_READING
      CLOSE_WAIT           | rfc9293    | CLOSE           | CALL_CLOSE_AFTER_FIN
      ESTABLISHED          | linux      | SHUTDOWN        | CALL_CLOSE
      SYN_RECEIVED         | linux      | SHUTDOWN        | CALL_SHUTDOWN_QUEUED
      LISTEN passive       | rfc9293    | ABORT           | CALL_ABORT_SILENT
      ESTABLISHED          | rfc9293    | ABORT           | CALL_ABORT
      CLOSING              | rfc9293    | ABORT           | CALL_ABORT_SILENT
      CLOSING unread       | linux      | ABORT           | CALL_CLOSE_UNREAD
      TIME_WAIT            | rfc9293    | ABORT           | CALL_ABORT_SILENT
      TIME_WAIT            | linux      | ABORT           | CALL_ABORT_TIME_WAIT
      ESTABLISHED          | rfc9293    | patience        | CALL_PATIENCE CALL_CLOSE
      TIME_WAIT            | rfc9293    | reuse           | CALL_REUSED
      ESTABLISHED          | rfc9293    | retransmission  | RETRANSMISSION
      ESTABLISHED          | rfc9293    | retransmission, retransmission, retransmission | GIVE_UP
      TIME_WAIT            | rfc9293    | timeWait        | TIME_WAIT_EXPIRED
      FIN_WAIT_2 orphan    | linux      | finWait2        | FIN_WAIT_2_EXPIRED
      """;

  private static final Map<String, Stack> STACKS =
      Map.of(
          "rfc9293", Stack.RFC9293,
          "linux", Stack.LINUX,
          "linux-3.13", Stack.LINUX_3_13,
          "freebsd", Stack.FREEBSD,
          "synack", Stack.RFC9293.with(SynReceivedReply.SYNACK));

  @TestFactory
  Stream<DynamicTest> arrivals() {
    return rows(ARRIVALS);
  }

  @TestFactory
  Stream<DynamicTest> calls_and_timers() {
    return rows(CALLS);
  }

  private static Stream<DynamicTest> rows(String table) {
    return table.lines().map(row -> DynamicTest.dynamicTest(row, () -> check(row)));
  }

  private static void check(String row) {
    String[] cells = row.split("\\|");
    List<String> state = words(cells[0]);
    List<String> stack = words(cells[1]);
    Stack named = STACKS.get(stack.get(0));
    Bench bench =
        Bench.in(
            TcpState.valueOf(state.get(0)),
            state.contains("passive"),
            stack.size() > 1 ? named.with(Switch.valueOf(stack.get(1))) : named,
            Script.of(Script.Instruction.send(2), Script.Instruction.send(1)));
    bench.tcb.set(ORPHAN, state.contains("orphan"));
    bench.endpoint.app.set(DELIVERED, state.contains("unread") ? 1 : 0);
    bench.endpoint.app.set(BROKEN_PIPE, state.contains("pipe"));
    for (String event : cells[2].split(",")) {
      happens(bench, words(event));
    }
    assertThat(bench.step.rules().stream().map(Rule::name))
        .containsExactlyElementsOf(words(cells[3]));
  }

  private static List<String> words(String cell) {
    return Arrays.asList(cell.strip().split(" +"));
  }

  private static void happens(Bench bench, List<String> event) {
    String what = event.get(0);
    if (event.size() == 4) {
      bench.arrives(
          Bench.segment(
              bench.tcb.rcvNxt() + Integer.parseInt(event.get(1)),
              bench.tcb.sndNxt() + Integer.parseInt(event.get(2)),
              what.chars().map(RuleNamesTest::flag).sum(),
              Integer.parseInt(event.get(3))));
      return;
    }
    bench.step.begin(Action.Kind.CALL, End.CLIENT, Segment.NONE);
    UserCalls calls = new UserCalls();
    Timeouts timeouts = new Timeouts();
    switch (what) {
      case "patience" -> calls.patienceOver(bench.endpoint);
      case "reuse" -> calls.reuse(bench.endpoint);
      case "retransmission" -> timeouts.retransmission(bench.endpoint);
      case "timeWait" -> timeouts.timeWait(bench.endpoint);
      case "finWait2" -> timeouts.finWait2(bench.endpoint);
      case "SEND" -> calls.call(bench.endpoint, Script.Instruction.send(1));
      default -> calls.call(bench.endpoint, Script.Instruction.of(Call.valueOf(what)));
    }
  }

  private static int flag(int letter) {
    return switch (letter) {
      case 'S' -> Segment.SYN;
      case 'F' -> Segment.FIN;
      case 'A' -> Segment.ACK;
      case 'R' -> Segment.RST;
      default -> throw new IllegalArgumentException("no flag: " + (char) letter);
    };
  }
}
