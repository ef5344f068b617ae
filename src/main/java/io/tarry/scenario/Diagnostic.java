package io.tarry.scenario;

import java.util.Comparator;
import java.util.Optional;

/**
 * A mistake in a scenario file, in words for its author. Diagnostics are sorted by place.
 *
 * @param file the file, as the user named it
 * @param line from 1
 * @param column from 1, in characters
 * @param problem what is wrong, on one line
 * @param suggestion the word that was probably meant
 */
public record Diagnostic(
    String file, int line, int column, String problem, Optional<String> suggestion)
    implements Comparable<Diagnostic> {

  private static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::file)
          .thenComparingInt(Diagnostic::line)
          .thenComparingInt(Diagnostic::column)
          .thenComparing(Diagnostic::problem)
          .thenComparing(diagnostic -> diagnostic.suggestion().orElse(""));

  @Override
  public int compareTo(Diagnostic other) {
    return ORDER.compare(this, other);
  }

  /**
   * {@code file:line:column: what is wrong; did you mean 'x'?}, so that editors can jump to it; and
   * {@link Printable}.
   */
  @Override
  public String toString() {
    String meant = suggestion.map(word -> "; did you mean '" + word + "'?").orElse("");
    return Printable.of(file + ":" + line + ":" + column + ": " + problem + meant);
  }
}
