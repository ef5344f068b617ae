package io.tarry.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One variable for each value of a domain: an array of numbers, of sets, of queues. It may be one
 * of {@code Each}, too: a table.
 */
public final class Each<I, V> {

  private final Domain<I> indices;
  private final List<V> variables = new ArrayList<>();

  Each(String name, Domain<I> indices, Function<String, V> make) {
    this.indices = indices;
    for (I index : indices.values()) {
      variables.add(make.apply(name + "[" + index + "]"));
    }
  }

  /** The variable for this value. */
  public V at(I index) {
    return variables.get(indices.number(index));
  }

  /** Whether all of them are such. */
  public boolean all(Predicate<? super V> such) {
    return count(such) == variables.size();
  }

  /** Whether one of them or more is such. */
  public boolean any(Predicate<? super V> such) {
    return count(such) > 0;
  }

  /** How many of them are such. */
  public int count(Predicate<? super V> such) {
    int count = 0;
    for (int i = 0; i < variables.size(); i++) {
      count += such.test(variables.get(i)) ? 1 : 0;
    }
    return count;
  }
}
