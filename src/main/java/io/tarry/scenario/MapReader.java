package io.tarry.scenario;

import io.tarry.tcp.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads the values of one map by their keys. Each getter hands back something in any case: the
 * value, or, where there is none or a wrong one, its default; of a wrong one it complains.
 *
 * <p>The keys asked for are the keys that exist, so nobody has to list them a second time.
 */
final class MapReader {

  private static final List<String> UNLIMITED = List.of("unlimited", "all");
  private static final List<String> FLAGS = List.of("true", "false");

  /** What it is called; empty for the whole file. */
  private final String path;

  private final Node.Fields fields;

  /** Whether the map is there, so that a key missing in it is a mistake of its own. */
  private final boolean given;

  private final Complaints complaints;
  private final Set<String> paths;
  private final Set<String> asked = new LinkedHashSet<>();
  private final Set<String> wrong = new HashSet<>();
  private final Set<String> missing = new LinkedHashSet<>();
  private final List<MapReader> children = new ArrayList<>();

  MapReader(String path, Node.Fields fields, Complaints complaints) {
    this(path, fields, true, complaints, new LinkedHashSet<>());
  }

  private MapReader(
      String path, Node.Fields fields, boolean given, Complaints complaints, Set<String> paths) {
    this.path = path;
    this.fields = fields;
    this.given = given;
    this.complaints = complaints;
    this.paths = paths;
  }

  /** Leaves these keys to another reader of the same map. */
  void leave(Collection<String> keys) {
    asked.addAll(keys);
  }

  /** Whether the key is written. */
  boolean has(String key) {
    return fields.find(key).isPresent();
  }

  /** Whether what was read by that key can be relied on: the value as written, or its default. */
  boolean sound(String key) {
    return !wrong.contains(key);
  }

  /** Where the key stands, or else the map. */
  Place placeOf(String key) {
    return fields.find(key).map(Node.Field::place).orElse(fields.place());
  }

  /** All keys that were asked for, here and in the maps inside, with dots between. */
  Set<String> paths() {
    return paths;
  }

  // ---- Texts

  /** A text on one line, which must be there. */
  String line(String key) {
    return text(key, required(key), true);
  }

  /** The same, which need not be there. */
  String lineOrNothing(String key) {
    return text(key, value(key), true);
  }

  /** A text that must be there; how it is broken into lines does not matter. */
  String prose(String key) {
    return text(key, required(key), false);
  }

  /** An expression as it is written, which need not be there. */
  Optional<Node.Text> expression(String key) {
    Optional<Node> value = value(key);
    if (value.isPresent()
        && value.get() instanceof Node.Text text
        && !text.isNothing()
        && !text.value().isBlank()) {
      return Optional.of(text);
    }
    value.ifPresent(found -> unexpected(key, found, "an expression", List.of()));
    return Optional.empty();
  }

  private String text(String key, Optional<Node> value, boolean oneLine) {
    if (value.isEmpty()) {
      return "";
    }
    if (!(value.get() instanceof Node.Text text) || text.isNothing() || text.value().isBlank()) {
      unexpected(key, value.get(), "a text", List.of());
      return "";
    }
    String prose = text.value().strip().replaceAll("\\s+", " ");
    if (oneLine && text.value().strip().contains("\n")) {
      complaints.add(text.place(), "expected one line, found more");
    } else if (!Words.visible(prose).equals(prose)) {
      complaints.add(text.place(), "a text holds no control characters");
    }
    return prose;
  }

  // ---- Words and numbers

  /** All numbers from the first to the second of a list of two. */
  List<Integer> range(String key, int min, int max, int most, int fallback) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return List.of(fallback);
    }
    if (value.get() instanceof Node.Items items && items.nodes().size() == 2) {
      List<Integer> ends = new ArrayList<>();
      for (Node node : items.nodes()) {
        if (node instanceof Node.Text text && text.value().matches("\\d{1,5}")) {
          ends.add(Integer.parseInt(text.value()));
        }
      }
      if (ends.size() == 2
          && min <= ends.get(0)
          && ends.get(0) <= ends.get(1)
          && ends.get(1) <= max
          && ends.get(1) - ends.get(0) < most) {
        return IntStream.rangeClosed(ends.get(0), ends.get(1)).boxed().toList();
      }
    }
    complaints.add(
        value.get().place(),
        "expected [FIRST, LAST], two ports from %d to %d and at most %d in all, found %s"
            .formatted(min, max, most, value.get().shown()));
    return List.of(fallback);
  }

  /** A number from {@code min} to {@code max}. */
  int count(String key, int min, int max, int fallback) {
    return number(key, min, max, List.of(), fallback);
  }

  /**
   * A number from 0 to {@code max}, or a word for as many as there are; 0 where it is not there.
   */
  int countOrUnlimited(String key, int max) {
    return number(key, 0, max, UNLIMITED, 0);
  }

  private int number(String key, int min, int max, List<String> unlimited, int fallback) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.get() instanceof Node.Text text && text.plain()) {
      if (unlimited.contains(text.value())) {
        return Settings.UNLIMITED;
      }
      int number = text.value().matches("\\d{1,9}") ? Integer.parseInt(text.value()) : -1;
      if (min <= number && number <= max) {
        return number;
      }
    }
    String orWord = unlimited.isEmpty() ? "" : " or 'unlimited'";
    unexpected(key, value.get(), "a number from " + min + " to " + max + orWord, unlimited);
    return fallback;
  }

  /** True or false. */
  boolean flag(String key, boolean fallback) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.get() instanceof Node.Text text && text.plain() && FLAGS.contains(text.value())) {
      return text.value().equals("true");
    }
    unexpected(key, value.get(), "true or false", FLAGS);
    return fallback;
  }

  /** One of a few words; {@code what} says what they are words for. */
  <T> T choice(String key, String what, Map<String, T> words, T fallback) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.get() instanceof Node.Text text && words.containsKey(text.value())) {
      return words.get(text.value());
    }
    unexpected(
        key, value.get(), what + " (" + Words.alternatives(words.keySet()) + ")", words.keySet());
    return fallback;
  }

  // ---- Lists and maps

  /** A list, which must be there and not be empty. */
  List<Node> list(String key) {
    Optional<Node> value = required(key);
    if (value.isPresent() && value.get() instanceof Node.Items items) {
      if (items.nodes().isEmpty()) {
        complaints.add(items.place(), Words.quoted(key) + " is an empty list");
      }
      return items.nodes();
    }
    value.ifPresent(node -> unexpected(key, node, "a list", List.of()));
    return List.of();
  }

  /** A map whose keys are the file's own; none where it is not there. */
  Optional<Node.Fields> fields(String key) {
    return value(key).flatMap(value -> asFields(key, value));
  }

  /** A map that must be there. */
  MapReader requiredMap(String key) {
    return child(key, required(key).flatMap(value -> asFields(key, value)));
  }

  /** A map; where it is not there, one without keys. */
  MapReader map(String key) {
    return child(key, fields(key));
  }

  private MapReader child(String key, Optional<Node.Fields> map) {
    Node.Fields nothing = new Node.Fields(fields.place(), fields.place(), List.of());
    MapReader child =
        new MapReader(pathOf(key), map.orElse(nothing), map.isPresent(), complaints, paths);
    children.add(child);
    return child;
  }

  private Optional<Node.Fields> asFields(String key, Node value) {
    if (value instanceof Node.Fields map) {
      return Optional.of(map);
    }
    unexpected(key, value, "a map", List.of());
    return Optional.empty();
  }

  private Optional<Node> required(String key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      missing.add(key);
    }
    return value;
  }

  private Optional<Node> value(String key) {
    asked.add(key);
    paths.add(pathOf(key));
    return fields.find(key).map(Node.Field::value);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String where() {
    return path.isEmpty() ? "" : " in " + Words.quoted(path);
  }

  // ---- Complaints

  /** Complains of each key that is not known or is missing, here and in the maps inside. */
  void finish() {
    for (Node.Field field : fields.fields()) {
      if (!asked.contains(field.key())) {
        Optional<String> meant = Suggest.nearest(field.key(), asked);
        meant.ifPresent(missing::remove); // one mistake: it is there, mistyped
        String problem = "unknown key " + Words.quoted(field.key()) + where();
        complaints.add(field.place(), problem, meant);
      }
    }
    if (given) {
      for (String key : missing) {
        complaints.add(fields.place(), Words.quoted(key) + " is missing" + where());
      }
    }
    children.forEach(MapReader::finish);
  }

  private void unexpected(String key, Node value, String expected, Collection<String> words) {
    wrong.add(key);
    Optional<String> meant =
        value instanceof Node.Text text ? Suggest.nearest(text.value(), words) : Optional.empty();
    complaints.add(value.place(), "expected " + expected + ", found " + value.shown(), meant);
  }
}
