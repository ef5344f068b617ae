package io.tarry.model;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One variable for each value of a domain: an array of numbers, of sets, of queues. It may be one
 * of {@code Each}, too: a table.
 */
public final class Each<I, V> {

  private final Domain<I> indices;
  private final V[] array;

  // Justification: the array never leaves this class.
  @SuppressWarnings("unchecked")
  Each(String name, Domain<I> indices, Function<String, V> make) {
    this.indices = indices;
    List<V> variables =
        indices.values().stream().map(index -> make.apply(name + "[" + index + "]")).toList();
    array = (V[]) variables.toArray();
  }

  /** The variable for this value. */
  public V at(I index) {
    return array[indices.number(index)];
  }

  /** Whether all of them are such. */
  public boolean all(Predicate<? super V> such) {
    for (V variable : array) {
      if (!such.test(variable)) {
        return false;
      }
    }
    return true;
  }

  /** Whether one of them or more is such. */
  public boolean any(Predicate<? super V> such) {
    for (V variable : array) {
      if (such.test(variable)) {
        return true;
      }
    }
    return false;
  }

  /** How many of them are such. */
  public int count(Predicate<? super V> such) {
    int count = 0;
    for (V variable : array) {
      count += such.test(variable) ? 1 : 0;
    }
    return count;
  }
}
