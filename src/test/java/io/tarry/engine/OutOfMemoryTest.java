package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tarry.engine.Graph.GraphModel;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A lack of memory, also one that Java tells by another error,")
class OutOfMemoryTest {

  /** A line of states 0 to 4 that leads round. */
  private static final Graph RING = Graph.line(5).step(4, 0, 0);

  private static final Property<GraphModel> ONE_STEP =
      Property.reachable("one step", RING.steps((b, a, c) -> c == 1));
  private static final Property<GraphModel> NEVER_ENDS =
      Property.alwaysEventually("never ends", RING.steps((b, a, c) -> c == 0));
  private static final Property<GraphModel> NOTHING_COMES =
      Property.alwaysEventually("nothing comes", RING.steps((b, a, c) -> false));

  static Stream<Error> lacks() {
    return Stream.of(
        new OutOfMemoryError("test"),
        new InternalError(new OutOfMemoryError("test")),
        new BootstrapMethodError(new OutOfMemoryError("test")),
        new ExceptionInInitializerError(new InternalError(new OutOfMemoryError("test"))));
  }

  /** A ring of which the successors cannot be computed from a while on. */
  private static final class Failing extends GraphModel {

    private final Error failure;
    private int expansionsLeft;

    Failing(Error failure, int expansions) {
      super(RING);
      this.failure = failure;
      expansionsLeft = expansions;
    }

    @Override
    public void successors(long[] state, Sink sink) {
      if (--expansionsLeft < 0) {
        throw failure;
      }
      super.successors(state, sink);
    }
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void as_a_search_begins_leaves_all_undecided(Error lack) {
    Supplier<GraphModel> models =
        () -> {
          throw lack;
        };

    SearchResult result = Search.of(models).run(List.of(ONE_STEP, NEVER_ENDS));

    assertThat(result.limits()).containsExactly("memory");
    assertThat(result.findings()).extracting(Finding::verdict).containsOnly(Verdict.UNDECIDED);
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void in_a_level_leaves_undecided_what_only_the_whole_decides(Error lack) {
    SearchResult result =
        Search.<GraphModel>of(() -> new Failing(lack, 10)).run(List.of(ONE_STEP, NEVER_ENDS));

    assertThat(result.limits()).containsExactly("memory");
    assertThat(result.finding("one step").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.finding("never ends").verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(result.statistics().states()).isLessThan(5);
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void as_runs_are_recovered_leaves_the_verdicts(Error lack) {
    SearchResult result = search(new GraphModel(RING), new Failing(lack, 0)).run(List.of(ONE_STEP));

    assertThat(result.limits()).containsExactly("memory");
    assertThat(result.finding("one step").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.finding("one step").trace()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void as_the_graph_is_built_leaves_claims_about_runs_undecided(Error lack) {
    Property<GraphModel> stays = Property.always("stays", RING.steps((b, a, c) -> c < 5));

    SearchResult result =
        search(new GraphModel(RING), new Failing(lack, 3)).run(List.of(stays, NOTHING_COMES));

    assertThat(result.limits()).containsExactly("memory");
    assertThat(result.findings())
        .extracting(Finding::verdict)
        .containsExactly(Verdict.HOLDS, Verdict.UNDECIDED);
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void as_a_run_to_show_is_sought_leaves_the_verdict(Error lack) {
    SearchResult result =
        search(new GraphModel(RING), new Failing(lack, 5 + 3)).run(List.of(NOTHING_COMES));

    assertThat(result.limits()).containsExactly("memory");
    assertThat(result.finding("nothing comes").verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.finding("nothing comes").trace()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("lacks")
  void as_a_run_to_show_is_walked_again_leaves_the_verdict(Error lack) {
    SearchResult result =
        search(new GraphModel(RING), new GraphModel(RING), new Failing(lack, 0))
            .run(List.of(NOTHING_COMES));

    assertThat(result.limits()).containsExactly("memory");
    assertThat(result.finding("nothing comes").verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(result.finding("nothing comes").trace()).isEmpty();
  }

  private static Search<GraphModel> search(GraphModel... oneAfterTheOther) {
    Iterator<GraphModel> models = List.of(oneAfterTheOther).iterator();
    return Search.of(models::next);
  }

  @Test
  void is_no_other_error() {
    Error other = new InternalError("test", new IllegalStateException("no memory is lacking"));

    for (int expansions : new int[] {3, 5 + 3}) {
      assertThatThrownBy(() ->
              search(new GraphModel(RING), new Failing(other, expansions))
                  .run(List.of(NOTHING_COMES)))
          .isSameAs(other);
    }
    assertThatThrownBy(
            () -> Search.<GraphModel>of(() -> new Failing(other, 10)).run(List.of(NEVER_ENDS)))
        .isSameAs(other);
  }

  /** A class that no heap can hold: an array of this length is beyond all that Java makes. */
  private static final class TooLarge {
    private static final long[] ARRAY = new long[Integer.MAX_VALUE];
  }

  @Test
  void is_known_again_where_it_left_a_class_unusable() {
    Error first = catchThrowableOfType(Error.class, () -> TooLarge.ARRAY.clone());
    Error later = catchThrowableOfType(Error.class, () -> TooLarge.ARRAY.clone());

    assertThat(first).isInstanceOf(OutOfMemoryError.class);
    assertThat(later).isInstanceOf(NoClassDefFoundError.class);
    assertThat(OutOfMemory.isBehind(later)).isTrue();
  }

  @Test
  void is_named_once_however_often_it_is_met() {
    AtomicInteger made = new AtomicInteger();
    AtomicBoolean cancelled = new AtomicBoolean();
    Property<GraphModel> begins = Property.reachable("begins", RING.steps((b, a, c) -> c == 0));
    Property<GraphModel> ends = Property.reachable("ends", RING.steps((b, a, c) -> c == 4));
    // The recovery of the run to the end is cancelled, and the replay of the other lacks memory.
    // Claims about runs then meet both limits again.
    Supplier<GraphModel> models =
        () ->
            made.incrementAndGet() == 1
                ? new GraphModel(RING) {
                  private int expansions;

                  @Override
                  public void successors(long[] state, Sink sink) {
                    cancelled.set(
                        ++expansions > 3 * 5); // the search needs three of each: see Worker
                    super.successors(state, sink);
                  }
                }
                : new GraphModel(RING) {
                  @Override
                  public void initialStates(Sink sink) {
                    throw new OutOfMemoryError("test");
                  }
                };

    SearchResult result =
        Search.of(models).until(cancelled::get).run(List.of(begins, ends, NEVER_ENDS));

    assertThat(result.stoppedBy()).contains("interruption, memory");
    assertThat(result.finding("begins").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.finding("ends").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(result.finding("never ends").verdict()).isEqualTo(Verdict.UNDECIDED);
  }
}
