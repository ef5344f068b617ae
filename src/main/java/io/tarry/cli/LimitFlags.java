package io.tarry.cli;

import io.tarry.engine.Limits;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How many threads search, and when a search is to end. */
class LimitFlags extends ThreadsFlag {

  @Option(
      names = "--max-states",
      paramLabel = "N",
      converter = Quantities.Count.class,
      description = "End a search after the level in which it comes to this many states.")
  private Optional<Long> maxStates = Optional.empty();

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      converter = Quantities.Size.class,
      description =
          "End a search that needs more memory than this: 512M, 2G. Before that, it moves what it can"
              + " to a file: into the checkpoint, or the system's folder for temporary files. Searches at the same"
              + " time share it.")
  private Optional<Long> maxMemory = Optional.empty();

  @Option(
      names = "--max-time",
      paramLabel = "DURATION",
      converter = Quantities.Time.class,
      description = "End a search that takes longer than this: 30s, 5m, 1h.")
  private Optional<Duration> maxTime = Optional.empty();

  Limits limits() {
    return new Limits(maxStates, maxMemory, maxTime, Optional.empty());
  }
}
