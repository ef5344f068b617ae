package io.tarry.tcp.rules;

import static io.tarry.tcp.Bench.segment;
import static io.tarry.tcp.rules.StackReplies.EXACT_RST;
import static io.tarry.tcp.rules.StackReplies.OLD_SYN;
import static io.tarry.tcp.rules.StackReplies.RCV;
import static io.tarry.tcp.rules.StackReplies.SND_NXT;
import static io.tarry.tcp.rules.StackReplies.after;
import static io.tarry.tcp.rules.StackReplies.timeWait;
import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;
import static io.tarry.tcp.world.Tcb.ORPHAN;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.SND_END;
import static io.tarry.tcp.world.Tcb.SND_UNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What Linux does otherwise than the text")
class LinuxStackTest {

  @Test
  void the_ack_field_of_a_repeated_fin_counts() {
    Segment acksOurs = segment(RCV - 1, SND_NXT, FIN | ACK, 0);
    assertThat(after(Bench.in(TcpState.CLOSING, false, Stack.LINUX), acksOurs))
        .isEqualTo("TIME_WAIT [] restarted");
    assertThat(after(Bench.in(TcpState.LAST_ACK, false, Stack.LINUX), acksOurs))
        .isEqualTo("CLOSED []");
  }

  @Test
  void a_repeated_fin_that_acknowledges_nothing_is_acknowledged() {
    Segment old = segment(RCV - 1, Bench.ISS + 1, FIN | ACK, 0);
    assertThat(after(Bench.in(TcpState.CLOSING, false, Stack.LINUX), old))
        .isEqualTo("CLOSING [ACK]");
    assertThat(after(Bench.in(TcpState.LAST_ACK, false, Stack.LINUX), old))
        .isEqualTo("LAST_ACK [ACK]");
  }

  @Test
  void repeated_data_that_acknowledges_the_fin_leads_to_fin_wait_2() {
    Segment data = segment(Bench.PEER_ISS + 1, SND_NXT, ACK, 1);
    assertThat(after(Bench.in(TcpState.FIN_WAIT_1, false, Stack.LINUX), data))
        .isEqualTo("FIN_WAIT_2 [ACK]");
    Segment synAck = segment(Bench.PEER_ISS + 1, SND_NXT, SYN | ACK, 0);
    assertThat(after(Bench.in(TcpState.FIN_WAIT_1, false, Stack.LINUX), synAck))
        .as("not of a SYN+ACK")
        .isEqualTo("FIN_WAIT_1 [ACK]");
  }

  @Test
  void a_rst_one_before_rcv_nxt_counts_after_the_peers_fin() {
    for (TcpState state : List.of(TcpState.CLOSE_WAIT, TcpState.CLOSING, TcpState.LAST_ACK)) {
      assertThat(after(Bench.in(state, false, Stack.LINUX), segment(RCV - 1, 0, RST, 0)))
          .isEqualTo("CLOSED []");
    }
    Bench established = Bench.in(TcpState.ESTABLISHED, false, Stack.LINUX);
    assertThat(after(established, segment(Bench.PEER_ISS + 1, 0, RST, 0)))
        .isEqualTo("ESTABLISHED []");
  }

  @Test
  void after_the_peers_fin_the_next_send_alone_is_told_of_a_rst() {
    Bench linux = Bench.in(TcpState.CLOSE_WAIT, false, Stack.LINUX);
    assertThat(after(linux, EXACT_RST)).isEqualTo("CLOSED []");
    assertThat(linux.endpoint.app.error()).isEqualTo(UserError.NONE);
    new UserCalls().send(linux.endpoint, 1);
    assertThat(linux.endpoint.app.error()).isEqualTo(UserError.BROKEN_PIPE);
    assertThat(linux.endpoint.app.brokenPipe()).as("it is told once").isFalse();

    Bench plain = Bench.in(TcpState.CLOSE_WAIT, false, Stack.RFC9293);
    assertThat(after(plain, EXACT_RST)).isEqualTo("CLOSED []");
    assertThat(plain.endpoint.app.error()).isEqualTo(UserError.RESET);
  }

  @Test
  void a_syn_that_reaches_a_connection_is_acknowledged_or_by_a_stack_of_old_ignored() {
    Stack ignores = Stack.LINUX.with(Switch.IGNORES_SYN);
    for (TcpState state : List.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT)) {
      Segment farAway = segment(Bench.PEER_ISS + 500, 0, SYN, 0);
      assertThat(after(Bench.in(state, false, Stack.LINUX), farAway)).isEqualTo(state + " [ACK]");
      assertThat(after(Bench.in(state, false, ignores), farAway)).isEqualTo(state + " []");
    }
  }

  @Test
  void linux_3_13_drops_a_syn_without_ack_on_a_connection_but_not_of_a_request_or_in_time_wait() {
    Segment syn = segment(Bench.PEER_ISS + 500, 0, SYN, 0);
    for (TcpState state : List.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT)) {
      assertThat(after(Bench.in(state, false, Stack.LINUX_3_13), syn)).isEqualTo(state + " []");
      Segment synAck = segment(Bench.PEER_ISS + 500, SND_NXT, SYN | ACK, 0);
      assertThat(after(Bench.in(state, false, Stack.LINUX_3_13), synAck))
          .isEqualTo(state + " [ACK]");
    }
    assertThat(timeWait(Stack.LINUX_3_13, OLD_SYN)).isEqualTo("TIME_WAIT [ACK]");
    Segment again = segment(Bench.PEER_ISS, 0, SYN, 0);
    assertThat(after(Bench.in(TcpState.SYN_RECEIVED, true, Stack.LINUX_3_13), again))
        .isEqualTo("SYN_RECEIVED [SYN_ACK]");
  }

  @Test
  void any_rst_in_the_window_ends_a_request_of_linux_3_13() {
    Segment inexact = segment(Bench.PEER_ISS + 2, 0, RST, 0);
    assertThat(after(Bench.in(TcpState.SYN_RECEIVED, true, Stack.LINUX_3_13), inexact))
        .isEqualTo("LISTEN []");
    assertThat(after(Bench.in(TcpState.SYN_RECEIVED, true, Stack.LINUX), inexact))
        .isEqualTo("SYN_RECEIVED [ACK]");
  }

  @Test
  void linux_3_13_is_silent_to_an_ack_of_what_it_has_not_sent() {
    for (TcpState state : List.of(TcpState.ESTABLISHED, TcpState.CLOSE_WAIT)) {
      Segment ofState =
          segment(Bench.in(state, false, Stack.LINUX).tcb.rcvNxt(), SND_NXT + 5, ACK, 0);
      assertThat(after(Bench.in(state, false, Stack.LINUX_3_13), ofState)).isEqualTo(state + " []");
      assertThat(after(Bench.in(state, false, Stack.LINUX), ofState)).isEqualTo(state + " [ACK]");
    }
  }

  @Test
  void bytes_of_any_number_are_taken_only_by_a_tcp_that_does_not_look_at_numbers() {
    Stack blind = Stack.LINUX.with(Switch.TAKES_BYTES_OF_ANY_SEQ);
    for (int far : List.of(-2, 500)) {
      Segment data = segment(RCV + far, SND_NXT, ACK, 1);
      for (Stack stack : List.of(Stack.LINUX, blind)) {
        Bench bench = Bench.in(TcpState.ESTABLISHED, false, stack);
        int before = bench.tcb.rcvNxt();
        assertThat(after(bench, data)).isEqualTo("ESTABLISHED [ACK]");
        assertThat(bench.step.deliveredCount()).isEqualTo(stack == blind ? 1 : 0);
        assertThat(bench.tcb.rcvNxt()).isEqualTo(before);
      }
    }
  }

  @Test
  void a_repeated_syn_draws_the_syn_ack_again_and_another_syn_a_rst() {
    Segment again = segment(Bench.PEER_ISS, 0, SYN, 0);
    assertThat(after(Bench.in(TcpState.SYN_RECEIVED, true, Stack.LINUX), again))
        .isEqualTo("SYN_RECEIVED [SYN_ACK]");
    Segment other = segment(Bench.PEER_ISS + 2, 0, SYN, 0);
    assertThat(after(Bench.in(TcpState.SYN_RECEIVED, true, Stack.LINUX), other))
        .isEqualTo("LISTEN [RST]");
  }

  @Test
  void a_crossed_syn_ack_establishes_and_is_acknowledged() {
    Segment crossed = segment(Bench.PEER_ISS, Bench.ISS + 1, SYN | ACK, 0);
    assertThat(after(Bench.in(TcpState.SYN_RECEIVED, false, Stack.LINUX), crossed))
        .isEqualTo("ESTABLISHED [ACK]");
    assertThat(after(Bench.in(TcpState.SYN_RECEIVED, false, Stack.RFC9293), crossed))
        .isEqualTo("SYN_RECEIVED [ACK]");
  }

  @Test
  void bytes_for_a_user_who_gave_up_reading_draw_a_rst() {
    for (TcpState state : List.of(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2)) {
      Bench bench = Bench.in(state, false, Stack.LINUX);
      bench.tcb.set(ORPHAN, true);
      Segment data = segment(Bench.PEER_ISS + 2, SND_NXT, ACK, 1);
      assertThat(after(bench, data)).isEqualTo("CLOSED [RST]");
    }
  }

  /** After three bytes that were acknowledged. */
  private static String byteWithAck(boolean passive, int belowUna) {
    Bench bench = Bench.in(TcpState.ESTABLISHED, passive, Stack.LINUX);
    bench.tcb.set(SND_UNA, Bench.ISS + 4);
    bench.tcb.set(Tcb.SND_NXT, Bench.ISS + 4);
    bench.tcb.set(SND_END, Bench.ISS + 4);
    String result = after(bench, segment(Bench.PEER_ISS + 2, Bench.ISS + 4 - belowUna, ACK, 1));
    return result + " " + bench.endpoint.app.delivered();
  }

  @Test
  void an_ack_of_what_this_connection_never_sent_is_too_old_however_near() {
    assertThat(byteWithAck(true, 3)).isEqualTo("ESTABLISHED [ACK] 1");
    assertThat(byteWithAck(true, 4)).isEqualTo("ESTABLISHED [ACK] 0");
    assertThat(byteWithAck(false, 4)).as("the SYN counts").isEqualTo("ESTABLISHED [ACK] 1");
    assertThat(byteWithAck(false, 5)).isEqualTo("ESTABLISHED [ACK] 0");
  }

  @Test
  void a_fin_beyond_a_gap_ends_an_orphan() {
    for (TcpState state : List.of(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2)) {
      Segment beyond = segment(Bench.PEER_ISS + 3, SND_NXT, FIN | ACK, 0);
      Bench orphan = Bench.in(state, false, Stack.LINUX);
      orphan.tcb.set(ORPHAN, true);
      assertThat(after(orphan, beyond)).isEqualTo("CLOSED [RST]");
      assertThat(orphan.step.sent(0).seq()).isEqualTo(SND_NXT);
      assertThat(after(Bench.in(state, false, Stack.LINUX), beyond)).isEqualTo("FIN_WAIT_2 [ACK]");
    }
  }

  @Test
  void a_rst_while_closing_is_told_to_who_still_has_a_descriptor() {
    for (TcpState state : List.of(TcpState.CLOSING, TcpState.LAST_ACK)) {
      Bench owned = Bench.in(state, false, Stack.LINUX);
      assertThat(after(owned, EXACT_RST)).isEqualTo("CLOSED []");
      assertThat(owned.endpoint.app.error()).isEqualTo(UserError.RESET);

      Bench orphan = Bench.in(state, false, Stack.LINUX);
      orphan.tcb.set(ORPHAN, true);
      assertThat(after(orphan, EXACT_RST)).isEqualTo("CLOSED []");
      assertThat(orphan.endpoint.app.error()).isEqualTo(UserError.NONE);
    }
  }

  private static String passive(Segment seg) {
    return after(Bench.in(TcpState.SYN_RECEIVED, true, Stack.LINUX), seg);
  }

  private static String active(Segment seg) {
    return after(Bench.in(TcpState.SYN_RECEIVED, false, Stack.LINUX), seg);
  }

  private static final int RCV_1 = Bench.PEER_ISS + 1;
  private static final int GOOD = Bench.ISS + 1;

  @Test
  void a_request_is_asked_for_its_ack_before_its_seq() {
    assertThat(passive(segment(RCV_1 - 1, GOOD, ACK, 0))).isEqualTo("SYN_RECEIVED [ACK]");
    assertThat(passive(segment(RCV_1 - 1, GOOD - 1, ACK, 0))).isEqualTo("SYN_RECEIVED [RST]");
    assertThat(passive(segment(RCV_1 - 1, GOOD, ACK, 1))).isEqualTo("SYN_RECEIVED [ACK]");
    assertThat(passive(segment(RCV_1 - 1, GOOD, SYN | ACK, 0))).isEqualTo("SYN_RECEIVED [ACK]");
    assertThat(passive(segment(RCV_1 - 1, GOOD + 1, SYN | ACK, 0))).isEqualTo("SYN_RECEIVED [RST]");
    assertThat(passive(segment(RCV_1, GOOD, SYN | ACK, 0))).isEqualTo("LISTEN [RST]");
    assertThat(passive(segment(RCV_1, GOOD + 1, RST | ACK, 0)))
        .as("a RST is not asked for it")
        .isEqualTo("LISTEN []");
    assertThat(passive(segment(RCV_1 - 1, 0, 0, 0))).isEqualTo("SYN_RECEIVED [ACK]");
    assertThat(passive(segment(RCV_1, 0, 0, 0))).isEqualTo("SYN_RECEIVED []");
  }

  @Test
  void an_active_syn_received_is_established_by_an_ack_of_its_iss_too() {
    assertThat(active(segment(RCV_1, GOOD - 1, ACK, 0))).isEqualTo("ESTABLISHED []");
    assertThat(active(segment(RCV_1, GOOD - 2, ACK, 0))).isEqualTo("SYN_RECEIVED [RST]");
    assertThat(active(segment(RCV_1, GOOD + 1, ACK, 0))).isEqualTo("SYN_RECEIVED [RST]");
    assertThat(active(segment(RCV_1 - 1, GOOD - 1, ACK, 1))).isEqualTo("ESTABLISHED [ACK]");
    assertThat(active(segment(RCV_1, GOOD - 1, FIN | ACK, 0))).isEqualTo("CLOSE_WAIT [ACK]");
    assertThat(active(segment(RCV_1 - 1, GOOD - 1, SYN | ACK, 0))).isEqualTo("SYN_RECEIVED [ACK]");
    assertThat(active(segment(RCV_1 - 1, 0, FIN, 0))).isEqualTo("SYN_RECEIVED []");
    Stack seqFirst = Stack.LINUX.without(Switch.ACK_BEFORE_SEQ);
    assertThat(
            after(
                Bench.in(TcpState.SYN_RECEIVED, true, seqFirst), segment(RCV_1, GOOD - 1, ACK, 0)))
        .as("a passive one is not, in whatever order it asks")
        .isEqualTo("SYN_RECEIVED [RST]");
  }

  @Test
  void what_an_ack_of_the_iss_established_still_sends_its_syn_ack_again() {
    Bench bench = Bench.in(TcpState.SYN_RECEIVED, false, Stack.LINUX);
    bench.arrives(segment(RCV_1, GOOD - 1, ACK, 0));
    bench.step.begin(Action.Kind.RETRANSMISSION_TIMEOUT, End.CLIENT, Segment.NONE);
    new Timeouts().retransmission(bench.endpoint);
    assertThat(bench.step.sent(0).kind()).isEqualTo(SegmentKind.SYN_ACK);
  }

  @Test
  void seq_at_the_end_of_the_window_is_acceptable_without_bytes() {
    int end = Bench.PEER_ISS + 2 + Bench.in(TcpState.CLOSED, true, Stack.LINUX).endpoint.window();
    Segment ack = segment(end, GOOD, ACK, 0);
    Segment rst = segment(end, 0, RST, 0);
    Segment oneByte = segment(end, GOOD + 2, ACK, 1);
    assertThat(established(ack)).isEqualTo("ESTABLISHED []");
    assertThat(established(rst)).isEqualTo("ESTABLISHED [ACK]");
    Bench bench = Bench.in(TcpState.ESTABLISHED, true, Stack.LINUX);
    assertThat(after(bench, oneByte)).isEqualTo("ESTABLISHED [ACK]");
    assertThat(bench.tcb.sndUna()).as("nor does its ACK count").isEqualTo(GOOD);
    assertThat(established(segment(end + 1, GOOD, ACK, 0))).isEqualTo("ESTABLISHED [ACK]");
    assertThat(established(segment(end + 1, 0, RST, 0))).isEqualTo("ESTABLISHED []");
    assertThat(after(Bench.in(TcpState.ESTABLISHED, true, Stack.RFC9293), ack))
        .isEqualTo("ESTABLISHED [ACK]");
  }

  private static String established(Segment seg) {
    return after(Bench.in(TcpState.ESTABLISHED, true, Stack.LINUX), seg);
  }

  @Test
  void a_segment_with_no_ack_draws_nothing_whatever_its_seq() {
    for (int seq : new int[] {Bench.PEER_ISS + 1, Bench.PEER_ISS + 2, Bench.PEER_ISS + 99}) {
      assertThat(established(segment(seq, 0, 0, 0))).isEqualTo("ESTABLISHED []");
      assertThat(established(segment(seq, 0, FIN, 0))).isEqualTo("ESTABLISHED []");
    }
  }

  @Test
  void a_bad_ack_has_the_syn_sent_again_at_once_and_that_once() {
    Bench bench = Bench.in(TcpState.SYN_SENT, false, Stack.LINUX);
    bench.tcb.set(RETRANSMISSION_TIMER, Timer.DUE + 3);
    assertThat(after(bench, segment(1, GOOD + 1, ACK, 0))).isEqualTo("SYN_SENT [RST]");
    assertThat(bench.tcb.retransmissionTimer()).isEqualTo(Timer.DUE);

    bench.endpoint.countRetransmission();
    bench.tcb.set(RETRANSMISSION_TIMER, Timer.DUE + 3);
    assertThat(after(bench, segment(1, GOOD + 1, ACK, 0))).isEqualTo("SYN_SENT [RST]");
    assertThat(bench.tcb.retransmissionTimer()).isEqualTo(Timer.DUE + 3);
  }

  @Test
  void an_orphan_in_fin_wait_2_has_a_timer_and_others_have_none() {
    Segment acksFin = segment(Bench.PEER_ISS + 2, SND_NXT, ACK, 0);
    Bench orphan = Bench.in(TcpState.FIN_WAIT_1, false, Stack.LINUX);
    orphan.tcb.set(ORPHAN, true);
    orphan.arrives(acksFin);
    assertThat(orphan.tcb.finWait2Timer()).isGreaterThan(Timer.OFF);

    Bench owned = Bench.in(TcpState.FIN_WAIT_1, false, Stack.LINUX);
    owned.arrives(acksFin);
    assertThat(owned.tcb.finWait2Timer()).isEqualTo(Timer.OFF);
  }
}
