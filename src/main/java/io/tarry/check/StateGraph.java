package io.tarry.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states of one case and the steps between them, decoded, so that one can walk on from any of
 * them. For a small world all states are here; for a larger one, those on its runs.
 *
 * @param whole whether all states of the world are here
 * @param legend what states and steps refer to
 * @param states every run begins in the first
 * @param beginning what the beginning means to each property that it concerns
 * @param runs for each property with a run, by id: which step to take in each state that the run
 *     comes to
 */
public record StateGraph(
    boolean whole,
    Legend legend,
    List<State> states,
    Map<Integer, Sign> beginning,
    Map<String, List<Integer>> runs) {

  /** The target of a step to a state that is not here. */
  public static final int ELSEWHERE = -1;

  /** Copies the collections. */
  public StateGraph {
    states = List.copyOf(states);
    beginning = Map.copyOf(beginning);
    runs = Map.copyOf(runs);
  }

  /**
   * What states and steps refer to.
   *
   * @param setup what does not change
   * @param clocks how many ticks of the world make one tick of each timestamp clock
   * @param properties the ids of the properties, by the numbers that {@link Sign}s have
   * @param segments what can be in flight, by number; segments that differ only in age are one
   */
  public record Legend(
      StorySetup setup, List<Integer> clocks, List<String> properties, List<Segment> segments) {
    /** Copies the lists. */
    public Legend {
      clocks = List.copyOf(clocks);
      properties = List.copyOf(properties);
      segments = List.copyOf(segments);
    }
  }

  /** What does not change. */
  public StorySetup setup() {
    return legend.setup();
  }

  /** How many ticks of the world make one tick of each timestamp clock. */
  public List<Integer> clocks() {
    return legend.clocks();
  }

  /** The ids of the properties, by the numbers that {@link Sign}s have. */
  public List<String> properties() {
    return legend.properties();
  }

  /** What can be in flight, by number; segments that differ only in age are one. */
  public List<Segment> segments() {
    return legend.segments();
  }

  /** What a step, or the end of a run, means to a property. */
  public enum Sign {
    /** It meets the premise, and the goal is still to come. */
    ASKED,
    /** It meets the goal, or meets the premise and keeps the property. */
    KEPT,
    /** It breaks the property. */
    BROKEN
  }

  /**
   * One state.
   *
   * @param sockets every socket, without descriptors, which a state does not hold
   * @param phases how many ticks of the world have passed in each clock's present tick; -1 where
   *     its timestamps are not compared
   * @param signs where no step is possible: what that means to each property that it concerns
   * @param edges the steps that are possible, in the order of the model
   */
  public record State(
      Moment sockets, List<Integer> phases, Map<Integer, Sign> signs, List<Edge> edges) {
    /** Copies the collections. */
    public State {
      phases = List.copyOf(phases);
      signs = Map.copyOf(signs);
      edges = List.copyOf(edges);
    }
  }

  /** A possible step, and the number of the state that it leads to, or {@link #ELSEWHERE}. */
  public record Edge(int target, Step step) {}

  /**
   * What happens in a step; many edges share it.
   *
   * @param event what happens
   * @param reason the rules applied
   * @param moved the segment that arrives or is lost
   * @param sent the segments that leave, in order
   * @param effect what it does to sockets and users
   * @param signs what it means to each property that it concerns
   */
  public record Step(
      Story.Event event,
      Story.Reason reason,
      Optional<Moved> moved,
      List<Sent> sent,
      Story.Effect effect,
      Map<Integer, Sign> signs) {

    /** Copies the collections. */
    public Step {
      sent = List.copyOf(sent);
      signs = Map.copyOf(signs);
    }

    /** The socket where it happens; empty for what the network or the clock does. */
    public Optional<Story.Socket> at() {
      return event.at();
    }

    /** The changes of state. */
    public List<Story.StateChange> changes() {
      return effect.changes();
    }

    /** What the user reads or is told. */
    public Story.Told told() {
      return effect.told();
    }
  }

  /** The number of a segment that was in flight, and for how many ticks it was. */
  public record Moved(int segment, int age) {}

  /** The number of a segment that leaves, and whether the scenario says that it is always lost. */
  public record Sent(int segment, boolean lostAtOnce) {}

  /**
   * A segment that can be in flight.
   *
   * @param from its sender
   * @param segment without its timestamp
   * @param stamp how its timestamp is made, if it has one
   */
  public record Segment(Story.Socket from, Story.Segment segment, Optional<Stamp> stamp) {}

  /** TSval is {@code first}, plus the number of ticks of that clock since the run began. */
  public record Stamp(int first, int clock) {}
}
