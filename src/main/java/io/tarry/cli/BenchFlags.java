package io.tarry.cli;

import io.tarry.bench.Measurement;
import io.tarry.bench.WarmUp;
import io.tarry.engine.Progress;
import io.tarry.engine.SearchSetup;
import io.tarry.report.table.BenchReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that all measurements have, and how each is run and printed. */
final class BenchFlags {

  private static final String STEADY = "steady";

  /** One measured search. */
  interface Run {
    Measurement reportingTo(Progress progress) throws Refusal;
  }

  @Mixin private final CommonFlags common = new CommonFlags();

  @Option(
      names = "--warmup",
      paramLabel = "N|" + STEADY,
      defaultValue = "0",
      description =
          "How many searches come before the measured one, so that Java's compiler is done; or until"
              + " the last two differ by less than 5 %%, which is after "
              + WarmUp.RUNS_MAX
              + " at most (default: ${DEFAULT-VALUE}).")
  private String warmUp = "0";

  @Mixin private final JsonFlag json = new JsonFlag();

  @Mixin private final SearchFlags searching = new SearchFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  /** How to search these tasks. */
  SearchSetup searching(List<Selection.Task> tasks) throws Refusal {
    searching.requireSensible(tasks);
    return searching;
  }

  /** How to search. */
  SearchSetup searching() throws Refusal {
    searching.requireSensible();
    return searching;
  }

  /** The options of a search, as they were given. */
  SearchFlags search() {
    return searching;
  }

  int threads() {
    return searching.threads();
  }

  /** Runs as often as the options say, and returns the last measurement. */
  Measurement measure(String subject, Run run) throws Refusal {
    WarmUp before = warmUp();
    if (!before.isNone() && searching.isSaved()) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: --warmup makes several searches, but a checkpoint is of one: leave out one of the two");
    }
    ProgressLine line = progress.line(common.stderr());
    List<Duration> times = new ArrayList<>();
    while (!before.isOverAfter(times) && !Interruption.isWanted()) {
      line.begin(subject + ", warm-up " + (times.size() + 1));
      times.add(run.reportingTo(line).time());
    }
    line.begin(subject);
    Measurement measured = run.reportingTo(line).after(times.size());
    line.end();
    if (before.endsUnsteady(times)) {
      common
          .stderr()
          .println("tarry: the times were not steady after " + times.size() + " warm-up runs");
    }
    return measured;
  }

  private WarmUp warmUp() throws Refusal {
    if (warmUp.equals(STEADY)) {
      return WarmUp.untilSteady();
    }
    if (!warmUp.matches("\\d{1,6}")) {
      throw new Refusal(
          ExitCode.WRONG_INPUT, "tarry: --warmup is a number from 0 to 999999, or " + STEADY);
    }
    return WarmUp.times(Integer.parseInt(warmUp));
  }

  /** Prints the measurement, and returns the exit code. */
  int print(BenchReport report, Measurement measured) throws Refusal {
    PrintWriter stdout = common.stdout();
    stdout.print(json.isGiven() ? report.json() : report.text());
    Terminal.requireWritten(stdout, "the results");
    if (measured.stoppedBy().isEmpty()) {
      return ExitCode.AS_EXPECTED.number();
    }
    common
        .stderr()
        .println("tarry: the search is unfinished, stopped by: " + measured.stoppedBy().get());
    return Interruption.isWanted() ? ExitCode.INTERRUPTED.number() : ExitCode.UNDECIDED.number();
  }
}
