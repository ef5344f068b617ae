package io.tarry.report.table;

import io.tarry.engine.Verdict;
import io.tarry.survey.CellSummary;
import io.tarry.survey.Sweep;
import io.tarry.survey.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sweep as a table for the terminal. */
public final class SweepText {

  private SweepText() {}

  /**
   * The table.
   *
   * @param remarks sentences that stand below it
   */
  public static String of(
      Sweep sweep,
      String claim,
      Map<Map<String, String>, CellSummary> outcomes,
      List<String> remarks,
      TerminalColours paint) {
    StringBuilder out = new StringBuilder();
    lines(out, sweep.question().file() + ", case '" + sweep.question().caseName() + "'");
    lines(out, sweep.question().property() + ": " + claim);
    out.append('\n');
    List<String> rows = sweep.down().map(Variation::values).orElse(List.of(""));
    String corner = sweep.down().map(Variation::setting).orElse("");
    int left = corner.length();
    for (String row : rows) {
      left = Math.max(left, row.length());
    }
    int cell = 5;
    for (String value : sweep.across().values()) {
      cell = Math.max(cell, value.length());
    }
    int fitting = Math.max(1, (ResultsTable.WIDTH - left - 2) / (cell + 1));
    for (int from = 0; from < sweep.columns(); from += fitting) {
      int to = Math.min(sweep.columns(), from + fitting);
      out.append(" ".repeat(left + 3)).append(paint.bold(sweep.across().setting())).append('\n');
      StringBuilder heads = new StringBuilder(pad(corner, left) + "  ");
      for (int column = from; column < to; column++) {
        heads.append(' ').append(right(sweep.across().values().get(column), cell));
      }
      out.append(paint.bold(heads.toString().stripTrailing())).append('\n');
      for (int row = 0; row < rows.size(); row++) {
        StringBuilder line = new StringBuilder(right(rows.get(row), left) + "  ");
        for (int column = from; column < to; column++) {
          CellSummary outcome = outcomes.get(sweep.settings(row, column));
          line.append(' ').append(painted(outcome, right(word(outcome), cell), paint));
        }
        out.append(line.toString().stripTrailing()).append('\n');
      }
      out.append('\n');
    }
    lines(out, legend(sweep, outcomes));
    remarks.forEach(remark -> lines(out, remark));
    return out.toString();
  }

  private static String word(@Nullable CellSummary outcome) {
    if (outcome == null) {
      return ".";
    }
    return switch (outcome.verdict()) {
      case HOLDS -> "holds";
      case VIOLATED -> outcome.steps().map(String::valueOf).orElse("!");
      case VACUOUS -> "-";
      case UNDECIDED -> "?";
    };
  }

  private static String painted(@Nullable CellSummary outcome, String text, TerminalColours paint) {
    if (outcome == null) {
      return paint.dim(text);
    }
    return switch (outcome.verdict()) {
      case HOLDS -> paint.good(text);
      case VIOLATED -> paint.alarm(text);
      case VACUOUS, UNDECIDED -> text;
    };
  }

  private static String legend(Sweep sweep, Map<Map<String, String>, CellSummary> outcomes) {
    List<String> parts = new ArrayList<>();
    parts.add("holds: the whole space was searched");
    parts.add("a number: violated, in so many steps at least");
    if (any(outcomes, Verdict.VACUOUS)) {
      parts.add("-: vacuous, nothing comes to where it could be broken");
    }
    if (any(outcomes, Verdict.UNDECIDED)) {
      parts.add("?: a limit was reached first");
    }
    if (outcomes.size() < sweep.rows() * sweep.columns()) {
      parts.add(".: not searched");
    }
    long states = outcomes.values().stream().mapToLong(outcome -> outcome.size().states()).sum();
    return String.join("; ", parts)
        + String.format(Locale.ROOT, ". %,d cells, %,d states.", outcomes.size(), states);
  }

  private static boolean any(Map<Map<String, String>, CellSummary> outcomes, Verdict verdict) {
    return outcomes.values().stream().anyMatch(outcome -> outcome.verdict() == verdict);
  }

  private static void lines(StringBuilder out, String text) {
    TextColumns.wrap(text, ResultsTable.WIDTH).forEach(line -> out.append(line).append('\n'));
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
