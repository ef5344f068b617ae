package io.tarry.survey;

import io.tarry.check.CaseResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.scenario.Diagnostic;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.survey.Question.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Mechanisms against properties: a world with all of them, then with each one off by itself, then
 * with each one alone, then with none. Where a mechanism is one that every TCP has, it is off in
 * its own row only.
 *
 * @param properties the columns
 * @param mechanisms those that the world has
 * @param absent those that it has not, so that there is nothing to turn off
 * @param rows one search each
 */
public record Matrix(
    List<Claim> properties, List<Mechanism> mechanisms, List<Mechanism> absent, List<Row> rows) {

  /** More do not fit into a table. */
  public static final int PROPERTIES_MAX = 9;

  /** How many of the mechanisms are on. */
  public enum On {
    ALL,
    ALL_BUT_ONE,
    ONE,
    NONE
  }

  /**
   * A row.
   *
   * @param mechanism which one is off, or on, by itself
   */
  public record Row(On on, Optional<Mechanism> mechanism, Cell cell) {

    /** What to call it: {@code without TIME_WAIT}. */
    public String name() {
      return cell.world().name();
    }
  }

  /** Copies the lists. */
  public Matrix {
    properties = List.copyOf(properties);
    mechanisms = List.copyOf(mechanisms);
    absent = List.copyOf(absent);
    rows = List.copyOf(rows);
  }

  /**
   * The matrix of a case of a file.
   *
   * @throws QuestionException if it has none of the mechanisms, or if they cannot be turned off
   *     there
   */
  public static Matrix of(String file, String text, Scenario.Case base, List<Claim> properties)
      throws QuestionException {
    if (properties.size() > PROPERTIES_MAX) {
      throw new QuestionException(
          "%d properties are more than the %d that a table has room for; choose some with --property"
              .formatted(properties.size(), PROPERTIES_MAX));
    }
    Builder builder = new Builder(file, text, base, properties);
    List<Mechanism> on = new ArrayList<>();
    List<Mechanism> absent = new ArrayList<>();
    for (Mechanism mechanism : Mechanism.values()) {
      boolean changes = !builder.changed(mechanism.off()).settings().equals(base.settings());
      (changes ? on : absent).add(mechanism);
    }
    if (on.stream().allMatch(Mechanism::isInEveryTcp)) {
      throw new QuestionException(
          "case '%s' has none of the mechanisms, so there is nothing to turn off"
              .formatted(base.name()));
    }
    return new Matrix(properties, on, absent, builder.rows(on));
  }

  /** The worlds of one case. */
  private record Builder(String file, String text, Scenario.Case base, List<Claim> properties) {

    List<Row> rows(List<Mechanism> on) throws QuestionException {
      List<Row> rows = new ArrayList<>();
      rows.add(row(On.ALL, Optional.empty(), List.of(), "all on"));
      for (Mechanism one : on) {
        rows.add(row(On.ALL_BUT_ONE, Optional.of(one), List.of(one), "without " + one.label()));
      }
      List<Mechanism> optional = on.stream().filter(one -> !one.isInEveryTcp()).toList();
      if (optional.size() > 1) {
        for (Mechanism one : optional) {
          List<Mechanism> others = optional.stream().filter(other -> other != one).toList();
          rows.add(row(On.ONE, Optional.of(one), others, "only " + one.label()));
        }
        rows.add(row(On.NONE, Optional.empty(), optional, "all off"));
      }
      return rows;
    }

    private Row row(On on, Optional<Mechanism> mechanism, List<Mechanism> off, String name)
        throws QuestionException {
      Map<String, String> settings = new LinkedHashMap<>();
      off.forEach(one -> settings.putAll(one.off()));
      Scenario.Case changed = changed(settings);
      Scenario.Case world =
          new Scenario.Case(
              name,
              Question.named(settings),
              changed.stacks(),
              changed.settings(),
              properties.stream().map(Scenario.Expectation::none).toList());
      return new Row(on, mechanism, new Cell(settings, read(settings), world));
    }

    Scenario.Case changed(Map<String, String> settings) throws QuestionException {
      return Question.caseOf(read(settings), base.name());
    }

    private Scenario read(Map<String, String> settings) throws QuestionException {
      Reading reading = ScenarioReader.read(file, text, base.name(), settings);
      if (reading instanceof Reading.Good good) {
        return good.scenario();
      }
      Diagnostic first = ((Reading.Bad) reading).diagnostics().get(0);
      throw new QuestionException(
          "case '%s' cannot be had with %s: %s"
              .formatted(base.name(), Question.named(settings), first.problem()));
    }
  }

  /** Without which the property is violated, although all others are on. */
  public List<Mechanism> needed(List<CaseResult> results, int property) {
    return where(results, property, On.ALL_BUT_ONE, Verdict.VIOLATED);
  }

  /** With which alone it holds. */
  public List<Mechanism> enough(List<CaseResult> results, int property) {
    return where(results, property, On.ONE, Verdict.HOLDS);
  }

  private List<Mechanism> where(List<CaseResult> results, int property, On on, Verdict verdict) {
    List<Mechanism> found = new ArrayList<>();
    for (int row = 0; row < results.size(); row++) {
      if (rows.get(row).on() == on
          && results.get(row).properties().get(property).verdict() == verdict) {
        found.add(rows.get(row).mechanism().orElseThrow());
      }
    }
    return found;
  }
}
