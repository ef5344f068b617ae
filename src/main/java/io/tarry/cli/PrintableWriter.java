package io.tarry.cli;

import io.tarry.scenario.Printable;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The writer for all output of a command, on stdout and stderr. Of what it prints, only line ends
 * and the arguments of {@link #printAsItIs} can control a terminal.
 */
final class PrintableWriter extends PrintWriter {

  private static final String WINDOWS_LINE_END = "\r\n";

  private final PrintStream stream;

  PrintableWriter(PrintStream stream) {
    super(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    this.stream = stream;
  }

  /** Also asks the stream, which throws no exceptions. */
  @Override
  public boolean checkError() {
    return super.checkError() || stream.checkError();
  }

  /**
   * Prints a text with control characters of our own; what it contains from files is printable
   * already.
   */
  void printAsItIs(String text) {
    super.write(text, 0, text.length());
  }

  @Override
  public void write(int c) {
    write(String.valueOf((char) c));
  }

  @Override
  public void write(char[] buffer, int from, int length) {
    write(new String(buffer, from, length));
  }

  @Override
  public void write(String text, int from, int length) {
    String whole = text.substring(from, from + length).replace(WINDOWS_LINE_END, "\n");
    String shown = Printable.lines(whole);
    super.write(shown, 0, shown.length());
  }
}
