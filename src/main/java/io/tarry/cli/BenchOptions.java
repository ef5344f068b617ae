package io.tarry.cli;

import io.tarry.bench.Measurement;
import io.tarry.engine.Limits;
import io.tarry.engine.Progress;
import io.tarry.report.BenchReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What every measurement can be told, and how it is run and printed. */
final class BenchOptions {

  /** One measured search. */
  interface Run {
    Measurement reportingTo(Progress progress) throws Refusal;
  }

  private static final int THREADS_MAX = 1024;

  @Spec(Target.MIXEE)
  private @Nullable CommandSpec spec;

  // Justification: picocli looks at it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and do nothing.")
  private boolean help;

  @Option(
      names = "--threads",
      paramLabel = "T",
      defaultValue = "1",
      converter = Quantities.Count.class,
      description = "How many threads search (default: ${DEFAULT-VALUE}).")
  private long threads = 1;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Search so often before the search that is measured, for Java's compiler",
        "(default: ${DEFAULT-VALUE})."
      })
  private int warmUps;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Option(
      names = "--max-states",
      paramLabel = "N",
      converter = Quantities.Count.class,
      description = "Begin no further level of a search once it has this many states.")
  private Optional<Long> maxStates = Optional.empty();

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      converter = Quantities.Size.class,
      description = "End a search that needs more memory than this: 512M, 2G.")
  private Optional<Long> maxMemory = Optional.empty();

  @Option(
      names = "--max-time",
      paramLabel = "DURATION",
      converter = Quantities.Time.class,
      description = "End a search that takes longer than this: 30s, 5m, 1h.")
  private Optional<Duration> maxTime = Optional.empty();

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  Limits limits() {
    return new Limits(maxStates, maxMemory, maxTime);
  }

  int threads() throws Refusal {
    if (threads > THREADS_MAX) {
      throw new Refusal(ExitCode.WRONG_INPUT, "tarry: --threads is at most " + THREADS_MAX);
    }
    return (int) threads;
  }

  /** Runs as often as told, and gives the last. */
  Measurement measure(String subject, Run run) throws Refusal {
    if (warmUps < 0) {
      throw new Refusal(ExitCode.WRONG_INPUT, "tarry: --warmup is a number from 0");
    }
    ProgressLine line = new ProgressLine(commandSpec().commandLine().getErr(), Terminal.isStderr());
    Progress progress = quiet ? Progress.silent() : line;
    for (int warmUp = 1; warmUp <= warmUps; warmUp++) {
      begin(line, subject + ", warm-up " + warmUp);
      run.reportingTo(progress);
    }
    begin(line, subject);
    Measurement measured = run.reportingTo(progress);
    line.end();
    return measured;
  }

  /** The exit code. */
  int print(BenchReport report, Measurement measured) throws Refusal {
    PrintWriter stdout = commandSpec().commandLine().getOut();
    stdout.print(json ? report.json() : report.text());
    if (stdout.checkError()) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: the results cannot be written to stdout");
    }
    if (measured.stoppedBy().isEmpty()) {
      return ExitCode.AS_EXPECTED.number();
    }
    commandSpec()
        .commandLine()
        .getErr()
        .println("tarry: the search is unfinished, stopped by: " + measured.stoppedBy().get());
    return ExitCode.UNDECIDED.number();
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
