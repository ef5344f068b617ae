package io.tarry.model;

/** A variable that holds one value of a domain; the first at first. */
public final class Choice<T> extends Variable {

  private final Domain<T> domain;
  private final Slot slot;

  Choice(FieldModel model, String name, Domain<T> domain) {
    super(model, name);
    this.domain = domain;
    slot = model.reserve(domain.bits());
  }

  /** The value. */
  public T get() {
    return domain.value((int) read(slot));
  }

  /** Whether this is the value. */
  public boolean is(T value) {
    return domain.isEqual(get(), value);
  }

  /** Sets the value. */
  public void set(T value) {
    write(slot, domain.number(value));
  }

  @Override
  public Object value() {
    return get();
  }
}
