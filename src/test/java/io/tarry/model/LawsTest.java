package io.tarry.model;

import static io.tarry.model.Claim.never;
import static io.tarry.model.Claim.reachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the laws of a model find, and what they let pass. */
class LawsTest {

  /** Tokens that move round; which place has which number does not matter. */
  private static class Tokens extends FieldModel {
    final Domain<Integer> places = Domain.range(1, 3);
    final Each<Integer, Counter> tokens = each("tokens", places, name -> counter(name, 0, 2));

    Tokens() {
      tokens.at(1).set(2);
      step("move", places, places)
          .when((from, to) ->
              !from.equals(to) && tokens.at(from).get() > 0 && tokens.at(to).get() < 2)
          .then((from, to) -> {
            tokens.at(from).add(-1);
            tokens.at(to).add(1);
          });
    }

    @Override
    protected void represent() {
      for (int pass = 0; pass < 2; pass++) {
        for (int place = 1; place < 3; place++) {
          int here = tokens.at(place).get();
          int next = tokens.at(place + 1).get();
          tokens.at(place).set(Math.max(here, next));
          tokens.at(place + 1).set(Math.min(here, next));
        }
      }
    }
  }

  private static final Claim<Tokens, Object> SPREAD =
      reachable("spread", m -> m.tokens.count(one -> one.get() == 1) == 2);

  private record Words(boolean keepsOrder, boolean copies)
      implements RecordModel<Words.At, String> {
    record At(List<String> words, int count) {}

    private static final AtomicInteger CALLS = new AtomicInteger();

    @Override
    public List<At> initialStates() {
      return List.of(new At(new ArrayList<>(List.of("a")), 0));
    }

    @Override
    public void steps(At state, Steps<At, String> steps) {
      if (state.count() == 3) {
        return;
      }
      List<String> more = copies ? new ArrayList<>(state.words()) : state.words();
      more.add("b");
      boolean first = keepsOrder || CALLS.incrementAndGet() % 3 != 0;
      steps.offer(first ? "one" : "other", new At(more, state.count() + 1));
    }

    @Override
    public boolean mayEnd(At state) {
      return true;
    }
  }

  @Test
  void lawful_models_pass() {
    Check.of(Tokens::new).requireLaws(SPREAD, never("3", m -> m.tokens.at(1).get() == 3));
    Check.of(new Words(true, true)).requireLaws();
  }

  @Test
  void a_reduced_search_looks_at_fewer_states_and_says_the_same() {
    var whole = Check.of(Tokens::new).run(SPREAD);
    var reduced = Check.of(Tokens::new).reduced().run(SPREAD);

    assertThat(whole.statistics().states()).isEqualTo(6);
    assertThat(reduced.statistics().states()).isEqualTo(2);
    assertThat(reduced.run("spread").length()).isEqualTo(whole.run("spread").length());
  }

  @Test
  void other_steps_the_second_time_are_found() {
    assertThatThrownBy(() -> Check.of(new Words(false, true)).requireLaws())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("a model must offer the same steps each time, and they differ")
        .hasMessageContaining("broken in the last state of this run, by its step one")
        .hasMessageContaining("start");
  }

  @Test
  void memory_of_earlier_calls_is_found() {
    class Remembers extends FieldModel {
      private int calls;
      final Counter n = counter("n", 0, 9);

      Remembers() {
        step("up", Domain.range(1, 2)).when(d -> calls++ % 3 == 0 && n.get() < 9).then(n::add);
      }
    }
    assertThatThrownBy(() -> Check.of(Remembers::new).requireLaws())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("they differ the second time");
  }

  @Test
  void a_changed_state_is_found() {
    assertThatThrownBy(() -> Check.of(new Words(true, false)).requireLaws())
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("a model must not change the state that it is given")
        .hasMessageContaining("; broken in the last state of this run, by its step one:\n");
  }

  @Test
  void states_that_stand_for_what_differs_are_found() {
    class Wrong extends Tokens {
      @Override
      protected void represent() {
        tokens.at(1).set(2);
        tokens.at(2).set(0);
        tokens.at(3).set(0);
      }
    }
    Claim<Tokens, Object> all = reachable("all at 2", m -> m.tokens.at(2).get() == 2);

    assertThatThrownBy(() -> Check.of(Wrong::new).requireLaws(all))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "a state must behave as the one that stands for it, but 'all at 2' holds");
  }
}
