package io.tarry.model;

/**
 * A variable that holds values of a domain without an order, each as often as it was added; none at
 * first: the messages on their way in a network that reorders them. It has room for so many; a step
 * that adds one more leads beyond the bound, and its end is not looked at.
 *
 * <p>A step that takes its value from here ({@code step("deliver", network)}) is possible with each
 * value that is in it.
 */
public final class Bag<T> extends Items<T> {

  Bag(FieldModel model, String name, int most, Domain<T> domain) {
    super(model, name, most, domain);
  }

  /** Adds a value, once more if it is there. */
  public void add(T value) {
    int number = domain.number(value);
    int place = 0;
    while (place < most() && number(place) >= 0 && number(place) < number) {
      place++;
    }
    insert(place, number);
  }

  /**
   * Takes a value out, once.
   *
   * @throws IllegalStateException if it is not there
   */
  public void remove(T value) {
    int number = domain.number(value);
    for (int place = 0; place < most(); place++) {
      if (number(place) == number) {
        delete(place);
        return;
      }
    }
    throw new IllegalStateException(value + " is not in '" + name() + "': " + value());
  }

  /** Whether the value is in it. */
  public boolean has(T value) {
    return count(value) > 0;
  }

  /** How often the value is in it. */
  public int count(T value) {
    int number = domain.number(value);
    int count = 0;
    for (int place = 0; place < most(); place++) {
      count += number(place) == number ? 1 : 0;
    }
    return count;
  }

  @Override
  public int next(int from) {
    for (int place = 0; place < most() && number(place) >= 0; place++) {
      if (number(place) >= from) {
        return number(place);
      }
    }
    return -1;
  }
}
