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
 * A run that a gallery shows, and the means to show it.
 *
 * @param renderer draws, if drawings are wanted
 * @param everyPng whether a PNG is drawn even if there is one of the same SVG already
 */
record Run(
    CaseResult result,
    PropertyResult property,
    Story story,
    Optional<Renderer> renderer,
    boolean everyPng) {

  /** The run as a ladder. */
  Drawing ladder() {
    return Ladder.draw(Heading.of(result, property, story), story);
  }
}
