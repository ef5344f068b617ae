package io.tarry.engine.spark;

import io.tarry.engine.ClusterException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;

/** Runs jobs of Spark, and gives up a job that nobody waits for any longer. */
final class Jobs {

  private static final long PULSE_MILLIS = 100;

  /** What Spark calls it that a part is gone which an executor alone had. */
  private static final String LOST = "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND";

  private final Supplier<Optional<String>> reasonToStop;

  /**
   * Makes one.
   *
   * @param reasonToStop asked again and again while a job runs: the limit that stops it, if any
   */
  Jobs(Supplier<Optional<String>> reasonToStop) {
    this.reasonToStop = reasonToStop;
  }

  /**
   * All that a job comes to.
   *
   * @throws StoppedException if it was given up
   * @throws RuntimeException what the model did wrong, rather than that a task failed
   */
  <T> List<T> result(JavaRDD<T> what) {
    JavaFutureAction<List<T>> job = what.collectAsync();
    try {
      while (true) {
        try {
          return job.get(PULSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillRuns) {
          Optional<String> reason = reasonToStop.get();
          if (reason.isPresent()) {
            throw new StoppedException(reason.get());
          }
        }
      }
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
      throw new StoppedException(Walk.INTERRUPTION);
    } catch (ExecutionException failure) {
      throw meant(failure.getCause() == null ? failure : failure.getCause());
    } finally {
      job.cancel(true); // does nothing once it is done
    }
  }

  private static RuntimeException meant(Throwable failure) {
    if (failure instanceof SparkException
        && failure.getCause() instanceof RuntimeException ofTheTask) {
      return ofTheTask;
    }
    String said = String.valueOf(failure.getMessage());
    if (said.contains(LOST)) {
      return new ClusterException(
          "an executor is lost, and with it what it alone knew; with a checkpoint folder that all"
              + " executors share, the search would have gone on",
          failure);
    }
    return new ClusterException(
        "Spark gave up: " + said.lines().findFirst().orElse(failure.toString()), failure);
  }

  /** A job was given up. */
  static final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String limit;

    StoppedException(String limit) {
      super(limit);
      this.limit = limit;
    }

    /** The limit that was reached, as its user would name it. */
    String limit() {
      return limit;
    }
  }
}
