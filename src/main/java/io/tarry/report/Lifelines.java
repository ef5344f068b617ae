package io.tarry.report;

import io.tarry.check.Story;
import io.tarry.check.Story.Lifeline;
import io.tarry.report.Drawing.Align;
import io.tarry.report.Drawing.Box;
import io.tarry.report.Drawing.Heads;
import io.tarry.report.Drawing.Line;
import io.tarry.report.Drawing.Stroke;
import io.tarry.report.Drawing.Text;
import io.tarry.report.Rows.Event;
import io.tarry.report.Rows.Span;
import io.tarry.report.Rows.StateBox;
import io.tarry.report.Rows.Tick;
import java.util.List;

/** Draws the hosts, what happens at each, and the time that passes. */
final class Lifelines {

  private static final double MEASURE_AT = 0.43;

  private final Story story;
  private final Rows rows;
  private final Sheet sheet;

  Lifelines(Story story, Rows rows, Sheet sheet) {
    this.story = story;
    this.rows = rows;
    this.sheet = sheet;
  }

  /** Draws all that has its place; spans and ticks come when the rest is there. */
  void draw() {
    hosts();
    lifelines();
    rows.states.forEach(this::state);
    rows.events.forEach(this::event);
  }

  private void hosts() {
    for (Lifeline lifeline : story.lifelines()) {
      double x = sheet.x(lifeline.end());
      double length =
          Math.max(
              Ladder.HOST_FONT.width(lifeline.name()), Ladder.DETAIL_FONT.width(lifeline.detail()));
      Rect rect = Rect.centred(x, 0, Math.max(1.7, length + 0.4), Ladder.HOST_HEIGHT);
      sheet.box(new Box(rect, true, Palette.HOST_FILL, Palette.HOST_BORDER, 1.5));
      sheet.room().take(rect);
      boolean detail = !lifeline.detail().isBlank();
      sheet.text(
          new Text(
              Rect.centred(x, detail ? -0.1 : 0, rect.width(), Ladder.HOST_FONT.lineHeight()),
              Align.CENTRE,
              Ladder.HOST_FONT,
              Palette.HEADING,
              lifeline.name()));
      if (detail) {
        sheet.text(
            new Text(
                Rect.centred(x, 0.13, rect.width(), Ladder.DETAIL_FONT.lineHeight()),
                Align.CENTRE,
                Ladder.DETAIL_FONT,
                Palette.SUBHEADING,
                lifeline.detail()));
      }
    }
  }

  private void lifelines() {
    for (Lifeline lifeline : story.lifelines()) {
      double x = sheet.x(lifeline.end());
      sheet.wireBelow(new Line(x, 0, x, rows.end, Stroke.SOLID, Heads.NONE, 0, Palette.GREY, 1.5));
    }
  }

  private void state(StateBox state) {
    Rect rect = Rect.centred(sheet.x(state.end()), state.y(), state.width(), Ladder.STATE_HEIGHT);
    StateLook look = StateLook.of(state.state(), isEnding(state), sheet.bad());
    sheet.box(new Box(rect, true, look.fill(), look.border(), look.borderWidth()));
    // Its text is part of the box, so that nothing comes between them.
    sheet.box(new Text(rect, Align.CENTRE, Ladder.STATE_FONT, look.text(), state.text()));
    sheet.room().take(rect);
  }

  private boolean isEnding(StateBox state) {
    return state.step() >= 0 && state.step() == story.steps().size() - 1;
  }

  private void event(Event event) {
    if (event.dot()) {
      sheet.solidDot(sheet.x(event.end()), event.y(), 0.1, Palette.EVENT);
    }
    double y = event.y();
    for (String line : event.lines()) {
      double distance = event.inTimeWait() ? MEASURE_AT + 0.12 : 0.16;
      sheet.solidText(
          sheet.outerText(event.end(), distance, y, Ladder.EVENT_FONT, Palette.EVENT, line));
      y += Ladder.EVENT_FONT.lineHeight();
    }
  }

  void span(Span span) {
    double x = sheet.x(span.end());
    sheet.shade(
        new Box(
            new Rect(x - 0.2, span.top(), x + 0.2, span.bottom()),
            false,
            Palette.TIME_WAIT_SHADE,
            Palette.TIME_WAIT_EDGE,
            0.7));
    double at = x + sheet.outwards(span.end()) * MEASURE_AT;
    boolean open = span.close() == Span.Close.NOT_YET;
    sheet.shade(
        new Line(
            at,
            span.top(),
            at,
            span.bottom(),
            Stroke.SOLID,
            open ? Heads.END : Heads.BOTH,
            0.55,
            Palette.TIME_WAIT_MEASURE,
            0.9));
    String length = story.lifelines().get(sheet.indexOf(span.end())).timeWait();
    if (!length.isBlank()) {
      measure(span, length);
    }
  }

  private void measure(Span span, String length) {
    String said =
        switch (span.close()) {
          case EXPIRED -> length;
          case CUT_SHORT -> "cut short; meant to last " + length;
          case NOT_YET -> length + ", not over yet";
        };
    List<String> lines = Ladder.EVENT_FONT.wrap(said, 1.5);
    double height = lines.size() * Ladder.EVENT_FONT.lineHeight();
    double longest = Ladder.EVENT_FONT.width(lines) + 0.04;
    double near = sheet.x(span.end()) + sheet.outwards(span.end()) * (MEASURE_AT + 0.09);
    double far = near + sheet.outwards(span.end()) * longest;
    double middle = (span.top() + span.bottom()) / 2;
    Rect place = new Rect(0, 0, 0, 0);
    boolean found = false;
    for (int i = 0; !found; i++) {
      // From the middle outwards, now above, now below.
      double y = middle + (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * 0.03;
      place = new Rect(Math.min(near, far), y - height / 2, Math.max(near, far), y + height / 2);
      found = sheet.room().isFree(place) && (sheet.room().crossings(place, -2) == 0 || i > 100);
    }
    double y = place.top() + Ladder.EVENT_FONT.lineHeight() / 2;
    for (String line : lines) {
      sheet.solidText(
          sheet.outerText(
              span.end(),
              MEASURE_AT + 0.09,
              y,
              Ladder.EVENT_FONT,
              Palette.TIME_WAIT_MEASURE,
              line));
      y += Ladder.EVENT_FONT.lineHeight();
    }
  }

  Rect ticks(Rect ladder) {
    Rect all = ladder;
    Font font = Ladder.EVENT_FONT;
    double right = ladder.left() - 0.1;
    for (Tick tick : rows.ticks) {
      String text = "t = " + tick.time();
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
      sheet.shade(
          new Line(
              right + 0.06,
              tick.y(),
              sheet.width() + 0.8,
              tick.y(),
              Stroke.DOTTED,
              Heads.NONE,
              0,
              Palette.TICK,
              0.8));
    }
    return all;
  }
}
