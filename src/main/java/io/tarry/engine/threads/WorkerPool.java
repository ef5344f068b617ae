package io.tarry.engine.threads;

import io.tarry.engine.OutOfMemory;
import io.tarry.engine.options.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;

/** The threads of a search: the one that called it, which is number 0, and some more. */
public final class WorkerPool implements AutoCloseable {

  private final int size;
  private final int statesAThread;
  private final ExecutorService others;
  private volatile boolean failing;

  public WorkerPool(int size, Granularity grain) {
    this.size = size;
    statesAThread = grain.statesAThread();
    ThreadFactory threads =
        task -> {
          Thread thread = new Thread(task, "tarry-search");
          thread.setDaemon(true); // does not outlive whoever waits for the search
          thread.setUncaughtExceptionHandler(WorkerPool::threadEnds);
          return thread;
        };
    others = Executors.newCachedThreadPool(threads);
  }

  public int size() {
    return size;
  }

  /** How many threads are worth having for the work on this many states. */
  public int sizeFor(long states) {
    return (int) Math.max(1, Math.min(size, states / statesAThread));
  }

  /** Whether one has failed: the others need not go on. */
  public boolean isFailing() {
    return failing;
  }

  /**
   * Lets the first this many work at a task together, and waits until all are done.
   *
   * @param task gets the number of the thread
   */
  public void work(int threads, IntConsumer task) {
    failing = false;
    List<Future<?>> done = new ArrayList<>();
    try {
      for (int number = 1; number < threads; number++) {
        int other = number;
        done.add(others.submit(() -> doOrFail(task, other)));
      }
      doOrFail(task, 0);
    } catch (Error failure) { // there may be no memory for one more thread
      failing = true;
      throw failure;
    } finally {
      done.forEach(WorkerPool::await);
    }
    done.forEach(WorkerPool::rethrow);
  }

  @Override
  public void close() {
    others.shutdown();
  }

  private void doOrFail(IntConsumer task, int number) {
    try {
      task.accept(number);
    } catch (Error | RuntimeException failure) {
      failing = true;
      throw failure;
    }
  }

  /**
   * Whatever fails in a task is thrown to whoever waits for it. Apart from that, a thread may lack
   * the memory to wait for its next task; that does no harm, as the pool makes another one.
   */
  private static void threadEnds(Thread thread, Throwable failure) {
    boolean lacksMemory = failure instanceof Error error && OutOfMemory.isBehind(error);
    if (!lacksMemory) {
      thread.getThreadGroup().uncaughtException(thread, failure);
    }
  }

  /** Waits, whatever comes of it. An interrupt is kept for whoever looks at it later. */
  private static void await(Future<?> task) {
    boolean interrupted = false;
    while (true) {
      try {
        task.get();
        break;
      } catch (InterruptedException noReasonToLeaveThemAlone) {
        interrupted = true;
      } catch (ExecutionException seenLater) {
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Future<?> task) {
    try {
      task.get();
    } catch (InterruptedException impossible) {
      throw new AssertionError("the task is done", impossible);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (failed.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new AssertionError("a task throws nothing that is checked", failed);
    }
  }
}
