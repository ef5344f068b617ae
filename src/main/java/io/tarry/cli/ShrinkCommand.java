package io.tarry.cli;

import io.tarry.engine.Verdict;
import io.tarry.report.table.ShrinkText;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Question;
import io.tarry.survey.QuestionException;
import io.tarry.survey.Shrinking;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
    usageHelpWidth = 100,
    sortOptions = false,
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

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "A scenario file, or the number of a lesson.")
  private Path path = Path.of("");

  // Justification: picocli looks at it.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

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

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "answers",
      description = "Where scenario and picture go (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("answers");

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Option(names = "--no-render", description = "Write no picture.")
  private boolean noRender;

  @Option(names = "--quiet", description = "Say nothing of the progress.")
  private boolean quiet;

  @Override
  public Integer call() throws Refusal {
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    PrintWriter err = injected.commandLine().getErr();
    ScenarioFiles.Source source = ScenarioFiles.one(path);
    OutputFolder.requireWritable(out);
    Question question;
    Shrinking.Answer answer;
    ProgressLine progress = new ProgressLine(err, Terminal.isStderr());
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
                if (!quiet) {
                  progress.tell("%d worlds searched".formatted(searched.incrementAndGet()));
                }
              });
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    } finally {
      progress.end();
    }
    List<String> files =
        ShrunkScenario.write(out, !noRender && !Interruption.isWanted(), question, answer, err);
    PrintWriter stdout = injected.commandLine().getOut();
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
