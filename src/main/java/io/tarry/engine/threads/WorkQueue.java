package io.tarry.engine.threads;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** The numbered parts of some work. Threads share them: each takes the next one that is left. */
public final class WorkQueue {

  private final int count;
  private final BooleanSupplier isOver;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * None is taken yet.
   *
   * @param isOver asked before each part: whether those that are left need not be done
   */
  public WorkQueue(int count, BooleanSupplier isOver) {
    this.count = count;
    this.isOver = isOver;
  }

  /** Lets the calling thread do parts for as long as there are any. */
  public void take(IntConsumer task) {
    int part;
    while (!isOver.getAsBoolean() && (part = next.getAndIncrement()) < count) {
      task.accept(part);
    }
  }
}
