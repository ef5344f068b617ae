package io.tarry.engine;

/** What a search says of a property. */
public enum Verdict {
  /** Found true, after a search of the whole state space unless one example settles it. */
  HOLDS,
  /**
   * Found false: by a counterexample, or by a whole search that did not reach what should be
   * reachable.
   */
  VIOLATED,
  /** The whole state space was searched and the premise was never met. */
  VACUOUS,
  /** The search ended before anything could be said; {@link SearchResult#stoppedBy} says why. */
  UNDECIDED
}
