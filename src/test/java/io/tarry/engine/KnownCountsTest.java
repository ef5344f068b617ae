package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.bench.Close;
import io.tarry.engine.models.AlternatingBit;
import io.tarry.engine.models.CoffeeCan;
import io.tarry.engine.models.DieHard;
import io.tarry.engine.models.Hanoi;
import io.tarry.engine.models.HourClock;
import io.tarry.engine.models.LinearEquation;
import io.tarry.engine.models.PingPong;
import io.tarry.engine.models.TcpStateMachine;
import io.tarry.engine.models.TcpStateMachine.Connection;
import io.tarry.engine.models.TransactionCommit;
import io.tarry.engine.models.TransactionCommit.Manager;
import io.tarry.engine.models.TwoPhaseCommit;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers that others published for their models ({@code known-counts.md}). */
public class KnownCountsTest {

  @Test
  void the_hour_clock_has_12_states_and_starts_in_any() {
    SearchResult result = search(HourClock::new, List.of());

    assertCounts(result, 12, 12, 0);
    assertThat(result.statistics().initialStates()).isEqualTo(12);
  }

  @Test
  void die_hard_measures_4_litres_first_after_6_steps() {
    Property<DieHard> four =
        Property.reachable("4 litres", (model, before, action, after) -> DieHard.big(after) == 4);

    SearchResult result = search(DieHard::new, List.of(four));

    assertCounts(result, 16, 96, 7);
    assertThat(witness(result, "4 litres").length()).isEqualTo(6);
  }

  @Test
  void the_alternating_bit_has_240_states_and_8_initial_ones() {
    SearchResult result = search(AlternatingBit::new, List.of());

    assertCounts(result, 240, 1_384, 9);
    assertThat(result.statistics().initialStates()).isEqualTo(8);
    assertThat(result.stoppedBy()).contains("queue length");
  }

  @Test
  void transaction_commit_has_34_states_and_ends_in_two_of_them() {
    StepTest<TransactionCommit> committed =
        (model, before, action, after) -> model.all(Manager.COMMITTED, after);
    StepTest<TransactionCommit> aborted =
        (model, before, action, after) -> model.all(Manager.ABORTED, after);
    var properties =
        List.of(
            Property.noStuckState(
                "ends with all committed or all aborted",
                committed.negate().and(aborted.negate()).negate()),
            Property.noStuckState("ends with all committed", committed),
            Property.noStuckState("ends with all aborted", aborted));

    SearchResult result = search(() -> new TransactionCommit(3), properties);

    assertCounts(result, 34, 93, 6);
    // Only these two, and neither of them alone.
    assertThat(result.findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.VIOLATED, Verdict.VIOLATED);
  }

  @ParameterizedTest
  @CsvSource({"3, 288, 1145, 10", "5, 8832, 58145, 16"})
  void two_phase_commit_never_disagrees(int managers, int states, int transitions, int depth) {
    Property<TwoPhaseCommit> agree =
        Property.never("disagree", (model, before, action, after) -> model.disagree(after));

    SearchResult result = search(() -> new TwoPhaseCommit(managers), List.of(agree));

    assertCounts(result, states, transitions, depth);
    assertThat(result.finding("disagree").verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void the_state_machine_of_tcp_first_has_both_peers_closing_after_7_steps() {
    Property<TcpStateMachine> bothClosing =
        Property.reachable(
            "both CLOSING",
            (model, before, action, after) ->
                TcpStateMachine.connection(after, 0) == Connection.CLOSING
                    && TcpStateMachine.connection(after, 1) == Connection.CLOSING);

    SearchResult result = search(TcpStateMachine::new, List.of(bothClosing));

    assertCounts(result, 1_182, 6_320, 13);
    assertThat(result.statistics().initialStates()).isEqualTo(2);
    assertThat(result.stoppedBy()).contains("opens, repeated segments");
    assertThat(witness(result, "both CLOSING").length()).isEqualTo(7);
  }

  @Test
  void a_coffee_can_of_100_beans_starts_in_any_of_its_states() {
    Property<CoffeeCan> fewer =
        Property.always(
            "fewer beans each time",
            (model, before, action, after) -> action != Model.INITIAL,
            (model, before, action, after) ->
                CoffeeCan.beans(after) == CoffeeCan.beans(before) - 1
                    && (CoffeeCan.white(after) - CoffeeCan.white(before)) % 2 == 0);

    SearchResult result = search(() -> new CoffeeCan(100), List.of(fewer));

    assertThat(result.statistics().states()).isEqualTo(5_150);
    assertThat(result.statistics().initialStates()).isEqualTo(5_150);
    assertThat(result.statistics().depth()).isZero();
    assertThat(result.finding("fewer beans each time").verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void a_linear_equation_without_solution_is_tried_to_the_end() {
    Property<LinearEquation> solved =
        Property.reachable("solved", (model, before, action, after) -> model.isSolvedBy(after));

    SearchResult result = search(() -> new LinearEquation(2, 4, 7), List.of(solved));

    assertCounts(result, 65_536, 131_072, 510);
    assertThat(result.finding("solved").verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void the_towers_of_hanoi_are_moved_in_31_steps() {
    Property<Hanoi> moved =
        Property.reachable("moved", (model, before, action, after) -> model.allOn(2, after));

    SearchResult result = search(() -> new Hanoi(5), List.of(moved));

    assertCounts(result, 243, 726, 31);
    assertThat(witness(result, "moved").length()).isEqualTo(31);
  }

  @Test
  void lossy_duplicating_ping_pong_has_14_states() {
    SearchResult result = search(() -> new PingPong(1), List.of());

    assertThat(result.statistics().states()).isEqualTo(14);
    assertThat(result.statistics().transitions()).isEqualTo(24);
  }

  @ParameterizedTest
  @CsvSource({"1, 473, 3522, 9", "2, 223729, 3331812, 18"})
  void close_n_has_the_states_that_spin_counts(
      int connections, int states, int transitions, int depth) {
    Property<Close> closed =
        Property.reachable("closed", (model, before, action, after) -> model.isAllClosed(after));

    SearchResult result = search(() -> new Close(connections), List.of(closed));

    assertCounts(result, states, transitions, depth);
    assertThat(result.finding("closed").verdict()).isEqualTo(Verdict.HOLDS);
  }

  private static <M extends Model> SearchResult search(
      Supplier<M> models, List<Property<M>> properties) {
    return Search.<M>of(models).run(properties);
  }

  private static Trace witness(SearchResult result, String property) {
    assertThat(result.finding(property).verdict()).isEqualTo(Verdict.HOLDS);
    return result.finding(property).trace().orElseThrow();
  }

  private static void assertCounts(SearchResult result, long states, long transitions, int depth) {
    Statistics found = result.statistics();
    assertThat(List.of(found.states(), found.transitions(), (long) found.depth()))
        .as("states, transitions, depth")
        .containsExactly(states, transitions, (long) depth);
  }
}
