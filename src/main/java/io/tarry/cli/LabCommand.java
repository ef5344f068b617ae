package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.lab.Lab;
import io.tarry.lab.LabException;
import io.tarry.lab.Outcome;
import io.tarry.lab.PlayedRun;
import io.tarry.report.files.LabCaptures;
import io.tarry.report.files.LabFolder;
import io.tarry.report.files.LabJson;
import io.tarry.report.files.ReportException;
import io.tarry.report.page.LabTable;
import io.tarry.report.table.LabText;
import io.tarry.wire.Capture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tarry lab}: runs, played on this machine's kernel. */
@Command(
    name = "lab",
    description = {
      "Plays runs on this machine's kernel, and says for each: confirmed, or refuted at which step.",
      "",
      "It plays the runs that 'check' draws. Each host is a network namespace of its own, which is gone",
      "when the command ends; no packet leaves them. What the kernel said goes beside the pictures, as",
      "lab.json, and pages and pictures show it after the next 'check'. A TIME_WAIT that has to end takes",
      "a minute, as Linux has it.",
      ""
    },
    footer = {
      "",
      "It needs Linux, and root or a namespace in which you are: unshare -Ur ./tarry lab 04",
      "",
      "Exit codes: 0 all that could be played is confirmed; 1 some run is refuted; 2 a wrong command line",
      "or file; 3 no run could be played; 4 this machine cannot play runs, or writing failed; 70 a defect",
      "in Tarry; 130 Ctrl-C.",
      "",
      "Examples:",
      "  ./tarry lab 04 --case 'without TIME_WAIT'",
      "  ./tarry lab models --table src/site/markdown/real-kernel.md"
    })
final class LabCommand implements Callable<Integer> {

  /** Each run waits most of the time. */
  private static final int AT_ONCE = 16;

  private static final int PACE_MILLIS = 200;

  @Mixin private final CommonFlags common = new CommonFlags();

  @Mixin private final SelectionFlags selection = new SelectionFlags();

  @Mixin private final ReportsFlag reports = new ReportsFlag();

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "Also write a table of all counterexamples, in Markdown.")
  private Optional<Path> table = Optional.empty();

  @Option(
      names = "--captures",
      paramLabel = "DIR",
      description = "Also write what each host sent and got, a pcapng for each host of each run.")
  private Optional<Path> captures = Optional.empty();

  @Mixin private final JsonFlag json = new JsonFlag();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Mixin private final SearchFlags searching = new SearchFlags();

  @Override
  public Integer call() throws Refusal {
    List<Selection.Task> tasks = selection.tasks();
    searching.requireSensible(tasks);
    Lab lab = lab();
    OutputFolder.requireWritable(reports.folder());
    PrintWriter err = common.stderr();
    List<CaseResult> results =
        Searches.run(tasks, Check.whole().setUp(searching), progress.line(err));
    List<PlayedRun> playedRuns = play(lab, results, err);
    if (!Interruption.isWanted()) {
      write(playedRuns);
    }
    ExitCode exit = exitCode(playedRuns);
    PrintWriter stdout = common.stdout();
    if (json.isGiven()) {
      stdout.println(LabJson.of(playedRuns, exit.number()));
    } else {
      Terminal.printColoured(stdout, LabText.of(playedRuns, Terminal.paint()));
    }
    Terminal.requireWritten(stdout, "the results");
    return exit.number();
  }

  /** The lab of this machine. */
  static Lab lab() throws Refusal {
    try {
      return Lab.open(Interruption::isWanted);
    } catch (LabException e) {
      throw new Refusal(
          ExitCode.INPUT_OUTPUT, "tarry: runs cannot be played here: " + e.getMessage());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static Refusal failed(IOException e) {
    return new Refusal(ExitCode.INPUT_OUTPUT, "tarry: the kernel failed: " + e.getMessage());
  }

  private void write(List<PlayedRun> playedRuns) throws Refusal {
    try {
      LabFolder.write(reports.folder(), playedRuns);
      if (table.isPresent()) {
        Files.writeString(table.get(), LabTable.of(playedRuns));
      }
    } catch (ReportException | IOException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + e.getMessage());
    }
  }

  private List<PlayedRun> play(Lab lab, List<CaseResult> results, PrintWriter err) throws Refusal {
    ProgressLine line = progress.line(err);
    Optional<LabCaptures> files = captures.map(LabCaptures::new);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            AT_ONCE,
            task -> {
              Thread thread = new Thread(task, "tarry-lab");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<PlayedRun>> futures = new ArrayList<>();
      for (CaseResult result : results) {
        for (PropertyResult one : LabFolder.asked(result)) {
          futures.add(
              threads.submit(() -> new PlayedRun(result, one, outcome(lab, result, one, files))));
        }
      }
      List<PlayedRun> playedRuns = new ArrayList<>();
      for (Future<PlayedRun> future : futures) {
        playedRuns.add(wait(future, futures, line));
      }
      return playedRuns;
    } finally {
      threads.shutdownNow();
      line.end();
    }
  }

  private static Outcome outcome(
      Lab lab, CaseResult result, PropertyResult property, Optional<LabCaptures> files)
      throws LabException, IOException {
    if (Interruption.isWanted()) {
      return new Outcome.Interrupted();
    }
    Map<String, Capture> captured = new LinkedHashMap<>();
    Outcome outcome = lab.play(result, property, captured::putAll);
    if (files.isPresent()) {
      files.get().write(result, property, captured);
    }
    return outcome;
  }

  private PlayedRun wait(Future<PlayedRun> future, List<Future<PlayedRun>> all, ProgressLine line)
      throws Refusal {
    while (true) {
      try {
        return future.get(PACE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long done = all.stream().filter(Future::isDone).count();
        line.tell(
            "%d of %d runs are played; a TIME_WAIT of this kernel lasts a minute"
                .formatted(done, all.size()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed(new IOException("interrupted", e));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException cause) {
          throw failed(cause);
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private static ExitCode exitCode(List<PlayedRun> playedRuns) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    if (has(playedRuns, Outcome.Refuted.class)) {
      return ExitCode.UNEXPECTED;
    }
    return has(playedRuns, Outcome.Confirmed.class) ? ExitCode.AS_EXPECTED : ExitCode.UNDECIDED;
  }

  private static boolean has(List<PlayedRun> playedRuns, Class<? extends Outcome> kind) {
    return playedRuns.stream().map(PlayedRun::outcome).anyMatch(kind::isInstance);
  }
}
