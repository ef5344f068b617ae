package io.tarry.report.ladder;

import io.tarry.check.Moment;
import io.tarry.check.Story;
import io.tarry.check.Story.Step;
import io.tarry.check.StorySetup;
import io.tarry.check.Twin;
import io.tarry.report.drawing.Drawing.Align;
import io.tarry.report.drawing.Drawing.Box;
import io.tarry.report.drawing.Drawing.Shape;
import io.tarry.report.drawing.Drawing.Text;
import io.tarry.report.drawing.Font;
import io.tarry.report.drawing.Palette;
import io.tarry.report.drawing.Rect;
import io.tarry.report.words.StoryArrows;
import io.tarry.report.words.Timestamps;
import io.tarry.report.words.WorldNames;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Between two runs: what comes of the same event on the left, and what on the right. */
final class ComparisonNotes {

  private static final int NOTES_MAX = 4;
  private static final double BETWEEN = 0.12;
  private static final double INSIDE = 0.08;
  private static final String HEADING = "From here on they differ";

  private final Twin twin;
  private final WorldNames words;
  private final StoryArrows arrows;
  private final double left;
  private final double width;
  private final List<Shape> shapes = new ArrayList<>();
  private double bottom;

  /** A line of a note. */
  private record NoteLine(Font font, String colour, String text) {}

  /**
   * Lays them out below where the two part.
   *
   * @param rows of the run on the left
   */
  ComparisonNotes(Twin twin, RowLayout rows, double left, double width) {
    this.twin = twin;
    this.left = left;
    this.width = width;
    words = new WorldNames(twin.broken().setup());
    arrows = new StoryArrows(twin.broken());
    double parting = rows.parting.orElseThrow();
    bottom = parting - Ladder.ENDING_FONT.lineHeight() / 2;
    Rect sign =
        Rect.centred(
            left + width / 2,
            parting,
            Ladder.ENDING_FONT.width(HEADING) + 0.3,
            Ladder.ENDING_FONT.lineHeight() + 0.08);
    shapes.add(new Box(sign, true, Palette.PARTING, Palette.PARTING, 1));
    shapes.add(new Text(sign, Align.CENTRE, Ladder.ENDING_FONT, "#FFFFFF", HEADING));
    bottom = sign.bottom();
    for (Step event : differing()) {
      rows.height(event.number() - 1).ifPresent(y -> bottom = Math.max(bottom, y - 0.4));
      note(event);
    }
  }

  List<Shape> shapes() {
    return shapes;
  }

  double bottom() {
    return bottom;
  }

  /** The events to speak of: that where they part, and those after it that go another way. */
  private List<Step> differing() {
    return twin.broken().steps().stream()
        .filter(event ->
            event.number() == twin.parting()
                || twin.playing(event).stream().anyMatch(there -> !Twin.isAlike(event, there)))
        .limit(NOTES_MAX)
        .toList();
  }

  private void note(Step event) {
    List<NoteLine> lines = new ArrayList<>();
    String who =
        event.at().map(at -> twin.broken().lifelines().get(at.lifeline()).name()).orElse("network");
    add(lines, Font.bold(9.5), Palette.SUBHEADING, who + ", " + words.action(event, arrows));
    Optional<Step> its = twin.playing(event);
    boolean sameReason = its.stream().anyMatch(step -> step.why().equals(event.why()));
    boolean older =
        Timestamps.isOlder(twin.broken(), event)
            || its.stream().anyMatch(step -> Timestamps.isOlder(twin.run(), step));
    String here = said(twin.broken(), event, older, sameReason);
    add(lines, Ladder.CAPTION_FONT, Palette.BAD_DARK, "left: " + here);
    String there =
        its.map(step -> said(twin.run(), step, older, sameReason)).orElseGet(() -> absent(event));
    add(lines, Ladder.CAPTION_FONT, Palette.GOOD_DARK, "right: " + there);
    double height = lines.stream().mapToDouble(line -> line.font.lineHeight()).sum() + 2 * INSIDE;
    double top = bottom + BETWEEN;
    Rect box = new Rect(left, top, left + width, top + height);
    shapes.add(new Box(box, true, Palette.PARTING_FILL, Palette.PARTING, 0.8));
    double y = top + INSIDE;
    for (NoteLine line : lines) {
      double next = y + line.font.lineHeight();
      Rect place = new Rect(box.left() + INSIDE, y, box.right() - INSIDE / 2, next);
      shapes.add(new Text(place, Align.LEFT, line.font, line.colour, line.text));
      y = next;
    }
    bottom = box.bottom();
  }

  private void add(List<NoteLine> lines, Font font, String colour, String text) {
    font.wrap(text, width - 2 * INSIDE)
        .forEach(each -> lines.add(new NoteLine(font, colour, each)));
  }

  /** Why a step goes as it does; with the timestamps that are compared, and with what leaves. */
  private String said(Story story, Step step, boolean withTimestamps, boolean withSegments) {
    String sent = step.sent().stream().map(words::segment).collect(Collectors.joining(", then "));
    return step.why()
        + Timestamps.compared(story, step)
            .filter(compared -> withTimestamps)
            .map("; "::concat)
            .orElse("")
        + (withSegments && !sent.isEmpty() ? "; sent: " + sent : "");
  }

  /** Why it does not happen on the right. */
  private String absent(Step event) {
    return left(event)
        .map(left -> "not yet: TIME_WAIT has " + left + " left")
        .orElse("that does not happen here");
  }

  /** How much is left of the TIME_WAIT on the right that is over on the left at the same time. */
  private Optional<String> left(Step event) {
    if (event.event().kind() != Action.Kind.TIME_WAIT_TIMEOUT) {
      return Optional.empty();
    }
    int alike = twin.playedBefore(event.number());
    Moment now = alike == 0 ? twin.run().start() : twin.run().steps().get(alike - 1).after();
    Tick tick = tick(twin.run());
    long unit = Math.max(1, tick.micros());
    long begun = alike == 0 ? 0 : twin.run().steps().get(alike - 1).tick() * unit;
    long since = event.tick() * Math.max(1, tick(twin.broken()).micros()) - begun;
    return now.ends().stream()
        .filter(end -> event.at().stream().anyMatch(at -> at.end().equals(end.socket().end())))
        .flatMap(end -> end.timer(Moment.TimerKind.TIME_WAIT).stream())
        .flatMap(timer -> timer.ticksLeft().stream())
        .map(left -> left * unit - since)
        .filter(left -> left > 0)
        .map(left -> (tick.isNamed() ? new Tick(1) : tick).say(left))
        .findFirst();
  }

  private static Tick tick(Story story) {
    return story.setup().clock().map(StorySetup.Clock::tick).orElse(Tick.NAMELESS);
  }
}
