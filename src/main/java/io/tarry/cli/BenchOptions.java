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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that all measurements have, and how each is run and printed. */
final class BenchOptions {

  private static final String STEADY = "steady";

  /** One measured search. */
  interface Run {
    Measurement reportingTo(Progress progress) throws Refusal;
  }

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  // Justification: picocli looks at it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

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

  @Option(names = "--json", description = "Print one JSON object, and nothing else.")
  private boolean json;

  @Mixin private final SearchFlags searching = new SearchFlags();

  @Option(names = "--quiet", description = "Say nothing of the progress.")
  private boolean quiet;

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
  SearchFlags flags() {
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
    ProgressLine line = new ProgressLine(commandSpec().commandLine().getErr(), Terminal.isStderr());
    Progress progress = quiet ? Progress.silent() : line;
    List<Duration> times = new ArrayList<>();
    while (!before.isOverAfter(times) && !Interruption.isWanted()) {
      begin(line, subject + ", warm-up " + (times.size() + 1));
      times.add(run.reportingTo(progress).time());
    }
    begin(line, subject);
    Measurement measured = run.reportingTo(progress).after(times.size());
    line.end();
    if (before.endsUnsteady(times)) {
      commandSpec()
          .commandLine()
          .getErr()
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
    PrintWriter stdout = commandSpec().commandLine().getOut();
    stdout.print(json ? report.json() : report.text());
    Terminal.requireWritten(stdout, "the results");
    if (measured.stoppedBy().isEmpty()) {
      return ExitCode.AS_EXPECTED.number();
    }
    commandSpec()
        .commandLine()
        .getErr()
        .println("tarry: the search is unfinished, stopped by: " + measured.stoppedBy().get());
    return Interruption.isWanted() ? ExitCode.INTERRUPTED.number() : ExitCode.UNDECIDED.number();
  }

  private void begin(ProgressLine line, String subject) {
    if (!quiet) {
      line.begin(subject);
    }
  }

  private CommandSpec commandSpec() {
    return Objects.requireNonNull(spec, "picocli injects the specification");
  }
}
