package io.tarry.report;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.check.Story.Lifeline;
import io.tarry.check.Story.StateChange;
import io.tarry.check.Story.Step;
import io.tarry.tcp.End;
import io.tarry.tcp.Side;
import io.tarry.tcp.TcpState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first half of the layout: how far down each thing happens. Time runs downwards; each step is
 * below the one before it, by little where the two are on different lifelines, so that what happens
 * at once looks so.
 */
final class Rows {

  /** Of the first state boxes, below the middle of the host boxes. */
  private static final double FIRST_STATE = 0.58;

  private static final double DROP = 0.34;
  private static final double LOST_AT = 0.62;
  private static final double UNDERWAY_TO = 0.36;
  private static final double JUST_SENT_TO = 0.5;

  /** From one step to the next on another lifeline. */
  private static final double NEXT_STEP = 0.09;

  private static final double GAP_TO_ARRIVAL = 0.15;
  private static final double GAP_TO_EVENT = 0.2;
  private static final double GAP_TO_TICK = 0.19;
  private static final double GAP_TO_CALLOUT = 0.12;
  private static final double TO_STATE = 0.27;
  private static final double GAP_BETWEEN_SENDS = 0.27;

  /** So that the length of TIME_WAIT can be written beside its span. */
  private static final double TIME_WAIT_LEAST = 0.5;

  /** How an arrow ends. */
  enum Way {
    ARRIVES,
    LOST,
    UNDERWAY,
    JUST_SENT
  }

  /**
   * An arrow with its place.
   *
   * @param sentIn index of the step that it leaves in
   * @param endsIn index of the step that it arrives in; that of its sending where it never arrives
   * @param reach how far it gets, as a part of the way
   */
  record Flight(
      Arrow arrow,
      Way way,
      boolean copy,
      boolean overtaken,
      int sentIn,
      int endsIn,
      double top,
      double bottom,
      double reach) {}

  /** A state on a lifeline. */
  record StateBox(End end, String socket, TcpState state, int step, double y) {
    String text() {
      return socket.isEmpty() ? state.name() : state.name() + " " + socket;
    }

    double width() {
      return Math.max(Ladder.STATE_WIDTH, Ladder.STATE_FONT.width(text()) + 0.15);
    }
  }

  /** Something that happens at a host without a segment, or that its user is told. */
  record Event(End end, int step, double y, boolean dot, boolean inTimeWait, List<String> lines) {}

  /** The clock has moved. */
  record Tick(double y, int time) {}

  /** A stay in TIME_WAIT. */
  record Span(End end, double top, double bottom, Close close) {
    /** How it ends. */
    enum Close {
      EXPIRED,
      CUT_SHORT,
      NOT_YET
    }
  }

  /** Where the last step happens. */
  record Mark(End end, double y, List<String> action) {}

  private record Departure(Arrow arrow, int step, double y, boolean copy) {}

  private final Story story;
  private final Slack slack;
  private final Map<Side, Double> bottom = new EnumMap<>(Side.class);
  private final Map<End, Double> timeWaitSince = new LinkedHashMap<>();
  private final Map<Integer, Departure> departures = new HashMap<>();
  private double lastAnchor;
  private double deepest;

  final List<Flight> flights = new ArrayList<>();
  final List<StateBox> states = new ArrayList<>();
  final List<Event> events = new ArrayList<>();
  final List<Tick> ticks = new ArrayList<>();
  final List<Span> spans = new ArrayList<>();
  Optional<Mark> mark = Optional.empty();

  /** The lower end of the lifelines. */
  double end;

  /**
   * Computes all places.
   *
   * @param slack how much further down than needed things go
   */
  Rows(Story story, Slack slack) {
    this.story = story;
    this.slack = slack;
    for (Lifeline lifeline : story.lifelines()) {
      putState(lifeline.end(), "", lifeline.state(), -1, FIRST_STATE, false);
    }
    for (int i = 0; i < story.steps().size(); i++) {
      step(i);
    }
    departures.values().stream()
        .sorted((a, b) -> a.arrow.number() - b.arrow.number())
        .forEach(this::underway);
    flights.sort((a, b) -> a.arrow.number() - b.arrow.number());
    end = Math.max(deepest, lowest() + 0.1) + 0.16;
    timeWaitSince.forEach((at, since) -> spans.add(new Span(at, since, end, Span.Close.NOT_YET)));
  }

  private double bottomOf(End at) {
    return bottom.getOrDefault(at.side(), FIRST_STATE);
  }

  private Departure departure(int number) {
    Departure departure = departures.get(number);
    if (departure == null) {
      throw new IllegalArgumentException("no arrow " + number + " is on its way");
    }
    return departure;
  }

  private double lowest() {
    return bottom.values().stream().mapToDouble(y -> y).max().orElse(FIRST_STATE);
  }

  private void step(int index) {
    Step step = story.steps().get(index);
    if (step.isTick()) {
      boolean more = index + 1 < story.steps().size() && story.steps().get(index + 1).isTick();
      if (!more) {
        tick(index);
      }
    } else if (step.lost().isPresent()) {
      lose(step.lost().get());
    } else {
      happen(index, step, step.at().orElseThrow());
    }
  }

  private void tick(int index) {
    // Below the crosses, too: what is lost before is lost above.
    double lost =
        flights.stream().filter(f -> f.way == Way.LOST).mapToDouble(Flight::bottom).max().orElse(0);
    double y =
        Math.max(Math.max(lowest(), lost) + GAP_TO_TICK, lastAnchor + NEXT_STEP)
            + slack.before(index);
    // What happens next tells the time that the clock has come to; at the end, only counting does.
    int counted = (int) story.steps().subList(0, index + 1).stream().filter(Step::isTick).count();
    int time =
        index + 1 < story.steps().size()
            ? story.steps().get(index + 1).tick()
            : Math.max(counted, story.steps().get(index).tick());
    ticks.add(new Tick(y, time));
    bottom.replaceAll((end, old) -> y);
    lastAnchor = y;
  }

  private void happen(int index, Step step, End at) {
    boolean last = index == story.steps().size() - 1;
    boolean arrival = step.arrives().isPresent();
    double y = bottomOf(at) + (arrival ? GAP_TO_ARRIVAL : GAP_TO_EVENT);
    y = Math.max(y, lastAnchor + NEXT_STEP);
    if (arrival) {
      y = Math.max(y, departure(step.arrives().get()).y + DROP);
    }
    Double since = timeWaitSince.get(at);
    boolean inTimeWait = timeWaitSince.keySet().stream().anyMatch(end -> end.side() == at.side());
    List<String> lines = lines(step);
    if (since != null && !lines.isEmpty()) {
      y = Math.max(y, since + TIME_WAIT_LEAST);
    }
    y += slack.before(index) + (last ? GAP_TO_CALLOUT : 0);
    lastAnchor = y;
    if (arrival) {
      arrive(step, index, y);
    }
    double below = y;
    if (last) {
      // A mark of its own below the head of the arrow, which would hide it.
      below = arrival ? y + 0.2 : y;
      mark = Optional.of(new Mark(at, below, lines));
      deepest = Math.max(deepest, below + 0.2);
    } else if (!lines.isEmpty() || !arrival) {
      events.add(new Event(at, index, y, !arrival, inTimeWait, lines));
      below = y + Math.max(0, lines.size() - 1) * Ladder.EVENT_FONT.lineHeight();
    }
    bottom.put(at.side(), below + 0.06);
    for (StateChange change : step.changes()) {
      double box = bottomOf(change.end()) + (change.end().side() == at.side() ? 0.18 : 0.3);
      putState(
          change.end(), change.socket(), change.to(), index, Math.max(box, y + TO_STATE), arrival);
    }
    for (Arrow arrow : step.sent()) {
      send(arrow, index, at);
    }
  }

  private static List<String> lines(Step step) {
    List<String> lines = new ArrayList<>();
    if (step.arrives().isEmpty()) {
      lines.addAll(Ladder.EVENT_FONT.wrap(step.action(), Ladder.OUTER_TEXT_MAX));
    }
    step.userTold()
        .ifPresent(told ->
            lines.addAll(Ladder.EVENT_FONT.wrap("user is told: " + told, Ladder.OUTER_TEXT_MAX)));
    return lines;
  }

  private void putState(
      End at, String socket, TcpState state, int step, double y, boolean byArrival) {
    states.add(new StateBox(at, socket, state, step, y));
    double half = Ladder.STATE_HEIGHT / 2;
    Double since = timeWaitSince.remove(at);
    if (since != null) {
      spans.add(
          new Span(at, since, y - half, byArrival ? Span.Close.CUT_SHORT : Span.Close.EXPIRED));
    }
    if (state == TcpState.TIME_WAIT) {
      timeWaitSince.put(at, y + half);
    }
    bottom.put(at.side(), y + half);
    deepest = Math.max(deepest, y + half);
  }

  // ---- Arrows

  private void send(Arrow arrow, int index, End at) {
    double y = bottomOf(at) + 0.07 + slack.beforeSending(index);
    bottom.put(at.side(), y);
    boolean another =
        story.steps().get(index).sent().stream().anyMatch(a -> a.number() > arrow.number());
    if (another) {
      bottom.put(at.side(), y + GAP_BETWEEN_SENDS - 0.07);
    }
    Departure departure = new Departure(arrow, index, y, false);
    if (arrow.lostAtOnce()) {
      lost(departure, y + DROP * LOST_AT);
    } else {
      departures.put(arrow.number(), departure);
    }
  }

  private void arrive(Step step, int index, double y) {
    Departure departure = departure(step.arrives().orElseThrow());
    departures.remove(departure.arrow.number());
    boolean overtaken =
        flights.stream()
            .anyMatch(other ->
                other.way == Way.ARRIVES
                    && !other.copy
                    && other.arrow.from() == departure.arrow.from()
                    && other.top > departure.y);
    flights.add(
        new Flight(
            departure.arrow,
            Way.ARRIVES,
            departure.copy,
            overtaken,
            departure.step,
            index,
            departure.y,
            y,
            1));
    step.copy()
        .ifPresent(copy ->
            departures.put(copy.number(), new Departure(copy, departure.step, departure.y, true)));
  }

  private void lose(int number) {
    Departure departure = departure(number);
    departures.remove(number);
    // A copy has to leave the line of its original, which starts where it does.
    lost(
        departure,
        departure.copy
            ? Math.max(lastAnchor + 0.3, departure.y + 2 * DROP)
            : departure.y + DROP * LOST_AT);
  }

  private void lost(Departure departure, double y) {
    deepest = Math.max(deepest, y + 0.12);
    flights.add(flightWithoutArrival(departure, Way.LOST, y, LOST_AT));
  }

  private void underway(Departure departure) {
    boolean justSent = departure.step == story.steps().size() - 1 && !departure.copy;
    double reach = justSent ? JUST_SENT_TO : UNDERWAY_TO;
    double y = departure.y + (departure.copy ? 1.3 * DROP : DROP * reach);
    deepest = Math.max(deepest, y + 0.12);
    flights.add(flightWithoutArrival(departure, justSent ? Way.JUST_SENT : Way.UNDERWAY, y, reach));
  }

  private static Flight flightWithoutArrival(Departure departure, Way way, double y, double reach) {
    return new Flight(
        departure.arrow,
        way,
        departure.copy,
        false,
        departure.step,
        departure.step,
        departure.y,
        y,
        reach);
  }
}
