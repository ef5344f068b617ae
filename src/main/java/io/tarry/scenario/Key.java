package io.tarry.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key of scenario files, and the values that it can have. {@link ScenarioKeys} lists all keys;
 * the reader, the JSON Schema and the documentation's tables are made from that list.
 */
sealed interface Key {

  /** As a file writes it. */
  String name();

  /** What it is for, in one line. */
  String says();

  /** What applies where it is left out: a value, or a description; empty if nothing does. */
  default String otherwise() {
    return "";
  }

  /** Whether it is required. */
  default boolean required() {
    return false;
  }

  /** A text of one or more lines. */
  record Text(String name, boolean required, boolean oneLine, String says) implements Key {}

  /** A number; with {@code orUnlimited}, the word {@code unlimited} is allowed too. */
  record Count(String name, int min, int max, boolean orUnlimited, String otherwise, String says)
      implements Key {}

  /** A time: a number of ticks, or with a unit. */
  record Span(String name, int min, int max, String otherwise, String says) implements Key {}

  /** True or false. */
  record Flag(String name, String otherwise, String says) implements Key {}

  /** One of a few words; {@code what} names what they stand for. */
  record Choice<T>(String name, String what, Map<String, T> words, String otherwise, String says)
      implements Key {}

  /**
   * The first and the last of a range of at most {@code most} ports; without the key, the port
   * {@code only}.
   */
  record PortRange(String name, int min, int max, int most, int only, String says) implements Key {
    @Override
    public String otherwise() {
      return "[" + only + ", " + only + "]";
    }
  }

  /** A list of at most {@code most} ports; without the key, {@code fallback}. */
  record Ports(String name, int most, List<Integer> fallback, String says) implements Key {
    @Override
    public String otherwise() {
      return fallback.toString();
    }
  }

  /** The list of the steps of an application. */
  record Actions(String name, boolean required, String says) implements Key {}

  /** An expression. */
  record Expression(String name, String says) implements Key {}

  /** A map from properties to verdicts. */
  record Verdicts(String name, String says) implements Key {}

  /** A map from settings of the world, by their paths, to their new values. */
  record Changes(String name, String says) implements Key {}

  /** A map whose keys are names that the file chooses, and whose values have these keys. */
  record Named(String name, List<Key> keys, String says) implements Key {}

  /**
   * A map with a fixed set of keys.
   *
   * @param orWord the key whose value alone may be written instead of the map
   */
  record Group(
      String name, boolean required, Optional<Choice<?>> orWord, List<Key> keys, String says)
      implements Key {

    /** An optional key whose value is always a map. */
    static Group of(String name, String says, Key... keys) {
      return new Group(name, false, Optional.empty(), List.of(keys), says);
    }

    /** All keys in it and in the maps within it, by path, with dots between. */
    Stream<Map.Entry<String, Key>> paths() {
      return keys.stream()
          .flatMap(key ->
              Stream.concat(
                  Stream.of(Map.entry(key.name(), key)),
                  key instanceof Group group
                      ? group
                          .paths()
                          .map(in -> Map.entry(key.name() + "." + in.getKey(), in.getValue()))
                      : Stream.of()));
    }
  }
}
