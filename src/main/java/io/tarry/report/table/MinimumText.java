package io.tarry.report.table;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Verdict;
import io.tarry.report.files.ResultsJson;
import io.tarry.scenario.Printable;
import io.tarry.survey.Minimum;
import io.tarry.survey.Question;
import io.tarry.survey.Question.CellResult;
import io.tarry.survey.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The least value of a setting, with what it rests on, for the terminal. */
public final class MinimumText {

  private static final String INDENT = "            ";

  private final Question question;
  private final Variation variation;
  private final Minimum.Answer answer;
  private final List<String> pictures;
  private final StringBuilder out = new StringBuilder();

  private MinimumText(
      Question question, Variation variation, Minimum.Answer answer, List<String> pictures) {
    this.question = question;
    this.variation = variation;
    this.answer = answer;
    this.pictures = pictures;
  }

  /**
   * The answer.
   *
   * @param pictures what was drawn of the value just below
   */
  public static String of(
      Question question, Variation variation, Minimum.Answer answer, List<String> pictures) {
    return new MinimumText(question, variation, answer, pictures).text();
  }

  private String text() {
    line("", headline());
    line("scenario", question.file() + ", case '" + question.caseName() + "'");
    answer.searched().values().stream()
        .findFirst()
        .ifPresent(one -> line("claim", one.property().claim().sentence()));
    if (answer.least().isPresent()) {
      int least = answer.least().get();
      at(least);
      if (least > 0) {
        at(least - 1);
        // A path is never broken: it is there to be copied.
        pictures.stream()
            .limit(1)
            .forEach(
                file -> out.append(INDENT).append("see ").append(Printable.of(file)).append('\n'));
      }
      below(least);
      above(least);
    } else {
      answer.searched().keySet().forEach(this::at);
    }
    return out.toString();
  }

  private String headline() {
    String which = variation.setting();
    if (answer.least().isPresent()) {
      return "The least %s for which '%s' holds is %s%s."
          .formatted(
              which,
              question.property(),
              value(answer.least().get()),
              answer.allBelow() ? "" : ", of the values searched");
    }
    if (answer.undecided().isPresent()) {
      return "Not known: a limit was reached at %s %s."
          .formatted(which, value(answer.undecided().get()));
    }
    return "'%s' holds for none of the values of %s that were searched."
        .formatted(question.property(), which);
  }

  private String value(int place) {
    return variation.values().get(place);
  }

  private void at(int place) {
    CellResult cell = answer.searched().get(place);
    if (cell != null) {
      line("at " + value(place), verdict(cell.result(), cell.property()));
    }
  }

  private static String verdict(CaseResult result, PropertyResult property) {
    String size =
        String.format(
            Locale.ROOT,
            "%,d states, %,d steps between them",
            result.statistics().states(),
            result.statistics().transitions());
    String word = ResultsJson.word(property.verdict());
    return switch (property.verdict()) {
      case HOLDS -> word + ": the whole space was searched, " + size;
      case VACUOUS -> word + ": no run comes to where it could be broken; " + size;
      case UNDECIDED -> word + ": " + result.stoppedBy().orElse("a limit") + "; " + size;
      case VIOLATED ->
          word
              + property
                  .story()
                  .map(story -> ", in " + steps(story) + " at least: " + story.ending())
                  .orElse("");
    };
  }

  private static String steps(Story story) {
    int steps = story.steps().size();
    return steps + (steps == 1 ? " step" : " steps");
  }

  private void below(int least) {
    if (least == 0) {
      line("below", "there is no smaller value in the range that was asked for");
      return;
    }
    List<String> others = new ArrayList<>();
    for (Map.Entry<Integer, CellResult> one : answer.searched().entrySet()) {
      if (one.getKey() < least && one.getValue().property().verdict() != Verdict.VIOLATED) {
        others.add(
            value(one.getKey()) + ": " + ResultsJson.word(one.getValue().property().verdict()));
      }
    }
    long searched = answer.searched().keySet().stream().filter(place -> place < least).count();
    String which =
        answer.allBelow()
            ? "each value from %s to %s was searched".formatted(value(0), value(least - 1))
            : "%d of the %d values from %s to %s were searched, not all"
                .formatted(searched, least, value(0), value(least - 1));
    line(
        "below",
        which
            + (others.isEmpty()
                ? ", and it is violated for all of them"
                : "; violated, but for " + String.join(", ", others)));
  }

  private void above(int least) {
    List<String> above = new ArrayList<>();
    Optional<String> broken = Optional.empty();
    for (Map.Entry<Integer, CellResult> one : answer.searched().entrySet()) {
      if (one.getKey() > least) {
        above.add(value(one.getKey()));
        if (one.getValue().property().verdict() != Verdict.HOLDS) {
          broken = Optional.of(value(one.getKey()));
        }
      }
    }
    if (broken.isPresent()) {
      line("above", "NOT for every larger value: not at " + broken.get());
    } else if (!above.isEmpty()) {
      line(
          "above",
          "it holds for "
              + String.join(", ", above)
              + " as well; other larger values were not searched");
    }
  }

  private void line(String name, String text) {
    String start = name.isEmpty() && out.isEmpty() ? "" : String.format("  %-9s ", name);
    int room = ResultsTable.WIDTH - INDENT.length();
    for (String each : TextColumns.wrap(text, room)) {
      out.append((start + each).stripTrailing()).append('\n');
      start = start.isEmpty() ? "" : INDENT;
    }
  }
}
