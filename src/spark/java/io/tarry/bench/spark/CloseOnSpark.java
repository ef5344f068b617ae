package io.tarry.bench.spark;

import io.tarry.bench.Close;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.SearchResult;
import io.tarry.engine.spark.LevelAccount;
import io.tarry.engine.spark.SparkSearch;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Measures a search of {@link Close} on Spark, level by level: {@code spark-submit --class
 * io.tarry.bench.spark.CloseOnSpark ... CONNECTIONS PARTITIONS STATES [CHECKPOINT]}.
 */
public final class CloseOnSpark {

  private static final String NAME = "ends-closed";

  private CloseOnSpark() {}

  /** Searches once, and prints a line a level. */
  public static void main(String[] arguments) {
    if (arguments.length < 3 || arguments.length > 4) {
      System.err.println(
          "usage: CloseOnSpark CONNECTIONS PARTITIONS STATES-MAX [CHECKPOINT-FOLDER]");
      System.exit(2);
    }
    int connections = Integer.parseInt(arguments[0]);
    int partitions = Integer.parseInt(arguments[1]);
    long statesMax = Long.parseLong(arguments[2]);
    SparkConf settings = new SparkConf().setAppName("close " + connections);
    settings.setIfMissing("spark.ui.enabled", "false");
    try (var context = new JavaSparkContext(settings)) {
      Clock clock = new Clock(partitions);
      SparkSearch<Close> search =
          SparkSearch.<Close>of(() -> new Close(connections))
              .on(context)
              .partitions(partitions)
              .within(Limits.none().states(statesMax))
              .reportingTo(clock::print);
      if (arguments.length == 4) {
        search = search.checkpoint(URI.create(arguments[3]));
      }
      SearchResult result = search.run(() -> List.of(endsClosed()));
      clock.printAll(result);
    }
  }

  // As the bench does on one machine: the witness is an initial state, which costs nothing.
  private static Property<Close> endsClosed() {
    return Property.<Close>noStuckState(
            NAME, (model, before, action, after) -> model.isAllClosed(after))
        .witnessedBy((model, before, action, after) -> action == Model.INITIAL);
  }

  /** Prints what each level took. */
  private static final class Clock {

    private final int partitions;
    private final long begin = System.nanoTime();
    private long last = begin;

    Clock(int partitions) {
      this.partitions = partitions;
    }

    void print(LevelAccount level) {
      long now = System.nanoTime();
      double skew = level.largestShare() * (double) partitions / Math.max(1, level.states());
      System.out.printf(
          Locale.ROOT,
          "level %3d: %,15d states, %,16d transitions, %,16d bytes sent, skew %5.2f, %8.2f s%n",
          level.level(),
          level.states(),
          level.transitions(),
          level.bytesSent(),
          skew,
          (now - last) / 1e9);
      last = now;
    }

    void printAll(SearchResult result) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%s: %s. %,d states, %,d transitions, depth %d, %.1f bytes a state, %.1f s, %,.0f states"
              + " a second%n",
          NAME,
          result.finding(NAME).verdict(),
          result.statistics().states(),
          result.statistics().transitions(),
          result.statistics().depth(),
          result.statistics().bytesPerState(),
          seconds,
          result.statistics().states() / seconds);
    }
  }
}
