package io.tarry.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Scenario files in which any key may stand, with its least or its greatest value: of all keys that
 * {@link ScenarioKeys} knows, so that a new one is tried as well.
 */
public final class ExtremeFiles {

  /** Scripts that long, and no longer, so that most files stay below the limits of a world. */
  private static final int SESSIONS_MAX = 3;

  private static final List<String> BEGINNINGS = List.of("open", "open nonblocking");
  private static final List<String> MIDDLES =
      List.of(
          "send 9",
          "send 1",
          "send 9 on eof",
          "send 9 or close after 99",
          "receive 9",
          "receive 9 or close after 99",
          "wait 99",
          "eof");
  private static final List<String> ENDS =
      List.of("close", "close on eof", "abort", "abort on eof", "shutdown, eof", "shutdown", "eof");

  /** What would be refused where there is no clock, or no listener that stays. */
  private static final List<Key> NEED_CLOCK =
      List.of(
          ScenarioKeys.MSL,
          ScenarioKeys.RTO,
          ScenarioKeys.BACK_OFF,
          HostKeys.TIMESTAMPS,
          HostKeys.TW_RECYCLE);

  private static final List<Key> NEED_LISTENER =
      List.of(HostKeys.PORTS, HostKeys.PROCESSES, HostKeys.RESTARTS);

  private final Random random;

  /** How many of a hundred keys are written. */
  private final int density;

  /** What is left out, so that most files are legal. */
  private final List<Key> absent = new ArrayList<>();

  private ExtremeFiles(Random random, int density) {
    this.random = random;
    this.density = density;
  }

  /** Any of them. Some are refused. */
  public static Arbitrary<String> any() {
    return Arbitraries.randomValue(
        random -> new ExtremeFiles(random, List.of(5, 20, 50, 100).get(random.nextInt(4))).file());
  }

  /** Files whose connections have sequence numbers in common, and meet each other's segments. */
  public static Arbitrary<String> overlapping() {
    return Arbitraries.randomValue(random -> new ExtremeFiles(random, 0).overlappingFile());
  }

  private String overlappingFile() {
    return """
    title: t
    question: q
    hosts: { client: { isn: %s }, server: { isn: %s } }
    isnApart: %d
    start: listening
    window: %d
    connection:
      client: [%s, %s, again %d]
      server: [keep listening, %s, %s]
    network: { duplicate: %s, room: 16 }
    time: { %s, retransmissions: 0 }
    """
        .formatted(
            pick(List.of("any", "constant", "increasing")),
            pick(List.of("any", "constant", "increasing")),
            pick(List.of(1, 1, 5, 499)),
            pick(List.of(9, 30)),
            pick(List.of("open", "open", "open, send 1")),
            pick(List.of("abort", "abort", "close")),
            pick(List.of(1, 2, 9)),
            pick(List.of("send 1", "send 1, send 1", "send 9", "eof")),
            pick(List.of("eof", "close", "close on eof")),
            pick(List.of("0", "unlimited")),
            pick(List.of("kind: untimed", "msl: 20")));
  }

  private String file() {
    boolean established = random.nextInt(4) == 0;
    boolean keeps = random.nextInt(4) > 0;
    boolean second = keeps && random.nextBoolean();
    boolean untimed = random.nextInt(4) == 0;
    absent.addAll(List.of(ScenarioKeys.START, ScenarioKeys.CONNECTION, ScenarioKeys.KIND));
    absent.addAll(untimed ? NEED_CLOCK : List.of());
    absent.addAll(keeps && !established ? List.of() : NEED_LISTENER);
    absent.addAll(second ? List.of() : List.of(ScenarioKeys.CLIENT_2));
    List<String> scripts = new ArrayList<>();
    scripts.add("client: " + clientScript(established, keeps));
    if (second) {
      scripts.add("client2: " + clientScript(false, true));
    }
    scripts.add("server: " + serverScript(established, keeps));
    List<String> lines = new ArrayList<>(List.of("title: t", "question: q"));
    lines.add("start: " + (established ? "established" : keeps ? "listening" : "closed"));
    lines.add("connection: { " + String.join(", ", scripts) + " }");
    for (Key key : ScenarioKeys.WORLD.keys()) {
      if (isWritten(key)) {
        String kind = key.equals(ScenarioKeys.TIME) && untimed ? "{ kind: untimed, " : "{ ";
        lines.add(key.name() + ": " + value(key).replaceFirst("^\\{ ", kind));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private boolean isWritten(Key key) {
    return !absent.contains(key)
        && (key instanceof Key.Group
            || key.equals(ScenarioKeys.WINDOW)
            || random.nextInt(100) < density);
  }

  private String value(Key key) {
    if (key.equals(ScenarioKeys.WINDOW)) {
      return pick(List.of("30", "30", "30", "1")); // what is sent has to fit
    }
    if (key instanceof Key.Count count) {
      boolean unlimited = count.orUnlimited() && random.nextInt(3) == 0;
      return unlimited ? "unlimited" : String.valueOf(pick(List.of(count.min(), count.max())));
    }
    if (key instanceof Key.Span span) {
      return String.valueOf(pick(List.of(span.min(), span.max())));
    }
    if (key instanceof Key.Flag) {
      return String.valueOf(random.nextBoolean());
    }
    if (key instanceof Key.Choice<?> choice) {
      return pick(List.copyOf(choice.words().keySet()));
    }
    if (key instanceof Key.PortRange range) {
      return "[%d, %d]".formatted(range.max() - random.nextInt(range.most()), range.max());
    }
    if (key instanceof Key.Ports ports) {
      return IntStream.rangeClosed(1, 1 + random.nextInt(ports.most()))
          .mapToObj(Integer::toString)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (key instanceof Key.Group group) {
      List<String> inside = new ArrayList<>();
      for (Key each : group.keys()) {
        if (isWritten(each)) {
          inside.add(each.name() + ": " + value(each));
        }
      }
      return inside.stream().collect(Collectors.joining(", ", "{ ", " }"));
    }
    throw new IllegalArgumentException("no value is known for " + key);
  }

  private String clientScript(boolean established, boolean keeps) {
    List<String> words = new ArrayList<>();
    if (!established) {
      words.add(pick(BEGINNINGS));
    }
    words.addAll(middle());
    words.add(pick(ENDS));
    for (int i = random.nextInt(SESSIONS_MAX); i > 0 && keeps && !established; i--) {
      words.add(pick(BEGINNINGS));
      words.addAll(middle());
      words.add(pick(ENDS));
    }
    if (keeps && !established && random.nextInt(3) == 0) {
      words.add("again " + pick(List.of(1, 9)));
    }
    return "[" + String.join(", ", words) + "]";
  }

  private String serverScript(boolean established, boolean keeps) {
    List<String> words = new ArrayList<>();
    if (keeps) {
      words.add("keep listening");
    } else if (!established) {
      words.add(pick(List.of("listen", "listen nonblocking", "open")));
    }
    words.addAll(middle());
    words.add(pick(ENDS));
    return "[" + String.join(", ", words) + "]";
  }

  private List<String> middle() {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      words.add(pick(MIDDLES));
    }
    return words;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
