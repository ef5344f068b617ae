package io.tarry.jqwik;

import io.tarry.scenario.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Arbitraries of whole worlds and of each part of one. All shrink towards the plainest: no fault,
 * the shortest times, one client, a connection that is there and is closed, and hosts that do what
 * RFC 9293 says.
 */
@SuppressWarnings("exports") // Justification: the module does not ask for jqwik; pom.xml says why.
public final class Worlds {

  private static final int MSL_MAX = 2;
  private static final int CHANGES_MAX = 3;
  private static final String HOST = "hosts.client.";
  private static final String SYSCTL = "sysctl.";

  /** All that have a name. */
  static final List<String> STACKS =
      Setting.all().stream()
          .filter(setting -> setting.path().equals(HOST + "stack"))
          .flatMap(setting -> setting.values().stream())
          .map(String.class::cast)
          .toList();

  private static final List<String> CLOSES =
      List.of("close", "close on eof", "shutdown, eof", "abort");

  /** What the client does before it closes, and what the server does then. */
  private static final List<List<String>> TALKS =
      List.of(
          List.of("", ""),
          List.of("send 1", "receive 1"),
          List.of("receive 1", "send 1"),
          List.of("send 1, receive 1", "receive 1, send 1"),
          List.of("send 1", ""));

  /** How a run begins, the plainest first. */
  private enum Beginning {
    ESTABLISHED,
    CLOSED,
    LISTENING,
    AGAIN,
    TWO_CLIENTS
  }

  private Worlds() {}

  /** Whole worlds, each of which is a good scenario. */
  public static WorldArbitrary worlds() {
    return new WorldArbitrary();
  }

  /** Networks with at most one loss or copy. */
  public static Arbitrary<FaultBudget> faults() {
    return faults(1);
  }

  static Arbitrary<FaultBudget> faults(int max) {
    if (max < 0) {
      throw new IllegalArgumentException("there are 0 faults at least, not " + max);
    }
    Arbitrary<Integer> count = new Boundaries(0, max, List.of(0, max));
    return Combinators.combine(count, count, onlyEdge(Arbitraries.of(false, true), false))
        .as(FaultBudget::new)
        .filter(faults -> faults.total() <= max);
  }

  /** Of these values only the one is an edge case: so that those of times are tried with it. */
  private static <T> Arbitrary<T> onlyEdge(Arbitrary<T> values, T only) {
    return values.edgeCases(config -> config.filter(only::equals));
  }

  /**
   * Clocks and timers. TIME_WAIT and RTO stand often at a boundary: 0, MSL, 2 MSL, just above it.
   */
  public static Arbitrary<Timers> timers() {
    return Arbitraries.integers().between(1, MSL_MAX).flatMap(Worlds::timers);
  }

  private static Arbitrary<Timers> timers(int msl) {
    return Combinators.combine(
            onlyEdge(Arbitraries.frequency(Tuple.of(5, true), Tuple.of(1, false)), true),
            new Boundaries(1, 2 * msl + 2, List.of(1, msl, 2 * msl, 2 * msl + 1)),
            onlyEdge(Arbitraries.of(true, false), true),
            Arbitraries.integers().between(0, 1),
            new Boundaries(0, 4 * msl + 1, List.of(0, msl, 2 * msl, 2 * msl + 1)))
        .as((ticks, rto, backOff, retransmissions, timeWait) ->
            new Timers(ticks, msl, rto, backOff, retransmissions, timeWait));
  }

  /** The named stacks. */
  public static Arbitrary<String> stacks() {
    return Arbitraries.of(STACKS);
  }

  /** At most 3 switches of a stack that are otherwise than it has them. */
  public static Arbitrary<Switches> switches() {
    return changes(HOST, path -> !path.contains(".") && !isOfEveryStack(path)).map(Switches::new);
  }

  private static boolean isOfEveryStack(String path) {
    return List.of("stack", "isn", "processes").contains(path);
  }

  /** At most 3 sysctls. */
  public static Arbitrary<Sysctls> sysctls() {
    return changes(HOST + SYSCTL, path -> !path.equals("ip_local_port_range")).map(Sysctls::new);
  }

  /** Hosts: a stack, and what differs from it. */
  public static Arbitrary<HostSettings> hosts() {
    return hosts(STACKS);
  }

  static Arbitrary<HostSettings> hosts(List<String> stacks) {
    return Combinators.combine(
            onlyEdge(Arbitraries.of(stacks), stacks.get(0)),
            switches(),
            sysctls(),
            changes(HOST, path -> path.equals("isn") || path.matches("(options|clock)\\..*")))
        .as(HostSettings::new);
  }

  /** What applications do. */
  public static Arbitrary<Applications> applications() {
    return Combinators.combine(
            onlyEdge(beginnings(), Beginning.ESTABLISHED),
            onlyEdge(Arbitraries.of(TALKS), TALKS.get(0)),
            onlyEdge(Arbitraries.of(CLOSES), CLOSES.get(0)),
            onlyEdge(Arbitraries.of(CLOSES), CLOSES.get(0)))
        .as(Worlds::applications);
  }

  /** Whatever makes a world large comes seldom. */
  private static Arbitrary<Beginning> beginnings() {
    return Arbitraries.frequency(
        Tuple.of(4, Beginning.ESTABLISHED),
        Tuple.of(2, Beginning.CLOSED),
        Tuple.of(2, Beginning.LISTENING),
        Tuple.of(1, Beginning.AGAIN),
        Tuple.of(1, Beginning.TWO_CLIENTS));
  }

  private static Applications applications(
      Beginning beginning, List<String> talk, String clientCloses, String serverCloses) {
    boolean established = beginning == Beginning.ESTABLISHED;
    boolean keeps = beginning == Beginning.AGAIN || beginning == Beginning.TWO_CLIENTS;
    List<String> client =
        script(
            established ? "" : "open",
            talk.get(0),
            clientCloses,
            beginning == Beginning.AGAIN ? "again 1" : "");
    List<String> server =
        script(established ? "" : keeps ? "keep listening" : "listen", talk.get(1), serverCloses);
    String start =
        established ? "established" : beginning == Beginning.CLOSED ? "closed" : "listening";
    return new Applications(
        start, client, beginning == Beginning.TWO_CLIENTS ? client : List.of(), server);
  }

  private static List<String> script(String... parts) {
    List<String> words = new ArrayList<>();
    for (String part : parts) {
      if (!part.isEmpty()) {
        words.addAll(List.of(part.split(", ", -1)));
      }
    }
    return words;
  }

  /** With and without a NAT, and one local port or two. */
  public static Arbitrary<Nat> nats() {
    return Combinators.combine(
            onlyEdge(Arbitraries.of(false, true), false), onlyEdge(Arbitraries.of(1, 2), 1))
        .as(Nat::new);
  }

  /** Some settings below a path, each once, by what their path has beyond it. */
  private static Arbitrary<Map<String, Object>> changes(String below, Predicate<String> which) {
    List<Arbitrary<Map.Entry<String, Object>>> entries = new ArrayList<>();
    for (Setting setting : Setting.all()) {
      String path =
          setting.path().startsWith(below) ? setting.path().substring(below.length()) : "";
      if (!path.isEmpty() && which.test(path)) {
        entries.add(Arbitraries.of(setting.values()).map(value -> Map.entry(path, value)));
      }
    }
    return Arbitraries.oneOf(entries)
        .list()
        .uniqueElements(Map.Entry::getKey)
        .ofMaxSize(CHANGES_MAX)
        .edgeCases(config -> config.filter(List::isEmpty))
        .map(chosen -> {
          Map<String, Object> map = new LinkedHashMap<>();
          chosen.forEach(one -> map.put(one.getKey(), one.getValue()));
          return map;
        });
  }
}
