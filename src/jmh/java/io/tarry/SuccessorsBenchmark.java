package io.tarry;

import io.tarry.bench.Close;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.TcpModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a model takes to offer the steps of a state, for states as a search meets them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SuccessorsBenchmark {

  private static final int STATES = 4096;

  /** What is searched. */
  public enum World {
    CLOSE_2,
    /** Lesson 4, "two losses and overtaking, and TIME_WAIT is just long enough". */
    ONE_CONNECTION,
    /** Lesson 14, "without recycling". */
    SEVERAL_CONNECTIONS
  }

  /** The model. */
  @Param private World world;

  private Model model;
  private final List<long[]> states = new ArrayList<>();
  private final Offered offered = new Offered();

  /** Collects states of the middle levels. */
  @Setup
  public void collectStates() {
    Supplier<Model> models =
        switch (world) {
          case CLOSE_2 -> () -> new Close(2);
          case ONE_CONNECTION ->
              lesson("04-why-time-wait", "two losses and overtaking, and TIME_WAIT is just long enough");
          case SEVERAL_CONNECTIONS -> lesson("14-tcp-tw-recycle", "without recycling");
        };
    model = models.get();
    Property<Model> collect =
        Property.always(
            "collect",
            (searched, before, action, after) -> {
              states.add(after.clone());
              return true;
            });
    Search.of(models).within(Limits.none().states(8L * STATES)).run(List.of(collect));
    List<long[]> all = List.copyOf(states);
    states.clear();
    for (int i = 0; i < STATES; i++) {
      states.add(all.get((int) ((long) i * all.size() / STATES)));
    }
  }

  private static Supplier<Model> lesson(String file, String caseName) {
    Path path = Path.of("models", file + ".yaml");
    try {
      Reading reading = ScenarioReader.read(file, Files.readString(path));
      Scenario.Case named =
          ((Reading.Good) reading)
              .scenario().cases().stream()
                  .filter(one -> one.name().equals(caseName))
                  .findFirst()
                  .orElseThrow();
      return () -> new TcpModel(named.settings());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Time per state; one has 15 steps on average in close 2, 2 to 4 in a lesson. */
  @Benchmark
  @OperationsPerInvocation(STATES)
  public long expandState() {
    for (int i = 0; i < STATES; i++) {
      model.successors(states.get(i), offered);
    }
    return offered.mixed;
  }

  /** Reads what it is offered, as an engine would. */
  private static final class Offered implements Model.Sink {

    private long mixed;

    @Override
    public void offer(int action, long[] next) {
      for (long word : next) {
        mixed = mixed * 31 + word;
      }
    }

    @Override
    public void beyond(int action, String limit) {
      mixed++;
    }
  }
}
