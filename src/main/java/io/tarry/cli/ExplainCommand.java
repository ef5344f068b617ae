package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.report.table.Explanation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tarry explain}: the runs that {@code check} draws, as text with reasons. */
@Command(
    name = "explain",
    description = {
      "Tells what happens, step by step, and why, with the section of the RFC.",
      "",
      "It tells the runs that 'check' draws, and writes no files.",
      ""
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Exit codes are those of 'check'.",
      "",
      "Examples:",
      "  ./tarry explain 04",
      "  ./tarry explain models/04-why-time-wait.yaml --case 'without TIME_WAIT'"
    })
final class ExplainCommand implements Callable<Integer> {

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

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "Explain only the case of this name.")
  private Optional<String> caseName = Optional.empty();

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "Explain this property only; a case that names only others expects it to hold.")
  private Optional<String> property = Optional.empty();

  @Option(names = "--quiet", description = "Say nothing of the progress.")
  private boolean quiet;

  @Mixin private final SearchFlags searching = new SearchFlags();

  @Mixin private final MinimizeFlag minimize = new MinimizeFlag();

  @Override
  public Integer call() throws Refusal {
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    List<Selection.Task> tasks = Selection.of(ScenarioFiles.read(paths), caseName, property);
    searching.requireSensible(tasks);
    minimize.requireSensible(tasks, searching);
    Check check = minimize.of(Check.whole().setUp(searching));
    List<CaseResult> results = Searches.run(tasks, check, quiet, injected.commandLine().getErr());
    PrintWriter stdout = injected.commandLine().getOut();
    Terminal.printColoured(stdout, Explanation.of(results, Terminal.paint()));
    Terminal.requireWritten(stdout, "the results");
    return Searches.exitCode(results).number();
  }
}
