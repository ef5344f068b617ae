package io.tarry.cli;

import io.tarry.engine.Progress;
import io.tarry.engine.Statistics;
import io.tarry.scenario.Printable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The progress of a search, on stderr: in a terminal, one line that is overwritten; elsewhere, a
 * plain line every ten seconds, and one when a search that has taken a while begins its next phase.
 */
final class ProgressLine implements Progress {

  private static final Duration ON_A_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final Duration A_WHILE = Duration.ofSeconds(2);
  private static final String CLEAR = "\r\u001B[K";
  private static final int COLUMNS = Integer.getInteger("tarry.stderr.columns", 100);

  private final PrintWriter err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private String subject = "";
  private long startNanos;
  private long lastNanos;
  private boolean shown;
  private Stage stage = Stage.STATES;

  ProgressLine(PrintWriter err, boolean terminal) {
    this(err, terminal, System::nanoTime);
  }

  /** Makes one with this clock, in nanoseconds since some moment. */
  ProgressLine(PrintWriter err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    startNanos = nanoTime.getAsLong();
    lastNanos = startNanos;
  }

  /** Sets the subject of the next searches. */
  void begin(String newSubject) {
    subject = newSubject;
    startNanos = nanoTime.getAsLong();
    if (terminal) {
      show(subject);
    } else {
      lastNanos = startNanos;
    }
  }

  @Override
  public void begins(Stage newStage) {
    stage = newStage;
    long now = nanoTime.getAsLong();
    if (stage != Stage.STATES && (terminal || now - startNanos >= A_WHILE.toNanos())) {
      lastNanos = now;
      show(subject + ": " + deed());
    }
  }

  @Override
  public void at(Statistics soFar, long frontier) {
    long now = nanoTime.getAsLong();
    Duration pace = terminal ? ON_A_TERMINAL : ELSEWHERE;
    if (now - lastNanos < pace.toNanos()) {
      return;
    }
    lastNanos = now;
    double seconds = Math.max(1e-3, (now - startNanos) / 1e9);
    show(
        looksForStates()
            ? String.format(
                Locale.ROOT,
                "%s: %sdepth %d, %,d states, %s transitions a second, %,d to expand, %,d MB",
                subject,
                stage == Stage.STATES ? "" : "all is decided; ",
                soFar.depth(),
                soFar.states(),
                rounded(soFar.transitions() / seconds),
                frontier,
                soFar.peakBytes() >> 20)
            : String.format(
                Locale.ROOT,
                "%s: %s, %,d states, %,d to expand again",
                subject,
                deed(),
                soFar.states(),
                frontier));
  }

  /** Says something of its own, if it is time to say something again. */
  void tell(String text) {
    long now = nanoTime.getAsLong();
    if (now - lastNanos >= (terminal ? ON_A_TERMINAL : ELSEWHERE).toNanos()) {
      lastNanos = now;
      show(text);
    }
  }

  private boolean looksForStates() {
    return stage == Stage.STATES || stage == Stage.STATES_THOUGH_DECIDED;
  }

  private String deed() {
    return switch (stage) {
      case STATES -> "looking for all states";
      case STATES_THOUGH_DECIDED ->
          "all is decided; it goes on to count all states (--until-decided would end it here)";
      case RUNS_TO_SHOW -> "looking for the runs to show";
      case CLAIMS_ABOUT_RUNS -> "deciding the claims about runs";
    };
  }

  /** Three digits of a rate are enough. */
  private static String rounded(double rate) {
    return rate < 1e6
        ? String.format(Locale.ROOT, "%,.0f", rate)
        : String.format(Locale.ROOT, "%.1f M", rate / 1e6);
  }

  private void show(String text) {
    String printable = Printable.of(text);
    if (terminal) {
      // A line that wraps could not be overwritten. Its end matters more than the subject.
      String fitted =
          printable.length() < COLUMNS
              ? printable
              : "..." + printable.substring(printable.length() - COLUMNS + 4);
      Terminal.printColoured(err, CLEAR);
      err.print(fitted); // a character that was cut in two is escaped
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
