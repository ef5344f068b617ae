package io.tarry.engine;

/** Hears of a search while it runs, often (every few thousand states); keeps its own pace. */
@FunctionalInterface
public interface Progress {

  /** What a search does, one after the other. */
  enum Stage {
    /** It finds all states. */
    STATES,
    /** All is decided, and it goes on to find all states, so that its numbers are whole. */
    STATES_THOUGH_DECIDED,
    /** It expands states again to recover the runs that it shows. */
    RUNS_TO_SHOW,
    /** It expands states again to decide claims about runs. */
    CLAIMS_ABOUT_RUNS
  }

  /** Called by the searching thread when a stage begins; a search may have nothing to do in one. */
  default void begins(Stage stage) {
    // nothing to do for those who want only the numbers
  }

  /**
   * Called by the searching thread.
   *
   * @param soFar the numbers up to now; the depth is that of the level being expanded
   * @param frontier how many states of that level are still to be expanded; while runs are
   *     recovered, of the level that is expanded again; while claims about runs are decided, how
   *     many of all states are still to be looked at
   */
  void at(Statistics soFar, long frontier);

  /** Called by a search on a {@link Cluster} when a level ends, the initial one included. */
  default void ends(LevelAccount level) {
    // nothing to do for those who want only the numbers
  }

  /** Hears nothing. */
  static Progress silent() {
    return (soFar, frontier) -> {};
  }
}
