package io.tarry.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** {@code tarry bench}: measures the speed and the memory of the engine. */
@Command(
    name = "bench",
    description = "Measures how fast the engine is, and how much memory it needs.",
    subcommands = {BenchCloseCommand.class, BenchLessonCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  ./tarry bench close --connections 2 --threads 2 --warmup 1"})
final class BenchCommand implements Runnable {

  @Mixin private final CommonFlags common = new CommonFlags();

  @Override
  public void run() {
    throw new ParameterException(
        common.line(), "a command is missing: close (other checkers' model) or lesson");
  }
}
