package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Graph.GraphModel;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Models and properties that a search must not trust. */
class SearchFailuresTest {

  @Nested
  @DisplayName("A model that is not the same the second time is caught")
  class NotDeterministic {

    private final Graph graph = Graph.line(4);
    private final Property<GraphModel> reachesTheEnd =
        Property.reachable("reaches the end", graph.steps((b, a, c) -> c == 3));

    @Test
    void when_the_initial_state_of_a_run_is_not_offered_again() {
      assertCaught(
          () -> search(graph, graph.startingIn(1)).run(List.of(reachesTheEnd)),
          "its initial state was not offered");
    }

    @Test
    void when_a_step_of_a_run_is_not_offered_again() {
      Graph other = Graph.ofNodes(4).step(0, 0, 1).step(1, 5, 2).step(2, 0, 3);

      assertCaught(
          () -> search(graph, other).run(List.of(reachesTheEnd)),
          "its step 2 (action 0) was not offered");
    }

    @Test
    void when_a_step_of_a_run_leads_elsewhere() {
      Graph other = Graph.ofNodes(4).step(0, 0, 2).step(2, 0, 3);

      assertCaught(
          () -> search(graph, other).run(List.of(reachesTheEnd)),
          "its step 1 (action 0) was not offered");
    }

    @Test
    void when_the_last_step_is_judged_otherwise() {
      AtomicInteger calls = new AtomicInteger();
      Property<GraphModel> once =
          Property.reachable("once", (m, b, a, c) -> c[0] == 2 && calls.incrementAndGet() == 1);

      assertCaught(
          () -> search(graph, graph).run(List.of(once)), "its last step was judged otherwise");
    }

    @Test
    void when_an_initial_state_is_judged_otherwise() {
      AtomicInteger calls = new AtomicInteger();
      Property<GraphModel> once =
          Property.never("once", (m, b, a, c) -> calls.incrementAndGet() == 1);

      assertCaught(
          () -> search(graph, graph).run(List.of(once)), "its last step was judged otherwise");
    }

    @Test
    void when_a_stuck_state_has_a_way_on() {
      Property<GraphModel> stuck = Property.noStuckState("stuck", (m, b, a, c) -> false);

      assertCaught(
          () -> search(graph, graph.step(3, 0, 0)).run(List.of(stuck)),
          "its last state was stuck, and now is not");
      assertCaught(
          () -> search(graph, graph.beyond(3, 0, "x")).run(List.of(stuck)),
          "its last state was stuck, and now is not");
    }

    @Test
    void when_a_stuck_state_is_judged_otherwise() {
      AtomicInteger calls = new AtomicInteger();
      Property<GraphModel> once =
          Property.noStuckState("once", (m, b, a, c) -> calls.incrementAndGet() > 2);

      // Asked as a violation, as a witness, and again in the replay.
      assertCaught(
          () -> search(graph, graph).run(List.of(once)), "its last state was judged otherwise");
    }

    @Test
    void when_a_run_cannot_be_led_back_to_its_start() {
      var forgetful =
          new GraphModel(graph) {
            private int expansions;

            @Override
            public void successors(long[] state, Sink sink) {
              if (++expansions <= 4 * 3) { // each three times, one state a level: see Worker
                super.successors(state, sink);
              }
            }
          };

      assertCaught(
          () -> Search.<GraphModel>of(() -> forgetful).run(List.of(reachesTheEnd)),
          "no step led to its state after step 2 any more");
    }

    private static Search<GraphModel> search(Graph first, Graph afterwards) {
      Iterator<GraphModel> models = List.of(first.model(), afterwards.model()).iterator();
      return Search.of(models::next);
    }

    private static void assertCaught(ThrowingCallable search, String symptom) {
      assertThatThrownBy(search)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(symptom)
          .hasMessageContaining("not deterministic");
    }
  }

  @Test
  void each_run_is_replayed_through_a_model_of_its_own() {
    AtomicInteger made = new AtomicInteger();
    Graph graph = Graph.line(3);
    Supplier<GraphModel> counted =
        () -> {
          made.incrementAndGet();
          return graph.model();
        };

    Search.of(counted)
        .run(
            List.of(
                Property.reachable("a", graph.steps((b, a, c) -> c == 1)),
                Property.reachable("b", graph.steps((b, a, c) -> c == 2)),
                Property.reachable("none", graph.steps((b, a, c) -> false))));

    assertThat(made).hasValue(3);
  }

  @Nested
  @DisplayName("A search is refused")
  class Refused {

    @Test
    void of_a_model_without_an_initial_state() {
      assertRefused(Graph.ofNodes(1).startingIn().model(), "no initial state");
    }

    @Test
    void of_states_whose_control_leaves_no_word_for_the_channels() {
      assertRefused(
          new GraphModel(Graph.ofNodes(1)) {
            @Override
            public int controlWords() {
              return words();
            }
          },
          "some must be left for its channels");
    }

    @Test
    void of_states_without_a_word() {
      assertRefused(
          new GraphModel(Graph.ofNodes(1)) {
            @Override
            public int words() {
              return 0;
            }
          },
          "a word or more, not 0");
    }

    @Test
    void of_states_of_another_length_than_the_model_says() {
      assertRefused(
          new GraphModel(Graph.ofNodes(1)) {
            @Override
            public int words() {
              return 2;
            }
          },
          "length 1, but its words() is 2");
      assertRefused(
          new GraphModel(Graph.ofNodes(1)) {
            @Override
            public void successors(long[] state, Sink sink) {
              sink.offer(0, new long[3]);
            }
          },
          "length 3, but its words() is 1");
    }

    @Test
    void of_steps_with_a_negative_action() {
      assertRefused(Graph.ofNodes(1).step(0, -1, 0).model(), "the action -1");
      assertRefused(Graph.ofNodes(1).beyond(0, -7, "x").model(), "the action -7");
    }

    @Test
    void of_initial_states_with_an_action() {
      assertRefused(
          new GraphModel(Graph.ofNodes(1)) {
            @Override
            public void initialStates(Sink sink) {
              sink.offer(0, new long[1]);
            }
          },
          "Model.INITIAL");
    }

    @Test
    void of_a_model_that_changes_the_state_it_reads() {
      assertRefused(
          new GraphModel(Graph.ofNodes(1)) {
            @Override
            public void successors(long[] state, Sink sink) {
              state[0]++;
              sink.offer(0, state);
            }
          },
          "changed the state");
    }

    @Test
    void of_a_model_that_offers_the_array_it_was_given_changed_and_then_changes_it_back() {
      assertRefused(
          new GraphModel(Graph.ofNodes(1)) {
            @Override
            public void successors(long[] state, Sink sink) {
              state[0] ^= 1;
              sink.offer(0, state);
              state[0] ^= 1;
            }
          },
          "changed the state");
    }

    @Test
    void of_no_model_that_offers_the_array_it_was_given_as_it_was() {
      Model idle =
          new GraphModel(Graph.ofNodes(1)) {
            @Override
            public void successors(long[] state, Sink sink) {
              sink.offer(0, state);
            }
          };

      assertThat(Search.of(() -> idle).run(List.of()).statistics().transitions()).isEqualTo(1);
    }

    /** Counts two numbers down, in memory of its own, and lends that to whoever looks at it. */
    private static final class Countdowns implements Model {

      private final long[] scratch = new long[2];

      @Override
      public int words() {
        return 2;
      }

      @Override
      public void initialStates(Sink sink) {
        sink.offer(INITIAL, new long[] {3, 3});
      }

      void unpack(long[] state) {
        System.arraycopy(state, 0, scratch, 0, 2);
      }

      @Override
      public void successors(long[] state, Sink sink) {
        unpack(state);
        for (int i = 0; i < 2; i++) {
          if (scratch[i] > 0) {
            long[] next = scratch.clone();
            next[i]--;
            sink.offer(i, next);
          }
        }
      }
    }

    @Test
    void of_a_property_that_unpacks_a_state_by_the_models_own_scratch() {
      Property<Countdowns> reads = Property.never("reads", (m, b, a, c) -> c[0] + c[1] > 6);
      assertThat(Search.of(Countdowns::new).run(List.of(reads)).statistics().states())
          .isEqualTo(16);

      Property<Countdowns> unpacks =
          Property.never(
              "unpacks",
              (m, b, a, c) -> {
                m.unpack(c);
                return m.scratch[0] + m.scratch[1] > 6;
              });
      assertThatThrownBy(() -> Search.of(Countdowns::new).run(List.of(unpacks)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("scratch memory");
    }

    @Test
    void of_a_property_that_changes_the_state_after() {
      Property<GraphModel> changes =
          Property.never(
              "changes",
              (m, b, a, c) -> {
                c[0] = a == Model.INITIAL ? c[0] : 0;
                return false;
              });

      assertThatThrownBy(() -> Search.of(Graph.line(3)::model).run(List.of(changes)))
          .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void with_two_properties_of_one_name() {
      Property<GraphModel> twin = Property.always("twin", (m, b, a, c) -> true);

      assertThatThrownBy(() -> Search.of(Graph.line(2)::model).run(List.of(twin, twin)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'twin'");
    }

    private static void assertRefused(Model model, String message) {
      assertThatThrownBy(() -> Search.of(() -> model).run(List.of()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(message);
    }
  }
}
