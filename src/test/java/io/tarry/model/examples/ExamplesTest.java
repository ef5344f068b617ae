package io.tarry.model.examples;

import static io.tarry.model.Claim.never;
import static io.tarry.model.Claim.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Verdict;
import io.tarry.model.Check;
import io.tarry.model.examples.BrokenMutex.At;
import io.tarry.model.examples.TwoPhaseCommit.Manager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page about models says of its protocols. */
class ExamplesTest {

  @Test
  void a_bit_arrives_if_the_network_is_fair() {
    Check.of(AlternatingBit::new)
        .run(AlternatingBit.ACCEPTED_ONCE, AlternatingBit.ARRIVES_IF_FAIR)
        .requireAllHold();
  }

  @Test
  void a_bit_may_be_lost_for_ever_if_it_is_not() {
    var checked = Check.of(AlternatingBit::new).run(AlternatingBit.ARRIVES);

    assertThat(checked.run("a bit arrives"))
        .hasToString(
            """
               start         sent: 0, expected: 0, data: [], acks: []
            1  send          data: [] -> [0]
            2  lose data(0)  data: [0] -> []
               and so on for ever: back to the state after the start
            """);
  }

  @ParameterizedTest
  @CsvSource({"3, 288, 1145, 10", "5, 8832, 58145, 16"})
  void managers_never_disagree(int managers, int states, int transitions, int depth) {
    var checked =
        Check.of(() -> new TwoPhaseCommit(managers))
            .run(
                never("managers disagree", TwoPhaseCommit::disagree),
                reachable("all commit", m -> m.manager.all(one -> one.is(Manager.COMMITTED))))
            .requireAllHold();

    assertThat(checked.statistics().states()).isEqualTo(states);
    assertThat(checked.statistics().transitions()).isEqualTo(transitions);
    assertThat(checked.statistics().depth()).isEqualTo(depth);
  }

  @Test
  void both_threads_may_see_a_lock_free() {
    var oneAtATime =
        never(
            "both are inside",
            (BrokenMutex.State s) -> s.one() == At.INSIDE && s.other() == At.INSIDE);

    assertThatThrownBy(() -> Check.of(new BrokenMutex()).run(oneAtATime).requireAllHold())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            'both are inside' is violated
               start     locked: false, one: OUTSIDE, other: OUTSIDE
            1  2 LOOKS   other: OUTSIDE -> SAW_IT_FREE
            2  1 LOOKS   one: OUTSIDE -> SAW_IT_FREE
            3  2 ENTERS  locked: false -> true, other: SAW_IT_FREE -> INSIDE
            4  1 ENTERS  one: SAW_IT_FREE -> INSIDE
            """);
  }

  @Test
  void threads_that_take_locks_in_two_orders_may_wait_for_each_other() {
    List<String> ab = List.of("A", "B");
    List<String> ba = List.of("B", "A");

    Check.of(new LockOrder(List.of(ab, ab))).run().requireAllHold();

    var crossed = Check.of(new LockOrder(List.of(ab, ba))).run();
    assertThat(crossed.verdict("no deadlock")).isEqualTo(Verdict.VIOLATED);
    assertThat(crossed.run("no deadlock"))
        .hasToString(
            """
               start             held: [0, 0]
            1  thread 0 takes A  held: [0, 0] -> [1, 0]
            2  thread 1 takes B  held: [1, 0] -> [1, 1]
            """);
  }
}
