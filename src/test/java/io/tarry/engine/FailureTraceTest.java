package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tarry.engine.Graph.GraphModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a search failed is said with the run to there. */
class FailureTraceTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_broken_contract_is_told_with_the_run(int threads) {
    Graph graph = Graph.ofNodes(4).step(0, 2, 1).step(1, 7, 2).step(2, 1, 3).step(2, -4, 0);

    assertThatThrownBy(() -> Search.of(graph::model).using(threads).run())
        .isInstanceOf(BrokenContract.class)
        .hasMessage(
            """
            the model offered a step with the action -4; actions are numbers from 0; in the last \
            state of this run, by its action -4:
               start 0x0
            1  action 2: 0x1
            2  action 7: 0x2
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_state_that_is_changed_is_told_with_the_step(int threads) {
    Graph graph = Graph.ofNodes(4).step(0, 2, 1).step(1, 5, 2).step(1, 7, 3).step(3, 1, 0);

    assertThatThrownBy(() -> Search.of(() -> new Changing(graph)).using(threads).run())
        .isInstanceOf(BrokenContract.class)
        .hasMessage(
            """
            the model, or the test of a property, changed the state that it was given to read; in \
            the last state of this run, by its action 7:
               start 0x0
            1  action 2: 0x1
            """);
  }

  /** In one state, it changes what it is given before it offers the second step. */
  private static final class Changing extends GraphModel {

    Changing(Graph graph) {
      super(graph);
    }

    @Override
    public void successors(long[] state, Sink sink) {
      super.successors(
          state.clone(),
          new Sink() {
            @Override
            public void offer(int action, long[] next) {
              if (action == 7) {
                state[0] = 9;
              }
              sink.offer(action, next);
            }

            @Override
            public void beyond(int action, String limit) {
              sink.beyond(action, limit);
            }
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void what_a_property_throws_stays_what_it_is_and_has_the_run(int threads) {
    Property<GraphModel> fails =
        Property.always("fails", (model, before, action, after) -> 1 / (after[0] - 3) < 9);

    Throwable thrown =
        catchThrowable(() -> Search.of(Graph.line(6)::model).using(threads).run(List.of(fails)));

    FailureTrace place = FailureTrace.of(thrown).orElseThrow();
    assertThat(thrown).isInstanceOf(ArithmeticException.class);
    assertThat(place.run().last()).containsExactly(2);
    assertThat(place.run().length()).isEqualTo(2);
    assertThat(place.action()).isZero();
  }

  @Test
  void what_a_model_throws_has_the_run_too() {
    Model fails =
        new GraphModel(Graph.line(5)) {
          @Override
          public void successors(long[] state, Sink sink) {
            if (state[0] == 3) {
              throw new AssertionError("broken");
            }
            super.successors(state, sink);
          }
        };

    Throwable thrown = catchThrowable(() -> Search.of(() -> fails).run());

    assertThat(thrown).isInstanceOf(AssertionError.class).hasMessage("broken");
    assertThat(FailureTrace.of(thrown).orElseThrow().run().last()).containsExactly(3);
    assertThat(FailureTrace.of(thrown).orElseThrow().action()).isEqualTo(Model.INITIAL);
  }

  @Test
  void nothing_is_said_where_no_run_begins() {
    Model fails =
        new GraphModel(Graph.line(2)) {
          @Override
          public void initialStates(Sink sink) {
            throw new IllegalStateException("broken");
          }
        };

    Throwable thrown = catchThrowable(() -> Search.of(() -> fails).run());

    assertThat(FailureTrace.of(thrown)).isEmpty();
  }
}
