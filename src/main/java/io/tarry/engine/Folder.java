package io.tarry.engine;

/** Turns states into keys and back, for one thread; see {@link Folding}. */
interface Folder {

  /**
   * Finds the state of a key. The next states to be turned into keys are expected to have much in
   * common with it.
   */
  void unfold(long key, long[] into);

  /** The key of a state. */
  long fold(long[] state);

  /** Whether this is the state that was unfolded last. */
  boolean isUnfolded(long[] state);
}
