package io.tarry.engine.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Gives things numbers from 0, in the order in which they come. For things of which there are few,
 * and which come again and again. Safe for several threads: what has a number is found without a
 * lock.
 */
final class ObjectInterner<T> {

  private final UnaryOperator<T> keep;
  private final Map<T, Integer> numbers = new ConcurrentHashMap<>();
  private final List<T> things = new ArrayList<>();

  /**
   * Makes one without numbers.
   *
   * @param keep makes what is kept of a thing that comes new: a copy, if it may change later
   */
  ObjectInterner(UnaryOperator<T> keep) {
    this.keep = keep;
  }

  /** The number of a thing, given now if it had none. */
  int numberOf(T thing) {
    Integer known = numbers.get(thing);
    return known != null ? known : add(thing);
  }

  /** All things, in the order of their numbers. */
  synchronized List<T> inOrder() {
    return List.copyOf(things);
  }

  private synchronized int add(T thing) {
    Integer known = numbers.get(thing);
    if (known != null) {
      return known;
    }
    T kept = keep.apply(thing);
    int number = things.size();
    things.add(kept);
    numbers.put(kept, number);
    return number;
  }
}
