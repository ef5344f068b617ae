package io.tarry.scenario;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Finds where in its file each character of a text is written. YAML folds lines and drops
 * indentation, but it keeps every character that is not blank, in order; so file and text are read
 * side by side.
 */
final class ScalarPlaces {

  private static final int NEW_LINE = '\n';

  private final List<String> lines;
  private final ScalarStyle style;
  private int line;
  private int column;

  /** The index of the present character in its line. */
  private int index;

  private ScalarPlaces(List<String> lines, ScalarStyle style, Place start) {
    this.lines = lines;
    this.style = style;
    line = start.line();
    column = start.column();
    String first = lines.get(line - 1);
    int length = first.codePointCount(0, first.length());
    index = first.offsetByCodePoints(0, Math.min(column - 1, length));
  }

  /**
   * The place of each character, and of the end after the last that is not blank.
   *
   * @param lines all lines of the file
   * @param start where the text begins: its quote, its {@code |}, or else its first character
   * @param value the text, as YAML reads it
   */
  static Place[] of(List<String> lines, ScalarStyle style, Place start, String value) {
    ScalarPlaces at = new ScalarPlaces(lines, style, start);
    at.skipOpening();
    Place[] places = new Place[value.length() + 1];
    Place end = at.place();
    for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
      int wanted = value.codePointAt(i);
      if (isBlank(wanted)) {
        places[i] = at.place();
        continue;
      }
      at.skipBlanks();
      places[i] = at.place();
      if (at.current() == wanted) { // otherwise an escape, whose place stands for all that follows
        at.advance();
        if (style == ScalarStyle.SINGLE_QUOTED && wanted == '\'') {
          at.advance();
        }
      }
      end = at.place();
      if (Character.charCount(wanted) == 2) {
        places[i + 1] = places[i];
      }
    }
    places[value.length()] = end;
    return places;
  }

  /** The first escape of a text in double quotes. */
  static Optional<Place> escape(List<String> lines, ScalarStyle style, Place start) {
    if (style != ScalarStyle.DOUBLE_QUOTED) {
      return Optional.empty();
    }
    ScalarPlaces at = new ScalarPlaces(lines, style, start);
    at.skipOpening();
    while (at.current() != '"' && at.current() != '\\' && !at.atEnd()) {
      at.advance();
    }
    return at.current() == '\\' ? Optional.of(at.place()) : Optional.empty();
  }

  private void skipOpening() {
    switch (style) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> advance();
      case LITERAL, FOLDED -> {
        while (current() != NEW_LINE) {
          advance();
        }
        skipBlanks();
      }
      case PLAIN, JSON_SCALAR_STYLE -> {}
    }
  }

  private void skipBlanks() {
    while (isBlank(current()) && !atEnd()) {
      advance();
    }
  }

  private boolean atEnd() {
    return line == lines.size() && index >= lines.get(line - 1).length();
  }

  private static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == NEW_LINE;
  }

  private int current() {
    String text = lines.get(line - 1);
    return index < text.length() ? text.codePointAt(index) : NEW_LINE;
  }

  private void advance() {
    String text = lines.get(line - 1);
    if (index < text.length()) {
      index += Character.charCount(text.codePointAt(index));
      column++;
    } else if (line < lines.size()) {
      line++;
      index = 0;
      column = 1;
    }
  }

  private Place place() {
    return new Place(line, column);
  }
}
