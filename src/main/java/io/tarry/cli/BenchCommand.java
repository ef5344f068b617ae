package io.tarry.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tarry bench}: measures the speed and the memory of the engine. */
@Command(
    name = "bench",
    description = "Measures how fast the engine is, and how much memory it needs.",
    subcommands = {BenchCloseCommand.class, BenchLessonCommand.class},
    usageHelpWidth = 100,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  ./tarry bench close --connections 2 --threads 2 --warmup 1"})
final class BenchCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  // Justification: picocli looks at it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Override
  public void run() {
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    throw new ParameterException(
        injected.commandLine(), "a command is missing: close (other checkers' model) or lesson");
  }
}
