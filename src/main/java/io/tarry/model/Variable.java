package io.tarry.model;

/**
 * A named part of the state of a {@link FieldModel}: it reads and writes the state that its model
 * is in. It can be written in the constructor of the model, in what its {@code start} is given, and
 * in the effect of a step; nowhere else.
 */
public abstract class Variable {

  /** Whose state this is a part of. */
  final FieldModel model;

  private final String name;

  Variable(FieldModel model, String name) {
    this.model = model;
    this.name = name;
  }

  /** What it is called in runs. */
  public final String name() {
    return name;
  }

  /** What it holds, as a value that never changes. */
  public abstract Object value();

  final void write(Slot slot, long value) {
    if (!model.writable) {
      throw new IllegalStateException(
          "'" + name + "' can be changed in the effect of a step only, not where a model is asked");
    }
    slot.set(model.words, value);
  }

  final long read(Slot slot) {
    long[] lookedAt = model.lookedAt;
    if (lookedAt != null) {
      slot.noteIn(lookedAt);
    }
    return slot.get(model.words);
  }

  @Override
  public final String toString() {
    return name + ": " + value();
  }
}
