package io.tarry.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the files of an answer go, and whether its runs are drawn. */
final class AnswerFlags {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "answers",
      description = "Where the files of the answer go (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("");

  @Option(
      names = "--no-render",
      description = "Draw no pictures of runs, and write no pages of them.")
  private boolean noRender;

  /** Where the files go. */
  Path folder() {
    return folder;
  }

  /** Whether pictures of runs are wanted. */
  boolean isDrawn() {
    return !noRender;
  }
}
