package io.tarry.cli;

import io.tarry.scenario.Printable;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where all goes that a command says, on stdout and on stderr: whatever is printed, nothing is
 * obeyed by a terminal but line ends and what {@link #printAsItIs} was asked for.
 */
final class PrintableWriter extends PrintWriter {

  private static final String WINDOWS_LINE_END = "\r\n";

  private final PrintStream stream;

  PrintableWriter(PrintStream stream) {
    super(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    this.stream = stream;
  }

  /** A stream keeps its troubles to itself. */
  @Override
  public boolean checkError() {
    return super.checkError() || stream.checkError();
  }

  /** Prints control characters of our own; what comes from a file is printable in it already. */
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
