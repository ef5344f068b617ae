package io.tarry.report.ladder;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.check.StorySetup.Lifeline;
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
import io.tarry.report.ladder.RowLayout.Event;
import io.tarry.report.ladder.TimeWaitSpans.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Draws each stay in TIME_WAIT as a shaded span: on the lifeline if the host does nothing else
 * meanwhile; otherwise in lanes beside it, each with the name of its socket.
 */
final class TimeWaitShapes {

  /** The distance from the lifeline of the arrow that measures a span. */
  static final double MEASURE_AT = 0.43;

  private static final double LENGTH_TEXT_MAX = 1.5;
  private static final double LANE_LEAST = 0.78;
  private static final double BETWEEN_LANES = 0.06;

  /** The owner of lines that belong to no arrow. */
  private static final int LEADER = -3;

  private final Story story;
  private final RowLayout rows;
  private final Canvas sheet;
  private final Columns columns;

  TimeWaitShapes(Story story, RowLayout rows, Canvas sheet) {
    this.story = story;
    this.rows = rows;
    this.sheet = sheet;
    this.columns = sheet.columns();
  }

  /** Reserves the places of lanes and of the lines to them, so that nothing is put on them. */
  void reserve() {
    for (Span span : rows.spans) {
      if (rows.livesBesideTimeWait(span.socket().lifeline())) {
        Rect lane = lane(span);
        TakenSpace room = sheet.room();
        room.string(columns.x(span.socket()), lane.top(), lane.x(), lane.top(), LEADER);
        room.string(lane.left(), lane.top(), lane.left(), lane.bottom(), LEADER);
        room.string(lane.right(), lane.top(), lane.right(), lane.bottom(), LEADER);
      }
    }
  }

  /** Draws everything. What texts must not touch has to be drawn already. */
  void draw() {
    for (Span span : rows.spans) {
      if (rows.livesBesideTimeWait(span.socket().lifeline())) {
        beside(span);
      } else {
        on(span);
      }
    }
  }

  private static List<Span> spansOf(RowLayout rows, int lifeline) {
    return rows.spans.stream().filter(span -> span.socket().lifeline() == lifeline).toList();
  }

  /** How far the lanes reach from that lifeline. */
  static double reach(RowLayout rows, int lifeline) {
    List<Span> here = spansOf(rows, lifeline);
    if (here.isEmpty()) {
      return 0;
    }
    return rows.livesBesideTimeWait(lifeline)
        ? lanesAt(rows, lifeline) + lanes(here).size() * (laneWidth(rows, here) + BETWEEN_LANES)
        : MEASURE_AT + 0.09 + LENGTH_TEXT_MAX;
  }

  /** Puts spans into as few lanes as possible, so that none overlap. */
  private static List<List<Span>> lanes(List<Span> spans) {
    List<List<Span>> lanes = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparingDouble(Span::top)).toList()) {
      List<Span> free =
          lanes.stream()
              .filter(lane -> lane.stream().noneMatch(span::overlaps))
              .findFirst()
              .orElseGet(() -> {
                List<Span> another = new ArrayList<>();
                lanes.add(another);
                return another;
              });
      free.add(span);
    }
    return lanes;
  }

  /** Where the lanes begin: beyond all texts and boxes of the lifeline. */
  private static double lanesAt(RowLayout rows, int lifeline) {
    double texts =
        rows.events.stream()
            .filter(event -> event.at().lifeline() == lifeline)
            .mapToDouble(TimeWaitShapes::textEnd)
            .max()
            .orElse(0);
    double boxes =
        rows.states.stream()
            .filter(state -> state.socket().lifeline() == lifeline)
            .mapToDouble(state -> state.width() / 2)
            .max()
            .orElse(0);
    return Math.max(texts, boxes) + 0.15;
  }

  private static double laneWidth(RowLayout rows, List<Span> spans) {
    double names =
        spans.stream()
            .mapToDouble(span -> Ladder.CAPTION_FONT.width(rows.words.name(span.socket())))
            .max()
            .orElse(0);
    return Math.max(LANE_LEAST, names + 0.1);
  }

  private static double textEnd(Event event) {
    return Lifelines.EVENT_AT + Ladder.EVENT_FONT.width(event.lines()) + 0.04;
  }

  // ---- One at a time

  private void on(Span span) {
    double x = columns.x(span.socket());
    shade(new Rect(x - 0.2, span.top(), x + 0.2, span.bottom()));
    double at = x + columns.outwards(span.socket()) * MEASURE_AT;
    boolean open = span.close() == Span.Close.NOT_YET;
    sheet.shade(
        new Line(
            at,
            span.top(),
            at,
            span.bottom(),
            new Pen(Stroke.SOLID, Palette.TIME_WAIT_MEASURE, 0.9),
            open ? Heads.END : Heads.BOTH,
            0.55));
    restarts(span).forEach(y -> restart(span, at, y));
    if (!length(span).isBlank()) {
      List<String> lines = new ArrayList<>();
      String name = rows.words.name(span.socket());
      if (!name.isEmpty()) {
        lines.add(name);
      }
      lines.addAll(said(span, Ladder.EVENT_FONT, LENGTH_TEXT_MAX));
      beside(span, MEASURE_AT + 0.09, lines);
    }
  }

  /** How far down each step is that sets the timer of a span back to its whole length. */
  private List<Double> restarts(Span span) {
    List<Double> heights = new ArrayList<>();
    for (int i = 1; i < story.steps().size(); i++) {
      double y = rows.height(i).orElse(-1);
      Optional<Integer> before = left(story.steps().get(i - 1).after(), span);
      Optional<Integer> after = left(story.steps().get(i).after(), span);
      boolean within = y > span.top() && y < span.bottom();
      if (within && before.isPresent() && after.isPresent() && after.get() > before.get()) {
        heights.add(y);
      }
    }
    return heights;
  }

  private static Optional<Integer> left(Moment moment, Span span) {
    return moment.ends().stream()
        .filter(end -> end.socket().end().equals(span.socket().end()))
        .flatMap(end -> end.timer(Moment.TimerKind.TIME_WAIT).stream())
        .flatMap(timer -> timer.ticksLeft().stream())
        .findFirst();
  }

  private void restart(Span span, double at, double y) {
    sheet.shade(
        new Line(
            at - 0.08, y, at + 0.08, y, new Pen(Stroke.SOLID, Palette.TIME_WAIT_MEASURE, 1.6)));
    Text text =
        sheet.outerText(
            span.socket(),
            MEASURE_AT + 0.13,
            y,
            Ladder.EVENT_FONT,
            Palette.TIME_WAIT_MEASURE,
            "restarted");
    if (sheet.room().isFree(text.bounds()) && sheet.room().crossings(text.bounds(), -2) == 0) {
      sheet.solidText(text);
    }
  }

  private void shade(Rect rect) {
    sheet.shade(new Box(rect, false, Palette.TIME_WAIT_SHADE, Palette.TIME_WAIT_EDGE, 0.7));
  }

  private String length(Span span) {
    return rows.words.timeWait(host(span));
  }

  private Lifeline host(Span span) {
    return story.lifelines().get(span.socket().lifeline());
  }

  /** The length of a span and how it ended, on one line if they fit, otherwise on a line each. */
  private List<String> said(Span span, Font font, double widthMax) {
    List<String> parts =
        switch (span.close()) {
          case EXPIRED -> expired(span);
          case TAKEN_OVER_BY_NEW_SYN -> takenOver(span, "a new SYN");
          case TAKEN_OVER_BY_OLD_SYN -> takenOver(span, "an old SYN");
          case TAKEN_OVER_BY_CONNECT -> takenOver(span, "connect()");
          case CUT_SHORT_BY_RST -> cutShort(span, " by a RST");
          case CUT_SHORT -> cutShort(span, "");
          case NOT_YET -> List.of(length(span) + ",", "not over yet");
        };
    String all = String.join(" ", parts);
    return font.width(all) <= widthMax
        ? List.of(all)
        : parts.stream().flatMap(part -> font.wrap(part, widthMax).stream()).toList();
  }

  /**
   * Describes a span that its timer ended; it is longer than TIME_WAIT only if the timer was
   * restarted.
   */
  private List<String> expired(Span span) {
    String meant = length(span);
    return !story.ticks() || span.ticks() == host(span).timeWait().ticks()
        ? List.of(meant)
        : List.of(rows.words.ticks(span.ticks()) + ": restarted,", "meant to last " + meant);
  }

  private List<String> cutShort(Span span, String by) {
    return List.of("cut short" + by + ";", "meant to last " + length(span));
  }

  private List<String> takenOver(Span span, String by) {
    String what = "taken over by " + by;
    if (!story.ticks()) {
      return List.of(what);
    }
    return List.of(what, span.ticks() == 0 ? "at once" : "after " + rows.words.ticks(span.ticks()));
  }

  /** Writes lines beside a span, as near to its middle as there is room. */
  private void beside(Span span, double distance, List<String> lines) {
    double height = lines.size() * Ladder.EVENT_FONT.lineHeight();
    double longest = Ladder.EVENT_FONT.width(lines) + 0.04;
    int outwards = columns.outwards(span.socket());
    double near = columns.x(span.socket()) + outwards * distance;
    double far = near + outwards * longest;
    double middle = (span.top() + span.bottom()) / 2;
    Rect place = new Rect(0, 0, 0, 0);
    boolean found = false;
    for (int i = 0; !found; i++) {
      // From the middle outwards, above and below in turn.
      double y = middle + (i % 2 == 0 ? 1 : -1) * ((i + 1) / 2) * 0.03;
      place = new Rect(Math.min(near, far), y - height / 2, Math.max(near, far), y + height / 2);
      found = sheet.room().isFree(place) && (sheet.room().crossings(place, -2) == 0 || i > 100);
    }
    double y = place.top() + Ladder.EVENT_FONT.lineHeight() / 2;
    for (String line : lines) {
      sheet.solidText(
          sheet.outerText(
              span.socket(), distance, y, Ladder.EVENT_FONT, Palette.TIME_WAIT_MEASURE, line));
      y += Ladder.EVENT_FONT.lineHeight();
    }
  }

  // ---- Several at a time

  private Rect lane(Span span) {
    List<Span> here = spansOf(rows, span.socket().lifeline());
    List<List<Span>> lanes = lanes(here);
    int number = 0;
    while (!lanes.get(number).contains(span)) {
      number++;
    }
    double width = laneWidth(rows, here);
    int outwards = columns.outwards(span.socket());
    double from = lanesAt(rows, span.socket().lifeline()) + number * (width + BETWEEN_LANES);
    double near = columns.x(span.socket()) + outwards * from;
    double far = near + outwards * width;
    // From the middle of the TIME_WAIT box.
    double top = span.top() - Ladder.STATE_HEIGHT / 2;
    return new Rect(Math.min(near, far), top, Math.max(near, far), span.bottom());
  }

  private void beside(Span span) {
    Rect lane = lane(span);
    shade(lane);
    double x = columns.x(span.socket());
    double near = x < lane.left() ? lane.left() : lane.right();
    sheet.wire(
        new Line(
            x,
            lane.top(),
            near,
            lane.top(),
            new Pen(Stroke.DOTTED, Palette.TIME_WAIT_MEASURE, 0.9)));
    List<String> lines = new ArrayList<>();
    lines.add(rows.words.name(span.socket()));
    lines.addAll(said(span, Ladder.CAPTION_FONT, lane.width() - 0.08));
    double height = lines.size() * Ladder.CAPTION_FONT.lineHeight();
    for (double y = lane.top() + 0.06; y + height <= lane.bottom(); y += 0.03) {
      Rect place = Rect.centred(lane.x(), y + height / 2, lane.width() - 0.04, height);
      if (sheet.room().isFree(place) && sheet.room().crossings(place, -2) == 0) {
        inside(place, lines);
        return;
      }
    }
    String all = String.join(" ", lines);
    double beyond = reach(rows, span.socket().lifeline());
    beside(span, beyond, Ladder.EVENT_FONT.wrap(all, LENGTH_TEXT_MAX));
  }

  private void inside(Rect place, List<String> lines) {
    double step = Ladder.CAPTION_FONT.lineHeight();
    double y = place.top() + step / 2;
    for (String line : lines) {
      sheet.solidText(
          new Text(
              Rect.centred(place.x(), y, place.width(), step),
              Align.CENTRE,
              Ladder.CAPTION_FONT,
              Palette.TIME_WAIT_MEASURE,
              line));
      y += step;
    }
  }
}
