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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    usageHelpWidth = 100,
    sortOptions = false,
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

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A scenario file, a folder of them (*.yaml), or the number of a lesson.")
  private List<Path> paths = List.of();

  // Justification: picocli looks at it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--case", paramLabel = "NAME", description = "Only the case of this name.")
  private Optional<String> caseName = Optional.empty();

  @Option(names = "--property", paramLabel = "NAME", description = "Only the run of this property.")
  private Optional<String> property = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "Where the pictures are (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("reports");

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

  @Option(
      names = "--json",
      description = "Print one JSON object, and nothing else, in place of the text.")
  private boolean json;

  @Option(names = "--quiet", description = "Say nothing of the progress.")
  private boolean quiet;

  @Mixin private final SearchFlags searching = new SearchFlags();

  @Override
  public Integer call() throws Refusal {
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    List<Selection.Task> tasks = Selection.of(ScenarioFiles.read(paths), caseName, property);
    searching.requireSensible(tasks);
    Lab lab = lab();
    OutputFolder.requireWritable(out);
    PrintWriter err = injected.commandLine().getErr();
    List<CaseResult> results = Searches.run(tasks, Check.whole().setUp(searching), quiet, err);
    List<PlayedRun> playedRuns = play(lab, results, err);
    if (!Interruption.isWanted()) {
      write(playedRuns);
    }
    ExitCode exit = exitCode(playedRuns);
    PrintWriter stdout = injected.commandLine().getOut();
    if (json) {
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
      LabFolder.write(out, playedRuns);
      if (table.isPresent()) {
        Files.writeString(table.get(), LabTable.of(playedRuns));
      }
    } catch (ReportException | IOException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + e.getMessage());
    }
  }

  private List<PlayedRun> play(Lab lab, List<CaseResult> results, PrintWriter err) throws Refusal {
    ProgressLine progress = new ProgressLine(err, Terminal.isStderr());
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
        playedRuns.add(wait(future, futures, progress));
      }
      return playedRuns;
    } finally {
      threads.shutdownNow();
      progress.end();
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

  private PlayedRun wait(
      Future<PlayedRun> future, List<Future<PlayedRun>> all, ProgressLine progress) throws Refusal {
    while (true) {
      try {
        return future.get(PACE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!quiet) {
          long done = all.stream().filter(Future::isDone).count();
          progress.tell(
              "%d of %d runs are played; a TIME_WAIT of this kernel lasts a minute"
                  .formatted(done, all.size()));
        }
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
