package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Rect;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The second half of the layout: puts shapes where {@link RowLayout} says, and texts where there is
 * room.
 */
final class LadderShapes {

  /** A distance that is beyond all texts. */
  private static final double FAR = 10;

  private final Heading heading;
  private final Story story;
  private final RowLayout rows;
  private final Canvas sheet;
  private final Arrows arrows;
  private final Lifelines lifelines;
  private final Rect ladder;

  LadderShapes(Heading heading, Story story, RowLayout rows, double width) {
    this.heading = heading;
    this.story = story;
    this.rows = rows;
    Columns columns = new Columns(story, rows, width);
    sheet = new Canvas(story, columns);
    arrows = new Arrows(story, rows, sheet);
    arrows.reserve();
    TimeWaitShapes timeWaits = new TimeWaitShapes(story, rows, sheet);
    timeWaits.reserve();
    lifelines = new Lifelines(story, rows, sheet);
    lifelines.draw();
    new Ending(story, rows, sheet).draw();
    double left = columns.left() - 1;
    double right = columns.right() + 1;
    double far = Math.max(right, -left) + FAR;
    rows.ticks.forEach(tick -> sheet.room().string(-far, tick.y(), far, tick.y(), -1));
    rows.parting.ifPresent(y -> sheet.room().string(-far, y, far, y, -1));
    arrows.draw();
    timeWaits.draw();
    // In the margin, beyond everything else.
    Rect drawn = sheet.boundsWith(new Rect(left, -Ladder.HOST_HEIGHT / 2, right, rows.end));
    drawn = new LoopMark(rows, sheet).draw(drawn);
    ladder = drawn.with(lifelines.ticks(drawn));
  }

  /** The ladder and the texts around it, which only the best of several layouts needs. */
  Drawing drawing() {
    SurroundingTexts around = new SurroundingTexts(heading, story, rows, ladder);
    return new Drawing(
        heading.outcome(), around.canvas(), sheet.shapesWith(around.boxes(), around.texts()));
  }

  List<Labels.Label> labels() {
    return arrows.labels();
  }

  /** The steps that are too near to an arrow, or in its way. */
  Set<Integer> stepsToLower() {
    Set<Integer> steps = new TreeSet<>(arrows.stepsToLower());
    steps.addAll(lifelines.stepsToLower());
    return steps;
  }

  /** How bad the layout is; 0 is best. */
  int penalty() {
    return 2 * stepsToLower().size() + labels().stream().mapToInt(Labels.Label::penalty).sum();
  }

  /** Whether a text or a box lies on a line. */
  boolean cramped() {
    return !stepsToLower().isEmpty() || labels().stream().anyMatch(Labels.Label::crossed);
  }
}
