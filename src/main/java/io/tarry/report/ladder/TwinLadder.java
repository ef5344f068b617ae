package io.tarry.report.ladder;

import io.tarry.check.CaseResult;
import io.tarry.check.Story;
import io.tarry.check.Twin;
import io.tarry.report.drawing.Drawing;
import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Pen;
import io.tarry.report.drawing.Drawing.Shape;
import io.tarry.report.drawing.Drawing.Stroke;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Draws a run that breaks a property, and beside it what the passing case makes of the same events.
 * Each event is as far down on the right as on the left, and a line stands where the two part.
 */
public final class TwinLadder {

  private static final String TITLE = "The same events in two cases";
  private static final double NOTES_WIDTH = 3;
  private static final double PAD = 0.2;

  /** Less than anybody sees. */
  private static final double SAME_HEIGHT = 0.0005;

  private final Twin twin;
  private final Side left;
  private final Side right;

  /** One of the two runs, and how it is laid out. */
  private static final class Side {
    private final Heading heading;
    private final Story story;
    private final OptionalInt partingBefore;
    private final double width;
    private final ExtraSpace extra;
    private RowLayout rows;
    private int changes; // of the extra space, that the rows know of

    Side(Heading heading, Story story, int partingBefore, double wider) {
      this.heading = heading;
      this.story = story;
      this.partingBefore = OptionalInt.of(partingBefore);
      width = Ladder.width(story) * wider;
      extra = new ExtraSpace(story.steps().size());
      rows = new RowLayout(story, extra, this.partingBefore);
    }

    RowLayout rows() {
      if (changes != extra.changes()) {
        changes = extra.changes();
        rows = new RowLayout(story, extra, partingBefore);
      }
      return rows;
    }

    LadderShapes shapes() {
      return new LadderShapes(heading, story, rows(), width);
    }
  }

  /** Both runs, laid out. */
  private record Laid(LadderShapes left, LadderShapes right, RowLayout rows) {
    int penalty() {
      return left.penalty() + right.penalty();
    }

    boolean cramped() {
      return left.cramped() || right.cramped();
    }
  }

  private TwinLadder(CaseResult failing, Twin twin, Heading broken, double wider) {
    this.twin = twin;
    left =
        new Side(
            heading(broken, failing, broken.remark()), twin.broken(), twin.parting() - 1, wider);
    Heading kept = Heading.of(twin.passing(), twin.kept(), twin.run());
    int alike = twin.playedBefore(twin.parting());
    String remark = "the same events, as far as they are possible here";
    right = new Side(heading(kept, twin.passing(), remark), twin.run(), alike, wider);
  }

  /** Whose run it is; the claim stands above both. */
  private static Heading heading(Heading whole, CaseResult result, String remark) {
    return new Heading(
        whole.outcome(), result.caseName(), whole.outcome(), whole.verdict(), remark);
  }

  /**
   * The drawing of both.
   *
   * @param failing the case whose run breaks the property
   * @param broken what stands above a picture of that run
   */
  public static Drawing draw(CaseResult failing, Heading broken, Twin twin) {
    TwinLadder best = new TwinLadder(failing, twin, broken, 1);
    Laid laid = best.best();
    for (int i = 1; i < Ladder.WIDER.length && laid.cramped(); i++) {
      TwinLadder wider = new TwinLadder(failing, twin, broken, Ladder.WIDER[i]);
      Laid other = wider.best();
      if (other.penalty() < laid.penalty()) {
        best = wider;
        laid = other;
      }
    }
    return best.draw(failing, broken.claim(), laid);
  }

  private Drawing draw(CaseResult failing, String claim, Laid laid) {
    Drawing one = laid.left.drawing();
    double between = one.canvas().right() + NOTES_WIDTH - PAD;
    Drawing other = laid.right.drawing();
    other = other.shifted(between - other.canvas().left());
    Rect both = one.canvas().with(other.canvas());
    List<Shape> shapes = new ArrayList<>();
    double parting = laid.rows.parting.orElseThrow();
    shapes.add(
        new Line(
            both.left() + PAD,
            parting,
            both.right() - PAD,
            parting,
            new Pen(Stroke.DASHED, Palette.PARTING, 1.4)));
    shapes.addAll(one.shapes());
    shapes.addAll(other.shapes());
    double notesLeft = one.canvas().right() - PAD / 2;
    ComparisonNotes notes = new ComparisonNotes(twin, laid.rows, notesLeft, NOTES_WIDTH - PAD);
    shapes.addAll(notes.shapes());
    double top = both.top();
    List<Text> title = title(failing.scenario().title(), claim, both.x(), both.width(), top);
    shapes.addAll(title);
    Rect all = shapes.stream().map(Shape::bounds).reduce(both, Rect::with);
    double head = title.stream().map(Text::bounds).mapToDouble(Rect::top).min().orElse(top);
    Rect canvas =
        new Rect(
            both.left(),
            Math.min(all.top(), head) - PAD,
            both.right(),
            Math.max(both.bottom(), notes.bottom() + PAD));
    return new Drawing(TITLE, canvas, shapes);
  }

  /** From a line upwards. */
  private static List<Text> title(
      String scenario, String claim, double x, double width, double bottom) {
    List<Text> texts = new ArrayList<>();
    double y = bottom;
    y = above(texts, Ladder.SUBTITLE_FONT, Palette.HEADING, claim, x, width, y);
    String title =
        scenario + " \u2014 " + TITLE.substring(0, 1).toLowerCase(Locale.ROOT) + TITLE.substring(1);
    above(texts, Ladder.TITLE_FONT, Palette.HEADING, title, x, width, y - 0.06);
    return texts;
  }

  private static double above(
      List<Text> texts,
      Font font,
      String colour,
      String text,
      double x,
      double width,
      double bottom) {
    List<String> lines = font.wrap(text, width - 2 * PAD);
    double top = bottom - lines.size() * font.lineHeight();
    double y = top + font.lineHeight() / 2;
    for (String line : lines) {
      Rect place = Rect.centred(x, y, font.width(line) + 0.04, font.lineHeight());
      texts.add(new Text(place, Align.CENTRE, font, colour, line));
      y += font.lineHeight();
    }
    return top;
  }

  /** Where labels find no room on either side, steps are moved apart on both. */
  private Laid best() {
    Laid latest = lay();
    Laid best = latest;
    for (int attempt = 0; attempt < Ladder.ATTEMPTS && latest.cramped(); attempt++) {
      boolean moved = Ladder.loosen(latest.left, left.extra, attempt);
      moved |= Ladder.loosen(latest.right, right.extra, attempt);
      if (!moved) {
        break;
      }
      latest = lay();
      if (latest.penalty() < best.penalty()) {
        best = latest;
      }
    }
    return best;
  }

  private Laid lay() {
    align();
    return new Laid(left.shapes(), right.shapes(), left.rows());
  }

  /** Lowers what is higher on one side than on the other, from above downwards. */
  private void align() {
    for (Story.Step event : twin.broken().steps()) {
      if (event.number() == twin.parting()) {
        double difference = left.rows().parting.orElseThrow() - right.rows().parting.orElseThrow();
        (difference < 0 ? left : right).extra.lowerParting(Math.abs(difference));
      }
      twin.playing(event).ifPresent(there -> align(event.number() - 1, there.number() - 1));
    }
  }

  private void align(int here, int there) {
    OptionalDouble mine = left.rows().height(here);
    OptionalDouble its = right.rows().height(there);
    if (mine.isPresent() && its.isPresent()) {
      double difference = mine.getAsDouble() - its.getAsDouble();
      if (difference > SAME_HEIGHT) {
        right.extra.lower(there, difference);
      } else if (difference < -SAME_HEIGHT) {
        left.extra.lower(here, -difference);
      }
    }
  }
}
