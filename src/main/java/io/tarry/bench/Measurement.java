package io.tarry.bench;

import io.tarry.engine.Statistics;
import java.time.Duration;
import java.util.Optional;

/**
 * What a search cost.
 *
 * @param warmUps how many searches were made before it in the same JVM
 * @param threads how many searched, at least 1
 * @param statistics the size of the search
 * @param stoppedBy the limit that kept it from seeing the whole state space; empty after a whole
 *     search
 * @param time how long it took; what came before it in the same JVM aside
 * @param peakMemoryBytes see {@link PeakMemory}
 * @param java the version of Java that ran it
 */
public record Measurement(
    int warmUps,
    int threads,
    Statistics statistics,
    Optional<String> stoppedBy,
    Duration time,
    long peakMemoryBytes,
    String java) {

  /** A search that has just ended in this JVM. */
  public static Measurement of(
      int threads, Statistics statistics, Optional<String> stoppedBy, Duration time) {
    return new Measurement(
        0,
        threads,
        statistics,
        stoppedBy,
        time,
        PeakMemory.bytes(),
        System.getProperty("java.runtime.version"));
  }

  /** The same after so many searches. */
  public Measurement after(int runs) {
    return new Measurement(runs, threads, statistics, stoppedBy, time, peakMemoryBytes, java);
  }

  /** Transitions a second. */
  public double transitionsPerSecond() {
    return perSecond(statistics.transitions());
  }

  /** States a second. */
  public double statesPerSecond() {
    return perSecond(statistics.states());
  }

  private double perSecond(long count) {
    return count * 1e9 / Math.max(1, time.toNanos());
  }
}
