package io.tarry.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The scenarios that are checked, and which of their cases and properties. */
final class SelectionFlags {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A scenario file, a folder of them (*.yaml), or the number of a lesson.")
  private List<Path> paths = List.of();

  @Option(names = "--case", paramLabel = "NAME", description = "Only the case of this name.")
  private Optional<String> caseName = Optional.empty();

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "Only this property; a case that names only others expects it to hold.")
  private Optional<String> property = Optional.empty();

  /** Reads the scenarios. */
  List<ScenarioFiles.Source> sources() throws Refusal {
    return ScenarioFiles.sources(paths);
  }

  /** Reads the scenarios; what is to be checked of them. */
  List<Selection.Task> tasks() throws Refusal {
    return tasks(sources());
  }

  /** What is to be checked of these scenarios, which were read before. */
  List<Selection.Task> tasks(List<ScenarioFiles.Source> sources) throws Refusal {
    return Selection.of(
        sources.stream().map(ScenarioFiles.Source::scenario).toList(), caseName, property);
  }
}
