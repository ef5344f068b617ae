package io.tarry.lab.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.TcpState;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two ends side by side")
class ComparisonTest {

  private static final Sequence TO_TIME_WAIT =
      Sequence.parse(
          List.of(
              "a server, with timestamps",
              "< SYN seq=RCV.NXT",
              "< ACK seq=RCV.NXT ack=SND.NXT len=2",
              "recv(1)",
              "shutdown()",
              "< ACK,FIN seq=RCV.NXT ack=SND.NXT",
              "the peer's clock ticks",
              "< ACK seq=RCV.NXT ack=SND.NXT"));

  private static Optional<Difference> compare(Sequence sequence, Ends.Falsifier falsifier)
      throws IOException {
    return new Comparison(Stack.LINUX, Ends.falsified(falsifier)).of(sequence);
  }

  @Test
  void are_the_same_if_nothing_is_falsified() throws IOException {
    assertThat(compare(TO_TIME_WAIT, (step, before, right) -> right)).isEmpty();
  }

  @Test
  void differ_at_the_step_where_one_thing_is_falsified() throws IOException {
    Sequence toFin = new Sequence(TO_TIME_WAIT.setting(), TO_TIME_WAIT.steps().subList(0, 5));
    List<Ends.Falsifier> falsifiers =
        List.of(
            (step, before, right) -> with(right, sent(right, 1, 0, 0), right.unread(), true),
            (step, before, right) -> with(right, sent(right, 0, 1, 0), right.unread(), true),
            (step, before, right) -> with(right, sent(right, 0, 0, 1), right.unread(), true),
            (step, before, right) -> with(right, List.of(), right.unread(), true),
            (step, before, right) -> with(right, right.sent(), 2, true));
    for (Ends.Falsifier falsifier : falsifiers) {
      Difference difference =
          compare(
                  TO_TIME_WAIT,
                  (step, before, right) ->
                      right.state() == TcpState.TIME_WAIT && before.state() != TcpState.TIME_WAIT
                          ? falsifier.apply(step, before, right)
                          : right)
              .orElseThrow();
      assertThat(difference.sequence()).isEqualTo(toFin);
      assertThat(difference.step()).isEqualTo("< ACK,FIN seq=RCV.NXT ack=SND.NXT");
      assertThat(difference.before().says())
          .isEqualTo("FIN_WAIT_1 unacknowledged unread timestamps");
    }
  }

  private static List<Sent> sent(Answer right, int seq, int ack, int stamp) {
    Sent one = right.sent().get(0);
    return List.of(
        new Sent(one.flags(), one.seq() + seq, one.ack() + ack, one.text(), one.stamp() + stamp));
  }

  private static Answer with(Answer right, List<Sent> sent, int unread, boolean sameState) {
    return new Answer(
        right.result(),
        sameState ? right.state() : TcpState.CLOSED,
        sent,
        unread,
        right.restarted());
  }

  @Test
  void differ_in_a_state_a_result_and_a_timer_alone() throws IOException {
    assertThat(
            compare(
                    TO_TIME_WAIT,
                    (step, before, right) -> with(right, right.sent(), right.unread(), false))
                .orElseThrow()
                .inShort())
        .isEqualTo(
            "LISTEN | < SYN seq=RCV.NXT | model: SYN_RECEIVED, sends SYN,ACK seq=SND.NXT-1"
                + " ack=RCV.NXT+1 TSecr=clock-0 | kernel: CLOSED, sends SYN,ACK seq=SND.NXT-1"
                + " ack=RCV.NXT+1 TSecr=clock-0");
    assertThat(
            compare(
                    TO_TIME_WAIT,
                    (step, before, right) ->
                        new Answer(
                            right.result().replace("1", "2"),
                            right.state(),
                            right.sent(),
                            right.unread(),
                            right.restarted()))
                .orElseThrow()
                .step())
        .isEqualTo("recv(1)");
    Difference timer =
        compare(
                TO_TIME_WAIT,
                (step, before, right) ->
                    new Answer(
                        right.result(),
                        right.state(),
                        right.sent(),
                        right.unread(),
                        right.restarted().map(restarted -> !restarted)))
            .orElseThrow();
    assertThat(timer.modelSays()).isEqualTo("TIME_WAIT restarted, sends nothing, 1 unread");
    assertThat(timer.kernelSays()).isEqualTo("TIME_WAIT, sends nothing, 1 unread");
  }

  @Test
  void leave_out_steps_that_are_not_possible() throws IOException {
    Ends.Recording end = new Ends.Recording();
    Sequence sequence =
        Sequence.parse(List.of("a server", "recv(1)", "< SYN seq=RCV.NXT", "close()"));
    assertThat(new Comparison(Stack.LINUX, end).of(sequence)).isEmpty();
    assertThat(end.steps()).containsExactly(sequence.steps().get(1));
  }

  @Test
  void compare_bytes_however_they_are_cut_and_no_ack_beside_more() {
    Sent two = new Sent(Segment.ACK, 301, 101, 2, Sent.UNSTAMPED);
    Sent one = new Sent(Segment.ACK, 303, 101, 1, Sent.UNSTAMPED);
    Sent fin = new Sent(Segment.ACK | Segment.FIN, 304, 101, 0, Sent.UNSTAMPED);
    Sent all = new Sent(Segment.ACK | Segment.FIN, 301, 101, 3, Sent.UNSTAMPED);
    Sent bare = new Sent(Segment.ACK, 301, 101, 0, Sent.UNSTAMPED);
    Sent rst = new Sent(Segment.RST, 301, 0, 0, Sent.UNSTAMPED);
    assertThat(Sent.compared(List.of(two, one, fin))).containsExactly(all);
    assertThat(Sent.compared(List.of(bare, two))).containsExactly(two);
    assertThat(Sent.compared(List.of(bare))).containsExactly(bare);
    assertThat(Sent.compared(List.of(bare, rst))).containsExactly(bare, rst);
    assertThat(Sent.compared(List.of(bare, bare))).containsExactly(bare, bare);
  }

  @Test
  void are_given_sequences_that_reach_all_states_and_all_kinds_of_steps() throws IOException {
    Sequences sequences = new Sequences(1);
    Set<TcpState> states = EnumSet.noneOf(TcpState.class);
    Set<String> kinds = new HashSet<>();
    Ends.Recording end =
        new Ends.Recording() {
          @Override
          public Answer does(Step step, View before, Answer expected) {
            states.add(before.state());
            kinds.add(kind(step));
            return expected;
          }
        };
    Comparison comparison = new Comparison(Stack.LINUX, end);
    for (int i = 0; i < 1000; i++) {
      assertThat(comparison.of(sequences.next())).isEmpty();
    }
    assertThat(states).containsExactlyInAnyOrder(TcpState.values());
    assertThat(kinds).hasSize(16 + Step.Kind.values().length + 1);
    assertThat(new Sequences(1).next()).isEqualTo(new Sequences(1).next());
  }

  private static String kind(Step step) {
    return step instanceof Step.Arrival arrival
        ? Sent.flags(arrival.flags())
        : step instanceof Step.Call call ? call.kind().toString() : "tick";
  }

  @Test
  void have_steps_that_can_be_read_again() {
    Sequences sequences = new Sequences(2);
    for (int i = 0; i < 300; i++) {
      List<String> lines = sequences.next().lines();
      assertThat(Sequence.parse(lines).lines()).isEqualTo(lines);
    }
  }

  @Test
  void are_shown_a_difference_by_as_few_and_plain_steps_as_it_takes() throws IOException {
    Sequence strange =
        Sequence.parse(
            List.of(
                "a server, with timestamps, tcp_rfc1337=1",
                "< ACK seq=RCV.NXT ack=ISS",
                "< SYN seq=RCV.NXT+2",
                "< ACK seq=RCV.NXT ack=SND.NXT len=3",
                "recv(2)",
                "< ACK seq=RCV.NXT-1 ack=SND.NXT",
                "the peer's clock ticks",
                "send(2)",
                "< RST seq=RCV.NXT"));
    Difference found = Ends.deafToRst(strange);
    Comparison comparison = new Comparison(Stack.LINUX, Ends.falsified(Ends.DEAF_TO_RST));
    assertThat(new Shrinking(comparison, any -> true).of(found).sequence().lines())
        .containsExactly(
            "a server", "< SYN seq=RCV.NXT", "< ACK seq=RCV.NXT ack=SND.NXT", "< RST seq=RCV.NXT");
  }
}
