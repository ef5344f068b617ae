package io.tarry.jqwik;

import io.tarry.scenario.Applications;
import io.tarry.scenario.Beginning;
import io.tarry.scenario.Setting;
import io.tarry.tcp.settings.Time.Kind;
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
 * Arbitraries of whole worlds and of each part of one. All shrink towards the plainest: no fault, a
 * clock that ticks and the shortest times, one client with one process, a connection that is there
 * and is closed, sequence numbers that never meet those of another connection, and hosts that do
 * what RFC 9293 says.
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

  /** The kinds of time, the plainest first. */
  static final List<Kind> CLOCKS = List.of(Kind.TICKS, Kind.UNTIMED, Kind.REAL);

  /** How many times are drawn of the first kind for each one of another kind. */
  private static final int FIRST_CLOCKS = 5;

  private static final int USUAL_NUMBERS = 7;

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
    return timers(CLOCKS);
  }

  static Arbitrary<Timers> timers(List<Kind> kinds) {
    return Arbitraries.integers().between(1, MSL_MAX).flatMap(msl -> timers(kinds, msl));
  }

  private static Arbitrary<Timers> timers(List<Kind> kinds, int msl) {
    return Combinators.combine(
            onlyEdge(mostly(FIRST_CLOCKS, kinds), kinds.get(0)),
            new Boundaries(1, 2 * msl + 2, List.of(1, msl, 2 * msl, 2 * msl + 1)),
            onlyEdge(Arbitraries.of(true, false), true),
            Arbitraries.integers().between(0, 1),
            new Boundaries(0, 4 * msl + 1, List.of(0, msl, 2 * msl, 2 * msl + 1)))
        .as((kind, rto, backOff, retransmissions, timeWait) ->
            new Timers(kind, msl, rto, backOff, retransmissions, timeWait));
  }

  /** Draws the first value this many times as often as each of the others. */
  private static <T> Arbitrary<T> mostly(int times, List<T> values) {
    return Arbitraries.frequency(
        values.stream()
            .map(value -> Tuple.of(value.equals(values.get(0)) ? times : 1, value))
            .toList());
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
            firstIsEdge(stacks),
            switches(),
            sysctls(),
            changes(HOST, path -> path.equals("isn") || path.matches("(options|clock)\\..*")))
        .as(HostSettings::new);
  }

  /** What applications do. */
  public static Arbitrary<Applications> applications() {
    return applications(List.of(Beginning.values()));
  }

  static Arbitrary<Applications> applications(List<Beginning> beginnings) {
    return Combinators.combine(
            onlyEdge(
                Arbitraries.frequency(
                    beginnings.stream().map(each -> Tuple.of(each.weight(), each)).toList()),
                beginnings.get(0)),
            firstIsEdge(Applications.Talk.DRAWN),
            firstIsEdge(Applications.Closing.DRAWN),
            firstIsEdge(Applications.Closing.DRAWN))
        .as(Applications::of);
  }

  private static <T> Arbitrary<T> firstIsEdge(List<T> values) {
    return onlyEdge(Arbitraries.of(values), values.get(0));
  }

  /** Receive windows and distances between initial sequence numbers, mostly the usual ones. */
  public static Arbitrary<Numbers> numbers() {
    return Combinators.combine(
            mostly(USUAL_NUMBERS, List.of(Numbers.USUAL.window(), 4, 2, 1)),
            mostly(USUAL_NUMBERS, List.of(Numbers.USUAL.isnApart(), 3, 1)))
        .as(Numbers::new)
        .edgeCases(config ->
            config.filter(each -> each.equals(Numbers.USUAL) || each.equals(Numbers.LEAST)));
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
