package io.tarry.jqwik;

import java.util.Map;

/**
 * Sysctls that are set; the others are as they are by default.
 *
 * @param set by their Linux names, with values as a file has them
 */
public record Sysctls(Map<String, Object> set) {

  /** All by default. */
  public static final Sysctls NONE = new Sysctls(Map.of());

  /** Keeps a copy, in order. */
  public Sysctls {
    set = SortedMaps.copyOf(set);
  }
}
