package io.tarry.model;

import static io.tarry.model.Claim.always;
import static io.tarry.model.Claim.alwaysEventually;
import static io.tarry.model.Claim.eachStep;
import static io.tarry.model.Claim.leadsTo;
import static io.tarry.model.Claim.never;
import static io.tarry.model.Claim.noEndlessExchange;
import static io.tarry.model.Claim.reachable;
import static io.tarry.model.Claim.whereRunsMayRest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Limits;
import io.tarry.engine.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a check says of claims, for models of both kinds. */
class CheckTest {

  /** Counts from 0 up to a number, and may go on from there or not. */
  private static class Count extends FieldModel {
    final Counter n;

    Count(int greatest) {
      n = counter("n", 0, greatest);
      step("up").when(() -> n.get() < greatest).then(() -> n.add(1));
    }
  }

  /** The same, of records. */
  private record Counting(int greatest) implements RecordModel<Counting.At, String> {
    record At(int n, List<String> words) {}

    @Override
    public List<At> initialStates() {
      return List.of(new At(0, List.of()));
    }

    @Override
    public void steps(At state, Steps<At, String> steps) {
      if (state.n() < greatest) {
        steps.offer("up", new At(state.n() + 1, List.of("a word")));
      }
    }
  }

  private static Check<Count, Action> count(int greatest) {
    return Check.of(() -> new Count(greatest));
  }

  @Test
  void a_state_without_a_way_on_is_a_deadlock() {
    assertThat(count(2).run().run("no deadlock"))
        .hasToString(
            """
               start  n: 0
            1  up     n: 0 -> 1
            2  up     n: 1 -> 2
            """);
    assertThat(Check.of(new Counting(2)).run().run("no deadlock").length()).isEqualTo(2);
  }

  @Test
  void a_state_in_which_the_model_may_end_is_none() {
    class MayEnd extends Count {
      MayEnd() {
        super(2);
        mayEnd(() -> n.get() == 2);
      }
    }
    Check.of(MayEnd::new).run().requireAllHold();
  }

  @Test
  void always_is_asked_of_initial_states_and_each_step_is_not() {
    var checked =
        count(2)
            .run(
                always("not 0", m -> m.n.get() != 0),
                eachStep(
                    "comes from a smaller one",
                    (before, action, after) -> before.n.get() < after.n.get()));

    assertThat(checked.run("not 0").length()).isZero();
    assertThat(checked.verdict("comes from a smaller one")).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void a_step_is_judged_by_its_states_and_its_action() {
    var checked =
        count(3)
            .run(
                eachStep("not to 2", (before, action, after) -> after.n.get() != 2),
                eachStep(
                    "from 1 to 2",
                    (before, action, after) -> before.n.get() == 1,
                    (before, action, after) -> action.is("up") && after.n.get() == 2),
                reachable("a step from 2", (before, action, after) -> before.n.get() == 2));

    assertThat(checked.run("not to 2").length()).isEqualTo(2);
    assertThat(checked.verdict("from 1 to 2")).isEqualTo(Verdict.HOLDS);
    assertThat(checked.run("a step from 2").length()).isEqualTo(3);
  }

  @Test
  void a_premise_that_is_never_met_is_empty_talk() {
    var checked = count(2).run(always("about 9", m -> m.n.get() == 9, m -> false));

    assertThat(checked.verdict("about 9")).isEqualTo(Verdict.VACUOUS);
    assertThatThrownBy(checked::requireAllHold)
        .hasMessageContaining("'about 9' is vacuous: nothing ever meets its premise");
  }

  @Test
  void how_a_run_begins_meets_no_premise_about_steps() {
    Claim<Count, Object> about9 =
        eachStep(
            "steps to 9",
            (before, action, after) -> after.n.get() == 9,
            (before, action, after) -> false);

    assertThat(count(2).run(about9).verdict("steps to 9")).isEqualTo(Verdict.VACUOUS);
  }

  @Test
  void claims_of_a_wider_type_fit() {
    Claim<Object, Object> anything = always("it is something", state -> !state.equals("nothing"));

    assertThat(count(2).run(anything).verdict("it is something")).isEqualTo(Verdict.HOLDS);
    assertThat(Check.of(new Counting(2)).run(anything).verdict("it is something"))
        .isEqualTo(Verdict.HOLDS);
  }

  @Test
  void all_that_fails_is_named_and_the_shortest_run_is_shown() {
    var checked = count(3).run(never("2", m -> m.n.get() == 2), never("1", m -> m.n.get() == 1));

    assertThatThrownBy(checked::requireAllHold)
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            'no deadlock' is violated
            '2' is violated
            '1' is violated
            The run for '1':
               start  n: 0
            1  up     n: 0 -> 1
            """);
  }

  @Test
  void what_was_not_asked_has_no_verdict() {
    assertThatThrownBy(() -> count(1).run().verdict("x"))
        .hasMessage("no claim 'x' was asked, only 'no deadlock'");
  }

  @Test
  void a_bound_of_the_model_is_told_from_a_limit_of_the_search() {
    class Bounded extends FieldModel {
      final Counter n = counter("n", 0, 9);

      Bounded() {
        bound("at most 3", () -> n.get() <= 3);
        step("up").then(() -> n.add(1));
      }
    }
    Claim<Bounded, Object> small = never("4", m -> m.n.get() == 4);
    Claim<Bounded, Object> aboutFive = always("5", m -> m.n.get() == 5, m -> true);
    Claim<Bounded, Object> aboutTwo = always("2", m -> m.n.get() == 2, m -> true);
    Claim<Bounded, Object> five = reachable("reaches 5", m -> m.n.get() == 5);

    var checked = Check.of(Bounded::new).run(small, aboutFive, aboutTwo, five);
    assertThat(checked.found("4").inWords()).isEqualTo("holds within the bound");
    assertThat(checked.found("4").verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(checked.found("2").holds()).isTrue();
    assertThat(checked.found("5").holds()).isFalse();
    assertThat(checked.found("reaches 5").holds()).isFalse();
    assertThat(checked.found("no deadlock").holds()).isTrue();
    assertThat(checked.limits()).containsExactly("the bound 'at most 3'");
    Check.of(Bounded::new).run(small).requireAllHold();

    var limited = Check.of(Bounded::new).within(Limits.none().depth(2)).run(small);
    assertThat(limited.found("4").holds()).isFalse();
    assertThatThrownBy(limited::requireAllHold).hasMessageContaining("'4' is undecided (depth)");
  }

  @Test
  void a_full_queue_is_a_bound() {
    class Sender extends FieldModel {
      final Fifo<Integer> sent = fifo("sent", 2, Domain.range(0, 1));

      Sender() {
        step("send", Domain.range(0, 1)).then(sent::add);
      }
    }
    var checked = Check.of(Sender::new).run(never("three", m -> m.sent.size() == 3));

    assertThat(checked.limits()).containsExactly("the bound 'at most 2 in sent'");
    assertThat(checked.statistics().states()).isEqualTo(7);
    assertThat(checked.statistics().transitions()).isEqualTo(14);
    checked.requireAllHold();
  }

  @Test
  void it_can_end_at_the_first_violation() {
    var checked = count(9).untilViolated().run(never("3", m -> m.n.get() == 3));

    assertThat(checked.statistics().states()).isEqualTo(4);
    assertThat(checked.run("3").length()).isEqualTo(3);
  }

  @Test
  void claims_about_runs_assume_what_is_said() {
    class Idle extends FieldModel {
      final Flag done = flag("done");
      final Counter turns = counter("turns", 0, 1);

      Idle() {
        step("idle").then(() -> turns.set(1 - turns.get()));
        step("do").when(() -> !done.get()).then(() -> done.set(true));
      }
    }
    Claim<Idle, Action> fair = leadsTo("fair", m -> true, m -> m.done.get(), Fair.weak("do"));
    Claim<Idle, Action> unfair = leadsTo("unfair", m -> true, m -> m.done.get());
    var checked =
        Check.of(Idle::new)
            .run(
                fair,
                unfair,
                alwaysEventually("turns", m -> m.turns.get() == 1),
                whereRunsMayRest(alwaysEventually("rests", m -> m.turns.get() == 1)),
                noEndlessExchange("idles", (before, action, after) -> action.is("idle")));

    assertThat(checked.verdict("fair")).isEqualTo(Verdict.HOLDS);
    assertThat(checked.verdict("unfair")).isEqualTo(Verdict.VIOLATED);
    assertThat(checked.verdict("rests")).isEqualTo(Verdict.VIOLATED);
    assertThat(checked.verdict("turns")).isEqualTo(Verdict.HOLDS);
    assertThat(checked.verdict("idles")).isEqualTo(Verdict.VIOLATED);
    assertThat(checked.run("unfair").loopStart()).contains(0);
  }

  @Test
  void the_answers_are_the_same_for_any_number_of_threads() {
    var one = count(900).run(never("700", m -> m.n.get() == 700));
    var two = count(900).using(2).run(never("700", m -> m.n.get() == 700));

    assertThat(two.found()).isEqualTo(one.found());
    assertThatThrownBy(() -> Check.of(new Counting(2)).using(2))
        .hasMessage("one thread searches a model of records; a model of fields can have 2");
  }
}
