package io.tarry.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Finitely many values in a fixed order: what a variable may hold, or what a step may be taken
 * with.
 */
public final class Domain<T> implements Values<T> {

  private final List<T> values;
  private final T[] array; // of the same values, for speed
  private final Map<T, Integer> numbers;
  private final Kind kind;
  private final int least; // of a range

  private enum Kind {
    RANGE,
    CONSTANTS,
    LISTED
  }

  // Justification: the array never leaves this class.
  @SuppressWarnings("unchecked")
  private Domain(List<T> values, Kind kind, Map<T, Integer> numbers, int least) {
    this.values = List.copyOf(values);
    this.kind = kind;
    this.numbers = numbers;
    this.least = least;
    array = (T[]) this.values.toArray();
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
    return new Domain<>(values, Kind.LISTED, numbers, 0);
  }

  /** All constants of an enum. */
  public static <E extends Enum<E>> Domain<E> of(Class<E> type) {
    return new Domain<>(Arrays.asList(type.getEnumConstants()), Kind.CONSTANTS, Map.of(), 0);
  }

  /** The whole numbers from the least to the greatest, both included. */
  public static Domain<Integer> range(int least, int greatest) {
    return new Domain<>(
        IntStream.rangeClosed(least, greatest).boxed().toList(), Kind.RANGE, Map.of(), least);
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
    return array[number];
  }

  int number(T value) {
    int number = numberOrNone(value);
    if (number < 0 || number >= array.length) {
      throw new IllegalArgumentException(value + " is none of " + this);
    }
    return number;
  }

  // Justification: the constants of an enum are all there, in order.
  @SuppressWarnings("EnumOrdinal")
  private int numberOrNone(T value) {
    if (kind == Kind.RANGE) {
      return (Integer) value - least;
    }
    return kind == Kind.CONSTANTS ? ((Enum<?>) value).ordinal() : numbers.getOrDefault(value, -1);
  }

  /** Whether a value of the domain is this one. */
  // Justification: a constant is equal to no other object.
  @SuppressWarnings("ReferenceEquality")
  boolean isEqual(T held, T value) {
    return kind == Kind.CONSTANTS ? held == value : held.equals(value);
  }

  /** How many bits tell the values apart. */
  int bits() {
    return bitsFor(values.size());
  }

  /** How many bits tell this many things apart. */
  static int bitsFor(long things) {
    return Long.SIZE - Long.numberOfLeadingZeros(things - 1);
  }

  @Override
  public Domain<T> domain() {
    return this;
  }

  @Override
  public int next(int from) {
    return from < array.length ? from : -1;
  }

  @Override
  public String toString() {
    int shown = Math.min(values.size(), 8);
    String all = values.subList(0, shown).toString();
    return shown == values.size() ? all : all.replace("]", ", ...]");
  }
}
