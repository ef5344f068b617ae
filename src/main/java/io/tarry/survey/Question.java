package io.tarry.survey;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.property.Claim;
import io.tarry.scenario.Diagnostic;
import io.tarry.scenario.NearestWord;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A case of a scenario and a property, which is to be checked with other values of some settings.
 *
 * @param file as its user names it
 * @param text what stands in it
 * @param caseName the case
 * @param property the property, by its name
 */
public record Question(String file, String text, String caseName, String property) {

  /**
   * The case of a file that a question is about: the one named, or the only one, or else the first
   * that expects something of the property.
   *
   * @throws QuestionException if there is none
   */
  public static Question of(
      String file, String text, Scenario scenario, Optional<String> caseName, String property)
      throws QuestionException {
    claimOf(scenario, property);
    if (caseName.isPresent()) {
      caseOf(scenario, caseName.get());
    }
    String chosen =
        caseName.orElseGet(() ->
            scenario.cases().stream()
                .filter(one ->
                    one.expectations().stream().anyMatch(e -> e.claim().id().equals(property)))
                .findFirst()
                .orElse(scenario.cases().get(0))
                .name());
    return new Question(file, text, chosen, property);
  }

  /**
   * The case of that name.
   *
   * @throws QuestionException if there is none
   */
  public static Scenario.Case caseOf(Scenario scenario, String name) throws QuestionException {
    for (Scenario.Case one : scenario.cases()) {
      if (one.name().equals(name)) {
        return one;
      }
    }
    throw new QuestionException(
        NearestWord.thereIsNo(
            "case", name, scenario.cases().stream().map(Scenario.Case::name).toList()));
  }

  /**
   * The property of that name.
   *
   * @throws QuestionException if there is none
   */
  public static Claim claimOf(Scenario scenario, String name) throws QuestionException {
    return claimOf(scenario.claims(), name);
  }

  /**
   * The property of that name among these.
   *
   * @throws QuestionException if there is none
   */
  public static Claim claimOf(List<Claim> claims, String name) throws QuestionException {
    for (Claim claim : claims) {
      if (claim.id().equals(name)) {
        return claim;
      }
    }
    throw new QuestionException(
        NearestWord.thereIsNo("property", name, claims.stream().map(Claim::id).toList()));
  }

  /** The world of the case with these settings, as a case of its own. */
  public record Cell(Map<String, String> settings, Scenario scenario, Scenario.Case world) {

    /** Checks its property. */
    public CellResult check(Check checking) {
      return new CellResult(this, checking.of(scenario, world));
    }
  }

  /** What came of a cell. */
  public record CellResult(Cell cell, CaseResult result) {

    /** What came of its only property. */
    public PropertyResult property() {
      return result.properties().get(0);
    }
  }

  /**
   * The cell with these settings.
   *
   * @throws QuestionException if a setting does not exist, cannot have that value, or contradicts
   *     others
   */
  public Cell cell(Map<String, String> settings) throws QuestionException {
    Reading reading = ScenarioReader.read(file, text, caseName, settings);
    if (reading instanceof Reading.Bad bad) {
      Diagnostic first = bad.diagnostics().get(0);
      throw new QuestionException(
          named(settings)
              + ": "
              + first.problem()
              + first.suggestion().map(it -> "; did you mean '" + it + "'?").orElse(""));
    }
    Scenario read = ((Reading.Good) reading).scenario();
    Scenario.Case changed =
        read.cases().stream().filter(one -> one.name().equals(caseName)).findFirst().orElseThrow();
    Claim claim =
        read.claims().stream().filter(one -> one.id().equals(property)).findFirst().orElseThrow();
    Scenario.Case world =
        new Scenario.Case(
            named(settings),
            "",
            changed.stacks(),
            changed.settings(),
            List.of(Scenario.Expectation.none(claim)));
    return new Cell(settings, read, world);
  }

  /** All of several cells as the cases of one scenario, so that one report can show them. */
  public static List<CaseResult> together(String file, String title, List<CellResult> cells) {
    List<Scenario.Case> worlds = cells.stream().map(one -> one.cell().world()).toList();
    Scenario first = cells.get(0).cell().scenario();
    Scenario all =
        new Scenario(
            file,
            new Scenario.Prose(title, first.question(), first.source(), first.comment()),
            Optional.empty(),
            worlds,
            first.properties());
    List<CaseResult> results = new ArrayList<>();
    for (CellResult cell : cells) {
      results.add(cell.result().in(all));
    }
    return results;
  }

  /** {@code time.timeWait 3, network.lose 1}. */
  public static String named(Map<String, String> settings) {
    List<String> parts = new ArrayList<>();
    settings.forEach((setting, value) -> parts.add(setting + " " + value));
    return String.join(", ", parts);
  }
}
