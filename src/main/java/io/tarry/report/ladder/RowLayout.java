package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.check.StorySetup.Lifeline;
import io.tarry.report.ladder.ArrowEnds.Flight;
import io.tarry.report.ladder.Repeats.LastChange;
import io.tarry.report.ladder.Repeats.Repeat;
import io.tarry.report.ladder.TimeWaitSpans.Span;
import io.tarry.report.words.WorldNames;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The first half of the layout: how far down everything happens. Each step is below the one before
 * it, but only a little if the two are on different lifelines, so that things at the same time look
 * so.
 */
final class RowLayout {

  /** The distance of the first state boxes from the middle of the host boxes. */
  private static final double FIRST_STATE = 0.58;

  /** The distance from one step to the next on another lifeline. */
  private static final double NEXT_STEP = 0.09;

  private static final double GAP_TO_ARRIVAL = 0.15;
  private static final double GAP_TO_EVENT = 0.2;
  private static final double GAP_TO_TICK = 0.19;

  /** The room above a jump of the clock, for the words that say how far it jumps. */
  private static final double ABOVE_JUMP = 0.16;

  private static final double GAP_TO_CALLOUT = 0.12;
  private static final double TO_STATE = 0.27;
  private static final double GAP_BETWEEN_SENDS = 0.27;

  /** The least height of a span of TIME_WAIT, so that its length can be written beside it. */
  private static final double TIME_WAIT_LEAST = 0.5;

  /**
   * The least height of a span that a call takes over, so that this can be written above the words
   * of the call.
   */
  private static final double TAKEN_OVER_LEAST = 0.66;

  private static final double BELOW_PARTING = 0.1;
  private static final double BELOW_FOLD = 0.1;

  /** A state on a lifeline. */
  record StateBox(Socket socket, TcpState state, String text, int step, double y) {
    double width() {
      return Math.max(Ladder.STATE_WIDTH, Ladder.STATE_FONT.width(text) + 0.15);
    }
  }

  /** Something that happens at a host without a segment, or that the user is told. */
  record Event(
      Socket at, int step, double y, boolean dot, boolean inTimeWait, List<String> lines) {}

  /** The clock has moved by so many ticks, to that time. */
  record Tick(double y, int time, int passed) {
    /** Whether it has moved further than a step at a time. */
    boolean isJump() {
      return passed > 1;
    }
  }

  /** Steps that are not drawn one by one, and how far down the words are that stand for them. */
  record Fold(Repeat repeat, double y) {}

  /** The place of the last step. */
  record Mark(Socket at, double y, List<String> action) {}

  private final Story story;
  private final ExtraSpace extra;

  /** The names of the story's values. */
  final WorldNames words;

  private final LifelineBottoms bottoms;
  private final TimeWaitSpans timeWaits = new TimeWaitSpans();
  private final ArrowEnds arrows = new ArrowEnds();
  private double lastAnchor;
  private double deepest;

  final List<Flight> flights;
  final List<StateBox> states = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final List<Tick> ticks = new ArrayList<>();
  final List<Span> spans;
  final List<Fold> folds = new ArrayList<>();
  Optional<Mark> mark = Optional.empty();

  /** The index of the step that the end follows from, as {@link DecisiveStep} has it. */
  final int decisiveStep;

  /** Where the steps that are repeated begin. */
  OptionalDouble loopTop = OptionalDouble.empty();

  /** Where the run parts from another one that it is compared with. */
  OptionalDouble parting = OptionalDouble.empty();

  /** How far down each step is; empty for a step that is not drawn by itself. */
  private final OptionalDouble[] heights;

  /** The lower end of the lifelines. */
  final double end;

  /**
   * Works out all places.
   *
   * @param extra by how much things are put lower than necessary
   */
  RowLayout(Story story, ExtraSpace extra) {
    this(story, extra, OptionalInt.empty());
  }

  /**
   * The same of a run that is compared with another one.
   *
   * @param partingBefore the index of the first step in which the two differ
   */
  RowLayout(Story story, ExtraSpace extra, OptionalInt partingBefore) {
    this.story = story;
    this.extra = extra;
    words = new WorldNames(story.setup());
    decisiveStep = DecisiveStep.of(story);
    bottoms = new LifelineBottoms(story);
    heights = new OptionalDouble[story.steps().size()];
    Arrays.fill(heights, OptionalDouble.empty());
    for (int i = 0; i < story.lifelines().size(); i++) {
      Lifeline lifeline = story.lifelines().get(i);
      putState(lifeline.socket(), lifeline.state(), -1, 0, FIRST_STATE, Span.Close.NOT_YET);
    }
    int next = 0;
    for (int i = 0; i < story.steps().size(); i = next) {
      int step = i;
      if (partingBefore.isPresent() && partingBefore.getAsInt() == i) {
        part();
      }
      if (story.loop().isPresent() && story.loop().get().firstStep() == i + 1) {
        double y = belowAll() + extra.before(i);
        loopTop = OptionalDouble.of(y);
        goOnBelow(y);
      }
      Optional<Repeat> repeat = Repeats.from(story, i, lastToFold(i, partingBefore));
      repeat.ifPresentOrElse(this::fold, () -> step(step));
      next = repeat.map(Repeat::end).orElse(i + 1);
    }
    arrows.end(story);
    flights = arrows.all();
    end = Math.max(Math.max(deepest, arrows.deepest()), bottoms.lowest() + 0.1) + 0.16;
    timeWaits.end(end, lastTick());
    spans = timeWaits.all();
  }

  /** The arrow whose loss the end follows from. */
  Optional<Flight> fatalLoss() {
    return decisiveStep < 0
        ? Optional.empty()
        : story.steps().get(decisiveStep).lost().stream()
            .flatMap(number -> flights.stream().filter(each -> each.arrow().number() == number))
            .findFirst();
  }

  /** How far down a step is, by its index; empty if it is not drawn by itself. */
  OptionalDouble height(int step) {
    return heights[step];
  }

  /**
   * Where folding has to end, since what follows must be drawn: the parting, the loop, or the end.
   */
  private int lastToFold(int from, OptionalInt partingBefore) {
    int end = story.loop().map(loop -> loop.firstStep() - 1).orElse(decisiveStep);
    return partingBefore.isPresent() && from < partingBefore.getAsInt()
        ? Math.min(end, partingBefore.getAsInt())
        : end;
  }

  private void fold(Repeat repeat) {
    double y = belowAll() + Ladder.FOLD_HEIGHT / 2 + extra.before(repeat.first());
    folds.add(new Fold(repeat, y));
    heights[repeat.first()] = OptionalDouble.of(y);
    goOnBelow(y + Ladder.FOLD_HEIGHT / 2 + BELOW_FOLD);
    deepest = Math.max(deepest, lastAnchor);
    for (LastChange last : repeat.changes()) {
      Socket at = last.change().socket();
      double below = bottoms.of(at) + Ladder.STATE_HEIGHT / 2;
      TcpState state = last.change().to();
      putState(at, state, repeat.first(), last.tick(), below, Span.Close.NOT_YET);
    }
  }

  private void part() {
    double y = belowAll() + extra.beforeParting();
    parting = OptionalDouble.of(y);
    goOnBelow(y + BELOW_PARTING);
  }

  /** Whether other sockets of that host do something while one of them is in TIME_WAIT. */
  boolean livesBesideTimeWait(int lifeline) {
    return spans.stream()
        .filter(span -> span.socket().lifeline() == lifeline)
        .anyMatch(span ->
            states.stream().anyMatch(state -> isBeside(state, span))
                || spans.stream().anyMatch(other -> isBeside(other, span)));
  }

  private static boolean isBeside(StateBox state, Span span) {
    return state.socket.lifeline() == span.socket().lifeline()
        && state.socket.end() != span.socket().end()
        && state.y > span.top()
        && state.y < span.bottom();
  }

  private static boolean isBeside(Span other, Span span) {
    return !other.equals(span)
        && other.socket().lifeline() == span.socket().lifeline()
        && other.overlaps(span);
  }

  private int lastTick() {
    return story.steps().stream().mapToInt(Step::tick).max().orElse(0);
  }

  /** A place below everything so far, crosses included, since earlier losses have to be above. */
  private double belowAll() {
    return Math.max(
        Math.max(bottoms.lowest(), arrows.lowestCross()) + GAP_TO_TICK, lastAnchor + NEXT_STEP);
  }

  private void goOnBelow(double y) {
    bottoms.fillAll(y);
    lastAnchor = y;
  }

  private void step(int index) {
    Step step = story.steps().get(index);
    if (step.isTick()) {
      boolean more =
          index + 1 < story.steps().size()
              && story.steps().get(index + 1).isTick()
              && !isLoopStart(index + 1);
      if (!more) {
        tick(index);
      }
    } else if (step.lost().isPresent()) {
      arrows.lose(step.lost().get(), lastAnchor);
    } else {
      happen(index, step, step.at().orElseThrow());
    }
  }

  private void tick(int index) {
    int passed = passed(index);
    double y = belowAll() + extra.before(index) + (passed > 1 ? ABOVE_JUMP : 0);
    ticks.add(new Tick(y, story.steps().get(index).tick(), passed));
    heights[index] = OptionalDouble.of(y);
    goOnBelow(y);
  }

  /**
   * The length of the row of ticks that ends with that one. A row in a loop begins with the loop.
   */
  private int passed(int last) {
    int first = last;
    while (first > 0 && story.steps().get(first - 1).isTick() && !isLoopStart(first)) {
      first--;
    }
    return last - first + 1;
  }

  private boolean isLoopStart(int index) {
    return story.loop().stream().anyMatch(loop -> loop.firstStep() == index + 1);
  }

  private void happen(int index, Step step, Socket at) {
    boolean last = index == decisiveStep;
    boolean arrival = step.arrives().isPresent();
    double y = bottoms.of(at) + (arrival ? GAP_TO_ARRIVAL : GAP_TO_EVENT);
    y = Math.max(y, lastAnchor + NEXT_STEP);
    if (arrival) {
      y = Math.max(y, arrows.earliest(step.arrives().get()));
    }
    OptionalDouble inTimeWaitSince = timeWaits.since(at.end());
    boolean inTimeWait = timeWaits.isAnyAt(at.lifeline());
    List<String> lines = lines(step);
    if (inTimeWaitSince.isPresent() && !lines.isEmpty()) {
      y = Math.max(y, inTimeWaitSince.getAsDouble() + TIME_WAIT_LEAST);
    }
    if (inTimeWaitSince.isPresent()
        && step.changes().stream().anyMatch(c -> c.to() == TcpState.SYN_SENT)) {
      y = Math.max(y, bottoms.of(at) + TAKEN_OVER_LEAST);
    }
    y += extra.before(index) + (last ? GAP_TO_CALLOUT : 0);
    lastAnchor = y;
    heights[index] = OptionalDouble.of(y);
    int sentIn = arrival ? arrows.sentIn(step.arrives().get()) : index;
    boolean rst = arrival && arrows.kind(step.arrives().get()) == SegmentKind.RST;
    if (arrival) {
      arrows.arrive(step.arrives().get(), at.lifeline(), step.copy(), index, y);
    }
    double below = y;
    if (last) {
      // The mark is below the head of the arrow, which would hide it.
      below = arrival ? y + 0.2 : y;
      mark = Optional.of(new Mark(at, below, lines));
      deepest = Math.max(deepest, below + 0.2);
    } else if (!lines.isEmpty() || !arrival) {
      events.add(new Event(at, index, y, !arrival, inTimeWait, lines));
      below = y + Math.max(0, lines.size() - 1) * Ladder.EVENT_FONT.lineHeight();
    }
    bottoms.fill(at, below + 0.06);
    for (StateChange change : step.changes()) {
      boolean here = bottoms.areShared(change.socket(), at);
      double box = bottoms.of(change.socket()) + (here ? 0.18 : 0.3);
      double middle = Math.max(box, y + TO_STATE);
      Span.Close close =
          rst ? Span.Close.CUT_SHORT_BY_RST : timeWaits.close(change, arrival, sentIn);
      putState(change.socket(), change.to(), index, step.tick(), middle, close);
    }
    for (Arrow arrow : step.sent()) {
      send(arrow, index);
    }
    if (last && index < story.steps().size() - 1) {
      bottoms.fill(at, Math.max(bottoms.of(at), below + Ending.heightBelow(story, lines)));
    }
  }

  private List<String> lines(Step step) {
    List<String> lines = new ArrayList<>();
    if (step.arrives().isEmpty()) {
      lines.addAll(Ladder.EVENT_FONT.wrap(words.event(step.event()), Ladder.OUTER_TEXT_MAX));
    }
    WorldNames.told(step)
        .ifPresent(told -> lines.addAll(Ladder.EVENT_FONT.wrap(told, Ladder.OUTER_TEXT_MAX)));
    return lines;
  }

  private void putState(
      Socket at, TcpState state, int step, int tick, double y, Span.Close endsTimeWait) {
    String name = words.name(at);
    String text = name.isEmpty() ? state.name() : state.name() + " " + name;
    states.add(new StateBox(at, state, text, step, y));
    double half = Ladder.STATE_HEIGHT / 2;
    timeWaits.change(at, state, new TimeWaitSpans.Height(y - half, y + half), tick, endsTimeWait);
    bottoms.fill(at, y + half);
    deepest = Math.max(deepest, y + half);
  }

  private void send(Arrow arrow, int index) {
    Socket from = arrow.from();
    double y = bottoms.of(from) + 0.07 + extra.beforeSending(index);
    bottoms.fill(from, y);
    boolean another =
        story.steps().get(index).sent().stream().anyMatch(a -> a.number() > arrow.number());
    if (another) {
      bottoms.fill(from, y + GAP_BETWEEN_SENDS - 0.07);
    }
    arrows.send(arrow, index, y);
  }
}
