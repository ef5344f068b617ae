package io.tarry.model;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A step of a {@link FieldModel} as it is taken: its name, and the values that it is taken with.
 *
 * @param step the name that the step was declared with
 */
public record Action(String step, List<Object> values) {

  /** Keeps a copy. */
  public Action {
    values = List.copyOf(values);
  }

  /** An action of this step with these values. */
  public static Action of(String step, Object... values) {
    return new Action(step, List.of(values));
  }

  /** Whether it is of this step, with whatever values. */
  public boolean is(String name) {
    return step.equals(name);
  }

  @Override
  public String toString() {
    return values.isEmpty()
        ? step
        : values.stream().map(String::valueOf).collect(Collectors.joining(", ", step + "(", ")"));
  }
}
