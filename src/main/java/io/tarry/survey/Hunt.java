package io.tarry.survey;

import io.tarry.engine.Verdict;
import io.tarry.scenario.Draft;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioGenerator;
import io.tarry.scenario.ScenarioReader;
import io.tarry.survey.Question.Cell;
import io.tarry.survey.Question.CellResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Searches random worlds until one violates a property. The same seed draws the same worlds, each
 * from a seed of its own, whatever came of those before.
 */
public final class Hunt {

  private static final String VIOLATED = "violated";

  /** Mixes the number of a world into the seed: an odd number without a pattern. */
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Hunt() {}

  /**
   * What came of it.
   *
   * @param verdicts of how many worlds what was said
   * @param found the first world that violates the property, if there is one
   */
  public record Answer(Map<Verdict, Integer> verdicts, Optional<Found> found) {

    /** Keeps a copy. */
    public Answer {
      verdicts = Map.copyOf(verdicts);
    }

    /** Of how many worlds that was said. */
    public int of(Verdict verdict) {
      return verdicts.getOrDefault(verdict, 0);
    }
  }

  /**
   * A world that violates the property.
   *
   * @param number which of the worlds it is, from 1
   * @param question the scenario of that world and its property
   */
  public record Found(int number, Question question) {}

  /**
   * Searches them.
   *
   * @param property one of the catalogue
   * @param worlds how many, if none of them violates it
   * @param heard hears of each search as it ends
   */
  public static Answer of(
      String property, long seed, int worlds, CellChecks cells, Consumer<CellResult> heard) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int first = 1; first <= worlds; first += cells.threads()) {
      List<Cell> some = new ArrayList<>();
      List<Question> questions = new ArrayList<>();
      for (int number = first; number < Math.min(worlds + 1, first + cells.threads()); number++) {
        Draft draft = good(property, seed + number * MIX);
        String file = "hunt-" + seed + "-" + number + ".yaml";
        Scenario scenario = ((Reading.Good) ScenarioReader.read(file, draft.text())).scenario();
        questions.add(new Question(file, draft.text(), scenario.cases().get(0).name(), property));
        some.add(new Cell(Map.of(), scenario, scenario.cases().get(0)));
      }
      List<CellResult> results = cells.check(some, heard);
      for (int i = 0; i < results.size(); i++) {
        Verdict verdict = results.get(i).property().verdict();
        verdicts.merge(verdict, 1, Integer::sum);
        if (verdict == Verdict.VIOLATED) {
          return new Answer(verdicts, Optional.of(new Found(first + i, questions.get(i))));
        }
      }
      if (cells.isCancelled().getAsBoolean()) {
        break;
      }
    }
    return new Answer(verdicts, Optional.empty());
  }

  /** The first of those drawn with that seed that is a good scenario, and can be asked that. */
  private static Draft good(String property, long seed) {
    Random random = new Random(seed);
    Draft draft;
    do {
      draft = ScenarioGenerator.of(random, property, VIOLATED);
    } while (!canBeAsked(draft));
    return draft;
  }

  private static boolean canBeAsked(Draft draft) {
    if (ScenarioReader.read("", draft.text()) instanceof Reading.Good good) {
      Scenario.Case world = good.scenario().cases().get(0);
      return world.expectations().stream()
          .allMatch(one -> one.claim().canBeAskedOf(world.settings()));
    }
    return false;
  }
}
