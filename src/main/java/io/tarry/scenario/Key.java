package io.tarry.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key that a scenario file can have, with what may stand behind it. {@link Format} lists them
 * all: the reader, the JSON Schema and the documentation's tables come from there.
 */
sealed interface Key {

  /** As a file writes it. */
  String name();

  /** What it is for, on one line. */
  String says();

  /** What holds where it is left out: a value, or in words; empty if nothing does. */
  default String otherwise() {
    return "";
  }

  /** Whether it has to be there. */
  default boolean required() {
    return false;
  }

  /** A text, of one line or of many. */
  record Text(String name, boolean required, boolean oneLine, String says) implements Key {}

  /** A number; {@code orUnlimited} if a word may stand for as many as there are. */
  record Count(String name, int min, int max, boolean orUnlimited, String otherwise, String says)
      implements Key {}

  /** A time: a number of ticks, or with a unit. */
  record Span(String name, int min, int max, String otherwise, String says) implements Key {}

  /** True or false. */
  record Flag(String name, String otherwise, String says) implements Key {}

  /** One of a few words; {@code what} says what they are words for. */
  record Choice<T>(String name, String what, Map<String, T> words, String otherwise, String says)
      implements Key {}

  /** A list of two ports, the first and the last; at most so many in all, else that one only. */
  record PortRange(String name, int min, int max, int most, int only, String says) implements Key {
    @Override
    public String otherwise() {
      return "[" + only + ", " + only + "]";
    }
  }

  /** A list of ports, so many at most, else those. */
  record Ports(String name, int most, List<Integer> fallback, String says) implements Key {
    @Override
    public String otherwise() {
      return fallback.toString();
    }
  }

  /** A list of what an application does. */
  record Actions(String name, boolean required, String says) implements Key {}

  /** An expression over the world. */
  record Expression(String name, String says) implements Key {}

  /** A map from properties to verdicts. */
  record Verdicts(String name, String says) implements Key {}

  /** A map from settings of the world, by their paths, to their new values. */
  record Changes(String name, String says) implements Key {}

  /** A map whose keys are names that the file chooses, and whose values have these keys. */
  record Named(String name, List<Key> keys, String says) implements Key {}

  /**
   * A map with just these keys.
   *
   * @param orWord of which key the value may stand there instead of a map
   */
  record Group(
      String name, boolean required, Optional<Choice<?>> orWord, List<Key> keys, String says)
      implements Key {

    /** One that a file need not have, and that is a map. */
    static Group of(String name, String says, Key... keys) {
      return new Group(name, false, Optional.empty(), List.of(keys), says);
    }

    /** All keys in it and in the maps inside, by their paths, with dots between. */
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
