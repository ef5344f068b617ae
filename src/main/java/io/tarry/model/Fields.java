package io.tarry.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The named fields of a state, for people and for files. */
final class Fields {

  private Fields() {}

  /**
   * The variables of a model, or the components of a record, those of records within it as {@code
   * outer.inner}. A state of another kind is one field.
   */
  static Map<String, Object> of(Object state) {
    if (state instanceof FieldModel model) {
      return model.values();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    put("", state, fields);
    return fields;
  }

  private static void put(String name, Object value, Map<String, Object> fields) {
    Optional<Components> components = components(value);
    if (components.isEmpty()) {
      fields.put(name.isEmpty() ? "state" : name, value);
      return;
    }
    String prefix = name.isEmpty() ? "" : name + ".";
    for (int i = 0; i < components.get().count(); i++) {
      put(prefix + components.get().names().get(i), components.get().get(value, i), fields);
    }
  }

  /** Of a record that can be read and has some; anything else is shown whole. */
  private static Optional<Components> components(Object value) {
    if (!(value instanceof Record)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Components.of(value.getClass())).filter(all -> all.count() > 0);
    } catch (IllegalArgumentException closed) {
      return Optional.empty();
    }
  }
}
