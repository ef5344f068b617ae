package io.tarry.check;

import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A trace as people tell it.
 *
 * @param kind what the run shows
 * @param ticks whether the world has a clock, so that {@link Step#tick} means something
 * @param tick how long one tick of that clock is
 * @param lifelines the hosts: the clients, then the server
 * @param nat what stands between the clients and the server, if something does
 * @param steps what happened, in order
 * @param loop how the run goes on for ever, if it does
 * @param ending in words, what the last step, or the loop, breaks or shows
 * @param causes the numbers of the steps that explain the end, in their order
 * @param sockets the sockets as the run ends, where there can be several a host
 */
public record Story(
    Kind kind,
    boolean ticks,
    Tick tick,
    List<Lifeline> lifelines,
    Optional<Nat> nat,
    List<Step> steps,
    Optional<Loop> loop,
    String ending,
    List<Integer> causes,
    List<SocketRow> sockets) {

  /**
   * A socket as {@code ss -tano} lists it.
   *
   * @param host whose it is
   * @param state its state
   * @param local its own address and port
   * @param peer the peer's
   * @param timer which timer runs and how much of it is left, or nothing
   */
  public record SocketRow(
      String host, String state, String local, String peer, String descriptor, String timer) {}

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

  /** Keeps copies, and checks that a loop and causes are of its steps. */
  public Story {
    lifelines = List.copyOf(lifelines);
    steps = List.copyOf(steps);
    causes = List.copyOf(causes);
    sockets = List.copyOf(sockets);
    if (loop.isPresent() && loop.get().firstStep() > steps.size()) {
      throw new IllegalArgumentException("no step " + loop.get().firstStep());
    }
    for (int cause : causes) {
      if (cause < 1 || cause > steps.size()) {
        throw new IllegalArgumentException("no step " + cause);
      }
    }
  }

  /**
   * One host.
   *
   * @param socket its first socket, or its only one
   * @param name as the scenario calls it
   * @param detail a line below the name: its stack, and its address where there are several clients
   * @param state the state that this socket begins in
   * @param timeWait how long TIME_WAIT lasts, for people ("2 MSL = 4 ticks")
   */
  public record Lifeline(
      Socket socket, String name, String detail, TcpState state, String timeWait) {}

  /**
   * A socket of a host, and whom it talks to.
   *
   * @param lifeline the index of its host among the lifelines
   * @param peer that of the host across
   * @param end the end of a connection that it is, which tells a host's sockets apart
   * @param name which of its host's sockets it is, shortly; empty where there is but one
   */
  public record Socket(int lifeline, int peer, End end, String name) {
    /** The only one of its host, in a world of two hosts. */
    public static Socket only(End end) {
      int lifeline = end.side().ordinal();
      return new Socket(lifeline, 1 - lifeline, end, "");
    }
  }

  /**
   * A NAT that all clients are behind.
   *
   * @param address the one that all of them have, as the server sees it
   */
  public record Nat(String name, String address) {}

  /**
   * What comes after the last step: the steps from one of them on, again and again.
   *
   * @param firstStep the number of the step that comes after the last one
   * @param carried of each arrow that is on its way at the end, by number: the one that was on its
   *     way before the first step, and that it is to the next turn
   */
  public record Loop(int firstStep, Map<Integer, Integer> carried) {
    /** Keeps a copy. */
    public Loop {
      carried = Map.copyOf(carried);
      if (firstStep < 1) {
        throw new IllegalArgumentException("steps are numbered from 1, not " + firstStep);
      }
    }
  }

  /**
   * One step. At most one of {@code arrives} and {@code lost} is there.
   *
   * @param number from 1
   * @param tick how many ticks have passed when it happens; 0 without a clock
   * @param at the socket where it happens; none for what the network or the clock does
   * @param action what happens, shortly: {@code close()}
   * @param why the rules applied, as one sentence
   * @param source where those rules stand
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
      Optional<Socket> at,
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
   * @param inside what the client's address and port are behind the NAT; empty where there is none
   * @param kind what people call it
   * @param retransmission whether the same was sent before
   * @param lostAtOnce whether the scenario says that it is surely lost; no later step names it then
   */
  public record Arrow(
      int number,
      Socket from,
      String label,
      String inside,
      SegmentKind kind,
      boolean retransmission,
      boolean lostAtOnce) {}

  /** A change of a socket's state. */
  public record StateChange(Socket socket, TcpState from, TcpState to) {}
}
