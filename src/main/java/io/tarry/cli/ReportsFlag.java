package io.tarry.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the results of {@code tarry check} are, and whatever goes beside them. */
final class ReportsFlag {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "The folder of pages, pictures and results (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("");

  Path folder() {
    return folder;
  }
}
