package io.tarry.report.table;

import io.tarry.check.CaseResult;
import io.tarry.check.Story;
import io.tarry.report.files.ResultsJson;
import io.tarry.report.ladder.Heading;
import io.tarry.scenario.Printable;
import io.tarry.survey.Difference;
import io.tarry.survey.Difference.Fact;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What differs between two cases, for the terminal. */
public final class DifferenceText {

  /** More is a list that nobody reads. */
  private static final int SHOWN_MAX = 20;

  private DifferenceText() {}

  /** Both lists, each with the shortest run to its first. */
  public static String of(Difference difference, TerminalColours paint) {
    StringBuilder out = new StringBuilder();
    half(out, difference.first(), difference.onlyInFirst(), paint);
    half(out, difference.second(), difference.onlyInSecond(), paint);
    difference
        .verdicts()
        .forEach(one ->
            line(
                out,
                "",
                "%s: %s, and in the second %s"
                    .formatted(
                        one.property(),
                        ResultsJson.word(one.first()),
                        ResultsJson.word(one.second()))));
    line(
        out,
        "",
        String.format(
            Locale.ROOT,
            "%,d things can happen in both; %,d and %,d states searched%s.",
            difference.inBoth(),
            difference.first().statistics().states(),
            difference.second().statistics().states(),
            difference
                .stoppedBy()
                .map(limit -> ", NOT all (" + limit + "), so that more may differ")
                .orElse("")));
    return out.toString();
  }

  private static void half(
      StringBuilder out, CaseResult in, List<Fact> facts, TerminalColours paint) {
    out.append(paint.bold("Only in '" + Printable.of(in.caseName()) + "'")).append('\n');
    if (facts.isEmpty()) {
      line(out, "  ", "nothing");
    }
    facts.stream()
        .limit(SHOWN_MAX)
        .forEach(fact -> line(out, "  ", "%s (step %d)".formatted(fact.says(), fact.steps())));
    if (facts.size() > SHOWN_MAX) {
      line(out, "  ", "and " + (facts.size() - SHOWN_MAX) + " more");
    }
    out.append('\n');
    Optional<Story> witness = Difference.witness(facts);
    witness.ifPresent(story ->
        out.append(StoryText.of(Heading.of(in, facts.get(0).result(), story), story, false))
            .append('\n'));
  }

  private static void line(StringBuilder out, String indent, String text) {
    TextColumns.wrap(text, ResultsTable.WIDTH - indent.length())
        .forEach(each -> out.append(indent).append(each).append('\n'));
  }
}
