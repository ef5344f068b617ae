package io.tarry.engine;

/**
 * Says which states differ only in which of several interchangeable parts is which, so that a
 * search need look at one of them alone.
 *
 * <p>States that can be turned into one another by exchanging parts form an orbit; each orbit has
 * one representative. What is exchanged must be interchangeable indeed: exchanging parts turns each
 * step of the model into a step, of a kind that every property asked judges alike. A search cannot
 * see whether this is so, and would give wrong answers where it is not, so check it over small
 * models: a reduced search must give the verdicts of the whole one.
 *
 * <p>One instance is used by one thread.
 */
@FunctionalInterface
public interface Symmetry {

  /** Turns a state into the representative of its orbit. */
  void represent(long[] state);
}
