package io.tarry.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A variable that holds a set of values of a domain; none at first. One bit a value. */
public final class Subset<T> extends Variable implements Values<T> {

  private final Domain<T> domain;
  private final List<Slot> slots = new ArrayList<>();

  Subset(FieldModel model, String name, Domain<T> domain) {
    super(model, name);
    this.domain = domain;
    for (int left = domain.size(); left > 0; left -= Long.SIZE) {
      slots.add(model.reserve(Math.min(left, Long.SIZE)));
    }
  }

  /** Whether the value is in it. */
  public boolean has(T value) {
    return has(domain.number(value));
  }

  /** Puts the value in, if it is not there. */
  public void add(T value) {
    int number = domain.number(value);
    Slot slot = slot(number);
    write(slot, read(slot) | bit(number));
  }

  /** Takes the value out, if it is there. */
  public void remove(T value) {
    int number = domain.number(value);
    Slot slot = slot(number);
    write(slot, read(slot) & ~bit(number));
  }

  /** Takes all values out. */
  public void clear() {
    slots.forEach(slot -> write(slot, 0));
  }

  /** How many values are in it. */
  public int size() {
    int size = 0;
    for (int i = 0; i < slots.size(); i++) {
      size += Long.bitCount(read(slots.get(i)));
    }
    return size;
  }

  /** Whether no value is in it. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Whether all values of the domain are in it. */
  public boolean isFull() {
    return size() == domain.size();
  }

  @Override
  public Domain<T> domain() {
    return domain;
  }

  @Override
  public int next(int from) {
    for (int number = from; number < domain.size(); number++) {
      if (has(number)) {
        return number;
      }
    }
    return -1;
  }

  @Override
  public Object value() {
    Set<T> held = new LinkedHashSet<>();
    for (int number = next(0); number >= 0; number = next(number + 1)) {
      held.add(domain.value(number));
    }
    return Collections.unmodifiableSet(held);
  }

  private boolean has(int number) {
    return (read(slot(number)) & bit(number)) != 0;
  }

  private Slot slot(int number) {
    return slots.get(number / Long.SIZE);
  }

  private static long bit(int number) {
    return 1L << number % Long.SIZE;
  }
}
