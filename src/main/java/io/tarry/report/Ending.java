package io.tarry.report;

import io.tarry.check.Story;
import io.tarry.report.Drawing.Align;
import io.tarry.report.Drawing.Box;
import io.tarry.report.Drawing.Heads;
import io.tarry.report.Drawing.Line;
import io.tarry.report.Drawing.Stroke;
import io.tarry.report.Drawing.Text;
import io.tarry.report.Rows.Mark;
import io.tarry.tcp.End;
import java.util.ArrayList;
import java.util.List;

/** Draws the mark at the last step, with the words that say what it comes to. */
final class Ending {

  private static final double CALLOUT_AT = 0.84;
  private static final double CALLOUT_TEXT_MAX = 2.6;
  private static final double CALLOUT_PAD = 0.1;

  private final Story story;
  private final Rows rows;
  private final Sheet sheet;

  Ending(Story story, Rows rows, Sheet sheet) {
    this.story = story;
    this.rows = rows;
    this.sheet = sheet;
  }

  void draw() {
    rows.mark.ifPresentOrElse(this::mark, this::band);
  }

  private void mark(Mark mark) {
    String colour = sheet.bad() ? Palette.BAD : Palette.GOOD;
    double x = sheet.x(mark.end());
    sheet.solidDot(x, mark.y(), 0.14, colour);
    List<Text> lines = new ArrayList<>();
    double y = mark.y();
    List<String> ending = Ladder.ENDING_FONT.wrap(story.ending(), CALLOUT_TEXT_MAX);
    double length =
        Math.max(Ladder.EVENT_FONT.width(mark.action()), Ladder.ENDING_FONT.width(ending)) + 0.04;
    for (String line : mark.action()) {
      lines.add(calloutText(mark.end(), y, length, Ladder.EVENT_FONT, Palette.EVENT, line));
      y += Ladder.EVENT_FONT.lineHeight();
    }
    y += lines.isEmpty() ? 0 : 0.05;
    String dark = sheet.bad() ? Palette.BAD_DARK : Palette.GOOD_DARK;
    for (String line : ending) {
      lines.add(calloutText(mark.end(), y, length, Ladder.ENDING_FONT, dark, line));
      y += Ladder.ENDING_FONT.lineHeight();
    }
    Rect around = lines.stream().map(Text::bounds).reduce(Rect::with).orElseThrow();
    Rect rect = around.grown(CALLOUT_PAD);
    double edge = sheet.outwards(mark.end()) < 0 ? rect.right() : rect.left();
    sheet.wire(new Line(x, mark.y(), edge, mark.y(), Stroke.SOLID, Heads.NONE, 0, colour, 1.2));
    sheet.box(new Box(rect, true, sheet.bad() ? Palette.BAD_FILL : Palette.GOOD_FILL, colour, 1.2));
    lines.forEach(sheet::box);
    sheet.room().take(rect);
  }

  private Text calloutText(
      End end, double y, double length, Font font, String colour, String line) {
    double near = sheet.x(end) + sheet.outwards(end) * (CALLOUT_AT + CALLOUT_PAD);
    double left = sheet.outwards(end) < 0 ? near - length : near;
    double half = font.lineHeight() / 2;
    return new Text(
        new Rect(left, y - half, left + length, y + half), Align.LEFT, font, colour, line);
  }

  /** Where the last step is nobody's: the words across, below everything. */
  private void band() {
    List<String> lines = Ladder.ENDING_FONT.wrap(story.ending(), sheet.width() + 0.6);
    double step = Ladder.ENDING_FONT.lineHeight();
    double top = rows.end + 0.02;
    Rect rect =
        Rect.centred(
            sheet.width() / 2,
            top + CALLOUT_PAD + lines.size() * step / 2,
            Math.max(sheet.width() + 0.2, Ladder.ENDING_FONT.width(lines) + 0.3),
            lines.size() * step + 2 * CALLOUT_PAD);
    sheet.box(
        new Box(
            rect,
            true,
            sheet.bad() ? Palette.BAD_FILL : Palette.GOOD_FILL,
            sheet.bad() ? Palette.BAD : Palette.GOOD,
            1.2));
    double y = rect.top() + CALLOUT_PAD + step / 2;
    for (String line : lines) {
      sheet.box(
          new Text(
              Rect.centred(sheet.width() / 2, y, Ladder.ENDING_FONT.width(line) + 0.04, step),
              Align.CENTRE,
              Ladder.ENDING_FONT,
              sheet.bad() ? Palette.BAD_DARK : Palette.GOOD_DARK,
              line));
      y += step;
    }
    sheet.room().take(rect);
  }
}
