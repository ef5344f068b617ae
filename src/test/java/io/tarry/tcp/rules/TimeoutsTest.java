package io.tarry.tcp.rules;

import static io.tarry.tcp.world.Tcb.SND_UNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Fate;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.UserError;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Timeouts (RFC 9293 section 3.10.8)")
class TimeoutsTest {

  private final Timeouts timeouts = new Timeouts();

  private Bench fire(TcpState state, boolean passive) {
    Bench bench = Bench.in(state, passive, Stack.RFC9293);
    bench.step.begin(Action.Kind.RETRANSMISSION_TIMEOUT, End.CLIENT, Segment.NONE);
    timeouts.retransmission(bench.endpoint);
    return bench;
  }

  @Test
  void the_front_of_the_queue_is_sent_again() {
    assertThat(fire(TcpState.SYN_SENT, false).step.sent(0)).hasToString("SYN seq=100");
    assertThat(fire(TcpState.SYN_RECEIVED, true).step.sent(0))
        .hasToString("SYN,ACK seq=100 ack=301");
    assertThat(fire(TcpState.ESTABLISHED, false).step.sent(0))
        .hasToString("ACK seq=101 ack=302 len=2");
    assertThat(fire(TcpState.FIN_WAIT_1, false).step.sent(0))
        .hasToString("ACK seq=101 ack=302 len=2");
  }

  @Test
  void the_fin_is_the_front_once_the_bytes_are_acknowledged() {
    Bench bench = Bench.in(TcpState.LAST_ACK, false, Stack.RFC9293);
    bench.tcb.set(SND_UNA, bench.tcb.sndEnd());
    timeouts.retransmission(bench.endpoint);
    assertThat(bench.step.sent(0)).hasToString("FIN,ACK seq=103 ack=303");
    assertThat(bench.step.sent(0).retransmission()).isTrue();
  }

  @Test
  void the_timeout_doubles_and_after_r2_retransmissions_the_end_gives_up_without_a_rst() {
    Bench bench = fire(TcpState.LAST_ACK, false);
    int rto = bench.settings.time().rto();
    assertThat(bench.tcb.retransmissionTimer()).isEqualTo(Timer.DUE + 2 * rto);
    timeouts.retransmission(bench.endpoint);
    assertThat(bench.tcb.retransmissionTimer()).isEqualTo(Timer.DUE + 4 * rto);

    bench.step.begin(Action.Kind.RETRANSMISSION_TIMEOUT, End.CLIENT, Segment.NONE);
    timeouts.retransmission(bench.endpoint);
    assertThat(bench.tcb.state()).isEqualTo(TcpState.CLOSED);
    assertThat(bench.tcb.fate()).isEqualTo(Fate.GAVE_UP);
    assertThat(bench.step.sentCount()).isZero();
    assertThat(bench.world.app(End.CLIENT).error()).isEqualTo(UserError.TIMED_OUT);
  }

  @Test
  void an_ack_of_something_new_ends_the_back_off() {
    Bench bench = fire(TcpState.LAST_ACK, false);
    bench.arrives(Bench.segment(303, 102, Segment.ACK, 0));
    assertThat(bench.tcb.retransmissions()).isZero();
    assertThat(bench.tcb.retransmissionTimer()).isEqualTo(Timer.DUE + bench.settings.time().rto());
  }

  @Test
  void time_wait_and_an_orphans_fin_wait_2_end_in_closed_without_a_segment() {
    Bench timeWait = Bench.in(TcpState.TIME_WAIT, false, Stack.RFC9293);
    timeouts.timeWait(timeWait.endpoint);
    assertThat(timeWait.tcb.state()).isEqualTo(TcpState.CLOSED);
    assertThat(timeWait.tcb.fate()).isEqualTo(Fate.CLOSED);

    Bench finWait2 = Bench.in(TcpState.FIN_WAIT_2, false, Stack.LINUX);
    timeouts.finWait2(finWait2.endpoint);
    assertThat(finWait2.tcb.state()).isEqualTo(TcpState.CLOSED);
    assertThat(finWait2.tcb.fate()).isEqualTo(Fate.GAVE_UP);
    assertThat(timeWait.step.sentCount() + finWait2.step.sentCount()).isZero();
  }
}
