package io.tarry.cli;

import io.tarry.report.table.TerminalColours;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;

/** The user's terminal. */
final class Terminal {

  // The launcher knows; Java cannot tell for each stream on its own.
  private static final String STDOUT = "tarry.stdout.terminal";
  private static final String STDIN = "tarry.stdin.terminal";
  private static final String STDERR = "tarry.stderr.terminal";

  private Terminal() {}

  static boolean isStdout() {
    return isTerminal(STDOUT);
  }

  static boolean isStderr() {
    return isTerminal(STDERR);
  }

  /** Somebody who can be asked, if there is anybody: questions go to stderr. */
  static Optional<Prompt> asking(PrintWriter err) {
    return isTerminal(STDIN) && isStderr()
        ? Optional.of(
            new Prompt(
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                err))
        : Optional.empty();
  }

  /** Whether to use colours on stdout. Source of NO_COLOR: no-color.org. */
  static TerminalColours paint() {
    String noColour = System.getenv("NO_COLOR");
    boolean colours =
        isStdout()
            && (noColour == null || noColour.isEmpty())
            && !"dumb".equals(System.getenv("TERM"));
    return colours ? TerminalColours.COLOURS : TerminalColours.NONE;
  }

  /** Prints a text with colours or other control characters of our own. */
  static void printColoured(PrintWriter writer, String text) {
    if (writer instanceof PrintableWriter own) {
      own.printAsItIs(text);
    } else {
      writer.print(text);
    }
  }

  /**
   * Makes sure that everything printed there has been written.
   *
   * @param what what was printed, in words
   */
  static void requireWritten(PrintWriter stdout, String what) throws Refusal {
    if (stdout.checkError()) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + what + " cannot be written to stdout");
    }
  }

  // Justification: the version is checked first.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal(String property) {
    String told = System.getProperty(property);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    // Without the launcher: JDK 17 has a console only if stdin and stdout are terminals. JDK 22 and
    // later always have one, which says nothing, so the answer is no.
    return Runtime.version().feature() < 22 && System.console() != null;
  }
}
