package io.tarry.model;

/** A variable that holds a whole number within bounds; the least at first. */
public final class Counter extends Variable {

  private final int least;
  private final int greatest;
  private final Slot slot;

  Counter(FieldModel model, String name, int least, int greatest) {
    super(model, name);
    if (least > greatest) {
      throw new IllegalArgumentException(
          "'" + name + "' goes from " + least + " to " + greatest + ", which are no numbers");
    }
    this.least = least;
    this.greatest = greatest;
    slot = model.reserve(Domain.bitsFor((long) greatest - least + 1));
  }

  /** The number. */
  public int get() {
    return least + (int) read(slot);
  }

  /**
   * Sets the number.
   *
   * @throws IllegalArgumentException if it is out of bounds; {@link FieldModel#beyond} is for
   *     bounds that a model chooses to end at
   */
  public void set(int number) {
    if (number < least || number > greatest) {
      throw new IllegalArgumentException(
          "'" + name() + "' goes from " + least + " to " + greatest + ", not to " + number);
    }
    write(slot, (long) number - least);
  }

  /** Adds to the number; what is negative, it takes away. */
  public void add(int difference) {
    set(Math.addExact(get(), difference));
  }

  @Override
  public Object value() {
    return get();
  }
}
