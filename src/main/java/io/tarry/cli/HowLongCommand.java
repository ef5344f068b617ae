package io.tarry.cli;

import io.tarry.report.drawing.Renderer;
import io.tarry.report.files.HowLongFolder;
import io.tarry.report.files.ReportException;
import io.tarry.survey.CellChecks;
import io.tarry.survey.HowLong;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tarry how-long}: the page of the course on how long TIME_WAIT must be. */
@Command(
    name = "how-long",
    description = {
      "Writes the page of the course on how long TIME_WAIT must be.",
      "Some hundred searches make two maps, the least lengths with both certificates, and "
          + "what a shorter one risks. It takes a minute.",
      ""
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 written; 2 a wrong command line; 4 writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Example:",
      "  ./tarry how-long",
      "With your own numbers: ./tarry risk, ./tarry minimum, ./tarry sweep."
    })
final class HowLongCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  // Justification: picocli looks at it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "The folder of the course (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("reports");

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Quantities.Threads.class,
      description = "How many threads search (default: one per processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Say nothing of the progress.")
  private boolean quiet;

  @Override
  public Integer call() throws Refusal {
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    PrintWriter err = injected.commandLine().getErr();
    OutputFolder.requireWritable(out);
    ProgressLine progress = new ProgressLine(err, Terminal.isStderr());
    int[] done = {0};
    HowLong found;
    try {
      found =
          HowLong.of(
              new CellChecks(
                  SurveyChecks.deciding(new LimitFlags()), threads, Interruption::isWanted),
              cell -> {
                done[0]++;
                if (!quiet) {
                  progress.tell("%d searches; %s".formatted(done[0], cell.result().caseName()));
                }
              });
      HowLongFolder.write(out, found, Renderer.create())
          .ifPresent(left -> err.println("tarry: " + left));
    } catch (ReportException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + e.getMessage());
    } catch (CancellationException e) {
      return ExitCode.INTERRUPTED.number();
    } finally {
      progress.end();
    }
    PrintWriter stdout = injected.commandLine().getOut();
    stdout.println("See " + out.resolve("how-long/index.html").toString().replace('\\', '/'));
    return ExitCode.AS_EXPECTED.number();
  }
}
