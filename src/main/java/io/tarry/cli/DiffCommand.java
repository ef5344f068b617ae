package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.report.table.DifferenceText;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Difference;
import io.tarry.survey.Question;
import io.tarry.survey.QuestionException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tarry diff}: what can happen in one case and not in another. */
@Command(
    name = "diff",
    description = {
      "Says what can happen in one case of a scenario and not in another.",
      "It compares states of both ends, segments that arrive in them, errors told, calls "
          + "refused, and verdicts; it tells the shortest run each way, and draws it.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 no difference; 1 some; 2 a wrong command line or file; 3 a limit was reached first;",
      "4 writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Example:",
      "  ./tarry diff 04 'with TIME_WAIT' 'without TIME_WAIT'"
    })
final class DiffCommand implements Callable<Integer> {

  @Mixin private final CommonFlags common = new CommonFlags();

  @Mixin private final ScenarioFlags input = new ScenarioFlags();

  @Parameters(index = "1", paramLabel = "A", description = "The one case.")
  private String one = "";

  @Parameters(index = "2", paramLabel = "B", description = "The other.")
  private String other = "";

  @Mixin private final AnswerFlags output = new AnswerFlags();

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Override
  public Integer call() throws Refusal {
    Scenario scenario = input.source().scenario();
    if (output.isDrawn()) {
      OutputFolder.requireWritable(output.folder());
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
        !output.isDrawn() || Interruption.isWanted() || shown.isEmpty()
            ? List.of()
            : SurveyChecks.draw(output.folder(), shown, common.stderr());
    PrintWriter stdout = common.stdout();
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
