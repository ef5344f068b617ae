package io.tarry.jqwik;

import java.util.Map;

/**
 * Switches of a stack that are otherwise than the stack has them.
 *
 * @param changed by their keys, with values as a file has them
 */
public record Switches(Map<String, Object> changed) {

  /** As the stack has them. */
  public static final Switches NONE = new Switches(Map.of());

  /** Keeps a copy, in order. */
  public Switches {
    changed = SortedMaps.copyOf(changed);
  }
}
