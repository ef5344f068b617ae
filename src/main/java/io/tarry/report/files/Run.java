package io.tarry.report.files;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.ladder.Heading;
import io.tarry.report.ladder.Ladder;
import java.util.Optional;

/**
 * A run that a gallery shows, and what there is to show it with.
 *
 * @param renderer draws, where drawings are wanted
 * @param drawn which pictures are wanted
 */
record Run(
    CaseResult result,
    PropertyResult property,
    Story story,
    Optional<Renderer> renderer,
    Gallery.Drawn drawn) {

  /** Its ladder. */
  Drawing ladder() {
    return Ladder.draw(Heading.of(result, property, story), story);
  }
}
