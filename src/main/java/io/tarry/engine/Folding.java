package io.tarry.engine;

import java.util.List;

/**
 * Turns states into keys of 64 bits and back, without loss: two states have one key exactly when
 * they are equal. What is shared by all threads; each works with a {@link Folder} of its own.
 */
interface Folding {

  /**
   * The folding of states of so many words.
   *
   * @param controlWords how many of the words, the first ones, are numbered by themselves; 0 if it
   *     may be any
   */
  static Folding of(int words, int controlWords, Memory memory) {
    return words == 1 ? PlainFolder::new : new TreeFolding(words, controlWords, memory);
  }

  /** What has to be kept so that keys can be turned into states again. */
  default List<Numbering> numberings() {
    return List.of();
  }

  /** One for a thread. */
  Folder folder();
}
