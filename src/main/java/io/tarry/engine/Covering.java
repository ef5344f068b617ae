package io.tarry.engine;

/**
 * Says which state can do all that another can, so that a search need not look at the other: each
 * step of the state that is covered is one of its cover, with the same action and the same verdict
 * of every property, into a state that covers where it leads. A search cannot see whether this is
 * so, and gives wrong answers where it is not.
 *
 * <p>States that cover one another agree in their first words, their group; the words after them
 * say which covers which.
 */
public interface Covering {

  /** How many words, the first ones, states have in common of which one covers the other. */
  int groupWords();

  /**
   * Whether one state of a group covers another.
   *
   * @param one its words after those of the group are in this array, from {@code oneAt} on
   */
  boolean covers(long[] one, int oneAt, long[] other, int otherAt);
}
