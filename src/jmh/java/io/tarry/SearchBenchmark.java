package io.tarry;

import io.tarry.bench.Close;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole searches, through the engine's public face. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseParallelGC")
public class SearchBenchmark {

  /** How many threads search. */
  @Param({"1", "2"})
  private int threads;

  /** 223,729 states, 3,331,812 transitions. */
  @Benchmark
  public SearchResult close2() {
    return Search.of(() -> new Close(2)).using(threads).run(List.of());
  }

  /** 2,097,152 states that are new each, in one level: what it takes to add a state. */
  @Benchmark
  public SearchResult newStates() {
    return Search.of(() -> new Fan(1 << 21, 1)).using(threads).run(List.of());
  }

  /** The same states, each offered eight times: what it takes to find a state. */
  @Benchmark
  public SearchResult knownStates() {
    return Search.of(() -> new Fan(1 << 21, 8)).using(threads).run(List.of());
  }

  /** From 0 to each of 2048 hubs, and from each hub to its share of all states, some times over. */
  private record Fan(int states, int times) implements Model {

    private static final int HUBS = 2048;
    private static final long SPREAD = 0x9E3779B97F4A7C15L; // odd, so no two states become one

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
      long[] next = new long[1];
      if (state[0] == 0) {
        for (int hub = 1; hub <= HUBS; hub++) {
          next[0] = hub;
          sink.offer(hub, next);
        }
      } else if (state[0] > 0 && state[0] <= HUBS) {
        int each = states / HUBS;
        for (int i = 0; i < each * times; i++) {
          // The copies of a state come from different hubs.
          long number = (state[0] - 1 + i / each * 7L) % HUBS * each + i % each;
          next[0] = (number + HUBS + 1) * SPREAD;
          sink.offer(i, next);
        }
      }
    }
  }
}
