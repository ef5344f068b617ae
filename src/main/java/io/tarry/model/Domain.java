package io.tarry.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Finitely many values in a fixed order: what a variable may hold, or what a step may be taken with.
 */
public final class Domain<T> implements Values<T> {

  private final List<T> values;
  private final ToIntFunction<T> numbers;

  private Domain(List<T> values, ToIntFunction<T> numbers) {
    this.values = List.copyOf(values);
    this.numbers = numbers;
    if (this.values.isEmpty()) {
      throw new IllegalArgumentException("a domain has a value or more");
    }
  }

  /** These values. */
  public static <T> Domain<T> of(List<T> values) {
    Map<T, Integer> numbers = new HashMap<>();
    for (T value : values) {
      if (numbers.put(value, numbers.size()) != null) {
        throw new IllegalArgumentException(value + " is in the domain twice");
      }
    }
    return new Domain<>(values, value -> numbers.getOrDefault(value, -1));
  }

  /** All constants of an enum. */
  // Justification: the constants are the values, in this order.
  @SuppressWarnings("EnumOrdinal")
  public static <E extends Enum<E>> Domain<E> of(Class<E> type) {
    return new Domain<>(Arrays.asList(type.getEnumConstants()), Enum::ordinal);
  }

  /** The whole numbers from the least to the greatest, both included. */
  public static Domain<Integer> range(int least, int greatest) {
    return new Domain<>(
        IntStream.rangeClosed(least, greatest).boxed().toList(), number -> number - least);
  }

  /**
   * Each value of the one domain with each of the other: messages, say, of their parts.
   *
   * @param make makes a value of two parts, the constructor of a record for example
   */
  public static <A, B, T> Domain<T> of(
      Domain<A> first, Domain<B> second, BiFunction<? super A, ? super B, T> make) {
    List<T> all = new ArrayList<>();
    for (A one : first.values) {
      for (B other : second.values) {
        all.add(make.apply(one, other));
      }
    }
    return of(all);
  }

  /** All values, in order. */
  public List<T> values() {
    return values;
  }

  /** How many values there are. */
  public int size() {
    return values.size();
  }

  T value(int number) {
    return values.get(number);
  }

  int number(T value) {
    int number = numbers.applyAsInt(value);
    if (number < 0 || number >= values.size()) {
      throw new IllegalArgumentException(value + " is none of " + this);
    }
    return number;
  }

  /** How many bits tell the values apart. */
  int bits() {
    return bitsFor(values.size());
  }

  /** How many bits tell so many things apart. */
  static int bitsFor(long things) {
    return Long.SIZE - Long.numberOfLeadingZeros(things - 1);
  }

  @Override
  public Domain<T> domain() {
    return this;
  }

  @Override
  public int next(int from) {
    return from < values.size() ? from : -1;
  }

  @Override
  public String toString() {
    int shown = Math.min(values.size(), 8);
    String all = values.subList(0, shown).toString();
    return shown == values.size() ? all : all.replace("]", ", ...]");
  }
}
