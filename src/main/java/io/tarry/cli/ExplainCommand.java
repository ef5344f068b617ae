package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.report.table.Explanation;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tarry explain}: the runs that {@code check} draws, as text with reasons. */
@Command(
    name = "explain",
    description = {
      "Tells what happens, step by step, and why, with the section of the RFC.",
      "",
      "It tells the runs that 'check' draws, and writes no files.",
      ""
    },
    footer = {
      "",
      "Exit codes are those of 'check'.",
      "",
      "Examples:",
      "  ./tarry explain 04",
      "  ./tarry explain models/04-why-time-wait.yaml --case 'without TIME_WAIT'"
    })
final class ExplainCommand implements Callable<Integer> {

  @Mixin private final CommonFlags common = new CommonFlags();

  @Mixin private final SelectionFlags selection = new SelectionFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Mixin private final SearchFlags searching = new SearchFlags();

  @Mixin private final MinimizeFlag minimize = new MinimizeFlag();

  @Override
  public Integer call() throws Refusal {
    List<Selection.Task> tasks = selection.tasks();
    searching.requireSensible(tasks);
    minimize.requireSensible(tasks, searching);
    Check check = minimize.of(Check.whole().setUp(searching));
    List<CaseResult> results = Searches.run(tasks, check, progress.line(common.stderr()));
    PrintWriter stdout = common.stdout();
    Terminal.printColoured(stdout, Explanation.of(results, Terminal.paint()));
    Terminal.requireWritten(stdout, "the results");
    return Searches.exitCode(results).number();
  }
}
