package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.StorySetup;
import io.tarry.check.StorySetup.Lifeline;
import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Line;
import io.tarry.report.drawing.Drawing.Pen;
import io.tarry.report.drawing.Drawing.Stroke;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import io.tarry.report.ladder.RowLayout.Event;
import io.tarry.report.ladder.RowLayout.Fold;
import io.tarry.report.ladder.RowLayout.StateBox;
import io.tarry.report.ladder.RowLayout.Tick;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Draws the hosts, what happens at each, and the time that passes. */
final class Lifelines {

  static final double EVENT_AT = 0.16;

  private static final double BREAK_ABOVE = 0.07;
  private static final double BREAK_HEIGHT = 0.025;

  /** Of the gap in a lifeline, in points. */
  private static final double BREAK_WIDTH = 3.6;

  private final Story story;
  private final RowLayout rows;
  private final Canvas sheet;
  private final Columns columns;
  private final Set<Integer> stepsToLower = new TreeSet<>();

  Lifelines(Story story, RowLayout rows, Canvas sheet) {
    this.story = story;
    this.rows = rows;
    this.sheet = sheet;
    this.columns = sheet.columns();
  }

  /** Draws everything except the ticks, which come after the rest. */
  void draw() {
    for (Lifeline lifeline : story.lifelines()) {
      double x = columns.x(lifeline.socket());
      host(x, lifeline.name(), rows.words.detail(lifeline));
      sheet.wireBelow(new Line(x, 0, x, rows.end, new Pen(Stroke.SOLID, Palette.GREY, 1.5)));
    }
    story.nat().ifPresent(this::nat);
    rows.states.forEach(this::state);
    rows.folds.forEach(this::fold);
    rows.events.forEach(this::event);
  }

  /** The steps that are in the way of an arrow. */
  Set<Integer> stepsToLower() {
    return stepsToLower;
  }

  static double hostWidth(String name, String detail) {
    double length = Math.max(Ladder.HOST_FONT.width(name), Ladder.DETAIL_FONT.width(detail));
    return Math.max(1.7, length + 0.4);
  }

  /** How far apart the middles of the two widest hosts are that touch; a NAT needs its own sum. */
  static double hostsSideBySide(Story story, RowLayout rows) {
    if (story.nat().isPresent()) {
      return 0;
    }
    return story.lifelines().stream()
            .map(lifeline -> hostWidth(lifeline.name(), rows.words.detail(lifeline)))
            .sorted(Comparator.reverseOrder())
            .limit(2)
            .mapToDouble(Double::doubleValue)
            .sum()
        / 2;
  }

  private void host(double x, String name, String detail) {
    Rect rect = Rect.centred(x, 0, hostWidth(name, detail), Ladder.HOST_HEIGHT);
    sheet.box(new Box(rect, true, Palette.HOST_FILL, Palette.HOST_BORDER, 1.5));
    sheet.room().take(rect);
    boolean detailed = !detail.isBlank();
    centred(x, detailed ? -0.1 : 0, rect.width(), Ladder.HOST_FONT, Palette.HEADING, name);
    if (detailed) {
      centred(x, 0.13, rect.width(), Ladder.DETAIL_FONT, Palette.SUBHEADING, detail);
    }
  }

  private void centred(double x, double y, double width, Font font, String colour, String text) {
    Rect rect = Rect.centred(x, y, width, font.lineHeight());
    sheet.text(new Text(rect, Align.CENTRE, font, colour, text));
  }

  static String natDetail(StorySetup.Nat nat) {
    return "to the server, all are " + nat.address();
  }

  /** Draws the NAT as a wall in which arrows change their address. */
  private void nat(StorySetup.Nat nat) {
    sheet.shade(
        new Box(
            new Rect(-0.11, Ladder.HOST_HEIGHT / 2, 0.11, rows.end),
            false,
            Palette.NAT_FILL,
            Palette.NAT_BORDER,
            0.7));
    host(0, nat.name(), natDetail(nat));
  }

  private void state(StateBox state) {
    Rect rect =
        Rect.centred(columns.x(state.socket()), state.y(), state.width(), Ladder.STATE_HEIGHT);
    StateStyle look = StateStyle.of(state.state(), isEnding(state), sheet.bad());
    sheet.box(new Box(rect, true, look.fill(), look.border(), look.borderWidth()));
    // Its text is part of the box, so that nothing gets between them.
    sheet.box(new Text(rect, Align.CENTRE, Ladder.STATE_FONT, look.text(), state.text()));
    sheet.room().take(rect);
  }

  /** Words across both lifelines, as a sequence diagram refers to another one. */
  private void fold(Fold fold) {
    double one = columns.x(fold.repeat().at());
    double other = columns.x(fold.repeat().at().peer());
    Rect rect =
        Rect.centred(
            (one + other) / 2,
            fold.y(),
            Math.abs(one - other) + Ladder.STATE_WIDTH,
            Ladder.FOLD_HEIGHT);
    sheet.box(new Box(rect, true, Palette.PARTING_FILL, Palette.HOST_BORDER, 1));
    sheet.box(
        new Text(rect, Align.CENTRE, Ladder.LABEL_FONT, Palette.SUBHEADING, fold.repeat().text()));
    sheet.room().take(rect);
  }

  private boolean isEnding(StateBox state) {
    return rows.mark.isPresent() && state.step() >= 0 && state.step() == rows.decisiveStep;
  }

  /** How far the text of an event is from its lifeline. */
  private static double distance(Event event, boolean lanes) {
    return event.inTimeWait() && !lanes ? TimeWaitShapes.MEASURE_AT + 0.12 : EVENT_AT;
  }

  /** How far the text of an event reaches from its lifeline. */
  static double reach(Event event) {
    return distance(event, false) + Ladder.EVENT_FONT.width(event.lines());
  }

  private void event(Event event) {
    if (event.dot()) {
      sheet.solidDot(columns.x(event.at()), event.y(), 0.1, Palette.EVENT);
    }
    double distance = distance(event, rows.livesBesideTimeWait(event.at().lifeline()));
    int outwards = columns.outwards(event.at());
    int side = outwards;
    if (!columns.isFreeOutwards(event.at()) && isCrossed(event, outwards, distance)) {
      side = isCrossed(event, -outwards, distance) ? outwards : -outwards;
      if (side == outwards) {
        stepsToLower.add(event.step());
      }
    }
    double y = event.y();
    for (String line : event.lines()) {
      sheet.solidText(text(event, side, distance, y, line));
      y += Ladder.EVENT_FONT.lineHeight();
    }
  }

  private boolean isCrossed(Event event, int side, double distance) {
    double y = event.y();
    for (String line : event.lines()) {
      if (sheet.room().crossings(text(event, side, distance, y, line).bounds(), -2) > 0) {
        return true;
      }
      y += Ladder.EVENT_FONT.lineHeight();
    }
    return false;
  }

  private Text text(Event event, int side, double distance, double y, String line) {
    return sheet.sideText(event.at(), side, distance, y, Ladder.EVENT_FONT, Palette.EVENT, line);
  }

  /** A break in each lifeline, and how long it is; returns where that is written. */
  private Rect jump(Tick tick, double right) {
    double middle = tick.y() - BREAK_ABOVE;
    for (Lifeline lifeline : story.lifelines()) {
      double x = columns.x(lifeline.socket());
      sheet.wire(breaking(x, middle, Palette.PAPER, BREAK_WIDTH));
      sheet.wire(breaking(x, middle - BREAK_HEIGHT, Palette.GREY, 1));
      sheet.wire(breaking(x, middle + BREAK_HEIGHT, Palette.GREY, 1));
    }
    Font font = Ladder.DETAIL_FONT;
    String text = rows.words.ticks(tick.passed()) + " pass";
    double y = tick.y() - Ladder.EVENT_FONT.lineHeight() / 2 - font.lineHeight();
    Rect place = new Rect(right - font.width(text) - 0.04, y, right, y + font.lineHeight());
    sheet.text(new Text(place, Align.RIGHT, font, Palette.GREY, text));
    return place;
  }

  private static Line breaking(double x, double y, String colour, double width) {
    return new Line(x - 0.08, y + 0.03, x + 0.08, y - 0.03, new Pen(Stroke.SOLID, colour, width));
  }

  Rect ticks(Rect ladder) {
    Rect all = ladder;
    Font font = Ladder.EVENT_FONT;
    double right = ladder.left() - 0.1;
    for (Tick tick : rows.ticks) {
      String text = "t = " + rows.words.moment(tick.time());
      Text label =
          new Text(
              new Rect(
                  right - font.width(text) - 0.04,
                  tick.y() - font.lineHeight() / 2,
                  right,
                  tick.y() + font.lineHeight() / 2),
              Align.RIGHT,
              font,
              Palette.GREY,
              text);
      sheet.text(label);
      all = all.with(label.bounds());
      if (tick.isJump()) {
        all = all.with(jump(tick, right));
      }
      sheet.shade(
          new Line(
              right + 0.06,
              tick.y(),
              columns.right() + 0.8,
              tick.y(),
              new Pen(Stroke.DOTTED, Palette.TICK, 0.8)));
    }
    return all;
  }
}
