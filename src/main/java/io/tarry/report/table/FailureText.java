package io.tarry.report.table;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Verdict;
import io.tarry.report.ladder.Heading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a failing test says of a verdict that is not the expected one: the claim, what came of it,
 * and the run as text.
 */
public final class FailureText {

  /** Limits that the test sets itself, so that no option of the command line has to be named. */
  private static final Set<String> CHOSEN = Set.of("states", "time", "memory", "depth");

  private static final int WIDTH = ResultsTable.WIDTH;

  private FailureText() {}

  /** The text, which ends with a line break. */
  public static String of(CaseResult result, PropertyResult property) {
    List<String> lines = new ArrayList<>(TextColumns.wrap(headline(property), WIDTH));
    if (property.story().isEmpty() || property.verdict() == Verdict.UNDECIDED) {
      lines.addAll(TextColumns.wrap(property.claim().sentence(), WIDTH));
      lines.addAll(TextColumns.wrap(reason(result, property), WIDTH));
    }
    String text = String.join("\n", lines) + "\n";
    return property
        .story()
        .map(story -> text + "\n" + StoryText.of(Heading.of(result, property, story), story, true))
        .orElse(text);
  }

  /** The verdict, the claim, and what was expected. */
  private static String headline(PropertyResult property) {
    return property.verdict()
        + ": "
        + property.claim().id()
        + property
            .expected()
            .map(verdict -> " (expected: " + verdict.name().toLowerCase(Locale.ROOT) + ")")
            .orElse("");
  }

  private static String reason(CaseResult result, PropertyResult property) {
    Optional<String> limits =
        property.verdict() == Verdict.UNDECIDED ? result.stoppedBy() : Optional.empty();
    return limits
        .map(all ->
            "not known: "
                + Arrays.stream(all.split(", "))
                    .map(limit -> limitInWords(limit, result))
                    .collect(Collectors.joining("; ")))
        .orElseGet(() -> ResultsTable.reason(result, property));
  }

  private static String limitInWords(String limit, CaseResult result) {
    return CHOSEN.contains(limit)
        ? "the limit of " + limit + " is reached"
        : ResultsTable.limitInWords(limit, result.search().omissionProbability());
  }
}
