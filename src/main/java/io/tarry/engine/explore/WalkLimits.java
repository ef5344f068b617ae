package io.tarry.engine.explore;

import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.store.MemoryBudget;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * What may end a walk before it has seen everything, and what did. All threads ask it whether to
 * stop; only the thread that called the search says what stopped it.
 */
final class WalkLimits {

  private final SearchOptions options;
  private final MemoryBudget memory;
  private final BooleanSupplier failing;
  private final long startNanos = System.nanoTime();
  private final Set<String> stoppedBy = new TreeSet<>();
  private final Set<String> cutOff = new TreeSet<>(); // the model's own limits
  private volatile boolean timeIsUp;
  private volatile boolean cancelled;

  /**
   * The limits of a walk that begins now.
   *
   * @param failing whether a thread of the walk has failed
   */
  WalkLimits(SearchOptions options, MemoryBudget memory, BooleanSupplier failing) {
    this.options = options;
    this.memory = memory;
    this.failing = failing;
  }

  /** Whether the walk is to end, also in the midst of a level. */
  boolean isOver() {
    timeIsUp = timeIsUp || hasTaken(1);
    cancelled = cancelled || options.isCancelled();
    return timeIsUp || cancelled || memory.isExhausted() || failing.getAsBoolean();
  }

  /** Whether a level may have been left before its end, for want of time or patience. */
  boolean mayHaveCutLevel() {
    return timeIsUp || cancelled;
  }

  /** Whether the walk was ended from outside, by somebody who waits no longer. */
  boolean wasCancelled() {
    return cancelled;
  }

  /** Whether something has stopped the walk. */
  boolean hasStopped() {
    return !stoppedBy.isEmpty();
  }

  /** Notes what stops the walk. */
  void stopBy(String reason) {
    stoppedBy.add(reason);
  }

  /** Notes that the walk stops since it {@linkplain #isOver is over}, or has no memory left. */
  void stop() {
    String other = timeIsUp ? "time" : memory.limit();
    stoppedBy.add(cancelled ? "interruption" : other);
  }

  /** Notes limits of the model's own, which cut states off. */
  void cutOffBy(Set<String> limits) {
    cutOff.addAll(limits);
  }

  /** The limits of the model's own that cut states off. */
  Set<String> cutOff() {
    return cutOff;
  }

  /**
   * Whether the recovery of runs is to end. It expands no more than the walk did, so it may take as
   * long again as the walk might.
   */
  boolean isRecoveryOver() {
    cancelled = cancelled || options.isCancelled();
    return cancelled || hasTaken(2);
  }

  /** Notes that the recovery of runs was ended. */
  void stopRecovery() {
    stoppedBy.add(cancelled ? "interruption" : "time to recover runs");
  }

  /** What kept the walk from seeing everything; empty if nothing did. */
  Set<String> reached() {
    Set<String> all = new TreeSet<>(stoppedBy);
    all.addAll(cutOff);
    if (options.compact()) {
      all.add("hash compaction");
    }
    return all;
  }

  /** Whether so many times the time allowed has passed. */
  private boolean hasTaken(int times) {
    if (options.limits().timeMax().isEmpty()) {
      return false;
    }
    var elapsed = Duration.ofNanos(System.nanoTime() - startNanos).dividedBy(times);
    return elapsed.compareTo(options.limits().timeMax().get()) >= 0;
  }
}
