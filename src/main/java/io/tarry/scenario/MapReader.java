package io.tarry.scenario;

import io.tarry.tcp.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the values of one map. Each getter always returns something: the value, or the default
 * where there is no value or a wrong one. It complains about a wrong one.
 */
final class MapReader {

  private static final List<String> UNLIMITED = List.of("unlimited", "all");
  private static final List<String> FLAGS = List.of("true", "false");

  /** If a map has no more keys than this, all are listed for somebody who wrote an unknown one. */
  private static final int LISTED_MAX = 16;

  /** The path of the map; empty for the whole file. */
  private final String path;

  private final List<Key> keys;
  private final Node.Fields fields;

  /** Whether the map is written, so that a key missing in it is a mistake. */
  private final boolean given;

  private final Complaints complaints;
  private final Durations durations;
  private final Set<String> wrong = new HashSet<>();
  private final Map<String, MapReader> children = new LinkedHashMap<>();

  /** Makes a reader of a map that can have these keys, none of which is a time. */
  MapReader(String path, List<Key> keys, Node.Fields fields, Complaints complaints) {
    this(path, keys, fields, complaints, Durations.none(complaints));
  }

  /** Reads a map that can have these keys. */
  MapReader(
      String path, List<Key> keys, Node.Fields fields, Complaints complaints, Durations durations) {
    this(path, keys, fields, true, complaints, durations);
  }

  private MapReader(
      String path,
      List<Key> keys,
      Node.Fields fields,
      boolean given,
      Complaints complaints,
      Durations durations) {
    this.path = path;
    this.keys = keys;
    this.fields = fields;
    this.given = given;
    this.complaints = complaints;
    this.durations = durations;
  }

  /** Whether the key is written. */
  boolean has(Key key) {
    return fields.find(key.name()).isPresent();
  }

  /**
   * Whether what was read for that key can be relied on: it is the value as written, or the default
   * of a key that is not written.
   */
  boolean sound(Key key) {
    return !wrong.contains(key.name());
  }

  /** Where the key is written, or else the map. */
  Place placeOf(Key key) {
    return fields.find(key.name()).map(Node.Field::place).orElse(fields.place());
  }

  // ---- Texts

  /** A text, with its lines joined. */
  String text(Key.Text key) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return "";
    }
    if (!(value.get() instanceof Node.Text text) || text.isNothing() || text.value().isBlank()) {
      unexpected(key, value.get(), "a text", List.of());
      return "";
    }
    String prose = text.value().strip().replaceAll("\\s+", " ");
    if (key.oneLine() && text.value().strip().contains("\n")) {
      complaints.add(text.place(), "expected one line, found more");
    } else if (!Words.isPlain(prose)) {
      complaints.add(text.place(), "a text holds no control characters");
    }
    return prose;
  }

  /** An expression as it is written, if it is. */
  Optional<Node.Text> expression(Key.Expression key) {
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

  // ---- Words and numbers

  /** All ports from the first to the last. */
  List<Integer> ports(Key.PortRange key) {
    return ports(key, List.of(key.only()), node -> PortLists.range(key, node, complaints));
  }

  /** A list of ports. */
  List<Integer> ports(Key.Ports key) {
    return ports(key, key.fallback(), node -> PortLists.list(key, node, complaints));
  }

  private List<Integer> ports(
      Key key, List<Integer> fallback, Function<Node, Optional<List<Integer>>> read) {
    Optional<Node> value = value(key);
    Optional<List<Integer>> ports = value.flatMap(read);
    if (value.isPresent() && ports.isEmpty()) {
      wrong.add(key.name());
    }
    return ports.orElse(fallback);
  }

  /** A number, or the default of the key. */
  int count(Key.Count key) {
    return count(key, Integer.parseInt(key.otherwise()));
  }

  /** A number, or this fallback. */
  int count(Key.Count key, int fallback) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return fallback;
    }
    List<String> unlimited = key.orUnlimited() ? UNLIMITED : List.of();
    if (value.get() instanceof Node.Text text) {
      if (unlimited.contains(text.value())) {
        return Settings.UNLIMITED;
      }
      boolean digits = text.plain() && text.value().matches("\\d{1,9}");
      int number = digits ? Integer.parseInt(text.value()) : -1;
      if (key.min() <= number && number <= key.max()) {
        return number;
      }
    }
    String numbers =
        key.min() == key.max()
            ? Integer.toString(key.min())
            : "a number from " + key.min() + " to " + key.max();
    unexpected(
        key,
        value.get(),
        numbers + (key.orUnlimited() ? " or 'unlimited'" : ""),
        unlimited,
        Synonyms.whyNoOther(key));
    return fallback;
  }

  /** A time in ticks, or else that. */
  int ticks(Key.Span key, int fallback) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return fallback;
    }
    if (value.get() instanceof Node.Text text
        && !text.isNothing()
        && (text.plain() || !text.value().matches("\\d+"))) {
      OptionalInt ticks =
          durations.ticks(key.name(), text.value().strip(), text, key.min(), key.max());
      if (ticks.isPresent()) {
        return ticks.getAsInt();
      }
      wrong.add(key.name());
    } else {
      unexpected(key, value.get(), "a time", List.of());
    }
    return fallback;
  }

  /** The durations of the world that it is a part of. */
  Durations durations() {
    return durations;
  }

  /** True or false, or the default of the key. */
  boolean flag(Key.Flag key) {
    return flag(key, Boolean.parseBoolean(key.otherwise()));
  }

  /** True or false, or this fallback. */
  boolean flag(Key.Flag key, boolean fallback) {
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

  /** What one of a few words stands for, or the default of the key. */
  <T> T choice(Key.Choice<T> key) {
    return choice(key, Objects.requireNonNull(key.words().get(key.otherwise())));
  }

  /** What one of a few words stands for, or this fallback. */
  <T> T choice(Key.Choice<T> key, T fallback) {
    Optional<Node> value = value(key);
    if (value.isEmpty()) {
      return fallback;
    }
    T meant = value.get() instanceof Node.Text text ? key.words().get(text.value()) : null;
    if (meant != null) {
      return meant;
    }
    Set<String> words = key.words().keySet();
    unexpected(key, value.get(), key.what() + " (" + Words.alternatives(words) + ")", words);
    return fallback;
  }

  // ---- Lists and maps

  /** A list, which must not be empty. */
  List<Node> list(Key.Actions key) {
    Optional<Node> value = value(key);
    if (value.isPresent() && value.get() instanceof Node.Items items) {
      if (items.nodes().isEmpty()) {
        complaints.add(items.place(), Words.quoted(key.name()) + " is an empty list");
      }
      return items.nodes();
    }
    value.ifPresent(node -> unexpected(key, node, "a list", List.of()));
    return List.of();
  }

  /** A map whose keys the file chooses; empty where it is not written. */
  Optional<Node.Fields> fields(Key key) {
    return value(key).flatMap(value -> asFields(key, value));
  }

  /**
   * The reader of a map within this one, the same for each call; if the map is not written, a
   * reader of an empty one.
   */
  MapReader map(Key.Group key) {
    MapReader known = children.get(key.name());
    if (known != null) {
      return known;
    }
    Optional<Node.Fields> map = fields(key);
    Node.Fields nothing = new Node.Fields(fields.place(), fields.place(), List.of());
    String itsPath = path.isEmpty() ? key.name() : path + "." + key.name();
    MapReader child =
        new MapReader(
            itsPath, key.keys(), map.orElse(nothing), map.isPresent(), complaints, durations);
    children.put(key.name(), child);
    return child;
  }

  private Optional<Node.Fields> asFields(Key key, Node value) {
    if (value instanceof Node.Fields map) {
      return Optional.of(map);
    }
    boolean orWord = key instanceof Key.Group group && group.orWord().isPresent();
    unexpected(key, value, orWord ? "a stack's name or a map" : "a map", List.of());
    return Optional.empty();
  }

  private Optional<Node> value(Key key) {
    if (!keys.contains(key)) {
      throw new IllegalArgumentException(key.name() + " is no key of " + path);
    }
    return fields.find(key.name()).map(Node.Field::value);
  }

  // ---- Complaints

  /** Complains about each key that is unknown or missing, here and in the maps within. */
  void finish() {
    List<String> known = keys.stream().map(Key::name).toList();
    List<String> missing = new ArrayList<>();
    keys.stream().filter(key -> key.required() && !has(key)).forEach(k -> missing.add(k.name()));
    String where = path.isEmpty() ? "" : " in " + Words.quoted(path);
    for (Node.Field field : fields.fields()) {
      if (!known.contains(field.key())) {
        Optional<String> near =
            Synonyms.key(field.key(), known).or(() -> NearestWord.nearest(field.key(), known));
        near.ifPresent(missing::remove); // it is there but mistyped: that is one mistake, not two
        Optional<String> meant =
            near.or(() -> MisplacedKeys.placeFor(field.key(), path, keys))
                .or(() -> alike(field.key(), known));
        complaints.add(
            field.place(),
            "unknown key "
                + Words.quoted(field.key())
                + where
                + (meant.isPresent() || known.size() > LISTED_MAX
                    ? ""
                    : "; there are " + Words.all(known)),
            meant);
      }
    }
    if (given) {
      for (String key : missing) {
        complaints.add(fields.place(), Words.quoted(key) + " is missing" + where);
      }
    }
    children.values().forEach(MapReader::finish);
  }

  /**
   * The known keys that are like what is written, joined so that they can stand within one pair of
   * quotes.
   */
  private static Optional<String> alike(String written, List<String> known) {
    List<String> alike = known.stream().filter(key -> NearestWord.isAlike(written, key)).toList();
    return alike.isEmpty() ? Optional.empty() : Optional.of(String.join("' or '", alike));
  }

  private void unexpected(Key key, Node value, String expected, Collection<String> words) {
    unexpected(key, value, expected, words, "");
  }

  private void unexpected(
      Key key, Node value, String expected, Collection<String> words, String why) {
    wrong.add(key.name());
    Optional<String> meant =
        value instanceof Node.Text text
            ? NearestWord.nearest(text.value(), words)
            : Optional.empty();
    complaints.add(value.place(), "expected " + expected + ", found " + value.shown() + why, meant);
  }
}
