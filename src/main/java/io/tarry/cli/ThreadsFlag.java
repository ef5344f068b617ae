package io.tarry.cli;

import picocli.CommandLine.Option;

/** How many threads search. */
class ThreadsFlag {

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Quantities.Threads.class,
      description =
          "How many threads search (default: one per processor); the results are the same.")
  private int threads = Runtime.getRuntime().availableProcessors();

  int threads() {
    return threads;
  }
}
