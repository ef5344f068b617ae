package io.tarry.cli;

import io.tarry.bench.Measurement;
import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.engine.Progress;
import io.tarry.report.table.BenchReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tarry bench lesson}. */
@Command(
    name = "lesson",
    description = {
      "Searches the largest world of the lessons, or a case of your own.",
      "It decides the properties that the case names. No picture is drawn.",
      ""
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 searched, whatever the verdicts; 2 a wrong command line or file;",
      "3 a limit was reached first; 70 a defect.",
      "",
      "Examples:",
      "  ./tarry bench lesson --warmup 3",
      "  ./tarry bench lesson models/04-why-time-wait.yaml --case 'with TIME_WAIT' --json"
    })
final class BenchLessonCommand implements Callable<Integer> {

  /** The case with the most states of all lessons. */
  static final String LARGEST_SCENARIO = "models/10-why-tcp-tw-reuse-has-a-delay.yaml";

  static final String LARGEST_CASE = "both hosts are Linux";

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      defaultValue = LARGEST_SCENARIO,
      description = "A scenario file (default: ${DEFAULT-VALUE}).")
  private Path path = Path.of(LARGEST_SCENARIO);

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description =
          "The case; if a file has several, one must be named (default: '"
              + LARGEST_CASE
              + "' of the file above).")
  private Optional<String> caseName = Optional.empty();

  @Mixin private final BenchFlags flags = new BenchFlags();

  @Override
  public Integer call() throws Refusal {
    Selection.Task task = task();
    Measurement measured =
        flags.measure(
            task.scenario().file() + ", " + task.checked().name(), progress -> run(task, progress));
    return flags.print(
        BenchReport.ofLesson(task.scenario().file(), task.checked().name(), measured), measured);
  }

  private Selection.Task task() throws Refusal {
    boolean largest = path.equals(Path.of(LARGEST_SCENARIO)) && caseName.isEmpty();
    List<Selection.Task> tasks =
        Selection.of(
            ScenarioFiles.read(List.of(path)),
            largest ? Optional.of(LARGEST_CASE) : caseName,
            Optional.empty());
    if (tasks.size() > 1) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: "
              + path
              + " has several cases; name one with --case. There are:\n  "
              + String.join("\n  ", tasks.stream().map(task -> task.checked().name()).toList()));
    }
    return tasks.get(0);
  }

  private Measurement run(Selection.Task task, Progress progress) throws Refusal {
    CaseResult result =
        Check.whole()
            .setUp(flags.searching(List.of(task)))
            .reportingTo(progress)
            .of(task.scenario(), task.checked(), task.expectations());
    return Measurement.of(
        flags.threads(), result.statistics(), result.stoppedBy(), result.search().time());
  }
}
