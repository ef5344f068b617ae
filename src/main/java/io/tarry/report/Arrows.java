package io.tarry.report;

import io.tarry.report.Drawing.Align;
import io.tarry.report.Drawing.Heads;
import io.tarry.report.Drawing.Line;
import io.tarry.report.Drawing.Stroke;
import io.tarry.report.Drawing.Text;
import io.tarry.report.Rows.Flight;
import io.tarry.report.Rows.StateBox;
import io.tarry.report.Rows.Way;
import io.tarry.tcp.End;
import io.tarry.tcp.SegmentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Draws the segments, with their labels where there is room. */
final class Arrows {

  private static final double CROSS = 0.08;

  private final Rows rows;
  private final Sheet sheet;
  private final List<Labels.Label> labels = new ArrayList<>();
  private final Set<Integer> stepsToLower = new TreeSet<>();

  Arrows(Rows rows, Sheet sheet) {
    this.rows = rows;
    this.sheet = sheet;
  }

  /** Draws all; what labels shall not touch has to be there already. */
  void draw() {
    rows.flights.forEach(this::string);
    rows.flights.forEach(this::flight);
    rows.flights.forEach(this::label);
    rows.flights.forEach(this::note);
  }

  List<Labels.Label> labels() {
    return labels;
  }

  /** The steps that stand too near to an arrow. */
  Set<Integer> stepsToLower() {
    return stepsToLower;
  }

  private double fromX(Flight flight) {
    return sheet.x(flight.arrow().from());
  }

  private double toX(Flight flight) {
    double from = fromX(flight);
    return from + flight.reach() * (sheet.x(flight.arrow().from().peer()) - from);
  }

  private void string(Flight flight) {
    double x1 = fromX(flight);
    double x2 = toX(flight);
    sheet.room().string(x1, flight.top(), x2, flight.bottom(), flight.arrow().number());
    End from = flight.arrow().from();
    for (StateBox state : rows.states) {
      Rect rect = Rect.centred(sheet.x(state.end()), state.y(), state.width(), Ladder.STATE_HEIGHT);
      if (rect.crossedBy(x1, flight.top(), x2, flight.bottom())) {
        stepsToLower.add(state.end() == from ? state.step() : flight.endsIn());
      }
    }
  }

  private static String colour(Flight flight) {
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
    switch (flight.way()) {
      case ARRIVES, JUST_SENT -> sheet.wire(arrow(flight, x1, x2, stroke, Heads.END, colour));
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
    return new Line(x1, flight.top(), x2, flight.bottom(), stroke, heads, 0.8, colour, 1.4);
  }

  private static Line cross(double x1, double y1, double x2, double y2) {
    return new Line(x1, y1, x2, y2, Stroke.SOLID, Heads.NONE, 0, Palette.BAD, 2.4);
  }

  /** A line that begins like any other and thins out. */
  private void fade(Flight flight, double x1, double x2, String colour) {
    double x = x1 + (x2 - x1) * 0.55;
    double y = flight.top() + (flight.bottom() - flight.top()) * 0.55;
    sheet.wire(new Line(x1, flight.top(), x, y, Stroke.DASHED, Heads.NONE, 0, colour, 1.2));
    sheet.wire(
        new Line(x, y, x2, flight.bottom(), Stroke.DOTTED, Heads.NONE, 0, Palette.GREY, 1.2));
  }

  private void label(Flight flight) {
    Labels.Label label =
        Labels.place(flight, sheet.room(), sheet.width(), fromX(flight), toX(flight));
    labels.add(label);
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

  /** Says at the cross what it means, if there is sheet.room(). */
  private void note(Flight flight) {
    if (flight.way() != Way.LOST) {
      return;
    }
    int onwards = fromX(flight) == 0 ? 1 : -1;
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
