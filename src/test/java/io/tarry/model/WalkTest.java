package io.tarry.model;

import static io.tarry.model.Claim.eachStep;
import static io.tarry.model.Claim.leadsTo;
import static io.tarry.model.Claim.never;
import static io.tarry.model.Claim.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Walks by hand and at random, of models of both kinds. */
class WalkTest {

  /** A jug of 5 and one of 3 litres. */
  private record Jugs() implements RecordModel<Jugs.Litres, String> {
    record Litres(int big, int small) {}

    @Override
    public List<Litres> initialStates() {
      return List.of(new Litres(0, 0));
    }

    @Override
    public void steps(Litres jugs, Steps<Litres, String> steps) {
      int toSmall = Math.min(jugs.big(), 3 - jugs.small());
      int toBig = Math.min(jugs.small(), 5 - jugs.big());
      steps.offer("fill big", new Litres(5, jugs.small()));
      steps.offer("fill small", new Litres(jugs.big(), 3));
      steps.offer("empty big", new Litres(0, jugs.small()));
      steps.offer("empty small", new Litres(jugs.big(), 0));
      steps.offer("big to small", new Litres(jugs.big() - toSmall, jugs.small() + toSmall));
      steps.offer("small to big", new Litres(jugs.big() + toBig, jugs.small() - toBig));
    }
  }

  private static final class Bounded extends FieldModel {
    final Counter n = counter("n", 0, 9);

    Bounded() {
      start(() -> n.set(1));
      start(() -> n.set(2));
      step("add", Domain.range(1, 2))
          .then(d -> {
            n.add(d);
            if (n.get() > 4) {
              beyond("4");
            }
          });
    }
  }

  @Test
  void it_says_what_is_possible_and_takes_it_and_goes_back() {
    Walk<Jugs.Litres, String> walk = Check.of(new Jugs()).walk();

    assertThat(walk.enabled()).hasSize(6).startsWith("fill big", "fill small");
    walk.take("fill big").take("big to small");
    assertThat(walk.state()).isEqualTo(new Jugs.Litres(2, 3));
    assertThat(walk.run().actions()).containsExactly("fill big", "big to small");
    assertThat(walk.back().state()).isEqualTo(new Jugs.Litres(5, 0));
    assertThatThrownBy(() -> walk.back().back()).hasMessage("the walk is at its beginning");
    assertThatThrownBy(() -> walk.take("spill"))
        .hasMessageContaining("spill is not possible in this state, only [fill big,");
  }

  @Test
  void it_judges_its_last_step() {
    Claim<Jugs.Litres, String> filledOnce =
        eachStep(
            "filled when empty",
            (before, action, after) -> !action.equals("fill big") || before.big() == 0);
    Claim<Jugs.Litres, Object> four = reachable("4 litres", jugs -> jugs.big() == 4);
    Claim<Jugs.Litres, Object> full = never("full", jugs -> jugs.big() == 5);
    Walk<Jugs.Litres, String> walk = Check.of(new Jugs()).walk();

    assertThat(walk.meets(filledOnce)).isTrue();
    assertThat(walk.meets(four)).isFalse();
    walk.take("fill big");
    assertThat(walk.meets(filledOnce)).isTrue();
    assertThat(walk.meets(full)).isFalse();
    assertThat(walk.take("fill big").meets(filledOnce)).isFalse();
    walk.back().take("big to small").take("empty small").take("big to small").take("fill big");
    assertThat(walk.take("big to small").meets(four)).isTrue();
    assertThatThrownBy(() -> walk.meets(leadsTo("runs", s -> true, s -> true)))
        .hasMessage("'runs' is about runs, and no single step can meet it");
  }

  @Test
  void a_step_that_does_not_meet_the_premise_breaks_no_claim() {
    Claim<Jugs.Litres, Object> bothOrNone =
        Claim.always("the small one first", jugs -> jugs.small() == 3, jugs -> jugs.big() == 0);
    Walk<Jugs.Litres, String> walk = Check.of(new Jugs()).walk().take("fill big");

    assertThat(walk.meets(bothOrNone)).isTrue();
    assertThat(walk.take("fill small").meets(bothOrNone)).isFalse();
  }

  @Test
  void there_is_a_walk_from_each_initial_state_and_its_runs_can_be_taken_again() {
    List<Walk<Bounded, Action>> walks = Check.of(Bounded::new).walks();

    assertThat(walks).extracting(walk -> walk.state().n.get()).containsExactly(1, 2);
    Check.of(Bounded::new).replay(walks.get(1).take(Action.of("add", 1)).run());
  }

  @Test
  void an_exception_of_the_model_shows_the_walk_to_it() {
    class Breaks extends FieldModel {
      final Counter n = counter("n", 0, 1);

      Breaks() {
        step("up").then(() -> n.add(1));
      }
    }
    assertThatThrownBy(() -> Check.of(Breaks::new).walk().take(Action.of("up")).enabled())
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("the model's step up threw")
        .hasMessageContaining("n: 0 -> 1");
    assertThatThrownBy(() -> Check.of(Breaks::new).simulate(1, 1, 3))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("n: 0 -> 1");
    assertThatThrownBy(() -> Check.of(Breaks::new).requireLaws())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("n: 0 -> 1");
  }

  @Test
  void a_step_beyond_a_bound_is_not_possible() {
    Walk<Bounded, Action> walk = Check.of(Bounded::new).walk();

    assertThat(walk.take(Action.of("add", 2)).enabled()).containsExactly(Action.of("add", 1));
    assertThat(walk.isOver()).isFalse();
    assertThat(walk.take(Action.of("add", 1)).isOver()).isTrue();
    assertThat(walk.meets(Claim.noDeadlock())).isTrue();
  }

  @Test
  void random_walks_find_what_a_search_finds_and_are_the_same_each_time() {
    Claim<Jugs.Litres, Object> four = reachable("4 litres", jugs -> jugs.big() == 4);
    Claim<Jugs.Litres, Object> notFour = never("no 4 litres", jugs -> jugs.big() == 4);
    Claim<Jugs.Litres, Object> six = reachable("6 litres", jugs -> jugs.big() == 6);

    var found = Check.of(new Jugs()).simulate(1, 300, 100, four, notFour, six);
    assertThat(found).isEqualTo(Check.of(new Jugs()).simulate(1, 300, 100, four, notFour, six));
    assertThat(found.steps()).isEqualTo(30_000);
    assertThat(found.found())
        .extracting(ClaimResult::verdict)
        .containsExactly(Verdict.UNDECIDED, Verdict.HOLDS, Verdict.VIOLATED, Verdict.UNDECIDED);
    Run<Jugs.Litres, String> run = found.found().get(2).run().orElseThrow();
    assertThat(run.last().big()).isEqualTo(4);
    Check.of(new Jugs()).replay(run);
    assertThatThrownBy(found::requireNoViolation)
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("'no 4 litres' is violated by a random walk with the seed 1:\n")
        .hasMessageContaining(run.toString());
  }

  @Test
  void another_seed_walks_otherwise() {
    Claim<Jugs.Litres, Object> four = reachable("4 litres", jugs -> jugs.big() == 4);

    assertThat(Check.of(new Jugs()).simulate(2, 300, 100, four).found())
        .isNotEqualTo(Check.of(new Jugs()).simulate(1, 300, 100, four).found());
  }

  @Test
  void random_walks_begin_in_each_initial_state_and_see_deadlocks() {
    class Ends extends FieldModel {
      final Counter n = counter("n", 0, 3);

      Ends() {
        start(() -> n.set(2));
        start(() -> n.set(3));
        step("down").when(() -> n.get() > 0).then(() -> n.add(-1));
      }
    }
    var found = Check.of(Ends::new).simulate(1, 30, 9, reachable("3", m -> m.n.get() == 3)).found();

    assertThat(found)
        .extracting(ClaimResult::verdict)
        .containsExactly(Verdict.VIOLATED, Verdict.HOLDS);
    assertThat(found.get(1).run().orElseThrow().length()).isZero();
  }

  @Test
  void what_random_walks_cannot_give_is_refused_by_name() {
    assertThatThrownBy(
            () -> Check.of(new Jugs()).simulate(1, 1, 1, leadsTo("runs", s -> true, s -> true)))
        .hasMessage("'runs' is about runs, and cannot be decided by random walks");
  }

  @Test
  void an_exception_shows_the_walk_to_it() {
    assertThatThrownBy(() ->
            Check.of(new Jugs()).simulate(1, 300, 100, never("x", s -> 1 / (s.big() - 4) > 9)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the claim 'x' threw java.lang.ArithmeticException")
        .hasMessageContaining("-> 4");
  }
}
