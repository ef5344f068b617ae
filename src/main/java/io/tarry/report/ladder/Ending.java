package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Pen;
import io.tarry.report.drawing.Drawing.Stroke;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import io.tarry.report.ladder.RowLayout.Mark;
import java.util.ArrayList;
import java.util.List;

/** Draws the mark at the last step, with the words that say what it means. */
final class Ending {

  private static final double CALLOUT_AT = 0.84;
  private static final double CALLOUT_TEXT_MAX = 2.6;
  private static final double CALLOUT_PAD = 0.1;

  /** The owner of a line that belongs to no arrow. */
  private static final int FROM_LOSS = -4;

  private final Story story;
  private final RowLayout rows;
  private final Canvas sheet;
  private final Columns columns;

  Ending(Story story, RowLayout rows, Canvas sheet) {
    this.story = story;
    this.rows = rows;
    this.sheet = sheet;
    this.columns = sheet.columns();
  }

  void draw() {
    rows.mark.ifPresentOrElse(this::mark, this::band);
  }

  /** Draws the mark with its words beside it or, if there is no room, below its lifeline. */
  private void mark(Mark mark) {
    String colour = sheet.bad() ? Palette.BAD : Palette.GOOD;
    double x = columns.x(mark.at());
    sheet.solidDot(x, mark.y(), 0.14, colour);
    List<String> ending = Ladder.ENDING_FONT.wrap(story.ending(), CALLOUT_TEXT_MAX);
    double length =
        Math.max(Ladder.EVENT_FONT.width(mark.action()), Ladder.ENDING_FONT.width(ending)) + 0.04;
    boolean beside =
        columns.isFreeOutwards(mark.at()) && !rows.livesBesideTimeWait(mark.at().lifeline());
    double left = x - length / 2;
    double y = rows.end + 0.2 + Ladder.EVENT_FONT.lineHeight() / 2;
    if (beside) {
      int outwards = columns.outwards(mark.at());
      double near = x + outwards * (calloutAt(mark) + CALLOUT_PAD);
      left = outwards < 0 ? near - length : near;
      y = mark.y();
    }
    List<Text> lines = lines(mark, ending, new Rect(left, y, left + length, y));
    Rect rect =
        lines.stream().map(Text::bounds).reduce(Rect::with).orElseThrow().grown(CALLOUT_PAD);
    if (beside) {
      double edge = columns.outwards(mark.at()) < 0 ? rect.right() : rect.left();
      sheet.wire(line(x, mark.y(), edge, mark.y(), colour));
    } else {
      sheet.wire(line(x, mark.y(), x, rect.top(), colour));
    }
    sheet.box(new Box(rect, true, sheet.bad() ? Palette.BAD_FILL : Palette.GOOD_FILL, colour, 1.2));
    lines.forEach(sheet::box);
    sheet.room().take(rect);
  }

  /** How far down the words beside a mark reach, from the mark on. */
  static double heightBelow(Story story, List<String> action) {
    int lines = Ladder.ENDING_FONT.wrap(story.ending(), CALLOUT_TEXT_MAX).size();
    return lines * Ladder.ENDING_FONT.lineHeight()
        + action.size() * Ladder.EVENT_FONT.lineHeight()
        + 2 * CALLOUT_PAD;
  }

  private static Line line(double x1, double y1, double x2, double y2, String colour) {
    return new Line(x1, y1, x2, y2, new Pen(Stroke.SOLID, colour, 1.2));
  }

  /** Where the words begin: beyond the boxes of the states that the last step leads to. */
  private double calloutAt(Mark mark) {
    return rows.states.stream()
        .filter(state -> state.step() == rows.decisiveStep)
        .filter(state -> state.socket().lifeline() == mark.at().lifeline())
        .mapToDouble(state -> state.width() / 2 + 0.1)
        .reduce(CALLOUT_AT, Math::max);
  }

  /** The lines, one below the other; the middle of the first is at the top of the frame. */
  private List<Text> lines(Mark mark, List<String> ending, Rect frame) {
    List<Text> lines = new ArrayList<>();
    double y = frame.top();
    for (String line : mark.action()) {
      lines.add(calloutText(frame, y, Ladder.EVENT_FONT, Palette.EVENT, line));
      y += Ladder.EVENT_FONT.lineHeight();
    }
    y += lines.isEmpty() ? 0 : 0.05;
    String dark = sheet.bad() ? Palette.BAD_DARK : Palette.GOOD_DARK;
    for (String line : ending) {
      lines.add(calloutText(frame, y, Ladder.ENDING_FONT, dark, line));
      y += Ladder.ENDING_FONT.lineHeight();
    }
    return lines;
  }

  private static Text calloutText(Rect frame, double y, Font font, String colour, String line) {
    double half = font.lineHeight() / 2;
    return new Text(
        new Rect(frame.left(), y - half, frame.right(), y + half), Align.LEFT, font, colour, line);
  }

  /**
   * Writes the words across, below everything: for a run whose last step is at no host, or that
   * never ends. From a loss that is the reason, a line leads there.
   */
  private void band() {
    double width = columns.right() - columns.left();
    List<String> lines = Ladder.ENDING_FONT.wrap(story.ending(), width + 0.6);
    double step = Ladder.ENDING_FONT.lineHeight();
    double top = rows.end + 0.02;
    Rect rect =
        Rect.centred(
            columns.middle(),
            top + CALLOUT_PAD + lines.size() * step / 2,
            Math.max(width + 0.2, Ladder.ENDING_FONT.width(lines) + 0.3),
            lines.size() * step + 2 * CALLOUT_PAD);
    String colour = sheet.bad() ? Palette.BAD : Palette.GOOD;
    rows.fatalLoss()
        .ifPresent(flight -> {
          double from = columns.gate(flight.arrow().from().lifeline());
          double x = from + flight.reach() * (columns.gate(flight.to()) - from);
          sheet.wire(line(x, flight.bottom(), x, rect.top(), colour));
          sheet.room().string(x, flight.bottom(), x, rect.top(), FROM_LOSS);
        });
    sheet.box(new Box(rect, true, sheet.bad() ? Palette.BAD_FILL : Palette.GOOD_FILL, colour, 1.2));
    double y = rect.top() + CALLOUT_PAD + step / 2;
    for (String line : lines) {
      sheet.box(
          new Text(
              Rect.centred(columns.middle(), y, Ladder.ENDING_FONT.width(line) + 0.04, step),
              Align.CENTRE,
              Ladder.ENDING_FONT,
              sheet.bad() ? Palette.BAD_DARK : Palette.GOOD_DARK,
              line));
      y += step;
    }
    sheet.room().take(rect);
  }
}
