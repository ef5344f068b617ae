package io.tarry.engine;

/**
 * Says which states differ only in which of several interchangeable parts is which, so that a
 * search need look at one of them alone.
 *
 * <p>States that can be turned into one another by exchanging parts form an orbit; each orbit has
 * one representative. Exchanging parts must turn each step of the model into a step of the model,
 * and every property that is asked must judge the two alike. A search cannot see whether this is
 * so, and gives wrong answers where it is not. So check it with small models: a reduced search must
 * give the verdicts of the whole one.
 *
 * <p>One instance is used by one thread.
 */
@FunctionalInterface
public interface Symmetry {

  /** Turns a state into the representative of its orbit. */
  void represent(long[] state);
}
