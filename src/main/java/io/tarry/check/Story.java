package io.tarry.check;

import io.tarry.tcp.End;
import io.tarry.tcp.SegmentKind;
import io.tarry.tcp.TcpState;
import java.util.List;
import java.util.Optional;

/**
 * A trace as people tell it.
 *
 * @param kind what the run shows
 * @param ticks whether the world has a clock, so that {@link Step#tick} means something
 * @param lifelines the hosts, left to right
 * @param steps what happened, in order
 * @param ending in words, what the last step breaks or shows
 * @param sockets the sockets as the run ends, where there can be several a host
 */
public record Story(
    Kind kind,
    boolean ticks,
    List<Lifeline> lifelines,
    List<Step> steps,
    String ending,
    List<SocketRow> sockets) {

  /** One of a world with one socket a host. */
  public Story(
      Kind kind, boolean ticks, List<Lifeline> lifelines, List<Step> steps, String ending) {
    this(kind, ticks, lifelines, steps, ending, List.of());
  }

  /**
   * A socket as {@code ss -tano} lists it.
   *
   * @param host whose it is
   * @param state its state
   * @param local its own address and port
   * @param peer the peer's
   * @param timer which timer runs and how much of it is left, or nothing
   */
  public record SocketRow(String host, String state, String local, String peer, String timer) {}

  /** How many segments are sent in it, copies that the network made not counted. */
  public int segmentsSent() {
    return steps.stream().mapToInt(step -> step.sent().size()).sum();
  }

  /** What a run shows. */
  public enum Kind {
    /** That a property is violated. */
    COUNTEREXAMPLE,
    /** That a property which holds says something. */
    WITNESS
  }

  /** Keeps copies. */
  public Story {
    lifelines = List.copyOf(lifelines);
    steps = List.copyOf(steps);
    sockets = List.copyOf(sockets);
  }

  /**
   * One host.
   *
   * @param end which
   * @param name as the scenario calls it
   * @param detail a line below the name: its stack
   * @param state the state that the run begins in
   * @param timeWait how long TIME_WAIT lasts, for people ("2 MSL = 4 ticks")
   */
  public record Lifeline(End end, String name, String detail, TcpState state, String timeWait) {}

  /**
   * One step. At most one of {@code arrives} and {@code lost} is there.
   *
   * @param number from 1
   * @param tick how many ticks have passed when it happens; 0 without a clock
   * @param at the end where it happens; none for what the network or the clock does
   * @param action what happens, shortly: {@code close()}
   * @param why the rules applied, as one sentence; empty where there is nothing to explain
   * @param source where those rules stand; empty likewise
   * @param arrives the number of the arrow that arrives
   * @param lost the number of the arrow that is lost on its way
   * @param copy the copy that stays on its way when {@code arrives} is duplicated; it left where
   *     the original did
   * @param sent the arrows that leave in this step, in order
   * @param changes the changes of state
   * @param userTold what the user at {@code at} is told: an error, the end of file
   */
  public record Step(
      int number,
      int tick,
      Optional<End> at,
      String action,
      String why,
      String source,
      Optional<Integer> arrives,
      Optional<Integer> lost,
      Optional<Arrow> copy,
      List<Arrow> sent,
      List<StateChange> changes,
      Optional<String> userTold) {

    /** Keeps copies. */
    public Step {
      sent = List.copyOf(sent);
      changes = List.copyOf(changes);
    }

    /** Whether all that happens is that the clock advances. */
    public boolean isTick() {
      return at.isEmpty() && lost.isEmpty();
    }
  }

  /**
   * A segment on its way.
   *
   * @param number names it among all of the story
   * @param from its sender
   * @param label flags, SEQ, ACK and length, for people
   * @param kind what people call it
   * @param retransmission whether the same was sent before
   * @param lostAtOnce whether the scenario says that it is surely lost; no later step names it then
   */
  public record Arrow(
      int number,
      End from,
      String label,
      SegmentKind kind,
      boolean retransmission,
      boolean lostAtOnce) {}

  /**
   * A change of an end's state.
   *
   * @param socket which of its host's sockets, shortly; empty where there is but one
   */
  public record StateChange(End end, String socket, TcpState from, TcpState to) {
    /** Of the only socket. */
    public StateChange(End end, TcpState from, TcpState to) {
      this(end, "", from, to);
    }
  }
}
