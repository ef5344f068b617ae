package io.tarry.tcp.world;

import java.util.Arrays;
import java.util.List;

/**
 * A part of the world: a few numbers, each of which its class states once, as a {@link Field}. All
 * that can be done with a section as a whole follows from these statements.
 *
 * @param <S> the kind of section
 */
public abstract class Section<S extends Section<S>> {

  final int[] values;
  private final Fields<S> fields;
  private final SectionPlace at;

  Section(Fields<S> fields, SectionPlace at) {
    this.fields = fields;
    this.at = at;
    values = new int[fields.count()];
  }

  /** The value of a field. */
  public final int get(Field<S> field) {
    return values[field.place()];
  }

  /** Whether a flag is set. */
  public final boolean is(Field<S> flag) {
    return values[flag.place()] != 0;
  }

  /** Gives a field another value. */
  public final void set(Field<S> field, int value) {
    values[field.place()] = value;
  }

  /** Sets a flag, or clears it. */
  public final void set(Field<S> flag, boolean value) {
    values[flag.place()] = value ? 1 : 0;
  }

  /** Makes another choice. */
  public final void set(Field<S> choice, Enum<?> value) {
    values[choice.place()] = choice.number(value);
  }

  /** Makes a field larger by so much, which may be negative. */
  public final void add(Field<S> field, int more) {
    values[field.place()] += more;
  }

  /** Becomes equal to another section of the same kind. */
  public final void copyFrom(Section<?> other) {
    System.arraycopy(other.values, 0, values, 0, values.length);
  }

  /** Makes all fields 0, except those that outlive it. */
  public final void reset() {
    for (Field<S> field : fields.all()) {
      if (!field.outlives()) {
        values[field.place()] = 0;
      }
    }
  }

  /** Makes our sequence numbers, and those of the peer, larger by so much. */
  public final void shift(int ours, int peers) {
    for (Field<S> field : fields.all()) {
      int by = field.coding() == Field.Coding.OURS ? ours : peers;
      boolean counts = field.coding() == Field.Coding.OURS || field.coding() == Field.Coding.PEERS;
      if (counts && get(field) != 0) {
        add(field, by);
      }
    }
  }

  /** Whether some field exists there. */
  final boolean exists() {
    for (Field<S> field : fields.all()) {
      if (field.exists(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all fields are 0. */
  final boolean isBlank() {
    return Arrays.stream(values).allMatch(value -> value == 0);
  }

  /** What it states. */
  final List<Field<S>> fields() {
    return fields.all();
  }

  /** Where in its world it stands. */
  final SectionPlace at() {
    return at;
  }

  /** All fields that are not 0, for debugging. */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder(getClass().getSimpleName());
    for (Field<S> field : fields.all()) {
      text.append(field.text(get(field)));
    }
    return text.toString();
  }
}
