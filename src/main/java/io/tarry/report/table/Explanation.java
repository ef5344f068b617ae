package io.tarry.report.table;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.report.files.Gallery;
import io.tarry.report.files.ResultsJson;
import io.tarry.report.ladder.Heading;
import io.tarry.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The results of a scenario in words: its question, the verdicts, the runs that a gallery draws
 * (each once, each step with its reason), and the dangers that no run comes to.
 */
public final class Explanation {

  private static final String CASE_RULE = "=".repeat(ResultsTable.WIDTH);
  private static final String RUN_RULE = "-".repeat(ResultsTable.WIDTH);

  private final TerminalColours paint;
  private final List<String> lines = new ArrayList<>();
  private final Map<Run, String> told = new HashMap<>();

  private Explanation(TerminalColours paint) {
    this.paint = paint;
  }

  /** What two stories have in common if they tell the same run. */
  private record Run(List<Story.Step> steps, Optional<Story.Loop> loop) {}

  /** The text for these results, which may come from several scenarios. */
  public static String of(List<CaseResult> results, TerminalColours paint) {
    Explanation explanation = new Explanation(paint);
    results.stream()
        .collect(
            Collectors.groupingBy(
                result -> result.scenario().file(), LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(explanation::scenario);
    explanation.lines.add(CASE_RULE);
    return String.join("\n", explanation.lines)
        + "\n"
        + ResultsTable.totals(results, Optional.empty());
  }

  private void scenario(List<CaseResult> results) {
    told.clear();
    Scenario scenario = results.get(0).scenario();
    wrapped(scenario.file() + ": " + scenario.title(), paint::bold);
    wrapped(scenario.question(), paint::bold);
    wrapped(scenario.comment(), UnaryOperator.identity());
    if (!scenario.source().isEmpty()) {
      wrapped("Source: " + scenario.source(), paint::dim);
    }
    lines.add("");
    lines.add(ResultsTable.verdicts(results, paint));
    results.forEach(this::runs);
  }

  private void runs(CaseResult result) {
    List<PropertyResult> drawn = Gallery.drawn(result);
    lines.add(CASE_RULE);
    wrapped("Case: " + result.caseName(), paint::bold);
    if (!result.comment().isEmpty()) {
      wrapped(result.comment(), UnaryOperator.identity());
    }
    result.properties().stream()
        .filter(property -> drawn.isEmpty() || property.isOutOfDanger())
        .forEach(property -> withoutRun(result, property));
    drawn.forEach(property -> property.story().ifPresent(story -> run(result, property, story)));
  }

  private void run(CaseResult result, PropertyResult property, Story story) {
    String name = "'" + property.claim().id() + "' in the case '" + result.caseName() + "'";
    String first = told.putIfAbsent(new Run(story.steps(), story.loop()), name);
    lines.add(RUN_RULE);
    Heading heading = Heading.of(result, property, story);
    if (first == null) {
      lines.add(StoryText.of(heading, story, true, paint));
      return;
    }
    wrapped(heading.outcome(), paint::bold);
    wrapped(heading.verdict() + ": " + heading.claim(), UnaryOperator.identity());
    wrapped("(the same run as that of " + first + ")", UnaryOperator.identity());
    lines.add("");
  }

  private void withoutRun(CaseResult result, PropertyResult property) {
    lines.add(RUN_RULE);
    wrapped(property.claim().sentence(), paint::bold);
    wrapped(
        ResultsJson.word(property.verdict()) + ": " + ResultsTable.reason(result, property),
        UnaryOperator.identity());
    lines.add("");
  }

  private void wrapped(String text, UnaryOperator<String> tint) {
    TextColumns.wrap(text, ResultsTable.WIDTH).forEach(line -> lines.add(tint.apply(line)));
  }
}
