package io.tarry.engine.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.bench.Close;
import io.tarry.engine.Finding;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.SerializableSupplier;
import io.tarry.engine.StepTest;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.model.Claim;
import io.tarry.model.Counter;
import io.tarry.model.FieldModel;
import io.tarry.model.RawModels;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.TcpModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search on Spark says what the search on one machine says, bit for bit. */
class SparkSearchTest {

  /** How many states each level of close 1 has; close N has their N-fold convolution. */
  private static final long[] CLOSE_1 = {1, 2, 7, 22, 45, 96, 140, 112, 44, 4};

  private static JavaSparkContext context;

  @BeforeAll
  static void start() {
    context = TestContexts.local(1);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void close1IsThatOfOneMachine(int partitions) {
    assertSame(() -> new Close(1), () -> aboutClose(1), partitions);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void close2IsThatOfOneMachine(int partitions) {
    assertSame(() -> new Close(2), () -> aboutClose(2), partitions);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void aWorldOfTcpIsThatOfOneMachine(int partitions) {
    assertSame(
        () -> new TcpModel(world().settings()),
        () -> world().expectations().stream().map(asked -> asked.claim().property()).toList(),
        partitions);
  }

  @Test
  void aTypedModelIsThatOfOneMachine() {
    assertSame(
        RawModels.of(Counters::new),
        RawModels.<Counters>claims(() ->
            List.of(
                Claim.never("both are full", m -> m.one.get() == 9 && m.other.get() == 9),
                Claim.always("two", m -> m.one.get() == 2, m -> m.other.get() < 9),
                Claim.reachable("one is full", m -> m.one.get() == 9))),
        3);
  }

  @Test
  void levelsOfCloseAreConvolutions() {
    long[] expected = {1};
    for (int connections = 1; connections <= 2; connections++) {
      expected = convolution(expected, CLOSE_1);
      int searched = connections;
      List<Long> sizes = new ArrayList<>();
      SparkSearch.<Close>of(() -> new Close(searched))
          .on(context)
          .partitions(5)
          .reportingTo(TestContexts.hearing(level -> sizes.add(level.states())))
          .run(() -> List.of());
      assertThat(sizes.stream().mapToLong(size -> size).toArray())
          .isEqualTo(Arrays.copyOf(expected, expected.length + 1)); // and then there are no more
    }
  }

  @Test
  void limitsTakeEffectBetweenTheSameLevels() {
    for (Limits limits : List.of(Limits.none().states(500), Limits.none().depth(6))) {
      SearchResult alone = Search.<Model>of(() -> new Close(2)).within(limits).run(aboutClose(2));
      SearchResult spread =
          SparkSearch.<Model>of(() -> new Close(2))
              .on(context)
              .within(limits)
              .run(() -> aboutClose(2));
      assertThat(described(spread)).isEqualTo(described(alone));
    }
  }

  @Test
  void interruptionEndsASearchWithItsLastWholeLevel() {
    var isOver = new AtomicBoolean();
    SearchResult result =
        SparkSearch.<Model>of(() -> new Close(2))
            .on(context)
            .until(isOver::get)
            .reportingTo(TestContexts.hearing(level -> isOver.set(level.level() == 6)))
            .run(() -> aboutClose(2));
    SearchResult six =
        Search.<Model>of(() -> new Close(2)).within(Limits.none().depth(6)).run(aboutClose(2));
    assertThat(result.stoppedBy()).contains("interruption");
    assertThat(result.statistics().states()).isEqualTo(six.statistics().states());
    assertThat(result.statistics().transitions()).isEqualTo(six.statistics().transitions());
    assertThat(result.findings().stream().map(Finding::verdict))
        .isEqualTo(six.findings().stream().map(Finding::verdict).toList());
  }

  @Test
  @Timeout(20)
  void aLevelInWhichTimeRunsOutIsThrownAway() {
    SearchResult result =
        SparkSearch.<Model>of(Endless::new)
            .on(context)
            .within(Limits.none().time(Duration.ofSeconds(2)))
            .run(() -> List.of());
    assertThat(result.stoppedBy()).contains("time");
    assertThat(result.statistics().states()).isEqualTo(1);
  }

  @Test
  void aSearchEndsOnceAllIsDecidedIfItMay() {
    SerializableSupplier<List<Property<Model>>> decidable =
        () -> List.of(Property.always("odd", (model, before, action, after) -> after[0] % 7 != 3));
    assertThat(
            described(
                SparkSearch.<Model>of(() -> new Close(2))
                    .on(context)
                    .untilDecided()
                    .run(decidable)))
        .isEqualTo(
            described(Search.<Model>of(() -> new Close(2)).untilDecided().run(decidable.get())));
  }

  @Test
  void claimsAboutRunsAreRefusedByName() {
    SparkSearch<Close> search = SparkSearch.<Close>of(() -> new Close(1)).on(context);
    assertThatThrownBy(() ->
            search.run(() ->
                List.of(
                    Property.noEndlessExchange(
                        "never-endless", (model, before, action, after) -> true))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'never-endless' is about runs");
  }

  @Test
  void aModelThatBreaksItsContractIsNamed() {
    SparkSearch<Model> search = SparkSearch.<Model>of(NegativeAction::new).on(context);
    assertThatThrownBy(() -> search.run(() -> List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("offered a step with the action -7");
  }

  @Test
  void aLimitOfTheModelLeavesClaimsUndecided() {
    SerializableSupplier<Model> models = CutOff::new;
    SerializableSupplier<List<Property<Model>>> properties =
        () -> List.of(Property.always("small", (model, before, action, after) -> after[0] < 9));
    SearchResult result = SparkSearch.of(models).on(context).partitions(3).run(properties);
    assertThat(result.finding("small").verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(result.stoppedBy()).contains("room");
    assertSame(models, properties, 3);
  }

  private static <M extends Model> void assertSame(
      SerializableSupplier<? extends M> models,
      SerializableSupplier<List<Property<M>>> properties,
      int partitions) {
    SearchResult alone = Search.<M>of(models).run(properties.get());
    SearchResult spread =
        SparkSearch.<M>of(models).on(context).partitions(partitions).run(properties);
    assertThat(described(spread)).isEqualTo(described(alone));
  }

  /** All that a result says, but for the memory that it took. */
  static String described(SearchResult result) {
    var all = new StringBuilder();
    all.append(result.statistics().states()).append(" states, ");
    all.append(result.statistics().initialStates()).append(" initial, ");
    all.append(result.statistics().transitions()).append(" transitions, depth ");
    all.append(result.statistics().depth()).append(", ").append(result.limits()).append('\n');
    for (Finding finding : result.findings()) {
      all.append(finding.property()).append(' ').append(finding.verdict());
      all.append(' ').append(finding.witness());
      all.append(finding.trace().map(SparkSearchTest::described).orElse("")).append('\n');
    }
    return all.toString();
  }

  private static String described(Trace trace) {
    return " "
        + trace.actions()
        + trace.states().stream().map(Arrays::toString).toList()
        + trace.loopStart();
  }

  /** Claims that hold, are violated, are reached, are vacuous, by steps and by stuck states. */
  static List<Property<Model>> aboutClose(int connections) {
    Close close = new Close(connections);
    StepTest<Model> closed = (model, before, action, after) -> close.isAllClosed(after);
    return List.of(
        Property.noStuckState("ends-closed", closed),
        Property.noStuckState("ends-otherwise", closed.negate()),
        Property.always("never-closed", closed.negate()),
        Property.always("odd", (model, before, action, after) -> after[0] % 7 != 3),
        Property.reachable("closed", closed),
        Property.reachable("nothing", (model, before, action, after) -> after[0] == -1),
        Property.reachable("start", (model, before, action, after) -> after[0] == 0),
        Property.always("vacuous", (model, before, action, after) -> action > 99, closed));
  }

  static Scenario.Case world() {
    try {
      Path file = Path.of("models", "04-why-time-wait.yaml");
      Reading reading = ScenarioReader.read("04", Files.readString(file));
      return ((Reading.Good) reading)
          .scenario().cases().stream()
              .filter(one ->
                  one.expectations().stream()
                      .noneMatch(asked -> asked.claim().property().kind().isAboutRuns()))
              .findFirst()
              .orElseThrow();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long[] convolution(long[] one, long[] other) {
    long[] sums = new long[one.length + other.length - 1];
    IntStream.range(0, one.length)
        .forEach(
            i -> IntStream.range(0, other.length).forEach(j -> sums[i + j] += one[i] * other[j]));
    return sums;
  }

  /** Two that count, the one no more than twice as far as the other. */
  private static final class Counters extends FieldModel {

    private final Counter one = counter("one", 0, 9);
    private final Counter other = counter("other", 0, 9);

    Counters() {
      step("one").when(() -> one.get() < 9 && one.get() <= 2 * other.get()).then(() -> one.add(1));
      step("other").when(() -> other.get() < 9).then(() -> other.add(1));
    }
  }

  /** Takes for ever to say what comes next. */
  private static final class Endless implements Model {

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void initialStates(Sink sink) {
      sink.offer(INITIAL, new long[] {0});
    }

    @Override
    public void successors(long[] state, Sink sink) {
      LockSupport.parkNanos(Duration.ofMinutes(1).toNanos());
    }
  }

  /** Offers what no model may. */
  private static final class NegativeAction implements Model {

    @Override
    public int words() {
      return 1;
    }

    @Override
    public void initialStates(Sink sink) {
      sink.offer(INITIAL, new long[] {0});
    }

    @Override
    public void successors(long[] state, Sink sink) {
      sink.offer(-7, new long[] {1});
    }
  }

  /** Counts to five in both of two words, and has no room for more. */
  private static final class CutOff implements Model {

    @Override
    public int words() {
      return 2;
    }

    @Override
    public void initialStates(Sink sink) {
      sink.offer(INITIAL, new long[] {0, -3});
      sink.offer(INITIAL, new long[] {0, -1});
    }

    @Override
    public void successors(long[] state, Sink sink) {
      for (int word = 0; word < 2; word++) {
        if (state[word] == 5) {
          sink.beyond(word, "room");
        } else {
          long[] next = state.clone();
          next[word]++;
          sink.offer(word, next);
        }
      }
    }
  }
}
