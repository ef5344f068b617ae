package io.tarry.survey;

import io.tarry.engine.Verdict;
import io.tarry.scenario.Draft;
import io.tarry.scenario.Draft.Leaf;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.survey.Question.Cell;
import io.tarry.survey.Question.CellResult;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a scenario in which a property is violated as plain as can be by one change after another:
 * the plainest change after which a search still finds it violated is made, until there is none. So
 * no single change that is known leaves it violated and makes it plainer; two at once might.
 */
public final class Shrinking {

  private static final String VIOLATED = "violated";

  private final Question question;
  private final CellChecks cells;
  private final Consumer<CellResult> heard;
  private final Map<Settings, CellResult> known = new HashMap<>();

  private Shrinking(Question question, CellChecks cells, Consumer<CellResult> heard) {
    this.question = question;
    this.cells = cells;
    this.heard = heard;
  }

  /**
   * What came of it.
   *
   * @param draft the plainest scenario that was found
   * @param result what a search of it says
   * @param searched how many worlds were searched
   * @param undecided of how many of them a limit left open whether the property holds
   * @param left what stands in it still, and what comes of other values
   */
  public record Answer(
      Draft draft, CellResult result, int searched, long undecided, List<Left> left) {

    /** Keeps a copy. */
    public Answer {
      left = List.copyOf(left);
    }
  }

  /**
   * A value that stands in the plainest scenario.
   *
   * @param others what comes of it where it is another, or left out; empty where no other makes a
   *     good scenario
   */
  public record Left(String setting, String value, List<Other> others) {

    /** Keeps a copy. */
    public Left {
      others = List.copyOf(others);
    }

    /** Whether it is another verdict for some other value. */
    public boolean matters() {
      return others.stream().anyMatch(other -> other.verdict() != Verdict.VIOLATED);
    }
  }

  /** Another value, or that it is left out, and what a search says then. */
  public record Other(String value, Verdict verdict) {}

  /** A draft that is a good scenario. */
  private record Candidate(Draft draft, Cell cell) {
    Settings settings() {
      return cell.world().settings();
    }
  }

  /**
   * Shrinks it.
   *
   * @param heard hears of each search as it ends
   * @throws QuestionException if the property is not violated there
   */
  public static Answer of(Question question, CellChecks cells, Consumer<CellResult> heard)
      throws QuestionException {
    return new Shrinking(question, cells, heard).shrink();
  }

  private Answer shrink() throws QuestionException {
    Draft draft = Draft.of(question.text(), question.caseName(), question.property(), VIOLATED);
    Candidate now =
        candidate(draft)
            .orElseThrow(() -> new IllegalStateException("the case alone: " + mistake(draft)));
    Optional<Candidate> plainer = firstViolated(List.of(now));
    if (plainer.isEmpty()) {
      throw new QuestionException(
          "'%s' %s in case '%s': only what is violated can be shrunk"
              .formatted(question.property(), said(now), question.caseName()));
    }
    while (plainer.isPresent()) {
      now = plainer.get();
      List<Candidate> good =
          Simplifications.than(now.draft).stream().flatMap(one -> candidate(one).stream()).toList();
      plainer = firstViolated(good);
    }
    CellResult result = result(now).orElseThrow();
    List<Left> left = cells.isCancelled().getAsBoolean() ? List.of() : left(now.draft);
    long undecided =
        known.values().stream()
            .filter(one -> one.property().verdict() == Verdict.UNDECIDED)
            .count();
    return new Answer(now.draft, result, known.size(), undecided, left);
  }

  private String said(Candidate candidate) {
    Optional<Verdict> verdict = result(candidate).map(one -> one.property().verdict());
    return verdict.equals(Optional.of(Verdict.HOLDS))
        ? "holds"
        : "is " + verdict.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("not searched");
  }

  private Optional<CellResult> result(Candidate candidate) {
    return Optional.ofNullable(known.get(candidate.settings()));
  }

  /** Nothing if the draft is no good scenario. */
  private Optional<Candidate> candidate(Draft draft) {
    if (!(ScenarioReader.read(question.file(), draft.text()) instanceof Reading.Good good)) {
      return Optional.empty();
    }
    Scenario.Case world = good.scenario().cases().get(0);
    Scenario.Case named =
        new Scenario.Case(
            question.caseName(), "", world.stacks(), world.settings(), world.expectations());
    return Optional.of(new Candidate(draft, new Cell(Map.of(), good.scenario(), named)));
  }

  private String mistake(Draft draft) {
    return ScenarioReader.read(question.file(), draft.text()) instanceof Reading.Bad bad
        ? bad.diagnostics().get(0).problem()
        : "";
  }

  /** The first of them in which it is violated, searching as many side by side as there may be. */
  private Optional<Candidate> firstViolated(List<Candidate> candidates) {
    for (int i = 0; i < candidates.size(); i += cells.threads()) {
      List<Candidate> some =
          candidates.subList(i, Math.min(candidates.size(), i + cells.threads()));
      search(some);
      for (Candidate one : some) {
        Optional<CellResult> result = result(one);
        if (result.isEmpty()) {
          return Optional.empty(); // it was cancelled
        }
        if (result.get().property().verdict() == Verdict.VIOLATED) {
          return Optional.of(one);
        }
      }
    }
    return Optional.empty();
  }

  private void search(List<Candidate> candidates) {
    Map<Settings, Cell> unknown = new LinkedHashMap<>();
    for (Candidate one : candidates) {
      if (!known.containsKey(one.settings())) {
        unknown.putIfAbsent(one.settings(), one.cell);
      }
    }
    for (CellResult result : cells.check(List.copyOf(unknown.values()), heard)) {
      known.put(result.cell().world().settings(), result);
    }
  }

  // ---- What is left

  private List<Left> left(Draft draft) {
    List<Left> left = new ArrayList<>();
    for (Leaf leaf : draft.leaves()) {
      Map<Settings, Other> others = new LinkedHashMap<>();
      if (leaf.value() instanceof Integer number) {
        if (number > 0) {
          other(Integer.toString(number - 1), draft.with(leaf.path(), number - 1), others);
        }
        other(Integer.toString(number + 1), draft.with(leaf.path(), number + 1), others);
      } else if (leaf.value() instanceof Boolean truth) {
        other(Boolean.toString(!truth), draft.with(leaf.path(), !truth), others);
      }
      other("left out", draft.without(leaf.path()), others);
      left.add(new Left(leaf.setting(), leaf.value().toString(), List.copyOf(others.values())));
    }
    return left;
  }

  private void other(String value, Draft draft, Map<Settings, Other> others) {
    Optional<Candidate> candidate = candidate(draft);
    if (candidate.isPresent()) {
      search(List.of(candidate.get()));
      result(candidate.get())
          .ifPresent(found ->
              others.putIfAbsent(
                  candidate.get().settings(), new Other(value, found.property().verdict())));
    }
  }
}
