package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.report.table.DifferenceText;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Difference;
import io.tarry.survey.Question;
import io.tarry.survey.QuestionException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tarry diff}: what can happen in one case and not in another. */
@Command(
    name = "diff",
    description = {
      "Says what can happen in one case of a scenario and not in another.",
      "It compares states of both ends, segments that arrive in them, errors told, calls "
          + "refused, and verdicts; it tells the shortest run each way, and draws it.",
      ""
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 no difference; 1 some; 2 a wrong command line or file; 3 a limit was reached first;",
      "4 writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Example:",
      "  ./tarry diff 04 'with TIME_WAIT' 'without TIME_WAIT'"
    })
final class DiffCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "PATH",
      description = "A scenario file, or the number of a lesson.")
  private Path path = Path.of("");

  @Parameters(index = "1", paramLabel = "A", description = "The one case.")
  private String one = "";

  @Parameters(index = "2", paramLabel = "B", description = "The other.")
  private String other = "";

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
      defaultValue = "answers",
      description = "Where the pictures go (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("answers");

  @Option(names = "--no-render", description = "Write no pictures.")
  private boolean noRender;

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Override
  public Integer call() throws Refusal {
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    Scenario scenario = ScenarioFiles.one(path).scenario();
    if (!noRender) {
      OutputFolder.requireWritable(out);
    }
    Difference difference;
    try {
      difference =
          Difference.of(
              scenario,
              Question.caseOf(scenario, one),
              Question.caseOf(scenario, other),
              SurveyChecks.checking(limits).using(limits.threads()));
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    }
    List<CaseResult> shown = difference.drawable();
    List<String> pictures =
        noRender || Interruption.isWanted() || shown.isEmpty()
            ? List.of()
            : SurveyChecks.draw(out, shown, injected.commandLine().getErr());
    PrintWriter stdout = injected.commandLine().getOut();
    Terminal.printColoured(stdout, DifferenceText.of(difference, Terminal.paint()));
    pictures.stream()
        .filter(picture -> picture.endsWith(".svg"))
        .forEach(picture -> stdout.println("See " + picture));
    Terminal.requireWritten(stdout, "the answer");
    return exitCode(difference).number();
  }

  private static ExitCode exitCode(Difference difference) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    if (difference.stoppedBy().isPresent()) {
      return ExitCode.UNDECIDED;
    }
    boolean same =
        difference.onlyInFirst().isEmpty()
            && difference.onlyInSecond().isEmpty()
            && difference.verdicts().isEmpty();
    return same ? ExitCode.AS_EXPECTED : ExitCode.UNEXPECTED;
  }
}
