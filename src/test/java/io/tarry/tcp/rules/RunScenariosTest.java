package io.tarry.tcp.rules;

import static io.tarry.engine.Verdict.HOLDS;
import static io.tarry.engine.Verdict.VACUOUS;
import static io.tarry.engine.Verdict.VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.StepTest;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TwRestart;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What must happen at last")
class RunScenariosTest {

  private static final Script.Instruction OPEN = Script.Instruction.of(Call.OPEN);
  private static final Script.Instruction LISTEN = Script.Instruction.of(Call.LISTEN);

  private static Verdict verdict(
      TestWorld world, TcpRules tcp, Claim claim, Property<TcpModel> said) {
    Set<Settings.Ghost> ghosts = EnumSet.noneOf(Settings.Ghost.class);
    ghosts.addAll(claim.needs().ghosts());
    Settings settings = world.settings().remembering(ghosts);
    SearchResult result =
        Divided.remembering(Search.of(() -> new TcpModel(settings, tcp)), 1).run(List.of(said));
    assertThat(result.stoppedBy()).isEmpty();
    return result.finding(claim.id()).verdict();
  }

  private static Verdict verdict(TestWorld world, TcpRules tcp, String id) {
    Claim claim = Catalogue.find(id).orElseThrow();
    return verdict(world, tcp, claim, claim.property());
  }

  private static Verdict verdict(TestWorld world, String id) {
    return verdict(world, TcpRules.right(), id);
  }

  /** The same claim where the clock may stand still, so that an exchange in no time counts. */
  private static Verdict verdictWithoutFairness(TestWorld world, TcpRules tcp, String id) {
    Claim claim = Catalogue.find(id).orElseThrow();
    Property<TcpModel> fair = claim.property();
    StepTest<TcpModel> trigger = fair.premise().orElseThrow();
    return verdict(world, tcp, claim, Property.leadsTo(id, trigger, fair.claim()));
  }

  private static TcpRules with(OtherStates wrong) {
    return new TcpRules(new SegmentArrives(wrong), new UserCalls(), new Timeouts());
  }

  private static TestWorld retransmitting(TestWorld world, int times) {
    Time time = world.time();
    return world.time(time.withRetransmissions(times));
  }

  // ---- S1: nothing is lost

  @Test
  void a_normal_close_is_over_at_last_and_each_state_is_left() {
    TestWorld close = TestWorld.serverCloses().inOrder();
    for (String id :
        List.of("closed-at-last", "time-wait-is-left", "last-ack-is-left", "close-wait-is-left")) {
      assertThat(verdict(close, id)).as(id).isEqualTo(HOLDS);
    }
    assertThat(verdict(close, "no-endless-exchange")).isEqualTo(HOLDS);
    assertThat(verdict(close, "syn-sent-ends")).isEqualTo(VACUOUS);
  }

  @Test
  void a_handshake_comes_to_an_end_whatever_is_lost() {
    TestWorld open =
        TestWorld.serverCloses()
            .scripts(Script.of(OPEN), Script.of(LISTEN))
            .fromClosed()
            .losing(Settings.UNLIMITED);
    assertThat(verdict(open, "syn-sent-ends")).isEqualTo(HOLDS);
    assertThat(verdict(open, "syn-received-is-left")).isEqualTo(HOLDS);
    assertThat(verdict(retransmitting(open, Settings.UNLIMITED), "syn-sent-ends"))
        .isEqualTo(VIOLATED);
  }

  // ---- S12: two TIME_WAITs

  @ParameterizedTest
  @EnumSource(TwRestart.class)
  void two_time_waits_answer_each_other_for_ever_only_where_the_text_is_read_literally(
      TwRestart reading) {
    TestWorld world = TestWorld.bothClose().duplicating(1).stack(TestWorld.reading(reading, true));
    Verdict expected = reading == TwRestart.LITERAL ? VIOLATED : HOLDS;
    assertThat(verdict(world, "no-endless-exchange")).isEqualTo(expected);
    assertThat(verdict(world, "time-wait-is-left")).isEqualTo(expected);
  }

  // ---- S13: simultaneous close, replies that carry the FIN again

  private static final TestWorld CROSSING = TestWorld.bothClose().inOrder();

  private static OtherStates answersWithFin() {
    return new OtherStates() {
      @Override
      CheckOutcome firstCheckSequenceNumber(Endpoint e, Segment seg) {
        if (e.tcb.state() == TcpState.CLOSING && seg.fin() && SequenceCheck.isRepeat(e, seg)) {
          e.send.frontAgain();
          return CheckOutcome.DROP;
        }
        return super.firstCheckSequenceNumber(e, seg);
      }

      @Override
      void actOnFin(Endpoint e) {
        if (e.tcb.state() != TcpState.FIN_WAIT_1) {
          super.actOnFin(e);
          return;
        }
        e.consumeFin();
        e.send.frontAgain();
        e.enter(TcpState.CLOSING);
      }
    };
  }

  @Test
  void replies_that_carry_the_fin_draw_each_other_and_pure_acks_do_not() {
    assertThat(verdict(CROSSING, with(answersWithFin()), "no-endless-exchange"))
        .isEqualTo(VIOLATED);
    assertThat(verdict(CROSSING, "no-endless-exchange")).isEqualTo(HOLDS);
    assertThat(verdict(CROSSING, "closed-at-last")).isEqualTo(HOLDS);
  }

  @Test
  void a_fin_that_freebsd_sends_again_where_fins_cross_starts_nothing_endless() {
    for (Stack stack :
        List.of(
            Stack.FREEBSD,
            Stack.RFC9293.with(Switch.FIN_AGAIN_WHEN_CROSSED),
            Stack.LINUX.with(Switch.FIN_AGAIN_WHEN_CROSSED))) {
      TestWorld crossing = CROSSING.duplicating(1).stack(stack.with(TwRestart.DUPFIN));
      assertThat(verdict(crossing, "no-endless-exchange")).isEqualTo(HOLDS);
      assertThat(verdict(crossing, "closed-at-last")).isEqualTo(HOLDS);
    }
  }

  @Test
  void what_replies_with_a_fin_began_is_ended_by_giving_up_and_only_if_time_passes() {
    assertThat(verdictWithoutFairness(CROSSING, with(answersWithFin()), "closed-at-last"))
        .isEqualTo(VIOLATED);
    assertThat(verdictWithoutFairness(CROSSING, TcpRules.right(), "closed-at-last"))
        .isEqualTo(HOLDS);
    assertThat(verdict(CROSSING, with(answersWithFin()), "closed-at-last")).isEqualTo(HOLDS);
  }

  // ---- S14: simultaneous open

  private static TestWorld bothOpen(SynReceivedReply reply) {
    Stack stack = Stack.RFC9293.with(TwRestart.DUPFIN).with(reply);
    return TestWorld.serverCloses()
        .scripts(Script.of(OPEN), Script.of(OPEN))
        .fromClosed()
        .inOrder()
        .stack(stack);
  }

  @ParameterizedTest
  @EnumSource(SynReceivedReply.class)
  void a_simultaneous_open_is_endless_only_if_syn_acks_are_answered_by_syn_acks(
      SynReceivedReply reply) {
    Verdict expected = reply == SynReceivedReply.SYNACK ? VIOLATED : HOLDS;
    assertThat(verdict(bothOpen(reply), "no-endless-exchange")).isEqualTo(expected);
    assertThat(verdictWithoutFairness(bothOpen(reply), TcpRules.right(), "syn-sent-ends"))
        .isEqualTo(expected);
  }

  @Test
  void a_simultaneous_open_with_syn_acks_is_ended_by_giving_up_if_time_passes() {
    assertThat(verdict(bothOpen(SynReceivedReply.SYNACK), "syn-sent-ends")).isEqualTo(HOLDS);
  }

  // ---- S39: the peer vanishes

  @Test
  void last_ack_and_closing_are_left_by_giving_up_however_much_is_lost() {
    for (TestWorld closing : List.of(TestWorld.serverCloses(), TestWorld.bothClose())) {
      TestWorld lossy = closing.losing(Settings.UNLIMITED);
      assertThat(verdict(lossy, "last-ack-is-left")).isEqualTo(HOLDS);
      assertThat(verdict(lossy.untimed(2), "last-ack-is-left")).isEqualTo(HOLDS);
      TestWorld stubborn = retransmitting(lossy, Settings.UNLIMITED);
      assertThat(verdict(stubborn, "last-ack-is-left")).isEqualTo(VIOLATED);
    }
  }

  @Test
  void who_never_gives_up_is_closed_at_last_if_what_is_sent_again_and_again_arrives() {
    TestWorld lossy =
        retransmitting(TestWorld.serverCloses().losing(Settings.UNLIMITED), Settings.UNLIMITED);
    assertThat(verdict(lossy, "closed-at-last")).isEqualTo(HOLDS);
    Map<SegmentKind, Integer> allAnswers =
        Map.of(SegmentKind.ACK, Settings.UNLIMITED, SegmentKind.RST, Settings.UNLIMITED);
    TestWorld vanished =
        lossy.network(new Settings.Network(Settings.UNLIMITED, 0, true, 8, allAnswers));
    assertThat(verdict(vanished, "closed-at-last")).isEqualTo(VIOLATED);
  }

  // ---- S29 and S34: one end hangs

  @Test
  void linux_leaves_fin_wait_2_that_nobody_reads_and_close_wait_stays() {
    TestWorld world =
        TestWorld.serverCloses()
            .stack(Stack.LINUX)
            .scripts(Script.of(), Script.of(TestWorld.CLOSE));
    assertThat(verdict(world, "orphan-fin-wait-2-is-left")).isEqualTo(HOLDS);
    assertThat(verdict(world, "close-wait-is-left")).isEqualTo(VIOLATED);
    assertThat(verdict(world.stack(Stack.RFC9293), "orphan-fin-wait-2-is-left")).isEqualTo(VACUOUS);
  }

  @Test
  void a_lost_rst_leaves_a_peer_that_says_nothing_half_open_but_not_one_that_sends() {
    TestWorld silent =
        TestWorld.serverCloses()
            .scripts(Script.of(), Script.of(Script.Instruction.of(Call.ABORT)))
            .losing(1);
    assertThat(verdict(silent, "half-open-is-noticed")).isEqualTo(VIOLATED);
    // A byte that is not acknowledged is sent again, and asks whether anybody is there.
    TestWorld talking =
        silent
            .scripts(
                Script.of(Script.Instruction.send(1)), Script.of(Script.Instruction.of(Call.ABORT)))
            .network(
                new Settings.Network(1, 0, true, 8, Map.of(SegmentKind.ACK, Settings.UNLIMITED)));
    assertThat(verdict(talking, "half-open-is-noticed")).isEqualTo(HOLDS);
    assertThat(verdict(silent.losing(0), "half-open-is-noticed")).isEqualTo(HOLDS);
  }
}
