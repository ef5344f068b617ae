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
import io.tarry.tcp.LoneEnd;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timestamps;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With timestamps, Linux")
class LinuxStampsTest {

  private static final int RCV = Bench.PEER_ISS + 2;
  private static final int SND_UNA = Bench.ISS + 1;
  private static final int SND_NXT = Bench.ISS + 3;

  private static Stamped established(Stack stack) {
    return new Stamped(Bench.in(TcpState.ESTABLISHED, false, stack));
  }

  /** An end whose TS.Recent is one tick older than the peer's clock. */
  private record Stamped(Bench bench) {

    Stamped {
      bench.tcb.set(TIMESTAMPS, true);
      bench.tcb.set(TS_RECENT, at(bench, -1));
    }

    private static int at(Bench bench, int stamp) {
      Timestamps stamps = new Timestamps(bench.settings, bench.world.topology());
      return stamps.keep(bench.world.topology().clockOf(End.SERVER), stamp);
    }

    boolean takesFrom(Segment arriving) {
      bench.arrives(arriving.stamped(0));
      return bench.tcb.tsRecent() == at(bench, 0);
    }

    /** Whether a segment whose timestamp is older than TS.Recent by two draws an ACK. */
    boolean answersOld(Segment arriving) {
      bench.arrives(arriving.stamped(0).older().older().older());
      assertThat(bench.step.sentCount()).isLessThan(2);
      return bench.step.sentCount() == 1 && bench.step.sent(0).kind() == SegmentKind.ACK;
    }
  }

  @Test
  void takes_the_timestamp_of_a_segment_only_with_its_ack() {
    Stack early = Stack.LINUX.without(Switch.TS_RECENT_AFTER_ACK);
    for (Segment taken :
        new Segment[] {segment(RCV, SND_UNA, ACK, 0), segment(RCV, SND_NXT, ACK, 1)}) {
      assertThat(established(Stack.LINUX).takesFrom(taken)).isTrue();
      assertThat(established(early).takesFrom(taken)).isTrue();
    }
    for (Segment other :
        new Segment[] {
          segment(RCV, SND_UNA - 1, ACK, 0),
          segment(RCV, SND_NXT + 1, ACK, 0),
          segment(RCV, SND_NXT, SYN | ACK, 0),
          segment(RCV, 0, SYN, 0)
        }) {
      assertThat(established(Stack.LINUX).takesFrom(other)).as(other.toString()).isFalse();
      assertThat(established(early).takesFrom(other)).as(other.toString()).isTrue();
    }
    assertThat(established(Stack.LINUX).takesFrom(segment(RCV + 1, SND_NXT, ACK, 0)))
        .as("beyond a gap")
        .isFalse();
  }

  @Test
  void is_silent_to_an_old_ack_with_an_old_timestamp() {
    Segment oldAck = segment(RCV - 1, SND_NXT, ACK, 0);
    assertThat(established(Stack.LINUX).answersOld(oldAck)).isFalse();
    assertThat(established(Stack.LINUX_3_13).answersOld(oldAck)).isTrue();
    for (Segment other :
        new Segment[] {
          segment(RCV, SND_NXT, ACK, 0),
          segment(RCV - 1, SND_NXT, ACK, 1),
          segment(RCV - 1, SND_NXT, FIN | ACK, 0),
          segment(RCV - 1, 0, SYN, 0)
        }) {
      assertThat(established(Stack.LINUX).answersOld(other)).as(other.toString()).isTrue();
    }
    assertThat(new Stamped(Bench.in(TcpState.TIME_WAIT, false, Stack.LINUX)).answersOld(oldAck))
        .isTrue();
    assertThat(
            new Stamped(Bench.in(TcpState.SYN_RECEIVED, true, Stack.LINUX))
                .answersOld(segment(Bench.PEER_ISS, SND_UNA, ACK, 0)))
        .isTrue();
  }

  @Test
  void names_the_rule_that_an_old_timestamp_goes_by() {
    Segment inOrder = segment(RCV, SND_NXT, ACK, 0);
    Segment oldAck = segment(RCV - 1, SND_NXT, ACK, 0);
    assertThat(rules(Stack.LINUX, oldAck, 2)).containsExactly(Rule.PAWS_OLD_ACK);
    assertThat(rules(Stack.LINUX, inOrder, 2)).containsExactly(Rule.PAWS_REJECT);
    assertThat(rules(Stack.LINUX, inOrder, 1)).containsExactly(Rule.PAWS_TOLERATED, Rule.ACK_NEW);
    assertThat(rules(Stack.LINUX, inOrder, 0)).containsExactly(Rule.ACK_NEW);
    assertThat(rules(Stack.RFC9293, inOrder, 1)).containsExactly(Rule.PAWS_REJECT);
    Segment rst = segment(RCV, 0, RST, 0);
    assertThat(rules(Stack.LINUX, rst, 2)).as("a RST carries none").containsExactly(Rule.RST_EXACT);
    Stamped orphan = new Stamped(Bench.in(TcpState.FIN_WAIT_2, false, Stack.LINUX));
    orphan.bench().tcb.set(ORPHAN, true);
    orphan.bench().arrives(inOrder.stamped(0).older().older());
    assertThat(orphan.bench().step.rules()).containsExactly(Rule.PAWS_REJECT);
  }

  private static List<Rule> rules(Stack stack, Segment arriving, int olderThanTsRecent) {
    Bench bench = established(stack).bench();
    Segment stamped = arriving.stamped(0).older();
    for (int i = 0; i < olderThanTsRecent; i++) {
      stamped = stamped.older();
    }
    bench.arrives(stamped);
    return bench.step.rules();
  }

  @Test
  void takes_the_timestamp_of_a_repeated_segment_whose_ack_counts() {
    Stamped closing = new Stamped(Bench.in(TcpState.CLOSING, false, Stack.LINUX));
    int rcvNxt = closing.bench().tcb.rcvNxt();
    assertThat(closing.takesFrom(segment(rcvNxt - 1, SND_UNA, FIN | ACK, 0))).isTrue();
  }

  @Test
  void agrees_on_timestamps_with_the_syn_ack_that_connect_gets() {
    LoneEnd.Times times = new LoneEnd.Times(2, 1, 4, 6);
    LoneEnd end = LoneEnd.of(Stack.LINUX, Side.CLIENT, 8, times, true);
    end.call(Script.Instruction.of(Call.OPEN));
    end.arrives(Bench.PEER_ISS, Bench.ISS + 1, SYN | ACK, 0, 3);
    assertThat(end.state()).isEqualTo(TcpState.ESTABLISHED);
    assertThat(end.tsRecentAge()).hasValue(3);
  }
}
