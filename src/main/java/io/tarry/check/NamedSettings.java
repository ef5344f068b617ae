package io.tarry.check;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All settings of a world by name: {@code hosts.clients[0].stack.timestamps}. They are found by
 * reflection on the records that hold them, so that none can be forgotten.
 */
final class NamedSettings {

  private NamedSettings() {}

  /** The parts of a record made of records, collections, and values that print themselves. */
  static SortedMap<String, String> of(Record settings) {
    SortedMap<String, String> parts = new TreeMap<>();
    putRecord("", settings, parts);
    return parts;
  }

  private static void put(String name, Object value, SortedMap<String, String> parts) {
    if (value instanceof Record whole) {
      putRecord(name + ".", whole, parts);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        put(name + "[" + i + "]", list.get(i), parts);
      }
    } else if (value instanceof Collection<?> set) {
      parts.put(name, set.stream().map(NamedSettings::text).sorted().toList().toString());
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, of) -> put(name + "." + text(key), of, parts));
    } else {
      parts.put(name, text(value));
    }
  }

  private static void putRecord(String prefix, Record whole, SortedMap<String, String> parts) {
    for (RecordComponent component : whole.getClass().getRecordComponents()) {
      put(prefix + component.getName(), read(component, whole), parts);
    }
  }

  private static Object read(RecordComponent component, Record whole) {
    try {
      return component.getAccessor().invoke(whole);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a setting that cannot be read: " + component, e);
    }
  }

  private static String text(Object value) {
    if (value instanceof Enum<?>
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof String) {
      return value.toString();
    }
    throw new IllegalStateException("no setting can be a " + value.getClass());
  }
}
