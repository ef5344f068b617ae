package io.tarry.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds where a key belongs that is written where it means nothing. */
final class MisplacedKeys {

  private MisplacedKeys() {}

  /**
   * The path with which the key would be right, if there is one.
   *
   * @param path where it is written; {@code keys} are those that can be written there
   */
  static Optional<String> placeFor(String written, String path, List<Key> keys) {
    String key = Synonyms.withoutSysctlPrefix(written);
    if (keys.contains(ScenarioKeys.CHANGE) && ScenarioKeys.SETTINGS.containsKey(key)) {
      return Optional.of("change: { " + key + ": ... }");
    }
    if (path.isEmpty() && key.contains(".") && ScenarioKeys.SETTINGS.containsKey(key)) {
      return Optional.of(key.replace(".", ": { ") + ": ..." + " }".repeat(dots(key)));
    }
    return ScenarioKeys.FILE
        .paths()
        .map(Map.Entry::getKey)
        .filter(known -> known.endsWith("." + key) || known.equals(key))
        .min(Comparator.comparingInt((String known) -> -shared(known, path)))
        .or(() -> HostKeys.replacementOf(key));
  }

  private static int dots(String path) {
    return (int) path.chars().filter(character -> character == '.').count();
  }

  /** How many characters two paths have in common at their beginning. */
  private static int shared(String one, String other) {
    int shared = 0;
    while (shared < Math.min(one.length(), other.length())
        && one.charAt(shared) == other.charAt(shared)) {
      shared++;
    }
    return shared;
  }
}
