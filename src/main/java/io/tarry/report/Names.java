package io.tarry.report;

import io.tarry.scenario.Scenario;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of folders and files: safe on every file system, and never the same for two things. */
final class Names {

  /** What this package names its pictures; anything else in a folder is somebody else's. */
  static final Pattern PICTURE = Pattern.compile("([a-z0-9-]+\\.[A-Za-z0-9_-]+)\\.(?:dot|svg|png)");

  private static final int LENGTH_MAX = 60;

  private final Map<String, String> folders = new HashMap<>();
  private final Set<String> takenFolders = new HashSet<>();

  /** The folder of a scenario: the name of its file without its ending. */
  String folder(String scenarioFile) {
    return folders.computeIfAbsent(
        scenarioFile,
        file -> {
          String name = file.substring(file.lastIndexOf('/') + 1);
          int end = name.lastIndexOf('.');
          return unique(end > 0 ? name.substring(0, end) : name, takenFolders);
        });
  }

  /** The names of a scenario's cases in files, by case; the same whichever cases are run. */
  static Map<String, String> cases(Scenario scenario) {
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Scenario.Case each : scenario.cases()) {
      names.put(each.name(), unique(slug(each.name()), taken));
    }
    return names;
  }

  static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String shorter = slug.substring(0, Math.min(slug.length(), LENGTH_MAX)).replaceAll("-$", "");
    return shorter.isEmpty() ? "case" : shorter;
  }

  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + "-" + i;
    }
    return unique;
  }
}
