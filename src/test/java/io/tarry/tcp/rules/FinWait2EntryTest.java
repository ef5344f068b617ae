package io.tarry.tcp.rules;

import static io.tarry.tcp.Bench.segment;
import static io.tarry.tcp.world.Segment.ACK;
import static io.tarry.tcp.world.Segment.FIN;
import static io.tarry.tcp.world.Segment.RST;
import static io.tarry.tcp.world.Segment.SYN;
import static io.tarry.tcp.world.Tcb.ORPHAN;
import static io.tarry.tcp.world.Tcb.TIMESTAMPS;
import static io.tarry.tcp.world.Tcb.TS_RECENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Bench;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.UserError;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("FIN-WAIT-2 that nobody reads, on Linux,")
class FinWait2EntryTest {

  private static final int RCV = Bench.PEER_ISS + 2;
  private static final int SND_NXT = Bench.ISS + 4;
  private static final Stack WHOLE = Stack.LINUX.without(Switch.FIN_WAIT2_ENTRY);

  private static Bench orphan(TcpState state, Stack stack) {
    Bench bench = Bench.in(state, false, stack);
    bench.tcb.set(ORPHAN, true);
    return bench;
  }

  private static String after(Bench bench, Segment seg) {
    bench.arrives(seg);
    List<SegmentKind> sent = new ArrayList<>();
    for (int i = 0; i < bench.step.sentCount(); i++) {
      sent.add(bench.step.sent(i).kind());
    }
    return bench.tcb.state() + " " + sent;
  }

  private static String entry(Segment seg) {
    return after(orphan(TcpState.FIN_WAIT_2, Stack.LINUX), seg);
  }

  private static String whole(Segment seg) {
    return after(orphan(TcpState.FIN_WAIT_2, WHOLE), seg);
  }

  @Test
  void is_ended_by_any_rst_in_the_window_and_answers_one_outside() {
    Segment inexact = segment(RCV + 1, 0, RST, 0);
    assertThat(entry(segment(RCV, 0, RST, 0))).isEqualTo("CLOSED []");
    assertThat(entry(inexact)).isEqualTo("CLOSED []");
    assertThat(whole(inexact)).isEqualTo("FIN_WAIT_2 [ACK]");
    Segment outside = segment(RCV - 1, 0, RST, 0);
    assertThat(entry(outside)).isEqualTo("FIN_WAIT_2 [ACK]");
    assertThat(whole(outside)).isEqualTo("FIN_WAIT_2 []");
  }

  @Test
  void is_ended_by_a_syn_in_the_window_which_draws_a_rst() {
    Segment syn = segment(RCV, 0, SYN, 0);
    assertThat(entry(syn)).isEqualTo("CLOSED [RST]");
    assertThat(whole(syn)).isEqualTo("FIN_WAIT_2 [ACK]");
    assertThat(entry(segment(RCV - 1, 0, SYN, 0))).isEqualTo("FIN_WAIT_2 [ACK]");
    Bench told = orphan(TcpState.FIN_WAIT_2, Stack.LINUX);
    told.arrives(syn);
    assertThat(told.endpoint.app.error())
        .as("nobody is there to be told")
        .isEqualTo(UserError.NONE);
  }

  @Test
  void does_not_look_at_what_is_acknowledged() {
    int never = SND_NXT + 9;
    assertThat(entry(segment(RCV, never, ACK, 0))).isEqualTo("FIN_WAIT_2 []");
    assertThat(whole(segment(RCV, never, ACK, 0))).isEqualTo("FIN_WAIT_2 [ACK]");
    assertThat(entry(segment(RCV, never, FIN | ACK, 0))).isEqualTo("TIME_WAIT [ACK]");
    assertThat(whole(segment(RCV, never, FIN | ACK, 0))).isEqualTo("FIN_WAIT_2 [ACK]");
    assertThat(entry(segment(RCV, never, ACK, 1))).isEqualTo("CLOSED [RST]");
    assertThat(entry(segment(RCV, 0, FIN, 0)))
        .as("but it needs the bit")
        .isEqualTo("FIN_WAIT_2 []");
  }

  @Test
  void answers_outside_the_window_what_has_no_ack_too() {
    Segment old = segment(RCV - 2, 0, FIN, 0);
    assertThat(entry(old)).isEqualTo("FIN_WAIT_2 [ACK]");
    assertThat(whole(old)).isEqualTo("FIN_WAIT_2 []");
  }

  @Test
  void tolerates_no_old_timestamp_and_keeps_that_of_the_fin() {
    Segment fin = segment(RCV, SND_NXT, FIN | ACK, 0).stamped(0);
    assertThat(after(stamped(Stack.LINUX, 0), fin.older())).isEqualTo("FIN_WAIT_2 [ACK]");
    assertThat(after(stamped(WHOLE, 0), fin.older())).isEqualTo("TIME_WAIT [ACK]");
    Bench newer = stamped(Stack.LINUX, -1);
    assertThat(after(newer, fin)).isEqualTo("TIME_WAIT [ACK]");
    assertThat(newer.tcb.tsRecent()).isEqualTo(kept(newer, 0));
  }

  private static Bench stamped(Stack stack, int recent) {
    Bench bench = orphan(TcpState.FIN_WAIT_2, stack);
    bench.tcb.set(TIMESTAMPS, true);
    bench.tcb.set(TS_RECENT, kept(bench, recent));
    return bench;
  }

  private static int kept(Bench bench, int stamp) {
    Timestamps stamps = new Timestamps(bench.settings, bench.world.topology());
    return stamps.keep(bench.world.topology().clockOf(End.SERVER), stamp);
  }

  @Test
  void begins_without_an_answer_to_bytes_that_came_before() {
    Segment again = segment(RCV - 1, SND_NXT, ACK, 1);
    assertThat(after(orphan(TcpState.FIN_WAIT_1, Stack.LINUX), again)).isEqualTo("FIN_WAIT_2 []");
    assertThat(after(orphan(TcpState.FIN_WAIT_1, WHOLE), again)).isEqualTo("FIN_WAIT_2 [ACK]");
  }

  @Test
  void is_a_whole_connection_as_long_as_somebody_may_read() {
    Bench owned = Bench.in(TcpState.FIN_WAIT_2, false, Stack.LINUX);
    assertThat(after(owned, segment(RCV + 1, 0, RST, 0))).isEqualTo("FIN_WAIT_2 [ACK]");
  }
}
