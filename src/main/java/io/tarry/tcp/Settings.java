package io.tarry.tcp;

import java.util.Map;
import java.util.Set;

/**
 * Everything that makes one world differ from another.
 *
 * @param client the end that opens actively, by custom
 * @param server the other
 * @param established whether the run starts with both ends ESTABLISHED, instead of CLOSED
 * @param window RCV.WND of both ends, in octets; always open
 * @param ghosts what to remember beyond what TCP needs, for properties with a longer memory
 */
public record Settings(
    Host client,
    Host server,
    boolean established,
    int window,
    Network network,
    Time time,
    Set<Ghost> ghosts) {

  /** As many as any count may be. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** The host at one end. */
  public record Host(Stack stack, Script script) {}

  /**
   * What the network may do.
   *
   * @param lose how many segments it may lose, or {@link #UNLIMITED}
   * @param duplicate how many copies it may make, or {@link #UNLIMITED}
   * @param reorder whether a segment may overtake another of the same direction
   * @param room how many segments may be on their way at once; running out makes verdicts undecided
   * @param surelyLost of each kind, how many of the first ones sent are lost in any case
   */
  public record Network(
      int lose, int duplicate, boolean reorder, int room, Map<SegmentKind, Integer> surelyLost) {
    /** Keeps a copy. */
    public Network {
      surelyLost = Map.copyOf(surelyLost);
    }
  }

  /**
   * The timers, and what time is.
   *
   * @param kind what time is
   * @param msl Maximum Segment Lifetime, in ticks; 0 where untimed
   * @param rto the first retransmission timeout, in ticks
   * @param backOff whether the timeout doubles with each retransmission (RFC 6298 section 5.5)
   * @param retransmissions R2: how many retransmissions before giving up (RFC 9293 section 3.8.3)
   * @param timeWait how long TIME-WAIT lasts, in ticks; 0 skips the state. Where untimed: 0 or not
   * @param finWait2 how long FIN-WAIT-2 lasts where a stack limits it, in ticks
   */
  public record Time(
      Kind kind,
      int msl,
      int rto,
      boolean backOff,
      int retransmissions,
      int timeWait,
      int finWait2) {

    /** What time is. */
    public enum Kind {
      /** A discrete clock. */
      TICKS,
      /** Any running timer may fire at any moment. */
      UNTIMED
    }

    /** Whether there is a clock. */
    public boolean ticks() {
      return kind == Kind.TICKS;
    }
  }

  /** Something to remember that no host can see. */
  public enum Ghost {
    /** How each end's connection ended ({@link Fate}). */
    FATE,
    /** Whether each end was in CLOSING. */
    PASSED_CLOSING,
    /** Whether a FIN on its way is a retransmission. */
    RETRANSMISSION
  }

  /** The host at that end. */
  public Host host(End end) {
    return end == End.CLIENT ? client : server;
  }

  /** The same world, remembering this much. */
  public Settings remembering(Set<Ghost> these) {
    return new Settings(client, server, established, window, network, time, Set.copyOf(these));
  }

  /** Keeps a copy. */
  public Settings {
    ghosts = Set.copyOf(ghosts);
  }
}
