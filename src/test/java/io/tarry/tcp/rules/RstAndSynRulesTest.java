package io.tarry.tcp.rules;

import static io.tarry.tcp.Bench.segment;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.TcpState;
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
        Arguments.of(TcpState.SYN_RECEIVED, true, tells, Rule.SYN_RECEIVED_RST_PASSIVE),
        Arguments.of(TcpState.SYN_RECEIVED, false, tells, Rule.SYN_RECEIVED_RST_TOLD),
        Arguments.of(TcpState.SYN_RECEIVED, false, PLAIN, Rule.SYN_RECEIVED_RST_ACTIVE),
        Arguments.of(TcpState.ESTABLISHED, false, pipe, Rule.RST_EXACT),
        Arguments.of(TcpState.FIN_WAIT_1, false, pipe, Rule.RST_EXACT),
        Arguments.of(TcpState.FIN_WAIT_2, false, pipe, Rule.RST_EXACT),
        Arguments.of(TcpState.CLOSE_WAIT, false, pipe, Rule.RST_BROKEN_PIPE),
        Arguments.of(TcpState.CLOSE_WAIT, false, PLAIN, Rule.RST_EXACT),
        Arguments.of(TcpState.CLOSING, false, PLAIN, Rule.RST_WHILE_CLOSING),
        Arguments.of(TcpState.LAST_ACK, false, PLAIN, Rule.RST_WHILE_CLOSING));
  }

  @ParameterizedTest(name = "a RST in {0} is judged by {3}")
  @MethodSource("resets")
  void a_reset(TcpState state, boolean passive, Stack stack, Rule rule) {
    Bench bench = Bench.in(state, passive, stack);
    bench.arrives(segment(bench.tcb.rcvNxt(), 0, RST, 0));

    assertThat(bench.step.rules()).containsExactly(rule);
  }

  @Test
  void a_syn_in_the_window() {
    assertThat(rulesOfSyn(PLAIN.with(Switch.RFC5961))).containsExactly(Rule.SYN_IN_WINDOW);
    assertThat(rulesOfSyn(PLAIN.without(Switch.RFC5961)))
        .containsExactly(Rule.SYN_IN_WINDOW_RESETS);
  }

  private static List<Rule> rulesOfSyn(Stack stack) {
    Bench bench = Bench.in(TcpState.ESTABLISHED, false, stack);
    bench.arrives(segment(bench.tcb.rcvNxt(), 0, SYN, 0));
    return bench.step.rules();
  }
}
