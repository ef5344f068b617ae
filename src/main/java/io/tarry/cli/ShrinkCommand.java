package io.tarry.cli;

import io.tarry.engine.Verdict;
import io.tarry.report.table.ShrinkText;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Question;
import io.tarry.survey.QuestionException;
import io.tarry.survey.Shrinking;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tarry shrink}: the plainest scenario that still violates a property. */
@Command(
    name = "shrink",
    description = {
      "Makes a scenario in which a property is violated as plain as can be.",
      "Fewest faults come first, then the shortest scripts, the fewest settings, the "
          + "smallest numbers. It writes that scenario, draws its counterexample, and says of "
          + "each setting left what comes of other values.",
      ""
    },
    footer = {
      "",
      "One change is made at a time: no single one leaves it violated and makes it plainer; two at once",
      "might. A search that a limit ends does not count as violated.",
      "",
      "Exit codes: 0 shrunk; 2 a wrong command line or file, or the property is not violated; 4 writing",
      "failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Example:",
      "  ./tarry shrink 08 --property connect-finds-a-port"
    })
final class ShrinkCommand implements Callable<Integer> {

  /** A world that takes longer is no plain one; what is undecided is said. */
  private static final long STATES_MAX = 1_000_000;

  @Mixin private final CommonFlags common = new CommonFlags();

  @Mixin private final ScenarioFlags input = new ScenarioFlags();

  @Option(
      names = "--property",
      paramLabel = "NAME",
      required = true,
      description = "The property that is violated.")
  private String property = "";

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "The case (default: the first that expects the property to be violated).")
  private Optional<String> caseName = Optional.empty();

  @Mixin private final AnswerFlags output = new AnswerFlags();

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Override
  public Integer call() throws Refusal {
    PrintWriter err = common.stderr();
    ScenarioFiles.Source source = input.source();
    OutputFolder.requireWritable(output.folder());
    Question question;
    Shrinking.Answer answer;
    ProgressLine line = progress.line(err);
    try {
      question =
          Question.of(
              source.label(),
              source.text(),
              source.scenario(),
              caseName.or(() -> violating(source.scenario())),
              property);
      AtomicInteger searched = new AtomicInteger();
      answer =
          Shrinking.of(
              question,
              SurveyChecks.cells(limits, STATES_MAX),
              cell -> {
                line.tell("%d worlds searched".formatted(searched.incrementAndGet()));
              });
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    } finally {
      line.end();
    }
    List<String> files =
        ShrunkScenario.write(
            output.folder(), output.isDrawn() && !Interruption.isWanted(), question, answer, err);
    PrintWriter stdout = common.stdout();
    stdout.print(ShrinkText.of(question, answer, files));
    Terminal.requireWritten(stdout, "the answer");
    return (Interruption.isWanted() ? ExitCode.INTERRUPTED : ExitCode.AS_EXPECTED).number();
  }

  private Optional<String> violating(Scenario scenario) {
    return scenario.cases().stream()
        .filter(one ->
            one.expectations().stream()
                .anyMatch(it ->
                    it.claim().id().equals(property)
                        && it.verdict().equals(Optional.of(Verdict.VIOLATED))))
        .map(Scenario.Case::name)
        .findFirst();
  }
}
