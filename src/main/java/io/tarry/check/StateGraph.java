package io.tarry.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states of one case and the steps between them, decoded, so that whoever has it can walk on
 * from any of them. Of a small world they are all there; of a larger one, those that its runs pass.
 *
 * @param whole whether all states of the world are here
 * @param setup what is the same in all states
 * @param properties the ids of the properties that {@link Sign}s are of, by their numbers
 * @param segments what can be on its way, by number; those that differ in their age alone are one
 * @param states the first is the one that every run begins in
 * @param beginning what the beginning itself is to each property that it means something to
 * @param runs of each property that has a run, by its id: which step to take of each state that the
 *     run comes to
 */
public record StateGraph(
    boolean whole,
    Story.Setup setup,
    List<String> properties,
    List<Segment> segments,
    List<State> states,
    Map<Integer, Sign> beginning,
    Map<String, List<Integer>> runs) {

  /** The target of a step that leads to a state which is not here. */
  public static final int ELSEWHERE = -1;

  /** Keeps copies. */
  public StateGraph {
    properties = List.copyOf(properties);
    segments = List.copyOf(segments);
    states = List.copyOf(states);
    beginning = Map.copyOf(beginning);
    runs = Map.copyOf(runs);
  }

  /** What a step, or an end, is to a property. */
  public enum Sign {
    /** It asks for something that is yet to come. */
    ASKED,
    /** It is what the property asks for, or puts the property to the test and keeps it. */
    KEPT,
    /** It breaks the property. */
    BROKEN
  }

  /**
   * One state.
   *
   * @param sockets every socket; nothing in a state tells their descriptors
   * @param signs where no step leads on: what that is to each property that is about ends
   * @param edges the steps that are possible, in the order of the model
   */
  public record State(Moment sockets, Map<Integer, Sign> signs, List<Edge> edges) {
    /** Keeps copies. */
    public State {
      signs = Map.copyOf(signs);
      edges = List.copyOf(edges);
    }
  }

  /** A possible step, and the number of the state that it leads to, or {@link #ELSEWHERE}. */
  public record Edge(int target, Step step) {}

  /**
   * What happens in a step; many edges share one.
   *
   * @param at the socket where it happens; none for what the network or the clock does
   * @param reason the rules applied
   * @param moved the segment that arrives or is lost
   * @param sent the segments that leave, in order
   * @param changes the changes of state
   * @param told what the user is given, or told
   * @param signs what it is to each property that it means something to
   */
  public record Step(
      Story.Event event,
      Optional<Story.Socket> at,
      Story.Reason reason,
      Optional<Moved> moved,
      List<Sent> sent,
      List<Story.StateChange> changes,
      Story.Told told,
      Map<Integer, Sign> signs) {

    /** Keeps copies. */
    public Step {
      sent = List.copyOf(sent);
      changes = List.copyOf(changes);
      signs = Map.copyOf(signs);
    }
  }

  /** The number of a segment that was on its way, and how many ticks it has been. */
  public record Moved(int segment, int age) {}

  /** The number of a segment that leaves, and whether the scenario says that it is surely lost. */
  public record Sent(int segment, boolean lostAtOnce) {}

  /**
   * What can be on its way.
   *
   * @param from its sender
   * @param segment without its timestamp
   * @param stamp how its timestamp is made, if it has one
   */
  public record Segment(Story.Socket from, Story.Segment segment, Optional<Stamp> stamp) {}

  /** TSval is {@code first} as the run begins, and one more every {@code period} ticks. */
  public record Stamp(int first, int period) {}
}
