package io.tarry.report.table;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.tarry.scenario.Printable;
import java.util.ArrayList;
import java.util.List;

/** Text in columns of characters. */
final class TextColumns {

  private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();

  /** The space between two columns. */
  static final String GAP = "  ";

  private final int[] widths;

  /** Makes columns of these widths. */
  TextColumns(int... widths) {
    this.widths = widths.clone();
  }

  /**
   * One row. Each cell is a list of texts, each of which begins a new line; long ones are wrapped.
   */
  List<String> row(List<List<String>> cells) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 0;
    for (int i = 0; i < widths.length; i++) {
      List<String> lines = new ArrayList<>();
      for (String text : cells.get(i)) {
        lines.addAll(wrap(text, widths[i]));
      }
      wrapped.add(lines);
      height = Math.max(height, lines.size());
    }
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < height; y++) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String text = y < wrapped.get(i).size() ? wrapped.get(i).get(y) : "";
        row.append(i == 0 ? "" : GAP).append(text);
        row.append(" ".repeat(Math.max(0, widths[i] - text.length())));
      }
      rows.add(row.toString().stripTrailing());
    }
    return rows;
  }

  /**
   * Makes a text printable, and breaks it at spaces into lines of at most that many characters; a
   * longer word is broken anywhere.
   */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : WORDS.split(Printable.of(text))) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (line.isEmpty() && rest.length() > width) {
        int end = Character.isHighSurrogate(rest.charAt(width - 1)) ? width - 1 : width;
        end = Math.max(end, Character.charCount(rest.codePointAt(0)));
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }
}
