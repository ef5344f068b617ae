package io.tarry.survey;

import io.tarry.engine.Verdict;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Question.Cell;
import io.tarry.tcp.settings.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A formula for the border in a sweep: from which value of the first setting on the property holds,
 * as a sum of given terms. It is fitted to the rows in which the border is seen, and then asked of
 * each cell of the sweep. It says nothing of any other cell, and is no proof.
 *
 * @param formula with the factors found
 * @param rows how many rows it was fitted to
 * @param terms how many factors were fitted
 * @param checked of how many cells the verdict, if it is holds or violated, was compared with the
 *     formula's
 * @param failed those for which they differ
 */
public record BorderFormula(
    String formula, int rows, int terms, int checked, List<Map<String, String>> failed) {

  /** The terms that are tried without others. */
  public static final String USUAL_TERMS = "MSL, (2^k - 1) RTO";

  private static final double ROUNDING = 1e-6;
  private static final String TIME = "[\\d.]+ ?(?:ms|s|min)";

  private static final double MILLIS_A_SECOND = 1e3;
  private static final double MICROS_A_SECOND = 1e6;

  /** Keeps a copy. */
  public BorderFormula {
    failed = List.copyOf(failed);
  }

  /** A row, with what the names stand for in it, and where the border is, if it is seen. */
  private record Row(Map<String, Double> names, Optional<Double> border) {}

  /**
   * Fits it.
   *
   * @param terms with commas between
   * @param outcomes what came of each cell
   * @throws QuestionException if there is nothing to fit, or the terms cannot be told apart
   */
  public static BorderFormula fit(
      Sweep sweep, String terms, Map<Map<String, String>, CellSummary> outcomes)
      throws QuestionException {
    List<Term> basis = new ArrayList<>();
    for (String term : terms.split(",", -1)) {
      basis.add(new Term(term.strip()));
    }
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < sweep.rows(); row++) {
      rows.add(new Row(names(sweep, row), border(sweep, row, outcomes)));
    }
    List<Row> seen = rows.stream().filter(row -> row.border.isPresent()).toList();
    if (seen.size() < basis.size()) {
      throw new QuestionException(
          "%d factors cannot be fitted to %d rows in which the border is seen; sweep further, or give"
                  .formatted(basis.size(), seen.size())
              + " fewer terms");
    }
    double[] factors = solve(basis, seen);
    return compare(sweep, basis, factors, rows, seen.size(), outcomes);
  }

  private static BorderFormula compare(
      Sweep sweep,
      List<Term> basis,
      double[] factors,
      List<Row> rows,
      int fitted,
      Map<Map<String, String>, CellSummary> outcomes)
      throws QuestionException {
    int checked = 0;
    List<Map<String, String>> failed = new ArrayList<>();
    for (int row = 0; row < sweep.rows(); row++) {
      double border = 0;
      for (int i = 0; i < factors.length; i++) {
        border += factors[i] * basis.get(i).at(rows.get(row).names);
      }
      for (int column = 0; column < sweep.columns(); column++) {
        Map<String, String> settings = sweep.settings(row, column);
        CellSummary outcome = outcomes.get(settings);
        boolean holds = holds(outcome);
        boolean violated = outcome != null && outcome.verdict() == Verdict.VIOLATED;
        if (holds || violated) {
          checked++;
          if (holds != number(sweep.across(), column) >= border - ROUNDING * Math.max(1, border)) {
            failed.add(settings);
          }
        }
      }
    }
    return new BorderFormula(
        written(sweep.across().setting(), basis, factors), fitted, factors.length, checked, failed);
  }

  /** From which number on it holds in the whole row, if the number before breaks it. */
  private static Optional<Double> border(
      Sweep sweep, int row, Map<Map<String, String>, CellSummary> outcomes)
      throws QuestionException {
    int first = sweep.columns();
    while (first > 0 && holds(outcomes.get(sweep.settings(row, first - 1)))) {
      first--;
    }
    boolean seen =
        first > 0
            && first < sweep.columns()
            && Optional.ofNullable(outcomes.get(sweep.settings(row, first - 1)))
                .filter(outcome -> outcome.verdict() == Verdict.VIOLATED)
                .isPresent();
    return seen ? Optional.of(number(sweep.across(), first)) : Optional.empty();
  }

  private static boolean holds(@Nullable CellSummary outcome) {
    return outcome != null && outcome.verdict() == Verdict.HOLDS;
  }

  private static Map<String, Double> names(Sweep sweep, int row) throws QuestionException {
    Cell cell = sweep.question().cell(sweep.settings(row, 0));
    Scenario.Case world = cell.world();
    Time time = world.settings().time();
    Map<String, Double> names = new LinkedHashMap<>();
    double unit = time.tick().isNamed() ? time.tick().micros() / MICROS_A_SECOND : 1;
    names.put("MSL", time.msl() * unit);
    names.put("RTO", time.rto() * unit);
    if (sweep.down().isPresent()) {
      names.put("k", number(sweep.down().get(), row));
    }
    return names;
  }

  /** A plain number as it is, a time with a unit in seconds. */
  private static double number(Variation variation, int place) throws QuestionException {
    String value = variation.values().get(place);
    if (value.matches(TIME)) {
      return LinuxOutput.millis(variation.setting(), value) / MILLIS_A_SECOND;
    }
    if (!value.matches("\\d+")) {
      throw new QuestionException(
          "a formula is over numbers and times, and '%s' of %s is neither"
              .formatted(value, variation.setting()));
    }
    return Double.parseDouble(value);
  }

  /** Least squares, by the normal equations. */
  private static double[] solve(List<Term> basis, List<Row> rows) throws QuestionException {
    int n = basis.size();
    double[][] equations = new double[n][n + 1];
    for (Row row : rows) {
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        values[i] = basis.get(i).at(row.names);
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          equations[i][j] += values[i] * values[j];
        }
        equations[i][n] += values[i] * row.border.orElseThrow();
      }
    }
    for (int i = 0; i < n; i++) {
      eliminate(equations, i);
    }
    double[] factors = new double[n];
    for (int i = 0; i < n; i++) {
      factors[i] = equations[i][n] / equations[i][i];
    }
    return factors;
  }

  /** Gauss and Jordan: afterwards that column is 0 but in its row. */
  private static void eliminate(double[][] equations, int column) throws QuestionException {
    int best = column;
    for (int i = column; i < equations.length; i++) {
      if (Math.abs(equations[i][column]) > Math.abs(equations[best][column])) {
        best = i;
      }
    }
    double[] pivot = equations[best];
    equations[best] = equations[column];
    equations[column] = pivot;
    if (Math.abs(pivot[column]) < ROUNDING) {
      throw new QuestionException("in these rows the terms cannot be told apart; leave one out");
    }
    for (int i = 0; i < equations.length; i++) {
      double times = equations[i][column] / pivot[column];
      if (i != column) {
        for (int j = 0; j < pivot.length; j++) {
          equations[i][j] -= times * pivot[j];
        }
      }
    }
  }

  private static String written(String setting, List<Term> basis, double[] factors) {
    StringBuilder formula = new StringBuilder(setting + " >= ");
    boolean first = true;
    for (int i = 0; i < factors.length; i++) {
      double size = Math.abs(factors[i]);
      if (size < ROUNDING) {
        continue;
      }
      boolean negative = factors[i] < 0;
      formula.append(first ? (negative ? "-" : "") : negative ? " - " : " + ");
      boolean one = Math.abs(size - 1) < ROUNDING;
      String term = basis.get(i).written();
      String shown = term.matches(".*[-+].*") && !term.startsWith("(") ? "(" + term + ")" : term;
      formula.append(one ? shown : term.equals("1") ? factor(size) : factor(size) + " " + shown);
      first = false;
    }
    return formula + (first ? "0" : "");
  }

  private static String factor(double size) {
    return Math.abs(size - Math.rint(size)) < ROUNDING
        ? Long.toString(Math.round(size))
        : String.format(Locale.ROOT, "%.3f", size);
  }
}
