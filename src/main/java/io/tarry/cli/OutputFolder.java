package io.tarry.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for pictures and results. */
final class OutputFolder {

  private OutputFolder() {}

  /**
   * Creates the folder if necessary, and tries to write to it, so that a long search is not in
   * vain.
   *
   * @throws Refusal if it is a file, or cannot be created or written to
   */
  static void requireWritable(Path folder) throws Refusal {
    if (folder.toString().isEmpty()) {
      throw new Refusal(ExitCode.WRONG_INPUT, "tarry: the output folder of --out has no name");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw refusal(folder, "is a file, not a folder");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw refusal(folder, "cannot be made");
    }
    try {
      Files.delete(Files.createTempFile(folder, ".tarry", ".tmp"));
    } catch (IOException e) {
      throw refusal(folder, "cannot be written to");
    }
  }

  private static Refusal refusal(Path folder, String problem) {
    return new Refusal(
        ExitCode.INPUT_OUTPUT,
        "tarry: the output folder " + folder + " " + problem + "; choose another with --out DIR");
  }
}
