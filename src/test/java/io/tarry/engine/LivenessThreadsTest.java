package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.options.Granularity;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many threads build the graph on which claims about runs are decided, and how often. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LivenessThreadsTest {

  private static final int THREADS = 3;

  /** From state 0 to so many others and back, so that they are one level. */
  private static final int SPOKES = 30;

  private static final Graph WHEEL = wheel();

  private static Graph wheel() {
    Graph wheel = Graph.ofNodes(SPOKES + 1);
    for (int spoke = 1; spoke <= SPOKES; spoke++) {
      wheel = wheel.step(0, spoke, spoke).step(spoke, 0, 0);
    }
    return wheel;
  }

  private static final Property<GraphModel> COMES_BACK =
      Property.alwaysEventually("comes back", WHEEL.steps((b, a, c) -> c == 0));
  private static final Property<GraphModel> TURNS =
      Property.noEndlessExchange("turns", WHEEL.steps((b, a, c) -> c == 1));
  private static final Property<GraphModel> COMES_BACK_FAIRLY =
      Property.alwaysEventually("comes back fairly", WHEEL.steps((b, a, c) -> c == 0))
          .assuming(Fairness.strongOfEach("spokes", (m, b, a, c) -> a));

  private interface Event {
    /** When the graph is built. */
    void happens(int expansion);
  }

  /** A search whose models tell of each state that they expand once all states were found. */
  private static Search<GraphModel> telling(Event event, int threads) {
    AtomicBoolean isSearched = new AtomicBoolean();
    AtomicInteger expansions = new AtomicInteger();
    return Search.<GraphModel>of(() ->
            new GraphModel(WHEEL) {
              @Override
              public void successors(long[] state, Sink sink) {
                if (isSearched.get()) {
                  event.happens(expansions.incrementAndGet());
                }
                super.successors(state, sink);
              }
            })
        .reportingTo(
            new Progress() {
              @Override
              public void begins(Stage stage) {
                isSearched.set(stage == Stage.CLAIMS_ABOUT_RUNS);
              }

              @Override
              public void at(Statistics soFar, long frontier) {
                // the stage is enough
              }
            })
        .using(threads)
        .dividedInto(Granularity.FINEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, THREADS})
  void each_state_is_expanded_once_for_all_claims(int threads) {
    AtomicInteger expansions = new AtomicInteger();

    SearchResult result =
        telling(expansion -> expansions.accumulateAndGet(expansion, Math::max), threads)
            .run(List.of(COMES_BACK, TURNS, COMES_BACK_FAIRLY));

    assertThat(result.findings()).extracting(Finding::verdict).containsOnly(Verdict.HOLDS);
    assertThat(expansions).hasValue(SPOKES + 1);
  }

  @Test
  void all_threads_expand_states_at_the_same_time() {
    var together = new CyclicBarrier(THREADS);

    SearchResult result =
        telling(
                expansion -> {
                  // The hub is a level of its own; of the spokes each thread waits in its first.
                  if (expansion > 1 && expansion <= 1 + THREADS) {
                    await(together);
                  }
                },
                THREADS)
            .run(List.of(COMES_BACK));

    assertThat(result.finding("comes back").verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void a_model_that_fails_in_one_thread_ends_the_work_of_all() {
    var failure = new IllegalArgumentException("a test");
    AtomicInteger expansions = new AtomicInteger();

    assertThatThrownBy(() ->
            telling(
                    expansion -> {
                      expansions.accumulateAndGet(expansion, Math::max);
                      if (expansion == SPOKES / 2) {
                        throw failure;
                      }
                    },
                    THREADS)
                .run(List.of(COMES_BACK)))
        .isSameAs(failure);
    assertThat(expansions.get()).isLessThan(SPOKES);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new AssertionError("the other threads do not come", alone);
    }
  }
}
