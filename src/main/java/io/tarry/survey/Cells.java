package io.tarry.survey;

import io.tarry.check.Check;
import io.tarry.survey.Question.Cell;
import io.tarry.survey.Question.CellResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Checks cells side by side, each by one thread. Which of them was first does not show in the
 * results.
 *
 * @param checking how to check one; those at one time share the memory of its limits
 * @param threads how many at once
 * @param isCancelled asked before each; those that are left are not checked then
 */
public record Cells(Check checking, int threads, BooleanSupplier isCancelled) {

  /**
   * Checks all.
   *
   * @param each hears of each result as it is there, one at a time
   * @return in the order of the cells; without those that were left out when it was cancelled
   */
  public List<CellResult> check(List<Cell> cells, Consumer<CellResult> each) {
    if (cells.isEmpty()) {
      return List.of();
    }
    int atOnce = Math.min(threads, cells.size());
    Check sharing = checking.sharedBy(atOnce);
    ExecutorService pool =
        Executors.newFixedThreadPool(
            atOnce,
            task -> {
              Thread thread = new Thread(task, "tarry-cells");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<List<CellResult>>> futures = new ArrayList<>();
      for (Cell cell : cells) {
        futures.add(
            pool.submit(() -> {
              if (isCancelled.getAsBoolean()) {
                return List.of();
              }
              CellResult result = cell.check(sharing);
              synchronized (futures) {
                each.accept(result);
              }
              return List.of(result);
            }));
      }
      List<CellResult> results = new ArrayList<>();
      for (Future<List<CellResult>> future : futures) {
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
