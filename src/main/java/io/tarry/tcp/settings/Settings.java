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
 * @param hosts who talks to whom
 * @param start what has already happened when a run begins
 * @param numbers the sequence numbers
 * @param network what the network may do
 * @param time the timers
 * @param ghosts what to remember beyond what TCP needs, for claims about more than one step
 */
public record Settings(
    Hosts hosts,
    Start start,
    SequenceNumbers numbers,
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
   * The hosts.
   *
   * @param clients those that open actively, as a rule; one or two
   * @param server the other
   * @param nat whether the clients share one address and the ports of the first, as behind a NAT: a
   *     4-tuple belongs to the client that took it, and is free again when that client has closed
   *     it
   */
  public record Hosts(List<Host> clients, Host server, boolean nat) {
    /** Keeps a copy. */
    public Hosts {
      clients = List.copyOf(clients);
    }

    /** Two hosts. */
    public static Hosts of(Host client, Host server) {
      return new Hosts(List.of(client), server, false);
    }
  }

  /**
   * The sequence numbers.
   *
   * @param window RCV.WND of both ends, in bytes; it never shrinks
   * @param isnApart how far apart the initial sequence numbers of a 4-tuple are
   */
  public record SequenceNumbers(int window, int isnApart) {
    /** Numbers of connections so far apart that none falls into the window of another. */
    public static SequenceNumbers farApart(int window) {
      return new SequenceNumbers(window, ISN_FAR_APART);
    }
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

  /** The hosts that open actively, as a rule. */
  public List<Host> clients() {
    return hosts.clients();
  }

  /** The other host. */
  public Host server() {
    return hosts.server();
  }

  /** Whether the clients are behind a NAT. */
  public boolean nat() {
    return hosts.nat();
  }

  /** RCV.WND of both ends, in bytes. */
  public int window() {
    return numbers.window();
  }

  /** How far apart the initial sequence numbers of a 4-tuple are. */
  public int isnApart() {
    return numbers.isnApart();
  }

  /** Whether the first connection has been established as the run begins. */
  public boolean established() {
    return start == Start.ESTABLISHED || start == Start.HALF_CLOSED;
  }

  /** Whether the numbers of one connection may reach into those of the next. */
  public boolean numbersMayOverlap() {
    return isnApart() < ISN_FAR_APART;
  }

  /** Whether some host uses timestamps. */
  public boolean usesTimestamps() {
    return server().sysctls().timestamps()
        || clients().stream().anyMatch(client -> client.sysctls().timestamps());
  }

  /** The most bytes that the application at that side of one connection sends. */
  public int bytes(Side side) {
    return (side == Side.SERVER ? List.of(server()) : clients())
        .stream().mapToInt(host -> host.program().bytesSentInOne()).max().orElse(0);
  }

  /** A copy with these hosts. */
  public Settings with(Hosts other) {
    return new Settings(other, start, numbers, network, time, ghosts);
  }

  /** A copy with these hosts, behind a NAT if those of this world are. */
  public Settings with(List<Host> otherClients, Host otherServer) {
    return with(new Hosts(otherClients, otherServer, nat()));
  }

  /** A copy in which so much has happened when a run begins. */
  public Settings with(Start other) {
    return new Settings(hosts, other, numbers, network, time, ghosts);
  }

  /** A copy with these sequence numbers. */
  public Settings with(SequenceNumbers other) {
    return new Settings(hosts, start, other, network, time, ghosts);
  }

  /** A copy with that network. */
  public Settings with(Network other) {
    return new Settings(hosts, start, numbers, other, time, ghosts);
  }

  /** A copy with these times. */
  public Settings with(Time other) {
    return new Settings(hosts, start, numbers, network, other, ghosts);
  }

  /** A copy that remembers these ghosts. */
  public Settings remembering(Set<Ghost> these) {
    return new Settings(hosts, start, numbers, network, time, these);
  }

  /** A copy whose network commits this many faults at most. */
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
    int times = Math.toIntExact(time.tick().micros() / shorter.micros());
    return with(
            clients().stream().map(client -> client.slower(times)).toList(), server().slower(times))
        .with(time.times(times).in(shorter));
  }

  /** Copies the set. */
  public Settings {
    ghosts = ghosts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(ghosts));
  }
}
