package io.tarry.scenario;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Draws scenarios at random: clients and a server that open, say something or nothing, and close,
 * with a few settings that are not the usual ones. Any setting of the format may be one of them.
 */
public final class ScenarioGenerator {

  /** At most this many settings are not the usual ones. */
  private static final int SETTINGS_MAX = 5;

  /** Numbers are that much above the least that they can be, at most. */
  private static final int ABOVE_LEAST = 2;

  private static final int TICKS_ABOVE_LEAST = 8;

  /** One of this many scenarios has a limit lifted. */
  private static final int UNLIMITED_ONE_OF = 6;

  /** Settings of the whole world that are no groups. */
  private static final Set<String> OF_ALL =
      Stream.of(ScenarioKeys.NAT, ScenarioKeys.WINDOW, ScenarioKeys.ISN_APART)
          .map(Key::name)
          .collect(toSet());

  private final Random random;

  private ScenarioGenerator(Random random) {
    this.random = random;
  }

  /**
   * A scenario, good or not, of one property of the catalogue.
   *
   * @param expected the verdict that it is to have, as files write it
   */
  public static Draft of(Random random, String property, String expected) {
    return new ScenarioGenerator(random).draft(property, expected);
  }

  private Draft draft(String property, String expected) {
    Applications applications =
        Applications.of(
            beginning(),
            one(Applications.Talk.DRAWN),
            one(Applications.Closing.DRAWN),
            one(Applications.Closing.DRAWN));
    Draft draft =
        applications
            .draft("A random world", "Does " + property + " hold?")
            .expecting(property, expected);
    List<Map.Entry<String, Key>> all = settings();
    for (int i = random.nextInt(SETTINGS_MAX + 1); i > 0; i--) {
      Map.Entry<String, Key> setting = one(all);
      Optional<Object> value = value(setting.getValue());
      if (value.isPresent()) {
        draft = draft.with(List.of((Object[]) setting.getKey().split("\\.")), value.get());
      }
    }
    return draft.isInRealTime() ? draft.inRealTime() : draft;
  }

  private Beginning beginning() {
    List<Beginning> all = new ArrayList<>();
    for (Beginning each : Beginning.values()) {
      all.addAll(Collections.nCopies(each.weight(), each));
    }
    return one(all);
  }

  /** Those of the network, of time and of all are drawn as often as all those of the hosts. */
  private static List<Map.Entry<String, Key>> settings() {
    List<Map.Entry<String, Key>> hosts = new ArrayList<>();
    List<Map.Entry<String, Key>> others = new ArrayList<>();
    ScenarioKeys.SETTINGS.forEach((path, key) -> {
      if (path.startsWith("hosts.client.") || path.startsWith("hosts.server.")) {
        hosts.add(Map.entry(path, key));
      } else if (path.startsWith("network.") || path.startsWith("time.") || OF_ALL.contains(path)) {
        others.add(Map.entry(path, key));
      }
    });
    List<Map.Entry<String, Key>> all = new ArrayList<>(hosts);
    while (all.size() < 2 * hosts.size()) {
      all.addAll(others);
    }
    return all;
  }

  /** A value of that key; none if it is a group, or a list of ports. */
  private Optional<Object> value(Key key) {
    if (key instanceof Key.Flag) {
      return Optional.of(random.nextBoolean());
    }
    if (key instanceof Key.Count count) {
      return Optional.of(
          count.orUnlimited() && random.nextInt(UNLIMITED_ONE_OF) == 0
              ? "unlimited"
              : between(count.min(), count.max(), ABOVE_LEAST));
    }
    if (key instanceof Key.Span span) {
      return Optional.of(between(span.min(), span.max(), TICKS_ABOVE_LEAST));
    }
    if (key instanceof Key.Choice<?> choice) {
      return Optional.of(one(List.copyOf(choice.words().keySet())));
    }
    return Optional.empty();
  }

  private int between(int least, int greatest, int above) {
    return least + random.nextInt(Math.min(above, greatest - least) + 1);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
