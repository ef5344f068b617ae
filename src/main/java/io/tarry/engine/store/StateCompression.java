package io.tarry.engine.store;

import java.util.List;
import java.util.Optional;

/**
 * Turns states into keys of 64 bits and back, without loss: two states have one key exactly when
 * they are equal. What is shared by all threads; each works with a {@link StateCompressor} of its
 * own.
 */
public interface StateCompression {

  /**
   * The folding of states of so many words.
   *
   * @param controlWords how many of the first words are numbered apart from the others; 0 if that
   *     does not matter
   */
  static StateCompression of(int words, int controlWords, MemoryBudget memory) {
    return words == 1 ? PlainCompressor::new : new TreeCompression(words, controlWords, memory);
  }

  /** What has to be kept so that keys can be turned into states again. */
  default List<Interner> numberings() {
    return List.of();
  }

  /** How many numbers there are, where a key is two of them. */
  default Optional<KeyHalves> halves() {
    return Optional.empty();
  }

  /** One for a thread. */
  StateCompressor compressor();
}
