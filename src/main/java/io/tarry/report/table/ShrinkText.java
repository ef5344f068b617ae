package io.tarry.report.table;

import io.tarry.check.Story;
import io.tarry.report.files.ResultsJson;
import io.tarry.scenario.Printable;
import io.tarry.survey.Question;
import io.tarry.survey.Shrinking;
import io.tarry.survey.Shrinking.Left;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plainest scenario in which a property is violated, for the terminal. */
public final class ShrinkText {

  private ShrinkText() {}

  /**
   * The answer.
   *
   * @param files what was written: the scenario, then pictures
   */
  public static String of(Question question, Shrinking.Answer answer, List<String> files) {
    StringBuilder out = new StringBuilder();
    Optional<Story> story = answer.result().property().story();
    paragraph(
        out,
        "'%s' is violated still in the scenario below%s"
            .formatted(
                question.property(),
                story
                    .map(run ->
                        ", in %d steps: %s".formatted(run.steps().size(), run.ending()))
                    .orElse(".")));
    paragraph(
        out,
        String.format(
            Locale.ROOT,
            "From %s, case '%s'; %,d worlds were searched%s.",
            question.file(),
            question.caseName(),
            answer.searched(),
            answer.undecided() > 0
                ? ", of which a limit left %,d undecided".formatted(answer.undecided())
                : ""));
    out.append('\n');
    answer
        .draft()
        .text()
        .lines()
        .forEach(line -> out.append("  ").append(Printable.of(line)).append('\n'));
    List<Left> left =
        answer.left().stream().filter(one -> !one.others().isEmpty()).toList();
    if (!left.isEmpty()) {
      out.append("\nWhat comes of other values:\n");
      left.forEach(one -> left(out, one));
    }
    if (!files.isEmpty()) {
      out.append("\nWritten:\n");
      files.forEach(file -> out.append("  ").append(Printable.of(file)).append('\n'));
    }
    return out.toString();
  }

  private static void left(StringBuilder out, Left left) {
    String others =
        left.others().stream()
            .map(other -> other.value() + ": " + ResultsJson.word(other.verdict()))
            .collect(Collectors.joining(", "));
    String text =
        "%s: %s %s (%s)"
            .formatted(
                left.setting(),
                left.value(),
                left.matters() ? "matters" : "does not matter",
                others);
    String indent = "  ";
    for (String line : TextColumns.wrap(text, ResultsTable.WIDTH - 6)) {
      out.append(indent).append(Printable.of(line)).append('\n');
      indent = "      ";
    }
  }

  private static void paragraph(StringBuilder out, String text) {
    Stream.of(text)
        .flatMap(all -> TextColumns.wrap(all, ResultsTable.WIDTH).stream())
        .forEach(line -> out.append(Printable.of(line)).append('\n'));
  }
}
