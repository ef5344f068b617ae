package io.tarry.check;

import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.world.TcpState;
import java.util.List;
import java.util.Optional;

/**
 * What does not change during a run.
 *
 * @param clock its times, if the world has a clock
 * @param lifelines the hosts: the clients, then the server
 * @param nat the NAT between the clients and the server, if there is one
 * @param connections all possible 4-tuples, as the server sees them
 * @param severalSockets whether a host can have more than one socket, at once or one after the
 *     other
 */
public record StorySetup(
    Optional<Clock> clock,
    List<Lifeline> lifelines,
    Optional<Nat> nat,
    List<FourTuple> connections,
    boolean severalSockets) {
  /** Copies the lists. */
  public StorySetup {
    lifelines = List.copyOf(lifelines);
    connections = List.copyOf(connections);
  }

  /** How long a tick is, and the times that others are made of, in ticks. */
  public record Clock(Tick tick, int msl, int rto) {}

  /**
   * One host.
   *
   * @param socket its first socket, or its only one
   * @param name its name in the scenario
   * @param stack the name of its stack
   * @param address its own address; behind a NAT the server sees another
   * @param state the state in which this socket begins
   */
  public record Lifeline(
      Story.Socket socket,
      String name,
      String stack,
      String address,
      TcpState state,
      TimeWaitLength timeWait) {}

  /**
   * How long TIME_WAIT lasts at a host.
   *
   * @param ticks in ticks; meaningless without a clock
   * @param recycled whether it is 3.5 RTO, rounded up, because of {@code tcp_tw_recycle}
   */
  public record TimeWaitLength(int ticks, boolean recycled) {}

  /**
   * A NAT that all clients are behind.
   *
   * @param address the address that all of them have for the server
   */
  public record Nat(String name, String address) {}
}
