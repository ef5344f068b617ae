package io.tarry.engine;

/** Hears of a search while it runs, often (every few thousand states); keeps its own pace. */
@FunctionalInterface
public interface Progress {

  /**
   * Called by the searching thread.
   *
   * @param soFar the numbers up to now; the depth is that of the level being expanded
   * @param frontier how many states of that level are still to be expanded; once all states are
   *     known, and claims about runs are being decided, how many of them are still to be looked at
   */
  void at(Statistics soFar, long frontier);

  /** Hears nothing. */
  static Progress silent() {
    return (soFar, frontier) -> {};
  }
}
