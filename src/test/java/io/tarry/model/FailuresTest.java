package io.tarry.model;

import static io.tarry.model.Claim.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.BrokenContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a model or a claim that fails, and of a model that breaks its contract. */
class FailuresTest {

  private static final class Grid extends FieldModel {
    final Counter x = counter("x", 0, 60);
    final Counter y = counter("y", 0, 60);

    Grid(boolean breaks) {
      step("right", Domain.range(1, 2))
          .when(d -> x.get() + d <= 60)
          .then(d -> {
            if (breaks && x.get() == 40 && y.get() == 40) {
              throw new IllegalStateException("broken");
            }
            x.add(d);
          });
      step("down").when(() -> y.get() < 60).then(() -> y.add(1));
      mayEnd(() -> true);
    }
  }

  private record Row(int greatest) implements RecordModel<Row.At, Integer> {
    record At(int n) {}

    @Override
    public List<At> initialStates() {
      return List.of(new At(0));
    }

    @Override
    public void steps(At state, Steps<At, Integer> steps) {
      if (state.n() == greatest) {
        throw new IllegalStateException("broken");
      }
      steps.offer(state.n(), new At(state.n() + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void an_exception_in_a_step_shows_the_shortest_run_to_it(int threads) {
    assertThatThrownBy(() -> Check.of(() -> new Grid(true)).using(threads).run())
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(
            "the model's step right(1) threw java.lang.IllegalStateException: broken in the last"
                + " state of this run:\n")
        .hasMessageContaining("x: 38 -> 40")
        .hasCauseInstanceOf(IllegalStateException.class)
        .extracting(failure -> ((ModelException) failure).run().orElseThrow().length())
        .isEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void an_exception_in_a_claim_shows_the_shortest_run_to_it(int threads) {
    Claim<Grid, Object> fails = always("fails", m -> 1 / (m.x.get() - 40) < 9);

    assertThatThrownBy(() -> Check.of(() -> new Grid(false)).using(threads).run(fails))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("the claim 'fails', asked about right(2), threw")
        .hasCauseInstanceOf(ArithmeticException.class)
        .extracting(failure -> ((ModelException) failure).run().orElseThrow().length())
        .isEqualTo(19);
  }

  @Test
  void an_exception_in_a_model_of_records_shows_the_run_to_it() {
    assertThatThrownBy(() -> Check.of(new Row(2)).run())
        .isInstanceOf(ModelException.class)
        .hasMessage(
            """
            the model threw java.lang.IllegalStateException: broken in the last state of this run:
               start  n: 0
            1  0      n: 0 -> 1
            2  1      n: 1 -> 2
            """);
    assertThatThrownBy(() -> Check.of(new Row(9)).run(always("fails", s -> 1 / (s.n() - 2) < 9)))
        .hasMessageStartingWith("the claim 'fails', asked about 1, threw");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_broken_contract_shows_the_run_to_where_it_was_seen(int threads) {
    class Remembers extends FieldModel {
      private int calls;
      final Counter n = counter("n", 0, 50);

      Remembers() {
        step("up").when(() -> n.get() < 50).then(() -> n.add(n.get() == 3 && ++calls > 1 ? 2 : 1));
        mayEnd(() -> true);
      }
    }
    assertThatThrownBy(() -> Check.of(Remembers::new).using(threads).run())
        .isInstanceOf(BrokenContract.class)
        .hasMessageStartingWith("the model offers other steps when properties look at them.")
        .hasMessageEndingWith(
            """
            ; in the last state of this run, by its step up:
               start  n: 0
            1  up     n: 0 -> 1
            2  up     n: 1 -> 2
            3  up     n: 2 -> 3
            """);
  }

  @Test
  void an_exception_where_a_run_begins_has_no_run() {
    class NoStart extends FieldModel {
      NoStart() {
        start(() -> {
          throw new IllegalStateException("broken");
        });
      }
    }
    assertThatThrownBy(() -> Check.of(NoStart::new).run())
        .isInstanceOf(ModelException.class)
        .hasMessage("the model threw java.lang.IllegalStateException: broken");
  }

  @Test
  void variables_are_changed_in_steps_alone() {
    class ChangesInGuard extends FieldModel {
      final Flag flag = flag("flag");

      ChangesInGuard() {
        step("s")
            .when(() -> {
              flag.set(true);
              return true;
            })
            .then(() -> {});
      }
    }
    assertThatThrownBy(() -> Check.of(ChangesInGuard::new).run())
        .hasMessageContaining("'flag' can be changed in the effect of a step only");
    assertThatThrownBy(() ->
            Check.of(() -> new Grid(false))
                .run(
                    always(
                        "changes",
                        m -> {
                          m.x.set(1);
                          return true;
                        })))
        .hasMessageContaining("the claim 'changes'")
        .hasMessageContaining("'x' can be changed in the effect of a step only");
  }

  @Test
  void a_step_without_an_effect_and_late_declarations_are_refused() {
    class Empty extends FieldModel {
      Empty() {
        step("s").when(() -> true);
      }
    }
    class Late extends FieldModel {
      Late() {
        step("s").then(() -> flag("late"));
      }
    }
    assertThatThrownBy(() -> Check.of(Empty::new).run())
        .hasMessage("the step 's' does nothing: say what with then(...)");
    assertThatThrownBy(() -> Check.of(Late::new).run())
        .hasMessageContaining("a variable is declared in the constructor of a model only");
    Grid once = new Grid(false);
    assertThatThrownBy(() -> Check.of(() -> once).run())
        .hasMessage("a model must be made anew each time it is asked for");
  }

  @Test
  void records_with_arrays_and_states_of_two_classes_are_refused() {
    record Odd(int[] numbers) {}
    record Odder(int n) {}
    class Arrays implements RecordModel<Odd, String> {
      @Override
      public List<Odd> initialStates() {
        return List.of(new Odd(new int[1]));
      }

      @Override
      public void steps(Odd state, Steps<Odd, String> steps) {}
    }
    class Two implements RecordModel<Record, String> {
      @Override
      public List<Record> initialStates() {
        return List.of(new Row.At(0), new Odder(0));
      }

      @Override
      public void steps(Record state, Steps<Record, String> steps) {}
    }
    assertThatThrownBy(() -> Check.of(new Arrays()).run())
        .hasMessage("Odd.numbers is an array, and two arrays are never equal; make it a list");
    assertThatThrownBy(() -> Check.of(new Two()).run())
        .hasMessageContaining(
            "the model's first state is of the class At, and this one of the class Odder");
  }

  @Test
  void a_claim_about_runs_is_refused_by_a_reduced_search() {
    Claim<Grid, Object> ends = Claim.alwaysEventually("ends", m -> m.x.get() == 60);

    assertThatThrownBy(() -> Check.of(() -> new Grid(false)).reduced().run(ends))
        .hasMessage(
            "'ends' is about runs, and cannot be decided by a search that is reduced by symmetry");
    assertThat(ends.name()).isEqualTo("ends");
  }
}
