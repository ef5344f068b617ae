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

  private final Arrows arrows;
  private final Lifelines lifelines;
  private final Drawing drawing;

  LadderShapes(Heading heading, Story story, RowLayout rows, double width) {
    Columns columns = new Columns(story, rows, width);
    Canvas sheet = new Canvas(story, columns);
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
    Rect ladder = sheet.boundsWith(new Rect(left, -Ladder.HOST_HEIGHT / 2, right, rows.end));
    ladder = new LoopMark(rows, sheet).draw(ladder);
    Frame frame = new Frame(heading, story, rows, ladder.with(lifelines.ticks(ladder)));
    frame.boxes().forEach(sheet::box);
    frame.texts().forEach(sheet::text);
    drawing = new Drawing(heading.outcome(), frame.canvas(), sheet.shapes());
  }

  Drawing drawing() {
    return drawing;
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
