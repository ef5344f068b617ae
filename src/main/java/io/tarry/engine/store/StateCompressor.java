package io.tarry.engine.store;

import io.tarry.engine.StateKeys;
import java.util.Optional;

/** Turns states into keys and back, for one thread; see {@link StateCompression}. */
public interface StateCompressor {

  /**
   * Finds the state of a key. The next states to be turned into keys are expected to have much in
   * common with it.
   */
  void unfold(long key, long[] into);

  /** The key of a state. */
  long fold(long[] state);

  /** The numbers that keys are made of, if states are divided into control and channels. */
  default Optional<StateKeys> stateKeys() {
    return Optional.empty();
  }

  /** Whether this is the state that was unfolded last. */
  boolean isUnfolded(long[] state);
}
