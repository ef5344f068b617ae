package io.tarry.scenario;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A setting of a world that a scenario can have.
 *
 * @param path its keys, with dots between
 * @param values some of the values that it can have, as {@link Draft} takes them: the smaller first
 */
public record Setting(String path, List<Object> values) {

  /** This many numbers from the least one on. */
  private static final int NUMBERS = 4;

  private static final int TICKS = 9;

  /** Keeps a copy. */
  public Setting {
    values = List.copyOf(values);
  }

  /** All settings, in the order of the documentation; but not what applications do. */
  public static List<Setting> all() {
    return ScenarioKeys.SETTINGS.entrySet().stream()
        .map(entry -> new Setting(entry.getKey(), values(entry.getValue())))
        .filter(setting -> !setting.values.isEmpty())
        .toList();
  }

  private static List<Object> values(Key key) {
    if (key instanceof Key.Flag) {
      return List.of(false, true);
    }
    if (key instanceof Key.Count count) {
      Stream<Object> unlimited = count.orUnlimited() ? Stream.of("unlimited") : Stream.of();
      return Stream.concat(numbers(count.min(), count.max(), NUMBERS), unlimited).toList();
    }
    if (key instanceof Key.Span span) {
      return numbers(span.min(), span.max(), TICKS).toList();
    }
    if (key instanceof Key.Choice<?> choice) {
      return List.copyOf(choice.words().keySet());
    }
    if (key instanceof Key.PortRange ports) {
      return List.of(List.of(ports.only(), ports.only()), List.of(ports.only(), ports.only() + 1));
    }
    if (key instanceof Key.Ports ports) {
      int first = ports.fallback().get(0);
      return List.of(List.of(first), List.of(first, first + 1));
    }
    return List.of();
  }

  private static Stream<Object> numbers(int least, int greatest, int count) {
    return IntStream.rangeClosed(least, Math.min(greatest, least + count - 1)).boxed().map(i -> i);
  }
}
