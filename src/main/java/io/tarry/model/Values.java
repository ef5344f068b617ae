package io.tarry.model;

/**
 * What a step may be taken with in the state that a model is in: every value of a {@link Domain},
 * or those alone that a {@link Subset}, {@link Bag} or {@link Fifo} has to give now.
 */
public interface Values<T> {

  /** All values that there ever can be. */
  Domain<T> domain();

  /**
   * The number within the domain of the first value there is now, from this number on; -1 if there
   * is none.
   */
  int next(int from);
}
