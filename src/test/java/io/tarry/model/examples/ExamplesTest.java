package io.tarry.model.examples;

import static io.tarry.model.Claim.always;
import static io.tarry.model.Claim.never;
import static io.tarry.model.Claim.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Verdict;
import io.tarry.model.Check;
import io.tarry.model.Checked;
import io.tarry.model.examples.BrokenMutex.At;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page about models says of its protocols. */
class ExamplesTest {

  @Test
  void the_alternating_bit_arrives_under_fairness_alone() {
    var checked =
        Check.of(AlternatingBit::new)
            .run(
                AlternatingBit.ACCEPTED_ONCE,
                AlternatingBit.ARRIVES_IF_FAIR,
                AlternatingBit.ARRIVES);
    System.out.println(checked);
    assertThat(checked.verdict("a bit arrives if the network is fair")).isEqualTo(Verdict.HOLDS);
    assertThat(checked.verdict("a bit arrives")).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void two_phase() {
    var checked =
        Check.of(() -> new TwoPhaseCommit(3))
            .run(
                never("managers disagree", m -> m.disagree()),
                reachable("all commit", m -> m.manager.all(one -> one.is(TwoPhaseCommit.Manager.COMMITTED))));
    System.out.println(checked.requireAllHold());
    System.out.println(checked.run("all commit"));
    System.out.println(checked.run("all commit").toItf());
  }

  @Test
  void mutex() {
    Checked<BrokenMutex.State, BrokenMutex.Act> checked = Check.of(new BrokenMutex())
        .run(always("one at a time", s -> s.one() != At.INSIDE || s.other() != At.INSIDE));
    System.out.println(checked);
    System.out.println(checked.run("one at a time").toJson());
  }

  @Test
  void lockOrder() {
    List<String> ab = List.of("A", "B");
    List<String> ba = List.of("B", "A");
    Check.of(new LockOrder(List.of(ab, ab))).run().requireAllHold();
    assertThatThrownBy(() -> Check.of(new LockOrder(List.of(ab, ba))).run().requireAllHold())
        .hasMessage("x");
  }
}
