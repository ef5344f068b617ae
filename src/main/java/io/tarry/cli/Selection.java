package io.tarry.cli;

import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.scenario.NearestWord;
import io.tarry.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Selects the cases and properties to check. */
final class Selection {

  /** One case to check, and its properties. */
  record Task(Scenario scenario, Scenario.Case checked, List<Scenario.Expectation> expectations) {

    /** Whether time is dense in it. */
    boolean isOfRealTime() {
      return checked.settings().time().real();
    }
  }

  private Selection() {}

  /**
   * Takes all cases, or those with one name; and all properties that a case names, or one. A case
   * that names other properties, but not that one, expects it to hold. A case that names none is
   * checked for the whole catalogue and the scenario's own properties, or for that one, and expects
   * nothing. If the one property belongs to some scenario, others are left out.
   *
   * @throws Refusal if there is no such case or property
   */
  static List<Task> of(
      List<Scenario> scenarios, Optional<String> caseName, Optional<String> property)
      throws Refusal {
    if (property.isPresent()) {
      requireKnown(property.get(), scenarios);
    }
    List<Task> tasks = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      List<Claim> claims =
          scenario.claims().stream()
              .filter(claim -> property.isEmpty() || property.get().equals(claim.id()))
              .toList();
      for (Scenario.Case one : claims.isEmpty() ? List.<Scenario.Case>of() : scenario.cases()) {
        names.add(one.name());
        if (caseName.isEmpty() || caseName.get().equals(one.name())) {
          tasks.add(new Task(scenario, one, asked(one, claims, property.isPresent())));
        }
      }
    }
    if (tasks.isEmpty()) {
      throw unknown("case", caseName.orElse(""), names);
    }
    refuseClaimsAboutRuns(tasks.stream().filter(Task::isOfRealTime).toList(), "'kind: real'");
    return tasks;
  }

  /**
   * Refuses claims about whole runs, which need the graph of all states.
   *
   * @param option the option that leaves states out
   * @throws Refusal if there is such a claim; the message names it
   */
  static void refuseClaimsAboutRuns(List<Task> tasks, String option) throws Refusal {
    for (Task task : tasks) {
      for (Scenario.Expectation expectation : task.expectations()) {
        if (expectation.claim().property().kind().isAboutRuns()) {
          throw new Refusal(
              ExitCode.WRONG_INPUT,
              "tarry: '%s' is about whole runs, which a search with %s cannot decide; check it without"
                  .formatted(expectation.claim().id(), option));
        }
      }
    }
  }

  private static void requireKnown(String property, List<Scenario> scenarios) throws Refusal {
    List<String> known =
        scenarios.stream().flatMap(scenario -> scenario.claims().stream().map(Claim::id)).toList();
    if (!known.contains(property)) {
      throw unknown("property", property, known);
    }
  }

  private static List<Scenario.Expectation> asked(
      Scenario.Case one, List<Claim> claims, boolean byName) {
    if (one.expectations().isEmpty()) {
      return claims.stream()
          .filter(claim -> byName || claim.canBeAskedOf(one.settings()))
          .map(Scenario.Expectation::none)
          .toList();
    }
    return byName
        ? claims.stream().map(claim -> expectation(one, claim)).toList()
        : one.expectations();
  }

  private static Scenario.Expectation expectation(Scenario.Case one, Claim claim) {
    return one.expectations().stream()
        .filter(expectation -> expectation.claim().id().equals(claim.id()))
        .findFirst()
        .orElse(new Scenario.Expectation(claim, Verdict.HOLDS));
  }

  private static Refusal unknown(String what, String name, List<String> known) {
    return new Refusal(
        ExitCode.WRONG_INPUT,
        "tarry: " + NearestWord.thereIsNo(what, name, known.stream().distinct().toList()));
  }
}
