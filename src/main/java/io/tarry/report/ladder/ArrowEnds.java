package io.tarry.report.ladder;

import io.tarry.check.Story;
import io.tarry.check.Story.Arrow;
import io.tarry.tcp.settings.SegmentKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out how far down each arrow begins and ends, step by step. */
final class ArrowEnds {

  /** How far an arrow drops from sender to receiver, if nothing delays it. */
  static final double DROP = 0.34;

  private static final double LOST_AT = 0.62;
  private static final double UNDERWAY_TO = 0.36;
  private static final double JUST_SENT_TO = 0.5;

  /** How an arrow ends. */
  enum Way {
    ARRIVES,
    LOST,
    UNDERWAY,
    JUST_SENT
  }

  /**
   * An arrow as it leaves, or a copy of it.
   *
   * @param step index of the step in which it leaves; of a copy, in which its original does
   */
  private record Departure(Arrow arrow, int step, double y, boolean copy) {}

  /**
   * An arrow and its place.
   *
   * @param to the lifeline at which it arrives, or would arrive
   * @param endsIn index of the step in which it arrives; if it never does, of the step in which it
   *     leaves
   * @param reach how far it gets, as a fraction of the way
   */
  record Flight(
      Departure departure,
      int to,
      Way way,
      boolean overtaken,
      int endsIn,
      double bottom,
      double reach) {

    Arrow arrow() {
      return departure.arrow;
    }

    boolean copy() {
      return departure.copy;
    }

    /** Index of the step in which it leaves. */
    int sentIn() {
      return departure.step;
    }

    double top() {
      return departure.y;
    }
  }

  private final Map<Integer, Departure> departures = new HashMap<>();
  private final List<Flight> flights = new ArrayList<>();
  private double deepest;

  /** All arrows that have ended, by number. */
  List<Flight> all() {
    return flights.stream().sorted((a, b) -> a.arrow().number() - b.arrow().number()).toList();
  }

  /** A place below all crosses and all arrows still in flight. */
  double deepest() {
    return deepest;
  }

  /** The lowest cross so far. */
  double lowestCross() {
    return flights.stream()
        .filter(flight -> flight.way == Way.LOST)
        .mapToDouble(Flight::bottom)
        .max()
        .orElse(0);
  }

  private Departure departure(int number) {
    Departure departure = departures.get(number);
    if (departure == null) {
      throw new IllegalArgumentException("no arrow " + number + " is on its way");
    }
    return departure;
  }

  void send(Arrow arrow, int step, double y) {
    Departure departure = new Departure(arrow, step, y, false);
    if (arrow.lostAtOnce()) {
      lost(departure, y + DROP * LOST_AT);
    } else {
      departures.put(arrow.number(), departure);
    }
  }

  /** The index of the step in which it was sent; for a copy, that of the original. */
  int sentIn(int number) {
    return departure(number).step;
  }

  /** What it is called. */
  SegmentKind kind(int number) {
    return departure(number).arrow.kind();
  }

  /** The highest place at which that arrow can arrive. */
  double earliest(int number) {
    return departure(number).y + DROP;
  }

  void arrive(int number, int to, Optional<Arrow> copy, int step, double y) {
    Departure departure = departure(number);
    departures.remove(number);
    boolean overtaken =
        flights.stream()
            .anyMatch(other ->
                other.way == Way.ARRIVES
                    && !other.copy()
                    && other.arrow().from().end() == departure.arrow.from().end()
                    && other.top() > departure.y);
    flights.add(new Flight(departure, to, Way.ARRIVES, overtaken, step, y, 1));
    copy.ifPresent(another ->
        departures.put(
            another.number(), new Departure(another, departure.step, departure.y, true)));
  }

  /** Ends an arrow that is lost, below {@code now}. */
  void lose(int number, double now) {
    Departure departure = departure(number);
    departures.remove(number);
    // A copy starts where its original does, and has to leave its line.
    lost(
        departure,
        departure.copy
            ? Math.max(now + 0.3, departure.y + 2 * DROP)
            : departure.y + DROP * LOST_AT);
  }

  private void lost(Departure departure, double y) {
    ends(departure, Way.LOST, y, LOST_AT);
  }

  /** Ends the story: arrows that have not arrived stay in flight. */
  void end(Story story) {
    departures.values().stream()
        .sorted((a, b) -> a.arrow.number() - b.arrow.number())
        .forEach(departure -> underway(departure, story));
  }

  private void underway(Departure departure, Story story) {
    boolean inLastStep = departure.step == story.steps().size() - 1;
    boolean justSent = inLastStep && !departure.copy && story.loop().isEmpty();
    double reach = justSent ? JUST_SENT_TO : UNDERWAY_TO;
    double y = departure.y + (departure.copy ? 1.3 * DROP : DROP * reach);
    ends(departure, justSent ? Way.JUST_SENT : Way.UNDERWAY, y, reach);
  }

  private void ends(Departure departure, Way way, double y, double reach) {
    deepest = Math.max(deepest, y + 0.12);
    flights.add(
        new Flight(departure, departure.arrow.from().peer(), way, false, departure.step, y, reach));
  }
}
