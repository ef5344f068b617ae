package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Step;
import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Shape;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.WorldNames;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts above and below a ladder: the outcome, the scenario and case, the claim, and the
 * reasons.
 */
final class SurroundingTexts {

  private static final double WIDTH_LEAST = 7.6;
  private static final double PAD = 0.2;
  private static final double AFTER_TABLE = 0.1;
  private static final String KEY =
      "In this colour: a segment of an old incarnation, which is on its way while a later connection"
          + " has its addresses and ports.";

  private final Heading heading;
  private final Story story;
  private final WorldNames words;
  private final double left;
  private final double right;
  private double top;
  private double bottom;
  private final List<Shape> boxes = new ArrayList<>();
  private final List<Text> texts = new ArrayList<>();

  /** Arranges it around a ladder that takes this much room. */
  SurroundingTexts(Heading heading, Story story, RowLayout rows, Rect ladder) {
    this.heading = heading;
    this.story = story;
    words = rows.words;
    double more = Math.max(0, WIDTH_LEAST - ladder.width()) / 2;
    left = ladder.left() - more;
    right = ladder.right() + more;
    top = ladder.top() - 0.22;
    bottom = ladder.bottom() + 0.2;
    badge();
    if (!heading.claim().equals(heading.outcome())) {
      lines(Ladder.SUBTITLE_FONT, Palette.HEADING, heading.claim(), 0.06);
    }
    lines(Ladder.SUBTITLE_FONT, Palette.SUBHEADING, heading.subtitle(), 0.06);
    lines(Ladder.TITLE_FONT, Palette.HEADING, heading.outcome(), 0.02);
    key(rows);
    sockets();
    caption();
  }

  /** Explains the colour of old segments, which few pictures have. */
  private void key(RowLayout rows) {
    if (rows.flights.stream().anyMatch(each -> Relevance.of(story, each) == Relevance.OLD)) {
      caption(Font.bold(9.5), Palette.OLD, KEY, 0);
      bottom += AFTER_TABLE;
    }
  }

  /** Shows how many segments were sent, and what {@code ss -tanpo} would list when the run ends. */
  private void sockets() {
    List<Text> table = SocketTable.drawn(story, left + 0.14, bottom + Font.bold(9.5).lineHeight());
    caption(Font.bold(9.5), Palette.SUBHEADING, SocketTable.heading(story), 0);
    texts.addAll(table);
    bottom =
        table.stream().map(Text::bounds).map(Rect::bottom).reduce(bottom, Math::max) + AFTER_TABLE;
  }

  List<Shape> boxes() {
    return boxes;
  }

  List<Text> texts() {
    return texts;
  }

  Rect canvas() {
    return new Rect(left, top, right, bottom).grown(PAD);
  }

  /**
   * Shows, just above the ladder, the verdict and beside it the remark, in as many lines as it
   * needs.
   */
  private void badge() {
    boolean bad = story.kind() == Story.Kind.COUNTEREXAMPLE;
    Font bold = Font.bold(9);
    Font font = Ladder.EVENT_FONT;
    double badgeWidth = bold.width(heading.verdict()) + 0.24;
    List<String> remark = font.wrap(heading.remark(), right - left - badgeWidth - 0.14);
    double widest = remark.stream().mapToDouble(font::width).max().orElse(0) + 0.04;
    double start = (left + right) / 2 - (badgeWidth + 0.1 + widest) / 2;
    double middle = top - 0.11 - (remark.size() - 1) * font.lineHeight() / 2;
    Rect rect = new Rect(start, middle - 0.105, start + badgeWidth, middle + 0.105);
    String colour = bad ? Palette.BAD : Palette.GOOD;
    boxes.add(new Box(rect, true, colour, colour, 1));
    boxes.add(new Text(rect, Align.CENTRE, bold, "#FFFFFF", heading.verdict()));
    double begin = rect.right() + 0.1;
    double y = middle - remark.size() * font.lineHeight() / 2;
    for (String line : remark) {
      Rect place = new Rect(begin, y, begin + widest, y + font.lineHeight());
      texts.add(new Text(place, Align.LEFT, font, Palette.SUBHEADING, line));
      y += font.lineHeight();
    }
    top -= 0.24 + (remark.size() - 1) * font.lineHeight();
  }

  private void lines(Font font, String colour, String text, double gap) {
    List<String> lines = font.wrap(text, right - left);
    top -= gap + lines.size() * font.lineHeight();
    double y = top + font.lineHeight() / 2;
    for (String line : lines) {
      texts.add(
          new Text(
              Rect.centred((left + right) / 2, y, font.width(line) + 0.04, font.lineHeight()),
              Align.CENTRE,
              font,
              colour,
              line));
      y += font.lineHeight();
    }
  }

  private void caption() {
    if (story.causes().isEmpty()) {
      return;
    }
    StoryArrows arrows = new StoryArrows(story);
    String heading = story.loop().isPresent() ? "Why it goes on so" : "Why it ends so";
    caption(Font.bold(9.5), Palette.SUBHEADING, heading, 0);
    for (int number : story.causes()) {
      Step step = story.steps().get(number - 1);
      String who =
          step.at().map(at -> story.lifelines().get(at.lifeline()).name()).orElse("network");
      String source = step.source().isBlank() ? "" : " [" + step.source() + "]";
      String text = who + ", " + words.action(step, arrows) + ": " + step.why() + source;
      caption(Ladder.CAPTION_FONT, Palette.SUBHEADING, text, 0.14);
    }
  }

  private void caption(Font font, String colour, String text, double indent) {
    for (String line : font.wrap(text, right - left - indent)) {
      double start = left + indent;
      texts.add(
          new Text(
              new Rect(start, bottom, start + font.width(line) + 0.04, bottom + font.lineHeight()),
              Align.LEFT,
              font,
              colour,
              line));
      bottom += font.lineHeight();
    }
  }
}
