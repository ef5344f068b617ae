package io.tarry.cli;

import io.tarry.report.drawing.Renderer;
import io.tarry.report.files.HowLongFolder;
import io.tarry.report.files.ReportException;
import io.tarry.survey.CellChecks;
import io.tarry.survey.HowLong;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tarry how-long}: the page of the course on how long TIME_WAIT must be. */
@Command(
    name = "how-long",
    description = {
      "Writes the page of the course on how long TIME_WAIT must be.",
      "Some hundred searches make two maps, the least lengths with both certificates, and "
          + "what a shorter one risks. It takes a minute.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 written; 2 a wrong command line; 4 writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Example:",
      "  ./tarry how-long",
      "With your own numbers: ./tarry risk, ./tarry minimum, ./tarry sweep."
    })
final class HowLongCommand implements Callable<Integer> {

  @Mixin private final CommonFlags common = new CommonFlags();

  @Mixin private final ReportsFlag reports = new ReportsFlag();

  @Mixin private final ThreadsFlag threads = new ThreadsFlag();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Override
  public Integer call() throws Refusal {
    PrintWriter err = common.stderr();
    OutputFolder.requireWritable(reports.folder());
    ProgressLine line = progress.line(err);
    int[] done = {0};
    HowLong found;
    try {
      found =
          HowLong.of(
              new CellChecks(
                  SurveyChecks.deciding(new LimitFlags()),
                  threads.threads(),
                  Interruption::isWanted),
              cell -> {
                done[0]++;
                line.tell("%d searches; %s".formatted(done[0], cell.result().caseName()));
              });
      HowLongFolder.write(reports.folder(), found, Renderer.create())
          .ifPresent(left -> err.println("tarry: " + left));
    } catch (ReportException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + e.getMessage());
    } catch (CancellationException e) {
      return ExitCode.INTERRUPTED.number();
    } finally {
      line.end();
    }
    PrintWriter stdout = common.stdout();
    stdout.println(
        "See " + reports.folder().resolve("how-long/index.html").toString().replace('\\', '/'));
    return ExitCode.AS_EXPECTED.number();
  }
}
