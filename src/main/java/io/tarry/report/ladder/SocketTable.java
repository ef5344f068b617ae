package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import io.tarry.report.words.SocketRows;
import java.util.ArrayList;
import java.util.List;

/** The sockets at the end of a story, as a table. */
public final class SocketTable {

  private static final double BETWEEN = 0.22;

  private SocketTable() {}

  /** The heading of the table, which is shown even without a table. */
  public static String heading(Story story) {
    int sent = story.segmentsSent();
    String count =
        sent
            + (sent == 1 ? " segment was" : " segments were")
            + (story.loop().isPresent() ? " sent so far." : " sent.");
    return SocketRows.atEndOf(story).isEmpty()
        ? count
        : count + " The sockets as the run ends, as ss -tanpo lists them on each host:";
  }

  /** The table, with its upper left corner at this point; empty if there are no sockets. */
  static List<Text> drawn(Story story, double left, double top) {
    List<List<String>> rows = SocketRows.atEndOf(story);
    List<Text> texts = new ArrayList<>();
    double x = left;
    for (int column = 0; column < SocketRows.COLUMNS.size(); column++) {
      double width = 0;
      for (int i = -1; i < rows.size(); i++) {
        String cell = i < 0 ? SocketRows.COLUMNS.get(column) : rows.get(i).get(column);
        Font font = Ladder.CAPTION_FONT;
        double y = top + (i + 1) * font.lineHeight();
        width = Math.max(width, font.width(cell));
        if (!cell.isEmpty()) {
          texts.add(
              new Text(
                  new Rect(x, y, x + font.width(cell) + 0.04, y + font.lineHeight()),
                  Align.LEFT,
                  font,
                  i < 0 ? Palette.GREY : Palette.SUBHEADING,
                  cell));
        }
      }
      x += width + BETWEEN;
    }
    return rows.isEmpty() ? List.of() : texts;
  }
}
