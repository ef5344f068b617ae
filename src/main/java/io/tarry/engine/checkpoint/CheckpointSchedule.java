package io.tarry.engine.checkpoint;

import io.tarry.engine.store.SpillSpace;
import java.time.Duration;

/** Saves a search now and then: as often as costs about a twentieth of its time. */
public final class CheckpointSchedule {

  private static final int SHARE = 20;
  private static final long PAUSE_NANOS_MIN = Duration.ofSeconds(1).toNanos();

  private final SavedSearch saved;
  private final SpillSpace overflow;
  private int levelsSaved;
  private boolean wholeSaved;
  private long dueNanos = System.nanoTime() + PAUSE_NANOS_MIN;

  public CheckpointSchedule(SavedSearch saved, SpillSpace overflow) {
    this.saved = saved;
    this.overflow = overflow;
  }

  /** Takes note of what is there already. */
  public void isSaved(SavedSearch.Resumed resumed) {
    levelsSaved = resumed.levels().size();
    wholeSaved = resumed.whole();
  }

  /** Saves the search if that was not done for long. */
  public void saveIfDue(SavedSearch.State<?> state) {
    if (System.nanoTime() - dueNanos >= 0) {
      saveAtTheEnd(state);
    }
  }

  /** Saves the search, unless there is nothing new. */
  public void saveAtTheEnd(SavedSearch.State<?> state) {
    boolean wholeNow = state.whole() && !wholeSaved;
    if (wholeNow || state.levels().size() > levelsSaved) {
      save(state);
    }
  }

  private void save(SavedSearch.State<?> state) {
    long start = System.nanoTime();
    saved.save(state, overflow.file());
    levelsSaved = state.levels().size();
    wholeSaved = state.whole();
    long end = System.nanoTime();
    dueNanos = end + Math.max(PAUSE_NANOS_MIN, SHARE * (end - start));
  }
}
