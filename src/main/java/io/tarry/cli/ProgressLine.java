package io.tarry.cli;

import io.tarry.engine.Progress;
import io.tarry.engine.Statistics;
import io.tarry.scenario.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * How a search goes, on stderr: one line that is written over where that is a terminal, and a plain
 * line every ten seconds where it is not.
 */
final class ProgressLine implements Progress {

  private static final Duration ON_A_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final String CLEAR = "\r\u001B[K";
  private static final int COLUMNS = Integer.getInteger("tarry.stderr.columns", 100);

  private final PrintWriter err;
  private final boolean terminal;
  private String subject = "";
  private long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private boolean shown;

  ProgressLine(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /** Says what the next searches are about. */
  void begin(String newSubject) {
    subject = newSubject;
    startNanos = System.nanoTime();
    if (terminal) {
      show(subject);
    } else {
      lastNanos = startNanos;
    }
  }

  @Override
  public void at(Statistics soFar, long frontier) {
    long now = System.nanoTime();
    Duration pace = terminal ? ON_A_TERMINAL : ELSEWHERE;
    if (now - lastNanos < pace.toNanos()) {
      return;
    }
    lastNanos = now;
    double seconds = Math.max(1e-3, (now - startNanos) / 1e9);
    show(
        String.format(
            Locale.ROOT,
            "%s: depth %d, %,d states, %s transitions a second, %,d to expand, %,d MB",
            subject,
            soFar.depth(),
            soFar.states(),
            rounded(soFar.transitions() / seconds),
            frontier,
            soFar.peakBytes() >> 20));
  }

  /** Three digits say enough of a rate. */
  private static String rounded(double rate) {
    return rate < 1e6
        ? String.format(Locale.ROOT, "%,.0f", rate)
        : String.format(Locale.ROOT, "%.1f M", rate / 1e6);
  }

  private void show(String text) {
    String printable = Printable.of(text);
    if (terminal) {
      // A line that wraps could not be written over. The end of it matters more than the subject.
      String fitted =
          printable.length() < COLUMNS
              ? printable
              : "..." + printable.substring(printable.length() - COLUMNS + 4);
      Terminal.printColoured(err, CLEAR);
      err.print(fitted); // a character that is cut in two is escaped
      err.flush();
      shown = true;
    } else {
      err.println(printable);
    }
  }

  /** Clears the line, so that other text can follow. */
  void end() {
    if (shown) {
      Terminal.printColoured(err, CLEAR);
      err.flush();
      shown = false;
    }
  }
}
