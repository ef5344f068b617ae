package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Graph.GraphModel;
import io.tarry.engine.options.Granularity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search says that a limit stopped. */
class SearchLimitsTest {

  @Nested
  @DisplayName("A search until all is decided")
  class UntilDecided {

    private static final Graph LINE = Graph.line(9);

    private final Property<GraphModel> broken =
        Property.never("broken", LINE.steps((b, a, c) -> c == 3));
    private final Property<GraphModel> reached =
        Property.reachable("reached", LINE.steps((b, a, c) -> c == 5));
    private final Property<GraphModel> kept =
        Property.never("kept", LINE.steps((b, a, c) -> c == 99));

    private SearchResult search(List<Property<GraphModel>> properties) {
      return Search.of(LINE::model).untilDecided().run(properties);
    }

    @Test
    void ends_after_the_level_that_decides_the_last_property_with_the_same_runs() {
      SearchResult early = search(List.of(broken, reached));
      SearchResult whole = Search.of(LINE::model).run(List.of(broken, reached));

      assertThat(early.stoppedBy()).contains("all is decided");
      assertThat(early.statistics().states()).isEqualTo(6).isLessThan(whole.statistics().states());
      assertThat(early.findings()).usingRecursiveComparison().isEqualTo(whole.findings());
    }

    @Test
    void sees_everything_where_only_that_can_decide() {
      SearchResult result = search(List.of(broken, kept));

      assertThat(result.stoppedBy()).isEmpty();
      assertThat(result.statistics().states()).isEqualTo(9);
      assertThat(result.finding("kept").verdict()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void counts_all_where_nothing_is_asked() {
      assertThat(search(List.of()).stoppedBy()).isEmpty();
    }
  }

  @Nested
  @DisplayName("A search until a claim is violated")
  class UntilViolated {

    private static final Graph LINE = Graph.line(9);

    private final Property<GraphModel> broken =
        Property.never("broken", LINE.steps((b, a, c) -> c == 3));
    private final Property<GraphModel> unreached =
        Property.reachable("unreached", LINE.steps((b, a, c) -> c == 99));

    @Test
    void ends_after_the_level_of_the_first_violation() {
      SearchResult result = Search.of(LINE::model).untilViolated().run(broken, unreached);

      assertThat(result.stoppedBy()).contains("a claim is violated");
      assertThat(result.statistics().states()).isEqualTo(4);
      assertThat(result.finding("broken").verdict()).isEqualTo(Verdict.VIOLATED);
      assertThat(result.finding("unreached").verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void sees_everything_where_no_single_step_violates_a_claim() {
      SearchResult result = Search.of(LINE::model).untilViolated().run(unreached);

      assertThat(result.stoppedBy()).isEmpty();
      assertThat(result.finding("unreached").verdict()).isEqualTo(Verdict.VIOLATED);
    }
  }

  @Test
  void a_limit_on_depth_judges_that_depth_and_looks_no_further() {
    Graph line = Graph.line(9);
    Property<GraphModel> third = Property.reachable("3", line.steps((b, a, c) -> c == 3));
    Property<GraphModel> fourth = Property.reachable("4", line.steps((b, a, c) -> c == 4));

    SearchResult result = Search.of(line::model).within(Limits.none().depth(3)).run(third, fourth);

    assertThat(result.stoppedBy()).contains("depth");
    assertThat(result.statistics().depth()).isEqualTo(3);
    assertThat(result.statistics().transitions()).isEqualTo(3);
    assertThat(result.finding("3").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.finding("4").verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void a_property_of_all_models_judges_each_model() {
    Property<Model> unmoved = Property.never("moved", (model, before, action, after) -> action > 0);

    SearchResult result = Search.of(Graph.line(3)::model).run(unmoved);

    assertThat(result.finding("moved").verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Nested
  @DisplayName("A limit on states")
  class States {

    @ParameterizedTest(name = "{0}: {1} states, {2} transitions, depth {3}")
    @CsvSource({"1, 1, 0, 0", "2, 3, 2, 1", "3, 3, 2, 1", "4, 7, 6, 2", "1000, 1023, 1022, 9"})
    void begins_no_level_once_so_many_are_stored(
        long max, long states, long transitions, int depth) {
      SearchResult result = tree(Limits.none().states(max));

      assertThat(result.stoppedBy()).contains("states");
      assertThat(result.statistics().states()).isEqualTo(states);
      assertThat(result.statistics().transitions()).isEqualTo(transitions);
      assertThat(result.statistics().depth()).isEqualTo(depth);
    }

    @Test
    void stops_nothing_when_as_many_states_are_all_there_are() {
      SearchResult result = run(Graph.line(5), Limits.none().states(6));

      assertThat(result.stoppedBy()).isEmpty();
      assertThat(result.statistics().states()).isEqualTo(5);
    }

    @Test
    void stops_before_it_is_known_that_there_are_no_more() {
      // The last state is stored, but what it leads to was not looked at.
      SearchResult result = run(Graph.line(5), Limits.none().states(5));

      assertThat(result.stoppedBy()).contains("states");
      assertThat(result.statistics().states()).isEqualTo(5);
      assertThat(result.statistics().transitions()).isEqualTo(4);
    }

    @Test
    void leaves_undecided_what_needs_a_whole_search() {
      Graph graph = Graph.line(9);
      var claim = graph.steps((b, a, c) -> a != 99);
      var never = graph.steps((b, a, c) -> a == 99);

      SearchResult result =
          run(
              graph,
              Limits.none().states(3),
              Property.always("holds so far", claim),
              Property.always("has its premise", claim, claim),
              Property.always("has none so far", never, claim),
              Property.reachable("not reached so far", never),
              Property.noStuckState("not stuck so far", claim));

      assertThat(result.findings()).extracting(Finding::verdict).containsOnly(Verdict.UNDECIDED);
      assertThat(result.findings()).allSatisfy(f -> assertThat(f.trace()).isEmpty());
    }

    @Test
    void keeps_what_was_found_before() {
      Graph graph = Graph.line(9).step(0, 1, 8);

      SearchResult result =
          run(
              graph,
              Limits.none().states(4),
              Property.reachable("reached", graph.steps((b, a, c) -> c == 2)),
              Property.never("violated", graph.steps((b, a, c) -> c == 2)),
              Property.noStuckState("stuck", graph.steps((b, a, c) -> false)));

      assertThat(result.stoppedBy()).contains("states");
      assertThat(result.findings())
          .extracting(Finding::verdict)
          .containsExactly(Verdict.HOLDS, Verdict.VIOLATED, Verdict.VIOLATED);
      assertThat(result.findings())
          .extracting(finding -> finding.trace().orElseThrow().length())
          .containsExactly(2, 2, 1);
    }
  }

  @Nested
  @DisplayName("A limit on memory")
  class Memory {

    @ParameterizedTest
    @CsvSource({"100000", "1000000", "3000000"})
    void throws_the_unfinished_level_away_whole(long bytes) {
      SearchResult result = tree(Limits.none().memoryBytes(bytes));

      Statistics found = result.statistics();
      assertThat(result.stoppedBy()).contains("memory");
      assertThat(found.peakBytes()).isBetween(bytes / 3, bytes);
      assertThat(found.states()).isGreaterThan(1_000).isEqualTo((2L << found.depth()) - 1);
      assertThat(found.transitions()).isEqualTo(found.states() - 1);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "1, true", "2, true"})
    void may_be_one_that_the_model_meets_and_what_was_found_before_it_stays(
        int threads, boolean asJavaLinksALambda) {
      class Greedy implements Model {
        private final Tree tree = new Tree();

        @Override
        public int words() {
          return 1;
        }

        @Override
        public void initialStates(Sink sink) {
          tree.initialStates(sink);
        }

        @Override
        public void successors(long[] state, Sink sink) {
          if (state[0] == 3L << 9) {
            Error lack = new OutOfMemoryError("all of it");
            throw asJavaLinksALambda ? new InternalError(lack) : lack;
          }
          tree.successors(state, sink);
        }
      }
      SearchResult result =
          Search.of(Greedy::new)
              .dividedInto(Granularity.FINEST)
              .using(threads)
              .run(
                  List.of(
                      Property.reachable("before", (m, b, a, c) -> c[0] == 5),
                      Property.never("after", (m, b, a, c) -> c[0] == -1)));

      assertThat(result.stoppedBy()).contains("memory");
      assertThat(result.statistics().states()).isEqualTo(2047);
      assertThat(result.statistics().transitions()).isEqualTo(2046);
      assertThat(result.finding("before").verdict()).isEqualTo(Verdict.HOLDS);
      assertThat(result.finding("before").trace().orElseThrow().length()).isEqualTo(2);
      assertThat(result.finding("after").verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void forgets_what_was_found_in_the_level_thrown_away() {
      // So many bytes are not enough for all of the level after this one, but for its first steps.
      Limits limits = Limits.none().memoryBytes(1_000_000);
      long lastKept = tree(limits).statistics().depth();
      StepTest<Tree> kept = (model, before, action, after) -> after[0] == 1L << lastKept;
      StepTest<Tree> thrownAway = (model, before, action, after) -> after[0] == 2L << lastKept;

      SearchResult result =
          tree(
              limits,
              Property.reachable("kept", kept),
              Property.reachable("thrown away", thrownAway),
              Property.never("violated in the level thrown away", thrownAway));

      assertThat(result.findings())
          .extracting(Finding::verdict)
          .containsExactly(Verdict.HOLDS, Verdict.UNDECIDED, Verdict.UNDECIDED);
    }

    @Test
    void forgets_the_models_own_limits_met_in_the_level_thrown_away() {
      Limits limits = Limits.none().memoryBytes(1_000_000);
      int lastKept = tree(limits).statistics().depth();
      Model cutTree =
          new Model() {
            private final Tree tree = new Tree();

            @Override
            public int words() {
              return 1;
            }

            @Override
            public void initialStates(Sink sink) {
              tree.initialStates(sink);
            }

            @Override
            public void successors(long[] state, Sink sink) {
              if (state[0] == 1L << lastKept) {
                sink.beyond(0, "too late");
              }
              tree.successors(state, sink);
            }
          };

      SearchResult result = Search.of(() -> cutTree).within(limits).run(List.of());

      assertThat(result.statistics().depth()).isEqualTo(lastKept);
      assertThat(result.stoppedBy()).contains("memory");
    }

    @Test
    void may_be_too_low_for_anything() {
      SearchResult result =
          tree(
              Limits.none().memoryBytes(1), Property.reachable("start", (m, b, a, c) -> c[0] == 1));

      assertThat(result.stoppedBy()).contains("memory");
      assertThat(result.statistics()).isEqualTo(new Statistics(0, 0, 0, 0, 0));
      assertThat(result.statistics().bytesPerState()).isZero();
      assertThat(result.finding("start").verdict()).isEqualTo(Verdict.UNDECIDED);
    }
  }

  @Nested
  @DisplayName("A limit of the model's own")
  class Beyond {

    @Test
    void does_not_stop_the_search_but_leaves_it_undecided() {
      Graph graph = Graph.line(5).beyond(1, 1, "queue");
      var claim = Property.always("p", graph.steps((b, a, c) -> true));

      SearchResult result = run(graph, Limits.none(), claim);

      assertThat(result.stoppedBy()).contains("queue");
      assertThat(result.statistics().states()).isEqualTo(5);
      assertThat(result.finding("p").verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void is_named_once_in_the_order_of_the_alphabet_with_all_others() {
      Graph graph =
          Graph.line(5)
              .beyond(3, 1, "clock")
              .beyond(0, 1, "window")
              .beyond(0, 2, "queue")
              .beyond(1, 1, "window");

      assertThat(run(graph, Limits.none()).stoppedBy()).contains("clock, queue, window");
      assertThat(run(graph, Limits.none().states(2)).stoppedBy()).contains("queue, states, window");
    }

    @Test
    void may_lie_before_an_initial_state() {
      Model model =
          new GraphModel(Graph.line(3)) {
            @Override
            public void initialStates(Sink sink) {
              super.initialStates(sink);
              sink.beyond(INITIAL, "hosts");
            }
          };

      SearchResult result = Search.of(() -> model).run(List.of());

      assertThat(result.stoppedBy()).contains("hosts");
      assertThat(result.statistics().transitions()).isEqualTo(2);
    }
  }

  @Test
  void limits_that_let_no_search_begin_are_refused() {
    assertThatThrownBy(() -> Limits.none().states(0)).hasMessageContaining("statesMax");
    assertThatThrownBy(() -> Limits.none().memoryBytes(-1)).hasMessageContaining("memoryBytesMax");
    assertThatThrownBy(() -> Limits.none().time(Duration.ZERO)).hasMessageContaining("timeMax");
  }

  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  private static SearchResult tree(Limits limits, Property<Tree>... properties) {
    return Search.of(Tree::new).within(limits).run(List.of(properties));
  }

  // The array is only read.
  @SafeVarargs
  @SuppressWarnings("varargs")
  private static SearchResult run(Graph graph, Limits limits, Property<GraphModel>... properties) {
    return Search.of(graph::model).within(limits).run(List.of(properties));
  }
}
