package io.tarry.bench;

import io.tarry.engine.Cluster;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Progress;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.SearchSetup;
import io.tarry.engine.Subject;
import io.tarry.engine.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A measured search of {@link Close}, which decides what SPIN decides: that nothing gets stuck. */
public final class CloseBench {

  private static final String NAME = "ends-closed";

  private CloseBench() {}

  /**
   * Searches once.
   *
   * @param connections how many, from 1 to {@link Close#CONNECTIONS_MAX}
   * @param threads how many search
   * @param setup how the search is done
   * @throws IllegalStateException if the engine finds a connection that gets stuck: there is none
   */
  public static Measurement run(
      int connections, int threads, SearchSetup setup, Progress progress) {
    Search<Close> search =
        setup.apply(
            Search.<Close>of(() -> new Close(connections)).reportingTo(progress),
            () ->
                Subject.of(
                    "close " + connections, Map.of("connections", String.valueOf(connections))));
    return measured(threads, () -> search.run(List.of(endsClosed())));
  }

  /** The same on a cluster. */
  public static Measurement run(
      int connections, Cluster cluster, Limits limits, Progress progress) {
    return measured(
        cluster.cores(),
        () ->
            cluster.search(
                () -> new Close(connections),
                () -> List.of(endsClosed()),
                limits,
                false,
                progress));
  }

  private static Measurement measured(int threads, Supplier<SearchResult> search) {
    long start = System.nanoTime();
    SearchResult result = search.get();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    if (result.finding(NAME).verdict() == Verdict.VIOLATED) {
      throw new IllegalStateException("the engine found a connection that gets stuck: " + result);
    }
    return Measurement.of(threads, result.statistics(), result.stoppedBy(), time);
  }

  // The witness is an initial state. To recover the usual one, a run to an end, most levels would
  // be expanded a second time, for something that other checkers do not show.
  private static Property<Close> endsClosed() {
    return Property.<Close>noStuckState(
            NAME, (model, before, action, after) -> model.isAllClosed(after))
        .witnessedBy((model, before, action, after) -> action == Model.INITIAL);
  }
}
