package io.tarry.report.table;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.survey.Matrix;
import io.tarry.survey.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A matrix of mechanisms and properties as a table for the terminal. */
public final class MatrixText {

  private static final int CELL = 6;
  private static final int STATES = 11;

  private final Matrix matrix;
  private final List<CaseResult> results;
  private final TerminalColours paint;
  private final StringBuilder out = new StringBuilder();

  private MatrixText(Matrix matrix, List<CaseResult> results, TerminalColours paint) {
    this.matrix = matrix;
    this.results = results;
    this.paint = paint;
  }

  /**
   * The table.
   *
   * @param title what stands above it
   * @param results one a row; fewer if it was ended early
   */
  public static String of(
      Matrix matrix, String title, List<CaseResult> results, TerminalColours paint) {
    MatrixText text = new MatrixText(matrix, results, paint);
    text.lines(title, "");
    text.out.append('\n');
    text.properties();
    text.out.append('\n');
    text.rows();
    text.out.append('\n');
    text.lines(text.legend(), "");
    return text.out.toString();
  }

  private void properties() {
    for (int i = 0; i < matrix.properties().size(); i++) {
      Claim claim = matrix.properties().get(i);
      String number = "%3d  ".formatted(i + 1);
      lines(claim.id() + ": " + claim.sentence() + ".", number);
      if (results.size() == matrix.rows().size()) {
        lines(protection(i), "     ");
      }
    }
  }

  /** Which mechanisms a property needs, and which are enough. */
  private String protection(int property) {
    List<Mechanism> needed = matrix.needed(results, property);
    List<Mechanism> enough = matrix.enough(results, property);
    if (verdict(0, property) != Verdict.HOLDS) {
      return verdict(0, property) == Verdict.VACUOUS
          ? "With all on, nothing comes to where it could be broken."
          : "It does not hold with all on.";
    }
    if (verdict(results.size() - 1, property) == Verdict.HOLDS) {
      return "It holds with all off, too.";
    }
    String needs =
        needed.isEmpty() ? "No single one is needed" : "It needs " + labels(needed, " and ");
    String suffices =
        enough.isEmpty() ? "none is enough alone" : labels(enough, " or ") + " alone is enough";
    return needs + "; " + suffices + ".";
  }

  private Verdict verdict(int row, int property) {
    return results.get(row).properties().get(property).verdict();
  }

  private static String labels(List<Mechanism> mechanisms, String and) {
    return mechanisms.stream().map(Mechanism::label).collect(Collectors.joining(and));
  }

  private void rows() {
    int left = matrix.rows().stream().mapToInt(row -> row.name().length()).max().orElse(0);
    StringBuilder heads = new StringBuilder(" ".repeat(left));
    for (int i = 0; i < matrix.properties().size(); i++) {
      heads.append(right(String.valueOf(i + 1), CELL));
    }
    out.append(paint.bold(heads + right("states", STATES))).append('\n');
    for (int row = 0; row < results.size(); row++) {
      Matrix.On on = matrix.rows().get(row).on();
      if (row > 0 && on != matrix.rows().get(row - 1).on()) {
        out.append('\n');
      }
      CaseResult result = results.get(row);
      out.append(result.caseName()).append(" ".repeat(left - result.caseName().length()));
      for (PropertyResult property : result.properties()) {
        out.append(painted(property));
      }
      String states = String.format(Locale.ROOT, "%,d", result.statistics().states());
      out.append(paint.dim(right(states, STATES))).append('\n');
    }
  }

  private String painted(PropertyResult property) {
    String word =
        switch (property.verdict()) {
          case HOLDS -> "holds";
          case VIOLATED ->
              property.story().map(story -> String.valueOf(story.steps().size())).orElse("!");
          case VACUOUS -> "-";
          case UNDECIDED -> "?";
        };
    String cell = right(word, CELL);
    return switch (property.verdict()) {
      case HOLDS -> paint.good(cell);
      case VIOLATED -> paint.alarm(cell);
      case VACUOUS, UNDECIDED -> cell;
    };
  }

  private String legend() {
    List<String> parts = new ArrayList<>();
    parts.add("holds: the whole space was searched");
    parts.add("a number: violated, in so many steps at least");
    if (any(Verdict.VACUOUS)) {
      parts.add("-: vacuous, nothing comes to where it could be broken");
    }
    if (any(Verdict.UNDECIDED)) {
      parts.add("?: a limit was reached first");
    }
    StringBuilder text = new StringBuilder(String.join("; ", parts)).append('.');
    if (!matrix.absent().isEmpty()) {
      text.append(" Not in this world, so not turned off: ")
          .append(labels(matrix.absent(), ", "))
          .append('.');
    }
    text.append(" Every TCP checks sequence numbers, so that is off in its own row only.");
    return text.toString();
  }

  private boolean any(Verdict verdict) {
    return results.stream()
        .flatMap(result -> result.properties().stream())
        .anyMatch(property -> property.verdict() == verdict);
  }

  private void lines(String text, String start) {
    String indent = start;
    for (String line : TextColumns.wrap(text, ResultsTable.WIDTH - start.length())) {
      out.append(indent).append(line).append('\n');
      indent = " ".repeat(start.length());
    }
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
