package io.tarry.report.ladder;

import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Heads;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Pen;
import io.tarry.report.drawing.Drawing.Stroke;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import java.util.List;

/** Marks the steps that a run repeats for ever: a tinted field, and an arrow back. */
final class LoopMark {

  private static final String WORDS = "and so on, for ever";
  private static final double TEXT_MAX = 1;
  private static final double BESIDE = 0.3;

  private final RowLayout rows;
  private final Canvas sheet;

  LoopMark(RowLayout rows, Canvas sheet) {
    this.rows = rows;
    this.sheet = sheet;
  }

  /** Draws it beside the rest, if there is a loop; returns the room that both take together. */
  Rect draw(Rect ladder) {
    if (rows.loopTop.isEmpty()) {
      return ladder;
    }
    double top = rows.loopTop.getAsDouble();
    double bottom = rows.end - 0.06;
    boolean bad = sheet.bad();
    String colour = bad ? Palette.BAD : Palette.GOOD;
    double right = ladder.right() + BESIDE;
    sheet.shadeBelow(
        new Box(
            new Rect(ladder.left(), top, ladder.right(), bottom),
            false,
            bad ? Palette.BAD_TINT : Palette.GOOD_TINT,
            bad ? Palette.BAD_TINT : Palette.GOOD_TINT,
            0.5));
    sheet.wire(line(ladder.right(), bottom, right, bottom, Heads.NONE, colour));
    sheet.wire(line(right, bottom, right, top, Heads.NONE, colour));
    sheet.wire(line(right, top, ladder.right(), top, Heads.END, colour));
    Font font = Ladder.ENDING_FONT;
    List<String> lines = font.wrap(WORDS, TEXT_MAX);
    double y = (top + bottom) / 2 - (lines.size() - 1) * font.lineHeight() / 2;
    Rect all = ladder.with(new Rect(right, top, right, bottom));
    for (String line : lines) {
      double half = font.lineHeight() / 2;
      double left = right + 0.1;
      Text text =
          new Text(
              new Rect(left, y - half, left + font.width(line) + 0.04, y + half),
              Align.LEFT,
              font,
              bad ? Palette.BAD_DARK : Palette.GOOD_DARK,
              line);
      sheet.text(text);
      all = all.with(text.bounds());
      y += font.lineHeight();
    }
    return all;
  }

  private static Line line(double x1, double y1, double x2, double y2, Heads heads, String colour) {
    return new Line(x1, y1, x2, y2, new Pen(Stroke.SOLID, colour, 2), heads, 1);
  }
}
