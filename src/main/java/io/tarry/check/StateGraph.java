package io.tarry.check;

import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The states of one case and the steps between them, decoded, so that whoever has it can walk on
 * from any of them. Of a small world they are all there; of a larger one, those that its runs pass.
 *
 * @param whole whether all states of the world are here
 * @param ticks whether the world has a clock
 * @param lifelines the hosts: the clients, then the server
 * @param nat what stands between the clients and the server, if something does
 * @param properties the ids of the properties that {@link Sign}s are of, by their numbers
 * @param segments what can be on its way, by number; those that differ in their age alone are one
 * @param states the first is the one that every run begins in
 * @param beginning what the beginning itself is to each property that it means something to
 * @param runs of each property that has a run, by its id: which step to take of each state that the
 *     run comes to
 */
public record StateGraph(
    boolean whole,
    boolean ticks,
    List<Story.Lifeline> lifelines,
    Optional<Story.Nat> nat,
    List<String> properties,
    List<Segment> segments,
    List<State> states,
    Map<Integer, Sign> beginning,
    Map<String, List<Integer>> runs) {

  /** The target of a step that leads to a state which is not here. */
  public static final int ELSEWHERE = -1;

  /** Keeps copies. */
  public StateGraph {
    lifelines = List.copyOf(lifelines);
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
   * @param sockets all sockets that there are, host by host
   * @param signs where no step leads on: what that is to each property that is about ends
   * @param edges the steps that are possible, in the order of the model
   */
  public record State(List<SocketState> sockets, Map<Integer, Sign> signs, List<Edge> edges) {
    /** Keeps copies. */
    public State {
      sockets = List.copyOf(sockets);
      signs = Map.copyOf(signs);
      edges = List.copyOf(edges);
    }
  }

  /**
   * A socket as its host has it.
   *
   * @param local its own address and port
   * @param peer the peer's
   * @param timer the timer that runs, if one does
   */
  public record SocketState(
      Story.Socket socket,
      TcpState state,
      String local,
      String peer,
      Optional<RunningTimer> timer,
      int sndUna,
      int sndNxt,
      int rcvNxt) {}

  /**
   * A timer that runs.
   *
   * @param name as {@code ss} calls it
   * @param left how many ticks are left; none without a clock, where it may expire at any time
   * @param retransmissions how often it has expired since the last new ACK
   */
  public record RunningTimer(String name, Optional<Integer> left, int retransmissions) {}

  /** A possible step, and the number of the state that it leads to, or {@link #ELSEWHERE}. */
  public record Edge(int target, Step step) {}

  /**
   * What happens in a step; many edges share one.
   *
   * @param at the socket where it happens; none for what the network or the clock does
   * @param action what happens, shortly; of a segment that arrives or is lost, only that
   * @param why the rules applied, as one sentence
   * @param source where those rules stand
   * @param moved the segment that arrives or is lost
   * @param sent the segments that leave, in order
   * @param changes the changes of state
   * @param userTold what the user is told: an error, the end of file
   * @param signs what it is to each property that it means something to
   */
  public record Step(
      Action.Kind kind,
      Optional<Story.Socket> at,
      String action,
      String why,
      String source,
      Optional<Moved> moved,
      List<Sent> sent,
      List<Story.StateChange> changes,
      Optional<String> userTold,
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
   * @param label flags, SEQ, ACK and length, for people
   * @param inside what the client's address and port are behind the NAT; empty where there is none
   * @param stamp how its timestamp is made, if it has one
   */
  public record Segment(
      Story.Socket from, String label, String inside, SegmentKind kind, Optional<Stamp> stamp) {}

  /** TSval is {@code first} as the run begins, and one more every {@code period} ticks. */
  public record Stamp(int first, int period) {}
}
