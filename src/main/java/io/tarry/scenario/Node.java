package io.tarry.scenario;

import java.util.List;
import java.util.Optional;

/** A part of a YAML file, before its meaning is known. */
sealed interface Node {

  /** Where it begins. */
  Place place();

  /** How a diagnostic shows it. */
  String shown();

  /**
   * A word or a text.
   *
   * @param plain whether it is written without quotes
   * @param written how it is written in the file
   */
  record Text(Place place, String value, boolean plain, Written written) implements Node {

    /** Whether no value is written at all. */
    boolean isNothing() {
      return plain && (value.isEmpty() || value.equals("~") || value.equals("null"));
    }

    @Override
    public String shown() {
      if (isNothing()) {
        return "nothing";
      }
      return plain ? Words.quoted(value) : '"' + Words.shortened(value) + '"';
    }
  }

  /** How a text is written in its file; worked out only when needed. */
  interface Written {

    /** The place of each character of the text, and of its end. */
    Place[] places();

    /** The first escape in it: from there on, a character may be written as another. */
    Optional<Place> escape();
  }

  /** A list. */
  record Items(Place place, List<Node> nodes) implements Node {
    @Override
    public String shown() {
      return "a list";
    }
  }

  /**
   * A map, in the order of the file.
   *
   * @param end where it ends
   */
  record Fields(Place place, Place end, List<Field> fields) implements Node {

    Optional<Field> find(String key) {
      return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }

    @Override
    public String shown() {
      return "a map";
    }
  }

  /**
   * One entry of a map.
   *
   * @param place where the key begins
   */
  record Field(String key, Place place, Node value) {}
}
