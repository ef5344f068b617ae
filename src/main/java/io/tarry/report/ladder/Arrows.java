package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Heads;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Pen;
import io.tarry.report.drawing.Drawing.Stroke;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import io.tarry.report.ladder.ArrowEnds.Flight;
import io.tarry.report.ladder.ArrowEnds.Way;
import io.tarry.report.ladder.RowLayout.StateBox;
import io.tarry.report.words.StoryArrows;
import io.tarry.tcp.settings.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Draws the segments, and their labels where there is room. */
final class Arrows {

  private static final double CROSS = 0.08;

  private static final Font INSIDE_FONT = Font.normal(9);
  private static final double INSIDE_AT = 0.17;

  /** How far one line reaches into the next, so that there is no visible gap. */
  private static final double JOINT = 0.015;

  private final Story story;
  private final RowLayout rows;
  private final Canvas sheet;
  private final Columns columns;
  private final List<Labels.Label> labels = new ArrayList<>();
  private final Set<Integer> stepsToLower = new TreeSet<>();

  Arrows(Story story, RowLayout rows, Canvas sheet) {
    this.story = story;
    this.rows = rows;
    this.sheet = sheet;
    this.columns = sheet.columns();
  }

  /** Reserves the places of arrows, so that nothing is put on them. */
  void reserve() {
    rows.flights.forEach(this::string);
  }

  /** Draws everything. What labels must not touch has to be drawn already. */
  void draw() {
    rows.flights.forEach(this::flight);
    rows.flights.forEach(this::label);
    rows.flights.forEach(this::note);
  }

  List<Labels.Label> labels() {
    return labels;
  }

  /** The steps that are too near to an arrow. */
  Set<Integer> stepsToLower() {
    return stepsToLower;
  }

  private double fromX(Flight flight) {
    return columns.gate(flight.arrow().from().lifeline());
  }

  private double toX(Flight flight) {
    double from = fromX(flight);
    return from + flight.reach() * (columns.gate(flight.to()) - from);
  }

  /** The level part of an arrow on the clients' side of the NAT, if it gets there. */
  private Optional<Line> level(Flight flight, Stroke stroke, String colour) {
    int from = flight.arrow().from().lifeline();
    if (columns.isBehindNat(from)) {
      return Optional.of(level(columns.x(from), JOINT, flight.top(), stroke, Heads.NONE, colour));
    }
    return flight.way() == Way.ARRIVES && columns.isBehindNat(flight.to())
        ? Optional.of(
            level(JOINT, columns.x(flight.to()), flight.bottom(), stroke, Heads.END, colour))
        : Optional.empty();
  }

  private static Line level(
      double from, double to, double y, Stroke stroke, Heads heads, String colour) {
    return new Line(from, y, to, y, new Pen(stroke, colour, 1.4), heads, 0.8);
  }

  private void string(Flight flight) {
    int number = flight.arrow().number();
    double x1 = fromX(flight);
    double x2 = toX(flight);
    sheet.room().string(x1, flight.top(), x2, flight.bottom(), number);
    Optional<Line> level = level(flight, Stroke.SOLID, Palette.INK);
    level.ifPresent(
        line -> sheet.room().string(line.x1(), line.y1(), line.x2(), line.y2(), number));
    for (StateBox state : rows.states) {
      Rect rect =
          Rect.centred(columns.x(state.socket()), state.y(), state.width(), Ladder.STATE_HEIGHT);
      boolean crossed =
          rect.crossedBy(x1, flight.top(), x2, flight.bottom())
              || level.stream()
                  .anyMatch(line -> rect.crossedBy(line.x1(), line.y1(), line.x2(), line.y2()));
      if (crossed) {
        boolean own = state.socket().end() == flight.arrow().from().end();
        stepsToLower.add(own ? state.step() : flight.endsIn());
      }
    }
  }

  private String colour(Flight flight) {
    Relevance standing = Relevance.of(story, flight);
    if (standing == Relevance.OLD) {
      return Palette.OLD;
    }
    if (standing == Relevance.IRRELEVANT) {
      return Palette.GREY;
    }
    if (flight.way() == Way.LOST || flight.arrow().kind() == SegmentKind.RST) {
      return Palette.BAD;
    }
    if (flight.copy()) {
      return Palette.GREY;
    }
    return flight.overtaken() ? Palette.OVERTAKEN : Palette.INK;
  }

  private void flight(Flight flight) {
    double x1 = fromX(flight);
    double x2 = toX(flight);
    String colour = colour(flight);
    Stroke stroke = flight.copy() ? Stroke.DASHED : Stroke.SOLID;
    Optional<Line> level = level(flight, stroke, colour);
    level.ifPresent(sheet::wire);
    boolean headHere = level.stream().noneMatch(line -> line.heads() == Heads.END);
    Heads heads = headHere ? Heads.END : Heads.NONE;
    switch (flight.way()) {
      case ARRIVES, JUST_SENT -> sheet.wire(arrow(flight, x1, x2, stroke, heads, colour));
      case LOST -> {
        sheet.wire(arrow(flight, x1, x2, Stroke.DASHED, Heads.NONE, colour));
        double y = flight.bottom();
        sheet.wire(cross(x2 - CROSS, y - CROSS, x2 + CROSS, y + CROSS));
        sheet.wire(cross(x2 - CROSS, y + CROSS, x2 + CROSS, y - CROSS));
        sheet.room().take(Rect.centred(x2, y, 2 * CROSS, 2 * CROSS));
      }
      case UNDERWAY -> fade(flight, x1, x2, colour);
    }
  }

  private static Line arrow(
      Flight flight, double x1, double x2, Stroke stroke, Heads heads, String colour) {
    return new Line(
        x1, flight.top(), x2, flight.bottom(), new Pen(stroke, colour, 1.4), heads, 0.8);
  }

  private static Line cross(double x1, double y1, double x2, double y2) {
    return new Line(x1, y1, x2, y2, new Pen(Stroke.SOLID, Palette.BAD, 2.4));
  }

  /** A line that begins like any other and fades out. */
  private void fade(Flight flight, double x1, double x2, String colour) {
    double x = x1 + (x2 - x1) * 0.55;
    double y = flight.top() + (flight.bottom() - flight.top()) * 0.55;
    sheet.wire(new Line(x1, flight.top(), x, y, new Pen(Stroke.DASHED, colour, 1.2)));
    sheet.wire(new Line(x, y, x2, flight.bottom(), new Pen(Stroke.DOTTED, Palette.GREY, 1.2)));
  }

  /** The label of an arrow, on one line or two. */
  static List<String> text(Story story, RowLayout rows, Flight flight) {
    List<String> notes = new ArrayList<>();
    if (flight.arrow().retransmission()) {
      notes.add("retransmission");
    }
    if (flight.copy()) {
      notes.add("duplicate");
    }
    if (flight.overtaken() && !flight.copy()) {
      notes.add("overtaken");
    }
    if (flight.way() == Way.UNDERWAY) {
      notes.add(StoryArrows.whatBecomes(story, flight.arrow()));
    }
    String label = rows.words.segment(flight.arrow());
    return notes.isEmpty() ? List.of(label) : List.of(label, "(" + String.join(", ", notes) + ")");
  }

  private void label(Flight flight) {
    Labels.Label label =
        Labels.place(
            flight,
            text(story, rows, flight),
            sheet.room(),
            new Labels.Way(fromX(flight), columns.gate(flight.to()), toX(flight)));
    labels.add(label);
    inside(flight);
    double step = Ladder.LABEL_FONT.lineHeight();
    double y = label.bounds().top() + step / 2;
    for (String line : label.lines()) {
      sheet.text(
          new Text(
              Rect.centred(label.bounds().x(), y, label.bounds().width(), step),
              Align.CENTRE,
              Ladder.LABEL_FONT,
              colour(flight),
              line,
              label.crossed()));
      y += step;
    }
  }

  /** Labels the arrow on the clients' side of the NAT with the client's socket. */
  private void inside(Flight flight) {
    Optional<Line> level = level(flight, Stroke.SOLID, Palette.GREY);
    String text = inside(rows, flight.arrow());
    if (level.isEmpty() || text.isEmpty()) {
      return;
    }
    double width = INSIDE_FONT.width(text) + 0.04;
    double height = INSIDE_FONT.lineHeight();
    double y = level.get().y1();
    int number = flight.arrow().number();
    for (double top : new double[] {y - 0.02 - height, y + 0.02}) {
      Rect place = new Rect(-INSIDE_AT - width, top, -INSIDE_AT, top + height);
      // A copy begins where its original does and has the same label, so there is no room for it.
      if (sheet.room().isFree(place) && sheet.room().crossings(place, number) == 0) {
        sheet.solidText(new Text(place, Align.RIGHT, INSIDE_FONT, Palette.GREY, text));
        return;
      }
    }
  }

  private static String inside(RowLayout rows, Arrow arrow) {
    return rows.words.inside(arrow.from(), arrow.segment());
  }

  /** How much room the clients' own addresses take on their side of the NAT. */
  static double insideWidth(Story story, RowLayout rows) {
    double longest = 0;
    for (Story.Step step : story.steps()) {
      for (Arrow arrow : step.sent()) {
        longest = Math.max(longest, INSIDE_FONT.width(inside(rows, arrow)));
      }
    }
    return INSIDE_AT + longest;
  }

  /** Explains the cross, if there is room. */
  private void note(Flight flight) {
    if (flight.way() != Way.LOST) {
      return;
    }
    int onwards = fromX(flight) < toX(flight) ? 1 : -1;
    double near = toX(flight) + onwards * 0.15;
    double far = near + onwards * (Ladder.EVENT_FONT.width("lost") + 0.04);
    double half = Ladder.EVENT_FONT.lineHeight() / 2;
    for (double lower : new double[] {0, 0.06, 0.12, 0.18, -0.06, -0.12}) {
      double y = flight.bottom() + lower;
      Rect place = new Rect(Math.min(near, far), y - half, Math.max(near, far), y + half);
      if (sheet.room().isFree(place)
          && sheet.room().crossings(place, flight.arrow().number()) == 0) {
        sheet.solidText(
            new Text(
                place,
                onwards > 0 ? Align.LEFT : Align.RIGHT,
                Ladder.EVENT_FONT,
                Palette.BAD,
                "lost"));
        return;
      }
    }
  }
}
