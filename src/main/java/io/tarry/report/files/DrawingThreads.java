package io.tarry.report.files;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The threads that draw pictures. They do not keep the program alive. */
final class DrawingThreads implements AutoCloseable {

  private static final int THREADS_MAX = 4;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Math.max(1, Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors())),
          task -> {
            Thread thread = new Thread(task, "tarry-pictures");
            thread.setDaemon(true);
            return thread;
          });

  /** The results of these tasks, in their order. If one fails, the others are cancelled. */
  <T> List<T> all(List<Callable<T>> tasks) {
    List<Future<T>> futures = new ArrayList<>();
    tasks.forEach(task -> futures.add(threads.submit(task)));
    try {
      return futures.stream().map(DrawingThreads::result).toList();
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while drawing");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
