package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Lifeline;
import io.tarry.check.Story.Socket;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.report.ladder.ArrowEnds.Flight;
import io.tarry.report.ladder.Repeats.LastChange;
import io.tarry.report.ladder.Repeats.Repeat;
import io.tarry.report.words.WorldNames;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

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

  /**
   * A stay in TIME_WAIT.
   *
   * @param ticks how many ticks it lasts
   */
  record Span(Socket socket, double top, double bottom, Close close, int ticks) {
    /** How it ends. */
    enum Close {
      EXPIRED,
      TAKEN_OVER_BY_NEW_SYN,
      TAKEN_OVER_BY_OLD_SYN,
      TAKEN_OVER_BY_CONNECT,
      CUT_SHORT_BY_RST,
      CUT_SHORT,
      NOT_YET
    }

    boolean overlaps(Span other) {
      return top < other.bottom && other.top < bottom;
    }
  }

  /** Steps that are not drawn one by one, and how far down the words are that stand for them. */
  record Fold(Repeat repeat, double y) {}

  /** The place of the last step. */
  record Mark(Socket at, double y, List<String> action) {}

  private record Since(Socket socket, double y, int tick) {}

  private final Story story;
  private final ExtraSpace slack;

  /** The names of the story's values. */
  final WorldNames words;

  /** How far down each lifeline is filled; those behind a NAT share one entry. */
  private final double[] bottom;

  private final Map<End, Since> timeWaitSince = new LinkedHashMap<>();

  /** By end: the step that sent the SYN which opened its connection. */
  private final Map<End, Integer> openedBySynOf = new HashMap<>();

  private final ArrowEnds arrows = new ArrowEnds();
  private double lastAnchor;
  private double deepest;

  final List<Flight> flights;
  final List<StateBox> states = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final List<Tick> ticks = new ArrayList<>();
  final List<Span> spans = new ArrayList<>();
  final List<Fold> folds = new ArrayList<>();
  Optional<Mark> mark = Optional.empty();

  /**
   * The index of the step that the end follows from: the last step or, if that is a call that does
   * nothing or a tick after which nothing is left to happen, the last step that does something. It
   * is the index of no step if the run goes on for ever.
   */
  final int culprit;

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
   * @param slack by how much things are put lower than necessary
   */
  RowLayout(Story story, ExtraSpace slack) {
    this(story, slack, OptionalInt.empty());
  }

  /**
   * The same of a run that is compared with another one.
   *
   * @param partingBefore the index of the first step in which the two differ
   */
  RowLayout(Story story, ExtraSpace slack, OptionalInt partingBefore) {
    this.story = story;
    this.slack = slack;
    words = new WorldNames(story.setup());
    culprit = culprit(story);
    bottom = new double[story.lifelines().size()];
    heights = new OptionalDouble[story.steps().size()];
    Arrays.fill(heights, OptionalDouble.empty());
    for (int i = 0; i < bottom.length; i++) {
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
        double y = belowAll() + slack.before(i);
        loopTop = OptionalDouble.of(y);
        goOnBelow(y);
      }
      Optional<Repeat> repeat = Repeats.from(story, i, lastToFold(i, partingBefore));
      repeat.ifPresentOrElse(this::fold, () -> step(step));
      next = repeat.map(Repeat::end).orElse(i + 1);
    }
    arrows.end(story);
    flights = arrows.all();
    end = Math.max(Math.max(deepest, arrows.deepest()), lowest() + 0.1) + 0.16;
    timeWaitSince
        .values()
        .forEach(since ->
            spans.add(
                new Span(since.socket, since.y, end, Span.Close.NOT_YET, lastTick() - since.tick)));
  }

  private static int culprit(Story story) {
    if (story.loop().isPresent()) {
      return -1;
    }
    int culprit = story.steps().size() - 1;
    // A witness comes to its danger in its last step, whatever that is.
    while (story.kind() == Story.Kind.COUNTEREXAMPLE
        && culprit > 0
        && (doesNothing(story, culprit) || onlyWaits(story, culprit))) {
      culprit--;
    }
    return culprit;
  }

  /** Whether a step is a tick of a run at the end of which nothing is left to happen. */
  private static boolean onlyWaits(Story story, int index) {
    Set<Integer> onTheWay = Repeats.onTheWay(story.steps());
    return story.steps().get(index).isTick()
        && onTheWay.isEmpty()
        && story.end().ends().stream().allMatch(end -> end.timers().isEmpty());
  }

  /** Whether a step is a call that leaves every socket as it is, and tells its user nothing. */
  private static boolean doesNothing(Story story, int index) {
    Step step = story.steps().get(index);
    return step.event().call().isPresent()
        && step.after().equals(story.steps().get(index - 1).after())
        && step.changes().isEmpty()
        && step.sent().isEmpty()
        && step.told().equals(Story.Told.NOTHING);
  }

  /** The arrow whose loss the end follows from. */
  Optional<Flight> fatalLoss() {
    return culprit < 0
        ? Optional.empty()
        : story.steps().get(culprit).lost().stream()
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
    int end = story.loop().map(loop -> loop.firstStep() - 1).orElse(culprit);
    return partingBefore.isPresent() && from < partingBefore.getAsInt()
        ? Math.min(end, partingBefore.getAsInt())
        : end;
  }

  private void fold(Repeat repeat) {
    double y = belowAll() + Ladder.FOLD_HEIGHT / 2 + slack.before(repeat.first());
    folds.add(new Fold(repeat, y));
    heights[repeat.first()] = OptionalDouble.of(y);
    goOnBelow(y + Ladder.FOLD_HEIGHT / 2 + BELOW_FOLD);
    deepest = Math.max(deepest, lastAnchor);
    for (LastChange last : repeat.changes()) {
      Socket at = last.change().socket();
      double below = bottomOf(at) + Ladder.STATE_HEIGHT / 2;
      TcpState state = last.change().to();
      putState(at, state, repeat.first(), last.tick(), below, Span.Close.NOT_YET);
    }
  }

  private void part() {
    double y = belowAll() + slack.beforeParting();
    parting = OptionalDouble.of(y);
    goOnBelow(y + BELOW_PARTING);
  }

  /** Whether other sockets of that host do something while one of them is in TIME_WAIT. */
  boolean livesBesideTimeWait(int lifeline) {
    return spans.stream()
        .filter(span -> span.socket.lifeline() == lifeline)
        .anyMatch(span ->
            states.stream().anyMatch(state -> isBeside(state, span))
                || spans.stream().anyMatch(other -> isBeside(other, span)));
  }

  private static boolean isBeside(StateBox state, Span span) {
    return state.socket.lifeline() == span.socket.lifeline()
        && state.socket.end() != span.socket.end()
        && state.y > span.top
        && state.y < span.bottom;
  }

  private static boolean isBeside(Span other, Span span) {
    return !other.equals(span)
        && other.socket.lifeline() == span.socket.lifeline()
        && other.overlaps(span);
  }

  private int lastTick() {
    return story.steps().stream().mapToInt(Step::tick).max().orElse(0);
  }

  private int column(Socket at) {
    boolean shared = story.nat().isPresent() && at.lifeline() < bottom.length - 1;
    return shared ? 0 : at.lifeline();
  }

  private double bottomOf(Socket at) {
    return bottom[column(at)];
  }

  private void fill(Socket at, double y) {
    bottom[column(at)] = y;
  }

  private double lowest() {
    return Arrays.stream(bottom).max().orElse(FIRST_STATE);
  }

  /** A place below everything so far, crosses included, since earlier losses have to be above. */
  private double belowAll() {
    return Math.max(Math.max(lowest(), arrows.lowestCross()) + GAP_TO_TICK, lastAnchor + NEXT_STEP);
  }

  private void goOnBelow(double y) {
    Arrays.fill(bottom, y);
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
    double y = belowAll() + slack.before(index) + (passed > 1 ? ABOVE_JUMP : 0);
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
    boolean last = index == culprit;
    boolean arrival = step.arrives().isPresent();
    double y = bottomOf(at) + (arrival ? GAP_TO_ARRIVAL : GAP_TO_EVENT);
    y = Math.max(y, lastAnchor + NEXT_STEP);
    if (arrival) {
      y = Math.max(y, arrows.earliest(step.arrives().get()));
    }
    Since since = timeWaitSince.get(at.end());
    boolean inTimeWait =
        timeWaitSince.values().stream().anyMatch(s -> s.socket.lifeline() == at.lifeline());
    List<String> lines = lines(step);
    if (since != null && !lines.isEmpty()) {
      y = Math.max(y, since.y + TIME_WAIT_LEAST);
    }
    if (since != null && step.changes().stream().anyMatch(c -> c.to() == TcpState.SYN_SENT)) {
      y = Math.max(y, bottomOf(at) + TAKEN_OVER_LEAST);
    }
    y += slack.before(index) + (last ? GAP_TO_CALLOUT : 0);
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
    fill(at, below + 0.06);
    for (StateChange change : step.changes()) {
      boolean here = column(change.socket()) == column(at);
      double box = bottomOf(change.socket()) + (here ? 0.18 : 0.3);
      double middle = Math.max(box, y + TO_STATE);
      Span.Close close = rst ? Span.Close.CUT_SHORT_BY_RST : close(change, arrival, sentIn);
      putState(change.socket(), change.to(), index, step.tick(), middle, close);
    }
    for (Arrow arrow : step.sent()) {
      send(arrow, index);
    }
    if (last && index < story.steps().size() - 1) {
      fill(at, Math.max(bottomOf(at), below + Ending.heightBelow(story, lines)));
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

  /**
   * How that change ends a TIME_WAIT, if it does; {@code sentIn} is the step that sent the segment
   * that arrives.
   */
  private Span.Close close(StateChange change, boolean arrival, int sentIn) {
    if (change.to() == TcpState.SYN_RECEIVED) {
      Integer before = openedBySynOf.put(change.socket().end(), sentIn);
      return before == null || sentIn > before
          ? Span.Close.TAKEN_OVER_BY_NEW_SYN
          : Span.Close.TAKEN_OVER_BY_OLD_SYN;
    }
    if (change.to() == TcpState.SYN_SENT) {
      return Span.Close.TAKEN_OVER_BY_CONNECT;
    }
    return arrival ? Span.Close.CUT_SHORT : Span.Close.EXPIRED;
  }

  private void putState(
      Socket at, TcpState state, int step, int tick, double y, Span.Close endsTimeWait) {
    String name = words.name(at);
    String text = name.isEmpty() ? state.name() : state.name() + " " + name;
    states.add(new StateBox(at, state, text, step, y));
    double half = Ladder.STATE_HEIGHT / 2;
    Since since = timeWaitSince.remove(at.end());
    if (since != null) {
      spans.add(new Span(since.socket, since.y, y - half, endsTimeWait, tick - since.tick));
    }
    if (state == TcpState.TIME_WAIT) {
      timeWaitSince.put(at.end(), new Since(at, y + half, tick));
    }
    fill(at, y + half);
    deepest = Math.max(deepest, y + half);
  }

  private void send(Arrow arrow, int index) {
    Socket from = arrow.from();
    double y = bottomOf(from) + 0.07 + slack.beforeSending(index);
    fill(from, y);
    boolean another =
        story.steps().get(index).sent().stream().anyMatch(a -> a.number() > arrow.number());
    if (another) {
      fill(from, y + GAP_BETWEEN_SENDS - 0.07);
    }
    arrows.send(arrow, index, y);
  }
}
