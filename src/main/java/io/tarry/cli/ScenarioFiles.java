package io.tarry.cli;

import io.tarry.scenario.Diagnostic;
import io.tarry.scenario.Printable;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The scenario files that a command line names. */
final class ScenarioFiles {

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

  /** As {@link #read}, with the text of each. */
  static List<Source> sources(List<Path> paths) throws Refusal {
    List<Source> sources = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    for (Path path : expand(paths, complaints)) {
      ScenarioFile file = ScenarioFile.read(path);
      if (file.reading() instanceof Reading.Good good) {
        sources.add(new Source(file.label(), file.text(), good.scenario()));
      } else if (file.reading() instanceof Reading.Bad bad) {
        bad.diagnostics().stream().map(Diagnostic::toString).forEach(complaints::add);
      }
    }
    if (!complaints.isEmpty()) {
      throw new Refusal(ExitCode.WRONG_INPUT, String.join("\n", complaints));
    }
    return sources;
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
        complaints.add(Printable.of(ScenarioFile.label(path)) + ": neither a file nor a folder");
      } else if (NUMBER.matcher(path.toString()).matches()) {
        lesson(Integer.parseInt(path.toString()), complaints).ifPresent(files::add);
      } else {
        complaints.add(Printable.of(ScenarioFile.label(path)) + ": no such file or folder");
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
    try {
      List<Path> files = ScenarioFile.in(folder);
      if (files.isEmpty()) {
        complaints.add(
            Printable.of(ScenarioFile.label(folder))
                + ": no scenario file (*.yaml) is in this folder");
      }
      return files;
    } catch (IOException e) {
      complaints.add(Printable.of(ScenarioFile.label(folder)) + ": cannot be read");
      return List.of();
    }
  }
}
