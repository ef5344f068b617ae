package io.tarry.scenario;

import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that was read.
 *
 * @param label the file as the user named it, with slashes
 * @param text what stands in it; empty if it could not be read
 * @param reading the scenario, or every mistake
 */
public record ScenarioFile(String label, String text, Reading reading) {

  private static final char NOT_DECODED = 0xFFFD;

  /** Reads a file. That it cannot be read is a mistake in it. */
  public static ScenarioFile read(Path file) {
    String label = label(file);
    try {
      if (Files.size(file) > ScenarioReader.BYTES_MAX) {
        return new ScenarioFile(label, "", ScenarioReader.tooLong(label));
      }
      String text = Files.readString(file);
      return new ScenarioFile(label, text, ScenarioReader.read(label, text));
    } catch (CharacterCodingException e) {
      return bad(label, "this is not a text file in UTF-8");
    } catch (IOException e) {
      return bad(label, "cannot be read");
    }
  }

  private static ScenarioFile bad(String label, String problem) {
    Diagnostic mistake = new Diagnostic(label, 1, 1, problem, Optional.empty());
    return new ScenarioFile(label, "", new Reading.Bad(List.of(mistake)));
  }

  /** The scenario files of a folder, by name. */
  public static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ScenarioFile::isScenario).sorted().toList();
    }
  }

  private static boolean isScenario(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
  }

  /**
   * The file as the user named it, with slashes. Names are UTF-8 whatever the locale is; where Java
   * has decoded one with another encoding, the URI of the file still has its bytes.
   */
  public static String label(Path path) {
    String decoded = path.toString();
    if (decoded.indexOf(NOT_DECODED) < 0) {
      return decoded.replace(File.separatorChar, '/');
    }
    List<String> names = new ArrayList<>();
    for (Path name : path) {
      String address = name.toUri().getRawPath().replaceFirst("/$", "");
      String escaped = address.substring(address.lastIndexOf('/') + 1).replace("+", "%2B");
      names.add(URLDecoder.decode(escaped, StandardCharsets.UTF_8));
    }
    return (path.isAbsolute() ? "/" : "") + String.join("/", names);
  }
}
