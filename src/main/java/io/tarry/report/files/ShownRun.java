package io.tarry.report.files;

import io.tarry.check.CaseResult;
import io.tarry.check.PropertyResult;
import io.tarry.check.Story;
import io.tarry.check.Twin;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.ladder.Heading;
import io.tarry.report.ladder.Ladder;
import io.tarry.report.ladder.TwinLadder;
import io.tarry.report.words.KernelStamp;
import java.util.Optional;

/**
 * A run that a gallery shows, and the means to show it.
 *
 * @param twin what a case in which the property holds makes of the same events
 * @param stamp what a kernel said to it, if one was asked
 * @param renderer draws, if drawings are wanted
 * @param drawn which pictures are wanted
 */
record ShownRun(
    CaseResult result,
    PropertyResult property,
    Story story,
    Optional<Twin> twin,
    Optional<KernelStamp> stamp,
    Optional<Renderer> renderer,
    Gallery.Drawn drawn) {

  /** The run as a ladder. */
  Drawing ladder() {
    return Ladder.draw(heading(), story);
  }

  /** It and its twin, if it has one. */
  Optional<Drawing> twins() {
    return twin.map(one -> TwinLadder.draw(result, heading(), one));
  }

  private Heading heading() {
    return Heading.of(result, property, story).stamped(stamp);
  }
}
