package io.tarry.model;

/**
 * A variable that holds a queue of values of a domain; none at first. It has room for so many; a
 * step that adds one more leads beyond the bound, and its end is not looked at.
 *
 * <p>A step that takes its value from here ({@code step("receive", queue)}) is possible while there
 * is a value, and gets the first.
 */
public final class Fifo<T> extends Items<T> {

  Fifo(FieldModel model, String name, int most, Domain<T> domain) {
    super(model, name, most, domain);
  }

  /** Adds a value at the end. */
  public void add(T value) {
    insert(size(), domain.number(value));
  }

  /**
   * The first value.
   *
   * @throws IllegalStateException if there is none
   */
  public T first() {
    return get(0);
  }

  /**
   * The value in that place, counted from 0.
   *
   * @throws IllegalStateException if there is none
   */
  public T get(int place) {
    requirePlace(place);
    return domain.value(number(place));
  }

  /**
   * Takes the first value out.
   *
   * @throws IllegalStateException if there is none
   */
  public T remove() {
    return remove(0);
  }

  /**
   * Takes the value in that place out, counted from 0.
   *
   * @throws IllegalStateException if there is none
   */
  public T remove(int place) {
    T value = get(place);
    delete(place);
    return value;
  }

  @Override
  public int next(int from) {
    int first = number(0);
    return first >= from ? first : -1;
  }

  private void requirePlace(int place) {
    if (place < 0 || place >= most() || number(place) < 0) {
      throw new IllegalStateException("'" + name() + "' has no place " + place + ": " + value());
    }
  }
}
