package io.tarry.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run in the formats that other programs read. */
final class RunFiles {

  private static final String ACTION = "mbt::actionTaken";

  private final boolean itf;

  private RunFiles(boolean itf) {
    this.itf = itf;
  }

  static String json(Run<?, ?> run) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("states", run.states().stream().map(RunFiles::fields).toList());
    all.put("actions", run.actions().stream().map(String::valueOf).toList());
    run.loopStart().ifPresent(start -> all.put("loopStart", start));
    return new RunFiles(false).text(all) + "\n";
  }

  /**
   * The run without its repetition says "loop": the state that follows the last one. The last state
   * of a lasso is kept, as it names the step that closes the loop.
   */
  static String itf(Run<?, ?> run) {
    var text = new RunFiles(true);
    List<String> states = new ArrayList<>();
    for (int i = 0; i < run.states().size(); i++) {
      Map<String, Object> state = new LinkedHashMap<>();
      state.put(ACTION, i == 0 ? "init" : String.valueOf(run.actions().get(i - 1)));
      state.putAll(fields(run.states().get(i)));
      String fields = text.object(state);
      states.add("{\"#meta\": {\"index\": " + i + "}, " + fields.substring(1));
    }
    List<String> names =
        Stream.concat(Stream.of(ACTION), fields(run.first()).keySet().stream())
            .map(RunFiles::quoted)
            .toList();
    String loop = run.loopStart().map(start -> ",\n \"loop\": " + (start + 1)).orElse("");
    return "{\"#meta\": {\"format\": \"ITF\"},\n \"vars\": ["
        + String.join(", ", names)
        + "],\n \"states\": [\n  "
        + String.join(",\n  ", states)
        + "]"
        + loop
        + "}\n";
  }

  private static Map<String, Object> fields(@Nullable Object state) {
    return state == null ? Map.of() : Fields.of(state);
  }

  private String text(@Nullable Object value) {
    if (value == null) {
      return itf ? quoted("null") : "null";
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Integer || value instanceof Long || value instanceof Short) {
      return itf ? "{\"#bigint\": \"" + value + "\"}" : value.toString();
    }
    if (value instanceof Optional<?> optional) {
      return list(optional.stream().toList());
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Set<?> set && itf) {
      return "{\"#set\": " + list(set) + "}";
    }
    if (value instanceof Collection<?> collection) {
      return list(collection);
    }
    if (value instanceof Record) {
      Map<String, Object> fields = Fields.of(value);
      boolean isOpen = !(fields.size() == 1 && fields.containsValue(value));
      return isOpen ? object(fields) : quoted(value.toString());
    }
    return quoted(value.toString());
  }

  private String list(Collection<?> values) {
    return values.stream().map(this::text).collect(Collectors.joining(", ", "[", "]"));
  }

  private String map(Map<?, ?> map) {
    if (!itf) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      map.forEach((key, value) -> named.put(String.valueOf(key), value));
      return object(named);
    }
    return map.entrySet().stream()
        .map(entry -> "[" + text(entry.getKey()) + ", " + text(entry.getValue()) + "]")
        .collect(Collectors.joining(", ", "{\"#map\": [", "]}"));
  }

  private String object(Map<String, ? extends @Nullable Object> fields) {
    return fields.entrySet().stream()
        .map(field -> quoted(field.getKey()) + ": " + text(field.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
