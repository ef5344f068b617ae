package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Font;
import io.tarry.report.ladder.ArrowEnds.Flight;
import io.tarry.report.ladder.ArrowEnds.Way;

/**
 * Lays out a story as a ladder: one lifeline for each host, time going down, slanted arrows
 * between. The same story gives the same drawing on every machine.
 *
 * <p>First the steps decide the place of everything except labels, then labels look for free
 * places. If they find none, the steps concerned are moved apart, and the layout begins again; the
 * best attempt is kept.
 */
public final class Ladder {

  static final Font TITLE_FONT = Font.bold(14);
  static final Font SUBTITLE_FONT = Font.normal(11);
  static final Font HOST_FONT = Font.bold(12);
  static final Font DETAIL_FONT = Font.normal(9);
  static final Font STATE_FONT = Font.bold(10);
  static final Font LABEL_FONT = Font.normal(11);
  static final Font EVENT_FONT = Font.normal(10);
  static final Font ENDING_FONT = Font.bold(10.5);
  static final Font CAPTION_FONT = Font.normal(9.5);

  static final double STATE_WIDTH = 1.3;
  static final double STATE_HEIGHT = 0.25;
  static final double HOST_HEIGHT = 0.56;
  static final double FOLD_HEIGHT = 0.3;
  static final double OUTER_TEXT_MAX = 2.5;

  private static final double LIFELINES_APART_LEAST = 4.9;

  /** Room for the state boxes, beside the longest label. */
  private static final double BESIDE_LABEL = 1.45;

  /**
   * How far apart lifelines are, as a multiple of the least distance; a larger one is used only if
   * it helps.
   */
  static final double[] WIDER = {1, 1.15, 1.3};

  static final int ATTEMPTS = 24;

  private Ladder() {}

  /** The picture of a story. */
  public static Drawing draw(Heading heading, Story story) {
    double least = width(story);
    LadderShapes best = attempt(heading, story, least);
    for (int i = 1; i < WIDER.length && best.cramped(); i++) {
      LadderShapes wider = attempt(heading, story, least * WIDER[i]);
      if (wider.penalty() < best.penalty()) {
        best = wider;
      }
    }
    return best.drawing();
  }

  /** The best picture with that width. */
  private static LadderShapes attempt(Heading heading, Story story, double width) {
    ExtraSpace extra = new ExtraSpace(story.steps().size());
    LadderShapes latest = new LadderShapes(heading, story, new RowLayout(story, extra), width);
    LadderShapes best = latest;
    for (int attempt = 0; attempt < ATTEMPTS && latest.cramped(); attempt++) {
      if (!loosen(latest, extra, attempt)) {
        break;
      }
      latest = new LadderShapes(heading, story, new RowLayout(story, extra), width);
      if (latest.penalty() < best.penalty()) {
        best = latest;
      }
    }
    return best;
  }

  /** How far apart the lifelines have to be. */
  static double width(Story story) {
    return width(story, new RowLayout(story, new ExtraSpace(story.steps().size())));
  }

  private static double width(Story story, RowLayout rows) {
    double longest =
        rows.flights.stream()
            .mapToDouble(
                flight -> LABEL_FONT.width(String.join(" ", Arrows.text(story, rows, flight))))
            .max()
            .orElse(0);
    double hosts = Columns.BETWEEN_HOSTS + Lifelines.hostsSideBySide(story, rows);
    return Math.max(Math.max(LIFELINES_APART_LEAST, longest + BESIDE_LABEL), hosts);
  }

  /** Moves things apart where something was in the way; false if nothing can be moved. */
  static boolean loosen(LadderShapes shapes, ExtraSpace extra, int attempt) {
    boolean moved = false;
    for (int step : shapes.stepsToLower()) {
      moved |= extra.lower(step);
    }
    for (Labels.Label label : shapes.labels()) {
      if (label.crossed()) {
        Flight flight = label.flight();
        // Attempts take turns: which move helps depends on what is in the way.
        moved |=
            switch (attempt % 3) {
              case 0 ->
                  extra.lower(flight.way() == Way.ARRIVES ? flight.endsIn() : flight.sentIn() + 1);
              case 1 -> extra.lower(flight.sentIn());
              default -> extra.lowerSending(flight.sentIn());
            };
      }
    }
    // If nothing moves in this turn, the next one moves something else.
    return moved || attempt % 3 != 2;
  }
}
