package io.tarry.jqwik;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Maps that print the same each time. */
final class SortedMaps {

  private SortedMaps() {}

  static Map<String, Object> copyOf(Map<String, Object> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
