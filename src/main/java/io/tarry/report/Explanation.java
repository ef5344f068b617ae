package io.tarry.report;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a case, told in words: the runs that a gallery draws, each step with its reason, and
 * the dangers that no run comes to.
 */
public final class Explanation {

  private static final String RULE = "=".repeat(ResultsTable.WIDTH);

  private Explanation() {}

  /** The stories of a case; where there is none to tell, the reason why. */
  public static String of(CaseResult result) {
    List<PropertyResult> told = Gallery.drawn(result);
    List<String> parts = new ArrayList<>();
    for (PropertyResult property : told) {
      Optional<Story> story = property.story();
      story.ifPresent(one -> parts.add(StoryText.of(Heading.of(result, property, one), one, true)));
    }
    for (PropertyResult property : result.properties()) {
      if (told.isEmpty() || property.isOutOfDanger()) {
        parts.add(withoutRun(result, property));
      }
    }
    return RULE + "\n" + String.join(RULE + "\n", parts);
  }

  private static String withoutRun(CaseResult result, PropertyResult property) {
    List<String> lines = new ArrayList<>();
    for (String text :
        List.of(
            property.claim().sentence(),
            Heading.subtitle(result),
            ResultsJson.word(property.verdict()) + ": " + ResultsTable.reason(result, property))) {
      lines.addAll(TextColumns.wrap(text, ResultsTable.WIDTH));
    }
    return String.join("\n", lines) + "\n";
  }
}
