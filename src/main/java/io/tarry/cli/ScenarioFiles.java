package io.tarry.cli;

import io.tarry.scenario.Diagnostic;
import io.tarry.scenario.Printable;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scenario files that a command line names. */
final class ScenarioFiles {

  private static final char NOT_DECODED = 0xFFFD;
  private static final Path LESSONS = Path.of("models");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");

  private ScenarioFiles() {}

  /** A file that is a scenario, and its text. */
  record Source(String label, String text, Scenario scenario) {}

  /**
   * Reads them all. A path may be a file; a folder, of which all scenario files are read, by name;
   * or, if it is neither, the number of a lesson.
   *
   * @throws Refusal with every mistake in all files, one line each
   */
  static List<Scenario> read(List<Path> paths) throws Refusal {
    return sources(paths).stream().map(Source::scenario).toList();
  }

  /**
   * Reads the one file that is named.
   *
   * @throws Refusal with every mistake in it, or if it is a folder of several
   */
  static Source one(Path path) throws Refusal {
    List<Source> sources = sources(List.of(path));
    if (sources.size() > 1) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: " + path + " is a folder of " + sources.size() + " scenarios; name one of them");
    }
    return sources.get(0);
  }

  private static List<Source> sources(List<Path> paths) throws Refusal {
    List<Source> sources = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    for (Path file : expand(paths, complaints)) {
      String label = label(file);
      try {
        boolean tooLong = Files.size(file) > ScenarioReader.BYTES_MAX;
        String text = tooLong ? "" : Files.readString(file);
        Reading reading =
            tooLong ? ScenarioReader.tooLong(label) : ScenarioReader.read(label, text);
        if (reading instanceof Reading.Good good) {
          sources.add(new Source(label, text, good.scenario()));
        } else if (reading instanceof Reading.Bad bad) {
          bad.diagnostics().stream().map(Diagnostic::toString).forEach(complaints::add);
        }
      } catch (CharacterCodingException e) {
        complaints.add(Printable.of(label) + ":1:1: this is not a text file in UTF-8");
      } catch (IOException e) {
        complaints.add(Printable.of(label) + ":1:1: cannot be read");
      }
    }
    if (!complaints.isEmpty()) {
      throw new Refusal(ExitCode.WRONG_INPUT, String.join("\n", complaints));
    }
    return sources;
  }

  /**
   * The file as the user named it, with slashes. Names are UTF-8 whatever the locale is; where Java
   * has decoded one with another encoding, the URI of the file still has its bytes.
   */
  private static String label(Path path) {
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

  private static Set<Path> expand(List<Path> paths, List<String> complaints) {
    Set<Path> files = new LinkedHashSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        List<Path> inside = scenariosIn(path, complaints);
        files.addAll(inside);
      } else if (Files.isRegularFile(path)) {
        files.add(path);
      } else if (Files.exists(path)) {
        // A pipe could make its reader wait, and a device may have no end.
        complaints.add(Printable.of(label(path)) + ": neither a file nor a folder");
      } else if (NUMBER.matcher(path.toString()).matches()) {
        lesson(Integer.parseInt(path.toString()), complaints).ifPresent(files::add);
      } else {
        complaints.add(Printable.of(label(path)) + ": no such file or folder");
      }
    }
    return files;
  }

  private static Optional<Path> lesson(int number, List<String> complaints) {
    String start = String.format(Locale.ROOT, "%02d-", number);
    List<Path> lessons = Files.isDirectory(LESSONS) ? scenariosIn(LESSONS, complaints) : List.of();
    Optional<Path> found =
        lessons.stream()
            .filter(file -> file.getFileName().toString().startsWith(start))
            .findFirst();
    if (found.isEmpty()) {
      complaints.add(
          number + ": no such file or folder, and no lesson " + LESSONS + "/" + start + "*.yaml");
    }
    return found;
  }

  private static List<Path> scenariosIn(Path folder, List<String> complaints) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(ScenarioFiles::isScenario)
              .sorted()
              .collect(Collectors.toCollection(ArrayList::new));
      if (files.isEmpty()) {
        complaints.add(
            Printable.of(label(folder)) + ": no scenario file (*.yaml) is in this folder");
      }
      return files;
    } catch (IOException e) {
      complaints.add(Printable.of(label(folder)) + ": cannot be read");
      return List.of();
    }
  }

  private static boolean isScenario(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
  }
}
