package io.tarry.cli;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The scenario that a command is about. */
class ScenarioFlags {

  @Parameters(
      index = "0",
      paramLabel = "PATH",
      description = "A scenario file, or the number of a lesson.")
  private Path path = Path.of("");

  /** Reads it. */
  ScenarioFiles.Source source() throws Refusal {
    return ScenarioFiles.one(path);
  }
}
