package io.tarry.tcp.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that makes one world differ from another.
 *
 * @param clients the hosts that open actively, as a rule; one or two
 * @param server the other
 * @param nat whether the clients share one address and the ports of the first, as behind a NAT: a
 *     4-tuple belongs to the client that took it, and is free again when that client has closed it
 * @param start what has already happened when a run begins
 * @param window RCV.WND of both ends, in bytes; it never shrinks
 * @param isnApart how far apart the initial sequence numbers of a 4-tuple are
 * @param ghosts what to remember beyond what TCP needs, for claims about more than one step
 */
public record Settings(
    List<Host> clients,
    Host server,
    boolean nat,
    Start start,
    int window,
    int isnApart,
    Network network,
    Time time,
    Set<Ghost> ghosts) {

  /** So far apart that numbers of one connection never fall into the window of another. */
  public static final int ISN_FAR_APART = 500;

  /** No limit. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** What has already happened when a run begins. */
  public enum Start {
    /** Nobody has called anything. */
    CLOSED,
    /** The server listens. */
    LISTENING,
    /** The first connection is ESTABLISHED at both ends. */
    ESTABLISHED,
    /** The same, and then the server closed, its FIN came and was acknowledged, all at once. */
    HALF_CLOSED
  }

  /**
   * A host.
   *
   * @param stack how its TCP behaves
   * @param program what runs on it
   * @param sysctls its settings
   * @param options what its applications set on their sockets
   * @param clock the clock that its timestamps come from
   * @param isn how it chooses initial sequence numbers
   * @param ports of a client, the pool that connect() takes a local port from ({@code
   *     ip_local_port_range}); of a server, the ports it listens at
   */
  public record Host(
      Stack stack,
      Program program,
      Sysctls sysctls,
      SocketOptions options,
      TimestampClock clock,
      IsnChoice isn,
      List<Integer> ports) {

    /** Keeps a copy. */
    public Host {
      ports = List.copyOf(ports);
    }

    /** A copy that behaves like this. */
    public Host with(Stack other) {
      return new Host(other, program, sysctls, options, clock, isn, ports);
    }

    /** A copy with these settings. */
    public Host with(Sysctls other) {
      return new Host(stack, program, other, options, clock, isn, ports);
    }

    private Host slower(int times) {
      return with(
          sysctls
              .withReuse(sysctls.twReuse(), times * sysctls.twReuseDelay())
              .withFinTimeout(times * sysctls.finTimeout()));
    }

    /** A host with one socket that is used once, and nothing set. */
    public static Host plain(Side side, Stack stack, Script script, int finTimeout) {
      return new Host(
          stack,
          Program.once(script),
          Sysctls.none(finTimeout),
          SocketOptions.NONE,
          TimestampClock.PLAIN,
          IsnChoice.INCREASING,
          List.of(side == Side.CLIENT ? 40000 : 80));
    }
  }

  /** A world of two hosts and one connection. */
  public static Settings plain(
      Stack clientStack,
      Script clientScript,
      Stack serverStack,
      Script serverScript,
      boolean established,
      int window,
      Network network,
      Time time) {
    return new Settings(
        List.of(Host.plain(Side.CLIENT, clientStack, clientScript, time.finWait2())),
        Host.plain(Side.SERVER, serverStack, serverScript, time.finWait2()),
        false,
        established ? Start.ESTABLISHED : Start.CLOSED,
        window,
        ISN_FAR_APART,
        network,
        time,
        Set.of());
  }

  /**
   * What the network may do.
   *
   * @param lose how many segments it may lose, or {@link #UNLIMITED}
   * @param duplicate how many copies it may make, or {@link #UNLIMITED}
   * @param reorder whether a segment may overtake another on the way from one host to the other
   * @param room how many segments may be on their way at once; running out makes verdicts undecided
   * @param surelyLost of each kind, how many of the first ones sent are always lost
   * @param faults how many losses, copies and overtakings there may be in all; or {@link
   *     #UNLIMITED}, and then nobody counts them
   */
  public record Network(
      int lose,
      int duplicate,
      boolean reorder,
      int room,
      Map<SegmentKind, Integer> surelyLost,
      int faults) {

    /** A network whose faults nobody counts. */
    public Network(
        int lose, int duplicate, boolean reorder, int room, Map<SegmentKind, Integer> surelyLost) {
      this(lose, duplicate, reorder, room, surelyLost, UNLIMITED);
    }

    /** Copies the map, in the order of the kinds, so that equal networks print alike. */
    public Network {
      Map<SegmentKind, Integer> inOrder = new LinkedHashMap<>();
      for (SegmentKind kind : SegmentKind.ALL) {
        if (surelyLost.containsKey(kind)) {
          inOrder.put(kind, surelyLost.get(kind));
        }
      }
      surelyLost = Collections.unmodifiableMap(inOrder);
    }

    /** Whether the faults are counted, all together. */
    public boolean countsFaults() {
      return faults != UNLIMITED;
    }

    /**
     * Whether segments are known in the order in which they were sent: because they arrive in it,
     * or because somebody counts those that do not.
     */
    public boolean keepsOrder() {
      return !reorder || countsFaults();
    }
  }

  /**
   * The timers, and the kind of time.
   *
   * @param kind the kind of time
   * @param msl Maximum Segment Lifetime, in ticks; 0 where untimed
   * @param rto the first retransmission timeout, in ticks
   * @param backOff whether the timeout doubles with each retransmission (RFC 6298 section 5.5)
   * @param retransmissions R2: how many retransmissions before giving up (RFC 9293 section 3.8.3);
   *     {@link #UNLIMITED} if nobody gives up
   * @param timeWait how long TIME-WAIT lasts, in ticks; 0 skips the state. Where untimed: 0 or not
   * @param finWait2 how long FIN-WAIT-2 lasts where a stack limits it, in ticks
   * @param tick how long a tick is
   */
  public record Time(
      Kind kind,
      int msl,
      int rto,
      boolean backOff,
      int retransmissions,
      int timeWait,
      int finWait2,
      Tick tick) {

    /** Times in ticks of no length in particular. */
    public Time(
        Kind kind,
        int msl,
        int rto,
        boolean backOff,
        int retransmissions,
        int timeWait,
        int finWait2) {
      this(kind, msl, rto, backOff, retransmissions, timeWait, finWait2, Tick.NAMELESS);
    }

    /** The kinds of time. */
    public enum Kind {
      /** A discrete clock. */
      TICKS,
      /** Dense time. */
      REAL,
      /** Any running timer may fire at any moment. */
      UNTIMED
    }

    /**
     * How many retransmissions in a row are counted. Where nobody gives up, those after the first
     * are not told apart, so that the search ends; the timeout then doubles only once, which RFC
     * 6298 section 2.5 allows as an upper limit.
     */
    public int retransmissionsCounted() {
      return retransmissions == UNLIMITED ? 1 : retransmissions;
    }

    /** How long TIME-WAIT lasts with {@code tcp_tw_recycle}: 3.5 RTO. Linux 3.13, tcp_time_wait. */
    public int recycledTimeWait() {
      return (7 * rto + 1) / 2;
    }

    /** Whether time has steps of its own. */
    public boolean ticks() {
      return kind == Kind.TICKS;
    }

    /** Whether time is dense. */
    public boolean real() {
      return kind == Kind.REAL;
    }

    private int times(Tick shorter) {
      return Math.toIntExact(tick.micros() / shorter.micros());
    }

    private Time in(Tick shorter) {
      int times = times(shorter);
      return new Time(
          kind,
          times * msl,
          times * rto,
          backOff,
          retransmissions,
          times * timeWait,
          times * finWait2,
          shorter);
    }

    /** How times are counted, for people; nothing where there is no more to say than "ticks". */
    public String counting() {
      return real() ? "in real time" : tick.isNamed() ? "in ticks of " + tick.say(1) : "";
    }

    /** Whether there is time at all. */
    public boolean hasClock() {
      return kind != Kind.UNTIMED;
    }
  }

  /** Something that no host can see, remembered for a claim. */
  public enum Ghost {
    /** How each end's connection ended (a {@code Fate}). */
    FATE,
    /** Whether each end was in CLOSING. */
    PASSED_CLOSING,
    /** Whether a FIN in flight is a retransmission. */
    RETRANSMISSION,
    /** Which incarnation of its 4-tuple each segment, byte and TCB belongs to. */
    INCARNATION,
    /** Whether an old SYN made a new connection out of TIME-WAIT. */
    OLD_SYN,
    /** How each end's connection went, until the end begins another (a {@code PastConnection}). */
    PAST,
    /** Whether the server has been listening all the time since each connect() began. */
    LISTENED,
    /** How many segments were sent in all. */
    SENT
  }

  /** Whether the first connection has been established as the run begins. */
  public boolean established() {
    return start == Start.ESTABLISHED || start == Start.HALF_CLOSED;
  }

  /** Whether the numbers of one connection may reach into those of the next. */
  public boolean numbersMayOverlap() {
    return isnApart < ISN_FAR_APART;
  }

  /** Whether some host uses timestamps. */
  public boolean usesTimestamps() {
    return server.sysctls().timestamps()
        || clients.stream().anyMatch(client -> client.sysctls().timestamps());
  }

  /** The most bytes that the application at that side of one connection sends. */
  public int bytes(Side side) {
    return (side == Side.SERVER ? List.of(server) : clients)
        .stream().mapToInt(host -> host.program().bytesSentInOne()).max().orElse(0);
  }

  /** A copy with these hosts. */
  public Settings with(List<Host> otherClients, Host otherServer) {
    return new Settings(
        otherClients, otherServer, nat, start, window, isnApart, network, time, ghosts);
  }

  /** A copy with that network. */
  public Settings with(Network other) {
    return new Settings(clients, server, nat, start, window, isnApart, other, time, ghosts);
  }

  /** A copy with these times. */
  public Settings with(Time other) {
    return new Settings(clients, server, nat, start, window, isnApart, network, other, ghosts);
  }

  /** A copy that remembers these ghosts. */
  public Settings remembering(Set<Ghost> these) {
    return new Settings(
        clients, server, nat, start, window, isnApart, network, time, Set.copyOf(these));
  }

  /** A copy whose network commits so many faults at most. */
  public Settings withFaults(int most) {
    return with(
        new Network(
            network.lose,
            network.duplicate,
            network.reorder,
            network.room,
            network.surelyLost,
            most));
  }

  /**
   * The same world in shorter ticks, several of which make one of its present ticks. The world must
   * be one of real time whose timestamp clocks and scripts have no times.
   */
  public Settings in(Tick shorter) {
    int times = time.times(shorter);
    return with(clients.stream().map(client -> client.slower(times)).toList(), server.slower(times))
        .with(time.in(shorter));
  }

  /** Copies the lists. */
  public Settings {
    clients = List.copyOf(clients);
    ghosts = ghosts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(ghosts));
  }
}
