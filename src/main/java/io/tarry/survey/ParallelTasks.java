package io.tarry.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tasks side by side. Which of them was first does not show in the results. */
final class ParallelTasks {

  private ParallelTasks() {}

  /**
   * Does them all.
   *
   * @param threads how many at once
   * @param isCancelled asked before each; those that are left are not done then
   * @param each hears of each result as it is there, one at a time
   * @return in the order of the tasks, without those that were left out
   */
  static <T> List<T> all(
      List<Callable<T>> tasks, int threads, BooleanSupplier isCancelled, Consumer<T> each) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(threads, tasks.size()),
            task -> {
              Thread thread = new Thread(task, "tarry-cells");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<List<T>>> futures = new ArrayList<>();
      for (Callable<T> task : tasks) {
        futures.add(
            pool.submit(() -> {
              if (isCancelled.getAsBoolean()) {
                return List.of();
              }
              T result = task.call();
              synchronized (futures) {
                each.accept(result);
              }
              return List.of(result);
            }));
      }
      List<T> results = new ArrayList<>();
      for (Future<List<T>> future : futures) {
        results.addAll(result(future));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while checking");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }
}
