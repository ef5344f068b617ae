package io.tarry.cli;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine.Option;

/** Whether the progress is shown. */
final class ProgressFlag {

  @Option(names = "--quiet", description = "Say nothing of the progress.")
  private boolean quiet;

  /** Whether nothing is to be said of the progress. */
  boolean isQuiet() {
    return quiet;
  }

  /**
   * Shows the progress, or nothing if nothing is to be said.
   *
   * @param err where it is shown
   */
  ProgressLine line(PrintWriter err) {
    return quiet
        ? new ProgressLine(new PrintWriter(Writer.nullWriter()), false)
        : new ProgressLine(err, Terminal.isStderr());
  }
}
