package io.tarry.survey;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.engine.Verdict;
import io.tarry.survey.Question.CellResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a cell: its verdict and what it rests on.
 *
 * @param settings what its world has otherwise, in the order asked
 * @param stoppedBy what ended its search early, if something did
 * @param size how large the search was
 * @param steps how long the shortest counterexample is, of a claim that is violated
 * @param ending what that comes to, in words
 * @param picture the file of its picture, if it was drawn
 */
public record CellSummary(
    Map<String, String> settings,
    Verdict verdict,
    Optional<String> stoppedBy,
    Size size,
    Optional<Integer> steps,
    Optional<String> ending,
    Optional<String> picture) {

  /** How large its search was. */
  public record Size(long states, long transitions, int depth) {}

  /** Keeps a copy. */
  public CellSummary {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The summary of a cell whose picture was not drawn. */
  public static CellSummary of(CellResult cell) {
    CaseResult result = cell.result();
    PropertyResult property = cell.property();
    Optional<Story> broken =
        property.story().filter(story -> property.verdict() == Verdict.VIOLATED);
    return new CellSummary(
        cell.cell().settings(),
        property.verdict(),
        result.stoppedBy(),
        new Size(
            result.statistics().states(),
            result.statistics().transitions(),
            result.statistics().depth()),
        broken.map(story -> story.steps().size()),
        broken.map(Story::ending),
        Optional.empty());
  }

  /** The same, drawn there. */
  public CellSummary drawnIn(String file) {
    return new CellSummary(settings, verdict, stoppedBy, size, steps, ending, Optional.of(file));
  }
}
