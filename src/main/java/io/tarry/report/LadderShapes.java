package io.tarry.report;

import io.tarry.check.Story;
import java.util.List;
import java.util.Set;

/** The second half of the layout: shapes where {@link Rows} says, and texts where there is room. */
final class LadderShapes {

  private final Arrows arrows;
  private final Drawing drawing;

  LadderShapes(Heading heading, Story story, Rows rows, double width) {
    Sheet sheet = new Sheet(story, width);
    Lifelines lifelines = new Lifelines(story, rows, sheet);
    lifelines.draw();
    new Ending(story, rows, sheet).draw();
    rows.ticks.forEach(tick -> sheet.room().string(-1, tick.y(), width + 1, tick.y(), -1));
    arrows = new Arrows(rows, sheet);
    arrows.draw();
    rows.spans.forEach(lifelines::span);
    // At the margin, which is where everything else ends.
    Rect ladder = sheet.boundsWith(new Rect(-1, -Ladder.HOST_HEIGHT / 2, width + 1, rows.end));
    Frame frame = new Frame(heading, story, ladder.with(lifelines.ticks(ladder)));
    frame.boxes().forEach(sheet::box);
    frame.texts().forEach(sheet::text);
    drawing = new Drawing(heading.title(), frame.canvas(), sheet.shapes());
  }

  Drawing drawing() {
    return drawing;
  }

  List<Labels.Label> labels() {
    return arrows.labels();
  }

  /** The steps that stand too near to an arrow. */
  Set<Integer> stepsToLower() {
    return arrows.stepsToLower();
  }

  /** How much is wrong with it; 0 is best. */
  int penalty() {
    return 2 * stepsToLower().size() + labels().stream().mapToInt(Labels.Label::penalty).sum();
  }

  /** Whether a text or a box lies on a line. */
  boolean cramped() {
    return !stepsToLower().isEmpty() || labels().stream().anyMatch(Labels.Label::crossed);
  }
}
