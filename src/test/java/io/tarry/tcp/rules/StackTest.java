package io.tarry.tcp.rules;

import static io.tarry.tcp.Bench.segment;
import static io.tarry.tcp.rules.StackReplies.BARE_FIN;
import static io.tarry.tcp.rules.StackReplies.CURRENT_ACK;
import static io.tarry.tcp.rules.StackReplies.EXACT_RST;
import static io.tarry.tcp.rules.StackReplies.INEXACT_RST;
import static io.tarry.tcp.rules.StackReplies.OLD_ACK;
import static io.tarry.tcp.rules.StackReplies.OLD_SYN;
import static io.tarry.tcp.rules.StackReplies.RCV;
import static io.tarry.tcp.rules.StackReplies.REPEATED_FIN;
import static io.tarry.tcp.rules.StackReplies.SND_NXT;
import static io.tarry.tcp.rules.StackReplies.WRONG_ACK;
import static io.tarry.tcp.rules.StackReplies.after;
import static io.tarry.tcp.rules.StackReplies.timeWait;
import static io.tarry.tcp.world.App.DELIVERED;
import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What stacks do otherwise than the text")
class StackTest {

  @Nested
  @DisplayName("in TIME-WAIT")
  class InTimeWait {

    @Test
    void duplicate_fin_reading_restarts_on_a_repeated_fin_alone() {
      Stack dupfin = TestWorld.reading(TwRestart.DUPFIN, true);
      assertThat(timeWait(dupfin, REPEATED_FIN)).isEqualTo("TIME_WAIT [ACK] restarted");
      assertThat(timeWait(dupfin, CURRENT_ACK)).isEqualTo("TIME_WAIT []");
      assertThat(timeWait(dupfin, OLD_ACK)).isEqualTo("TIME_WAIT [ACK]");
      assertThat(timeWait(dupfin, EXACT_RST)).isEqualTo("CLOSED []");
    }

    @Test
    void linux_restarts_on_nearly_everything() {
      assertThat(timeWait(Stack.LINUX, REPEATED_FIN)).isEqualTo("TIME_WAIT [ACK] restarted");
      assertThat(timeWait(Stack.LINUX, CURRENT_ACK)).isEqualTo("TIME_WAIT [] restarted");
      assertThat(timeWait(Stack.LINUX, WRONG_ACK)).isEqualTo("TIME_WAIT [] restarted");
      assertThat(timeWait(Stack.LINUX, OLD_ACK)).isEqualTo("TIME_WAIT [ACK] restarted");
      assertThat(timeWait(Stack.LINUX, OLD_SYN)).isEqualTo("TIME_WAIT [ACK]");
      assertThat(timeWait(Stack.LINUX, EXACT_RST)).isEqualTo("CLOSED []");
      assertThat(timeWait(Stack.LINUX, INEXACT_RST)).isEqualTo("TIME_WAIT []");
      assertThat(timeWait(Stack.LINUX, BARE_FIN)).isEqualTo("TIME_WAIT [ACK]");
    }

    @Test
    void freebsd_ignores_rst_and_restarts_on_a_repeated_fin() {
      Stack freeBsd = TestWorld.reading(TwRestart.FREEBSD, false);
      assertThat(timeWait(freeBsd, REPEATED_FIN)).isEqualTo("TIME_WAIT [ACK] restarted");
      assertThat(timeWait(freeBsd, CURRENT_ACK)).isEqualTo("TIME_WAIT []");
      assertThat(timeWait(freeBsd, WRONG_ACK)).isEqualTo("TIME_WAIT [ACK]");
      assertThat(timeWait(freeBsd, OLD_ACK)).isEqualTo("TIME_WAIT [ACK]");
      assertThat(timeWait(freeBsd, OLD_SYN)).isEqualTo("TIME_WAIT []");
      assertThat(timeWait(freeBsd, EXACT_RST)).isEqualTo("TIME_WAIT []");
      assertThat(timeWait(freeBsd, BARE_FIN)).isEqualTo("TIME_WAIT []");
    }

    @Test
    void rfc_1337_fix_f1_ignores_the_exact_rst() {
      Stack f1 = TestWorld.reading(TwRestart.LITERAL, false);
      assertThat(timeWait(f1, EXACT_RST)).isEqualTo("TIME_WAIT []");
      assertThat(timeWait(f1, INEXACT_RST)).isEqualTo("TIME_WAIT []");
    }
  }

  @Nested
  @DisplayName("before RFC 5961")
  class BeforeRfc5961 {

    private final Stack rfc793 = TestWorld.rfc793();

    @Test
    void any_rst_in_the_window_resets() {
      for (TcpState state : synchronisedStates()) {
        Bench bench = Bench.in(state, false, rfc793);
        int rcvNxt = bench.tcb.rcvNxt();
        assertThat(after(bench, segment(rcvNxt + 1, 0, RST, 0))).isEqualTo("CLOSED []");
      }
    }

    @Test
    void a_syn_in_the_window_resets_both() {
      for (TcpState state : synchronisedStates()) {
        Bench bench = Bench.in(state, false, rfc793);
        int rcvNxt = bench.tcb.rcvNxt();
        assertThat(after(bench, segment(rcvNxt, 0, SYN, 0))).isEqualTo("CLOSED [RST]");
      }
    }

    @Test
    void an_ack_from_long_ago_is_a_duplicate() {
      Bench bench = Bench.in(TcpState.ESTABLISHED, false, rfc793);
      Segment ack = segment(Bench.PEER_ISS + 2, 1, ACK, 0);
      assertThat(after(bench, ack)).isEqualTo("ESTABLISHED []");
      assertThat(after(Bench.in(TcpState.ESTABLISHED, false, Stack.RFC9293), ack))
          .as("since then it is answered")
          .isEqualTo("ESTABLISHED [ACK]");
    }

    private List<TcpState> synchronisedStates() {
      List<TcpState> states = new ArrayList<>();
      for (TcpState state : TcpState.values()) {
        if (state.synchronised()) {
          states.add(state);
        }
      }
      return states;
    }
  }

  @Nested
  @DisplayName("of FreeBSD")
  class OfFreeBsd {

    @Test
    void where_fins_cross_its_fin_goes_out_again() {
      Bench bench = Bench.in(TcpState.FIN_WAIT_1, false, Stack.FREEBSD);
      assertThat(after(bench, segment(Bench.PEER_ISS + 2, Bench.ISS + 1, FIN | ACK, 0)))
          .isEqualTo("CLOSING [FIN]");
      assertThat(bench.step.sent(0))
          .hasToString("FIN,ACK seq=" + (SND_NXT - 1) + " ack=" + (Bench.PEER_ISS + 3));
    }

    @Test
    void its_rst_for_a_syn_in_the_window_has_its_own_numbers() {
      Stack insecure = Stack.FREEBSD.without(Switch.RFC5961);
      Bench bench = Bench.in(TcpState.ESTABLISHED, false, insecure);
      int sndNxt = bench.tcb.sndNxt();
      assertThat(after(bench, segment(Bench.PEER_ISS + 2, 0, SYN, 0))).isEqualTo("CLOSED [RST]");
      assertThat(bench.step.sent(0))
          .hasToString("RST,ACK seq=" + sndNxt + " ack=" + (Bench.PEER_ISS + 2));
    }

    @Test
    void a_listener_is_silent_to_a_syn_ack() {
      Segment synAck = segment(1, 1, SYN | ACK, 0);
      assertThat(after(Bench.in(TcpState.LISTEN, true, Stack.FREEBSD), synAck))
          .isEqualTo("LISTEN []");
      assertThat(after(Bench.in(TcpState.LISTEN, true, Stack.LINUX), synAck))
          .isEqualTo("LISTEN [RST]");
    }

    @Test
    void a_newer_syn_ends_time_wait_without_a_listener_too() {
      assertThat(timeWait(Stack.FREEBSD, segment(RCV + 1, 0, SYN, 0))).isEqualTo("CLOSED [RST]");
      assertThat(timeWait(Stack.FREEBSD, segment(RCV, 0, SYN, 0))).isEqualTo("TIME_WAIT []");
      assertThat(timeWait(Stack.LINUX, segment(RCV + 1, 0, SYN, 0))).isEqualTo("TIME_WAIT [ACK]");
    }

    @Test
    void time_wait_ignores_rst_and_close_with_bytes_unread_sends_fin() {
      assertThat(timeWait(Stack.FREEBSD, EXACT_RST)).isEqualTo("TIME_WAIT []");
      Bench bench = Bench.in(TcpState.ESTABLISHED, false, Stack.FREEBSD);
      bench.endpoint.app.set(DELIVERED, 1);
      new UserCalls().call(bench.endpoint, Script.Instruction.of(Call.CLOSE));
      assertThat(bench.tcb.state()).isEqualTo(TcpState.FIN_WAIT_1);
      assertThat(bench.tcb.orphan()).isTrue();
    }
  }
}
