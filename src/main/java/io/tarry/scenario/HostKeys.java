package io.tarry.scenario;

import io.tarry.scenario.Key.Choice;
import io.tarry.scenario.Key.Count;
import io.tarry.scenario.Key.Flag;
import io.tarry.scenario.Key.Group;
import io.tarry.scenario.Key.PortRange;
import io.tarry.scenario.Key.Ports;
import io.tarry.scenario.Key.Span;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.ReopenFromTimeWait;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.SynReceivedReply;
import io.tarry.tcp.settings.TwRestart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a host. */
final class HostKeys {

  /** The named stacks. */
  static final Map<String, Stack> STACKS = new LinkedHashMap<>();

  static {
    STACKS.put("rfc9293", Stack.RFC9293);
    STACKS.put("linux", Stack.LINUX);
    STACKS.put("linux-3.13", Stack.LINUX_3_13);
    STACKS.put("freebsd", Stack.FREEBSD);
  }

  private static final int AHEAD_MAX = 60;
  private static final int CLOCK_MAX = 20;
  private static final int PORTS_MAX = 4;

  static final Choice<Stack> STACK =
      new Choice<>(
          "stack",
          "a stack",
          STACKS,
          "rfc9293",
          "how its TCP behaves: the text of RFC 9293 to the letter, or as Linux 6, Linux 3.13 or"
              + " FreeBSD 13 does");

  // ---- What a stack consists of

  private static final String AS_STACK = "as the stack has it";

  static final Choice<TwRestart> TW_RESTART =
      new Choice<>(
          "twRestart",
          "a twRestart",
          Words.of(TwRestart.values()),
          AS_STACK,
          "what TIME_WAIT answers and what restarts it");
  static final Choice<ReopenFromTimeWait> REOPEN =
      new Choice<>(
          "reopenFromTimeWait",
          "a reopenFromTimeWait",
          Words.of(ReopenFromTimeWait.values()),
          AS_STACK,
          "which SYN makes a new connection out of TIME_WAIT where a listener keeps listening");
  static final Choice<SynReceivedReply> SYN_RECEIVED_REPLY =
      new Choice<>(
          "synReceivedReply",
          "a synReceivedReply",
          Words.of(SynReceivedReply.values()),
          AS_STACK,
          "the answer to a SYN+ACK that crossed ours");
  static final Count PAWS_TOLERANCE =
      new Count(
          "pawsTolerance",
          0,
          1,
          false,
          AS_STACK,
          "by how much a timestamp may be older than the last and yet pass, on a connection; in"
              + " TIME_WAIT never");

  /** A key for each switch, in their order. */
  static final Map<Switch, Flag> SWITCHES = new EnumMap<>(Switch.class);

  static {
    for (Switch one : Switch.values()) {
      SWITCHES.put(one, new Flag(one.key(), AS_STACK, one.says()));
    }
  }

  /** All keys of a stack. */
  static final List<Key> STACK_KEYS =
      Stream.<Key>concat(
              Stream.of(TW_RESTART, REOPEN, SYN_RECEIVED_REPLY, PAWS_TOLERANCE),
              SWITCHES.values().stream())
          .toList();

  /** Keys of earlier versions, and what replaces them, as a part of a quoted text. */
  private static final Map<String, String> REPLACED =
      Map.of("halfDuplexClose", "rstForUnreadBytes' and 'rstForLateBytes");

  // ---- Sysctls, by Linux' names

  static final PortRange PORT_RANGE =
      new PortRange(
          "ip_local_port_range",
          1024,
          65535,
          PORTS_MAX,
          40000,
          "the ports that connect() takes from; behind a NAT those of the first client are all"
              + " clients'");
  static final Count TIMESTAMPS =
      new Count(
          "tcp_timestamps",
          0,
          2,
          false,
          "0",
          "1 and 2: offer and accept timestamps, and with them PAWS");
  static final Count TW_REUSE =
      new Count(
          "tcp_tw_reuse",
          0,
          2,
          false,
          "0",
          "1: connect() may take a 4-tuple out of TIME_WAIT; 2 does so on loopback alone, so here"
              + " never");
  static final Span TW_REUSE_DELAY =
      new Span(
          "tcp_tw_reuse_delay",
          1,
          ScenarioKeys.TICKS_MAX,
          "1 tick; where times have units, 1 s",
          "for how long the 4-tuple must have been in TIME_WAIT then");
  static final Count TW_RECYCLE =
      new Count(
          "tcp_tw_recycle",
          0,
          1,
          false,
          "0",
          "1, as before Linux 4.12: TIME_WAIT lasts 3.5 RTO, and a SYN with a timestamp older than"
              + " the last from its address is dropped");
  static final Count RFC1337 =
      new Count("tcp_rfc1337", 0, 1, false, "0", "1: TIME_WAIT ignores RST");
  static final Count MAX_TW_BUCKETS =
      new Count(
          "tcp_max_tw_buckets",
          0,
          PORTS_MAX,
          false,
          "no limit",
          "so many entries in TIME_WAIT; where one more finds no room, TIME_WAIT is skipped");
  static final Span FIN_TIMEOUT =
      new Span(
          "tcp_fin_timeout",
          1,
          ScenarioKeys.TICKS_MAX,
          "time.finWait2",
          "how long FIN_WAIT_2 lasts where nobody reads any more");

  private static final List<Key> SERVER_SYSCTLS =
      List.of(
          TIMESTAMPS, TW_REUSE, TW_REUSE_DELAY, TW_RECYCLE, RFC1337, MAX_TW_BUCKETS, FIN_TIMEOUT);

  // ---- The other keys

  static final Count LINGER = new Count("SO_LINGER", 0, 0, false, "not set", "close() aborts");
  static final Flag REUSE_ADDRESS =
      new Flag(
          "SO_REUSEADDR",
          "false",
          "a port may be bound while other sockets of it, all with this option, are in use");
  static final Flag REUSE_ADDRESS_LATER =
      new Flag(
          "SO_REUSEADDR_of_the_restarted",
          "as SO_REUSEADDR",
          "the same, of the listener that a restart opens");
  static final Group OPTIONS =
      Group.of(
          "options",
          "what its applications set on their sockets",
          LINGER,
          REUSE_ADDRESS,
          REUSE_ADDRESS_LATER);
  static final Group CLIENT_OPTIONS = Group.of("options", OPTIONS.says(), LINGER, REUSE_ADDRESS);

  static final Span CLOCK_TICK =
      new Span(
          "tick",
          1,
          CLOCK_MAX,
          "1 tick",
          "how long the timestamp clock takes for one tick of its own; where in its"
              + " tick it is when a connection begins is for the search to choose");
  static final Count CLOCK_AHEAD =
      new Count(
          "ahead", 0, AHEAD_MAX, false, "0", "by how much it runs ahead of other hosts' clocks");
  static final Count CLOCK_APART =
      new Count(
          "portsApart",
          0,
          CLOCK_MAX,
          false,
          "0",
          "by how much the clock of each further local port lags behind: a clock a connection");
  static final Group CLOCK =
      Group.of("clock", "where its timestamps come from", CLOCK_TICK, CLOCK_AHEAD, CLOCK_APART);

  static final Choice<IsnChoice> ISN =
      new Choice<>(
          "isn",
          "a choice",
          Words.of(IsnChoice.values()),
          "increasing",
          "how initial sequence numbers follow each other on a 4-tuple");
  static final Count PROCESSES =
      new Count(
          "processes", 1, PORTS_MAX, false, "1", "so many processes run its script side by side");
  static final Count RESTARTS =
      new Count("restarts", 0, 2, false, "0", "how often its listener is closed and opened again");
  static final Ports PORTS =
      new Ports(
          "ports", PORTS_MAX, List.of(80), "the ports it listens at; 'open' goes to the first");

  /** Of a client. */
  static final Group CLIENT_SYSCTL = sysctl(true);

  /** Of a server. */
  static final Group SERVER_SYSCTL = sysctl(false);

  private HostKeys() {}

  /** What replaces a key of an earlier version, given by its name or path. */
  static Optional<String> replacementOf(String key) {
    return Optional.ofNullable(REPLACED.get(key.substring(key.lastIndexOf('.') + 1)));
  }

  private static Group sysctl(boolean client) {
    List<Key> keys = new ArrayList<>(client ? List.of(PORT_RANGE) : List.of());
    keys.addAll(SERVER_SYSCTLS);
    return Group.of("sysctl", "settings under their Linux names", keys.toArray(Key[]::new));
  }

  static Group client(String name, String says) {
    return host(name, says, List.of(CLIENT_SYSCTL, CLIENT_OPTIONS, CLOCK, ISN, PROCESSES));
  }

  static Group server(String name, String says) {
    return host(name, says, List.of(SERVER_SYSCTL, OPTIONS, CLOCK, ISN, PORTS, RESTARTS));
  }

  private static Group host(String name, String says, List<Key> own) {
    List<Key> keys = new ArrayList<>(List.of(STACK));
    keys.addAll(STACK_KEYS);
    keys.addAll(own);
    return new Group(name, false, Optional.of(STACK), List.copyOf(keys), says);
  }
}
