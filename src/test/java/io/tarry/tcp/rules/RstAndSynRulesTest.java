package io.tarry.tcp.rules;

import static io.tarry.tcp.Bench.segment;
import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A RST and a SYN name the rule that they go by")
class RstAndSynRulesTest {

  private static final Stack PLAIN = Stack.RFC9293;

  static List<Arguments> resets() {
    Stack tells = PLAIN.with(Switch.TELLS_RESET_WHILE_OPENING);
    Stack pipe = PLAIN.with(Switch.BROKEN_PIPE);
    return List.of(
        Arguments.of(
            TcpState.SYN_RECEIVED,
            true,
            tells,
            Rule.SYN_RECEIVED_RST_PASSIVE,
            TcpState.LISTEN,
            UserError.NONE),
        Arguments.of(
            TcpState.SYN_RECEIVED,
            false,
            tells,
            Rule.SYN_RECEIVED_RST_TOLD,
            TcpState.CLOSED,
            UserError.RESET),
        Arguments.of(
            TcpState.SYN_RECEIVED,
            false,
            PLAIN,
            Rule.SYN_RECEIVED_RST_ACTIVE,
            TcpState.CLOSED,
            UserError.REFUSED),
        Arguments.of(
            TcpState.ESTABLISHED, false, pipe, Rule.RST_EXACT, TcpState.CLOSED, UserError.RESET),
        Arguments.of(
            TcpState.FIN_WAIT_1, false, pipe, Rule.RST_EXACT, TcpState.CLOSED, UserError.RESET),
        Arguments.of(
            TcpState.FIN_WAIT_2, false, pipe, Rule.RST_EXACT, TcpState.CLOSED, UserError.RESET),
        Arguments.of(
            TcpState.CLOSE_WAIT,
            false,
            pipe,
            Rule.RST_BROKEN_PIPE,
            TcpState.CLOSED,
            UserError.NONE),
        Arguments.of(
            TcpState.CLOSE_WAIT, false, PLAIN, Rule.RST_EXACT, TcpState.CLOSED, UserError.RESET),
        Arguments.of(
            TcpState.CLOSING,
            false,
            PLAIN,
            Rule.RST_WHILE_CLOSING,
            TcpState.CLOSED,
            UserError.NONE),
        Arguments.of(
            TcpState.LAST_ACK,
            false,
            PLAIN,
            Rule.RST_WHILE_CLOSING,
            TcpState.CLOSED,
            UserError.NONE));
  }

  @ParameterizedTest(name = "a RST in {0} is judged by {3}")
  @MethodSource("resets")
  void a_reset(
      TcpState state, boolean passive, Stack stack, Rule rule, TcpState after, UserError told) {
    Bench bench = Bench.in(state, passive, stack);
    bench.arrives(segment(bench.tcb.rcvNxt(), 0, RST, 0));

    assertThat(bench.step.rules()).containsExactly(rule);
    assertThat(bench.tcb.state()).isEqualTo(after);
    assertThat(bench.endpoint.app.error()).isEqualTo(told);
    assertThat(bench.endpoint.app.brokenPipe()).isEqualTo(rule == Rule.RST_BROKEN_PIPE);
    assertThat(bench.step.sentCount()).isZero();
    assertThat(bench.tcb.sndNxt()).as("what it knew of the peer").isZero();
    assertThat(bench.tcb.retransmissionTimer()).isEqualTo(Timer.OFF);
  }

  @Test
  void a_syn_in_the_window() {
    assertThat(rulesOfSyn(PLAIN.with(Switch.RFC5961))).containsExactly(Rule.SYN_IN_WINDOW);
    assertThat(rulesOfSyn(PLAIN.without(Switch.RFC5961)))
        .containsExactly(Rule.SYN_IN_WINDOW_RESETS);
  }

  @Test
  void a_syn_in_the_window_with_an_ack_or_without() {
    Bench bench = Bench.in(TcpState.ESTABLISHED, false, PLAIN.without(Switch.RFC5961));
    int next = bench.tcb.rcvNxt();
    bench.arrives(segment(next, 101, SYN | ACK, 0));
    assertThat(bench.step.sent(0)).hasToString("RST seq=101");

    Bench other = Bench.in(TcpState.ESTABLISHED, false, PLAIN.without(Switch.RFC5961));
    other.arrives(segment(next, 0, SYN, 0));
    assertThat(other.step.sent(0)).hasToString("RST,ACK seq=0 ack=" + (next + 1));
  }

  private static List<Rule> rulesOfSyn(Stack stack) {
    Bench bench = Bench.in(TcpState.ESTABLISHED, false, stack);
    bench.arrives(segment(bench.tcb.rcvNxt(), 0, SYN, 0));
    return bench.step.rules();
  }
}
