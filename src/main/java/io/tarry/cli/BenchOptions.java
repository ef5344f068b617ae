package io.tarry.cli;

import io.tarry.bench.Measurement;
import io.tarry.engine.Progress;
import io.tarry.engine.SearchSetup;
import io.tarry.report.BenchReport;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

  @Mixin private final SearchFlags searching = new SearchFlags();

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  /** How each search of these tasks is done. */
  SearchSetup searching(List<Selection.Task> tasks) throws Refusal {
    searching.requireSensible(tasks);
    return searching;
  }

  /** How each search is done. */
  SearchSetup searching() throws Refusal {
    searching.requireSensible();
    return searching;
  }

  int threads() {
    return searching.threads();
  }

  /** Runs as often as told, and gives the last. */
  Measurement measure(String subject, Run run) throws Refusal {
    if (warmUps < 0) {
      throw new Refusal(ExitCode.WRONG_INPUT, "tarry: --warmup is a number from 0");
    }
    if (warmUps > 0 && searching.isSaved()) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: --warmup makes several searches, but a checkpoint is of one: leave out one of the two");
    }
    ProgressLine line = new ProgressLine(commandSpec().commandLine().getErr(), Terminal.isStderr());
    Progress progress = quiet ? Progress.silent() : line;
    for (int warmUp = 1; warmUp <= warmUps && !Interruption.isWanted(); warmUp++) {
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
