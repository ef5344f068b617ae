package io.tarry.model;

/** A variable that is true or false; false at first. One bit. */
public final class Flag extends Variable {

  private final Slot slot;

  Flag(FieldModel model, String name) {
    super(model, name);
    slot = model.reserve(1);
  }

  /** Whether it is true. */
  public boolean get() {
    return read(slot) != 0;
  }

  /** Makes it true or false. */
  public void set(boolean value) {
    write(slot, value ? 1 : 0);
  }

  @Override
  public Object value() {
    return get();
  }
}
