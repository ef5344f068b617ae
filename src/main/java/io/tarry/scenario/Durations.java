package io.tarry.scenario;

import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.settings.Time;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The times of one world: all are plain numbers of ticks, or all have units. Then the tick is the
 * greatest common divisor of all that are written.
 */
final class Durations {

  /** How a time with a unit is written. */
  static final String DURATION =
      "(?:\\d{1,9}\\s*ms|\\d{1,6}(?:\\.\\d{1,3})?\\s*(?:s|min))"; // whole milliseconds, all of them

  private static final Pattern WITH_UNIT = Pattern.compile("([\\d.]+)\\s*(ms|s|min)");
  private static final Pattern WITH_ANY_UNIT = Pattern.compile("([\\d.,]+)\\s*(\\p{L}+)");
  private static final Pattern IN_SCRIPT =
      Pattern.compile("\\b(wait|after)\\s+(" + DURATION + ")\\s*");

  private static final long SECOND = 1_000_000;
  private static final Map<String, Long> UNITS =
      Map.of("ms", SECOND / 1000, "s", SECOND, "min", 60 * SECOND);

  /** The longest time of real time: moments of its runs are counted in milliseconds or less. */
  private static final long REAL_MAX = 600 * SECOND;

  private final Complaints complaints;
  private final List<Written> withUnits = new ArrayList<>();
  private final Tick tick;
  private final boolean real;

  /** A time with a unit, and what it is called. */
  private record Written(String name, Place place, long micros) {}

  private Durations(List<Key> keys, Node.Fields map, Complaints complaints) {
    this.complaints = complaints;
    real = isReal(map);
    collect(keys, map);
    // Real time counts no ticks, so a finer one costs nothing, and defaults are just what they are.
    Stream<Long> besides = real && !withUnits.isEmpty() ? Stream.of(SECOND) : Stream.empty();
    tick =
        Stream.concat(withUnits.stream().map(written -> written.micros), besides)
            .map(BigInteger::valueOf)
            .reduce(BigInteger::gcd)
            .map(micros -> new Tick(micros.longValueExact()))
            .orElse(Tick.NAMELESS);
  }

  /** Those of a world. */
  static Durations of(Node.Fields world, Complaints complaints) {
    return new Durations(ScenarioKeys.WORLD.keys(), world, complaints);
  }

  /** Those of what has none. */
  static Durations none(Complaints complaints) {
    Place nowhere = new Place(1, 1);
    return new Durations(List.of(), new Node.Fields(nowhere, nowhere, List.of()), complaints);
  }

  /** How long a tick is. */
  Tick tick() {
    return tick;
  }

  private static boolean isReal(Node.Fields world) {
    return world.find(ScenarioKeys.TIME.name()).map(Node.Field::value).orElse(null)
            instanceof Node.Fields time
        && time.find(ScenarioKeys.KIND.name()).map(Node.Field::value).orElse(null)
            instanceof Node.Text kind
        && ScenarioKeys.KIND.words().get(kind.value()) == Time.Kind.REAL;
  }

  private void collect(List<Key> keys, Node.Fields map) {
    for (Key key : keys) {
      Optional<Node> value = map.find(key.name()).map(Node.Field::value);
      if (key instanceof Key.Span && value.orElse(null) instanceof Node.Text text) {
        micros(text.value()).ifPresent(micros -> add(key.name(), text, micros));
      } else if (key instanceof Key.Group group && value.orElse(null) instanceof Node.Fields in) {
        collect(group.keys(), in);
      } else if (key instanceof Key.Actions && value.orElse(null) instanceof Node.Items items) {
        items.nodes().forEach(this::collectFromScript);
      }
    }
  }

  private void collectFromScript(Node word) {
    if (word instanceof Node.Text text) {
      Matcher matcher = IN_SCRIPT.matcher(text.value());
      while (matcher.find()) {
        micros(matcher.group(2)).ifPresent(micros -> add(text.value().strip(), text, micros));
      }
    }
  }

  private void add(String name, Node.Text text, long micros) {
    if (micros > 0) {
      withUnits.add(new Written(name, text.place(), micros));
    }
  }

  /** What a time with a unit lasts; nothing if it is not written like one. */
  private static Optional<Long> micros(String text) {
    Matcher matcher = WITH_UNIT.matcher(text.strip());
    if (!text.strip().matches(DURATION) || !matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal unit = BigDecimal.valueOf(UNITS.getOrDefault(matcher.group(2), 0L));
    return Optional.of(new BigDecimal(matcher.group(1)).multiply(unit).longValueExact());
  }

  /**
   * How many ticks a time has; nothing, and a complaint, if it is none that can stand there.
   *
   * @param name what it is called there
   * @param written the time itself
   * @param node where it stands
   */
  OptionalInt ticks(String name, String written, Node.Text node, int min, int max) {
    Optional<Long> micros = micros(written);
    if (micros.isPresent()) {
      return inTicks(written, micros.get(), node.place(), min, max);
    }
    boolean digits = written.matches("\\d{1,9}");
    int number = digits ? Integer.parseInt(written) : -1;
    if (number < min || number > max) {
      complainOf(written, node, min, max);
      return OptionalInt.empty();
    }
    if (tick.isNamed() && number != 0) {
      Written other = withUnits.get(0);
      complaints.add(
          complaints.blame(node.place(), other.place()),
          "%s has no unit, and %s has one; give every time of this world a unit, or none"
              .formatted(Words.quoted(name), Words.quoted(other.name())));
      return OptionalInt.empty();
    }
    return OptionalInt.of(number);
  }

  private OptionalInt inTicks(String written, long micros, Place place, int min, int max) {
    long ticks = micros == 0 ? 0 : micros / tick.micros();
    if (ticks < min) {
      complaints.add(place, "expected more than nothing, found " + Words.quoted(written));
      return OptionalInt.empty();
    }
    if (real && micros > REAL_MAX) {
      complaints.add(
          place,
          "expected a time of at most %s, found %s"
              .formatted(new Tick(REAL_MAX).say(1), Words.quoted(written)));
      return OptionalInt.empty();
    }
    if (!real && ticks > max) {
      complaints.add(
          place,
          "%s has %,d ticks of %s, which is what divides all times given; at most %,d can be counted: 'kind: real' counts none"
              .formatted(Words.quoted(written), ticks, tick.say(1), max));
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) ticks);
  }

  private void complainOf(String written, Node.Text node, int min, int max) {
    if (written.startsWith("-")) {
      complaints.add(
          node.place(), "expected a time, which is never negative, found " + node.shown());
      return;
    }
    Matcher unit = WITH_ANY_UNIT.matcher(written);
    Optional<String> meant = unit.matches() ? unitMeant(unit.group(2)) : Optional.empty();
    complaints.add(
        node.place(),
        "expected a number of ticks from %d to %d, or a time such as '200 ms', found %s"
            .formatted(min, max, node.shown()),
        meant);
  }

  private static Optional<String> unitMeant(String written) {
    String unit = written.toLowerCase(Locale.ROOT);
    return Stream.of("ms", "mil", "m", "s")
        .filter(unit::startsWith)
        .findFirst()
        .map(start -> start.equals("m") ? "min" : start.equals("mil") ? "ms" : start);
  }

  /** So many seconds in ticks, rounded up; where a tick has no length, that number instead. */
  int secondsOr(int ticks, int seconds) {
    return tick.isNamed()
        ? Math.toIntExact((seconds * SECOND + tick.micros() - 1) / tick.micros())
        : ticks;
  }
}
