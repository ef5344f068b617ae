package io.tarry.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Places for some values of a domain. The first places are taken, the others free. A place is 0
 * where it is free, and otherwise one more than the number of its value.
 */
abstract class Items<T> extends Variable implements Values<T> {

  final Domain<T> domain;
  private final List<Slot> places = new ArrayList<>();

  Items(FieldModel model, String name, int most, Domain<T> domain) {
    super(model, name);
    if (most < 1) {
      throw new IllegalArgumentException("'" + name + "' has room for " + most + " values");
    }
    this.domain = domain;
    for (int i = 0; i < most; i++) {
      places.add(model.reserve(Domain.bitsFor(domain.size() + 1L)));
    }
  }

  /** How many values are in it. */
  public final int size() {
    int size = 0;
    while (size < places.size() && number(size) >= 0) {
      size++;
    }
    return size;
  }

  /** Whether no value is in it. */
  public final boolean isEmpty() {
    return number(0) < 0;
  }

  /** Whether it has room for no further value. */
  public final boolean isFull() {
    return number(places.size() - 1) >= 0;
  }

  /** How many values it has room for. */
  final int most() {
    return places.size();
  }

  /** The number of the value in a place, -1 if it is free. */
  final int number(int place) {
    return (int) read(places.get(place)) - 1;
  }

  /**
   * Puts a value before what is in that place. Where there is no room, the step leads beyond the
   * bound that this is.
   */
  final void insert(int place, int number) {
    if (isFull()) {
      model.beyond("at most " + most() + " in " + name());
      return;
    }
    for (int i = size(); i > place; i--) {
      write(places.get(i), read(places.get(i - 1)));
    }
    write(places.get(place), number + 1L);
  }

  /** Takes out what is in that place. */
  final void delete(int place) {
    for (int i = place; i < places.size(); i++) {
      write(places.get(i), i + 1 < places.size() ? read(places.get(i + 1)) : 0);
    }
  }

  /** Takes all values out. */
  public final void clear() {
    places.forEach(place -> write(place, 0));
  }

  @Override
  public final Domain<T> domain() {
    return domain;
  }

  @Override
  public final List<T> value() {
    List<T> values = new ArrayList<>();
    for (int place = 0; place < places.size() && number(place) >= 0; place++) {
      values.add(domain.value(number(place)));
    }
    return List.copyOf(values);
  }
}
