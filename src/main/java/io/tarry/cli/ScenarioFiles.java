package io.tarry.cli;

import io.tarry.scenario.Diagnostic;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scenario files that a command line names. */
final class ScenarioFiles {

  private ScenarioFiles() {}

  /**
   * Reads them all: a file as it is, of a folder each scenario file in it, by name.
   *
   * @throws Refusal with every mistake in all of them, a line each
   */
  static List<Scenario> read(List<Path> paths) throws Refusal {
    List<Scenario> scenarios = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    for (Path file : expand(paths, complaints)) {
      String label = file.toString().replace(File.separatorChar, '/');
      try {
        Reading reading =
            Files.size(file) > ScenarioReader.BYTES_MAX
                ? ScenarioReader.tooLong(label)
                : ScenarioReader.read(label, Files.readString(file));
        if (reading instanceof Reading.Good good) {
          scenarios.add(good.scenario());
        } else if (reading instanceof Reading.Bad bad) {
          bad.diagnostics().stream().map(Diagnostic::toString).forEach(complaints::add);
        }
      } catch (CharacterCodingException e) {
        complaints.add(label + ":1:1: this is not a text file in UTF-8");
      } catch (IOException e) {
        complaints.add(label + ":1:1: cannot be read");
      }
    }
    if (!complaints.isEmpty()) {
      throw new Refusal(ExitCode.WRONG_INPUT, String.join("\n", complaints));
    }
    return scenarios;
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
        // A pipe would keep its reader waiting, and a device need not have an end.
        complaints.add(path + ": neither a file nor a folder");
      } else {
        complaints.add(path + ": no such file or folder");
      }
    }
    return files;
  }

  private static List<Path> scenariosIn(Path folder, List<String> complaints) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(ScenarioFiles::isScenario)
              .sorted()
              .collect(Collectors.toCollection(ArrayList::new));
      if (files.isEmpty()) {
        complaints.add(folder + ": no scenario file (*.yaml) is in this folder");
      }
      return files;
    } catch (IOException e) {
      complaints.add(folder + ": cannot be read");
      return List.of();
    }
  }

  private static boolean isScenario(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
  }
}
