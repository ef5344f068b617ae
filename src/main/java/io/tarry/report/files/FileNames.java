package io.tarry.report.files;

import com.google.common.hash.Hashing;
import io.tarry.scenario.Scenario;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of folders and files: in ASCII, safe on every file system, and different for different
 * things even where a file system ignores case.
 */
final class FileNames {

  /** The names that this package gives to pictures, without the extension. */
  static final Pattern PICTURE = Pattern.compile("[a-z0-9-]+\\.[A-Za-z0-9_-]+");

  private static final String ENDING = ".yaml";
  private static final int LENGTH_MAX = 60;
  private static final int FOLDER_LENGTH_MAX = 100;
  private static final int DIGEST_LENGTH = 16;

  /** The names of devices on Windows, with or without an extension. */
  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> folders = new HashMap<>();
  private final Set<String> takenFolders = new HashSet<>();

  /**
   * The folder of a scenario: the name of its file without {@code .yaml}, in which {@code ~e4~}
   * stands for the character U+00E4. It ends in {@code ~} if the file has another extension, and in
   * {@code ~2} if another file of this name was first.
   */
  String folder(String scenarioFile) {
    return folders.computeIfAbsent(
        scenarioFile,
        file -> {
          String name = file.substring(file.lastIndexOf('/') + 1);
          boolean usual = name.endsWith(ENDING) && name.length() > ENDING.length();
          String stem = usual ? name.substring(0, name.length() - ENDING.length()) : name;
          return unique(safe(stem) + (usual ? "" : "~"), "~", takenFolders);
        });
  }

  /**
   * The names of a scenario's cases in file names, by case; the same whichever cases are checked.
   */
  static Map<String, String> cases(Scenario scenario) {
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Scenario.Case each : scenario.cases()) {
      names.put(each.name(), unique(slug(each.name()), "-", taken));
    }
    return names;
  }

  static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String shorter = slug.substring(0, Math.min(slug.length(), LENGTH_MAX)).replaceAll("-$", "");
    return shorter.isEmpty() ? "case" : shorter;
  }

  /** A name for this text and no other, which has no special meaning to a file system. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder();
    boolean device = DEVICE.matcher(text).matches();
    int last = text.length() - 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      boolean plain =
          ('a' <= c && c <= 'z')
              || ('A' <= c && c <= 'Z')
              || ('0' <= c && c <= '9')
              || c == '_'
              || (c == '-' && i > 0) // otherwise it looks like an option
              || (c == '.' && i > 0 && i < last);
      if (plain && !(device && i == 0)) {
        safe.appendCodePoint(c);
      } else {
        safe.append('~').append(Integer.toHexString(c)).append('~');
      }
    }
    return safe.length() <= FOLDER_LENGTH_MAX ? safe.toString() : cut(safe, text);
  }

  private static String cut(StringBuilder safe, String text) {
    String digest = Hashing.sha256().hashUnencodedChars(text).toString();
    int kept = FOLDER_LENGTH_MAX - DIGEST_LENGTH - 2;
    return safe.substring(0, kept) + "~~" + digest.substring(0, DIGEST_LENGTH);
  }

  private static String unique(String name, String separator, Set<String> taken) {
    String unique = name;
    for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
      unique = name + separator + i;
    }
    return unique;
  }
}
