package io.tarry.cli;

import io.tarry.report.files.SurveyJson;
import io.tarry.report.table.MinimumText;
import io.tarry.survey.Minimum;
import io.tarry.survey.Question;
import io.tarry.survey.QuestionException;
import io.tarry.survey.Variation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tarry minimum}: how small a setting may be. */
@Command(
    name = "minimum",
    description = {
      "Finds the least value of a setting for which a property holds.",
      "It shows both certificates: the whole search there, and the shortest counterexample "
          + "just below.",
      ""
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Doubling and halving find the border. That it is one is checked: every smaller value of the range",
      "is searched too (beyond 64 of them, 32, and then the answer says so), and the next two above.",
      "",
      "Exit codes: 0 found; 1 it holds for no value of the range; 2 a wrong command line or file; 3 a",
      "limit was reached first; 4 writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Example:",
      "  ./tarry minimum 04 --property fin-from-last-ack-never-answered-by-rst"
    })
final class MinimumCommand implements Callable<Integer> {

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
      description = "The property that is to hold.")
  private String property = "";

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "The case whose world it is (default: the first that names the property).")
  private Optional<String> caseName = Optional.empty();

  @Option(
      names = "--of",
      paramLabel = "SETTING[=RANGE]",
      defaultValue = "time.timeWait",
      description =
          "The setting, by its path in a scenario, and the values that it may have, such as"
              + " time.timeWait=0..60 (default: ${DEFAULT-VALUE}, from 0 to 200).")
  private String of = "time.timeWait";

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "answers",
      description = "Where the pictures go (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("answers");

  @Option(names = "--json", description = "Print one JSON object, and nothing else.")
  private boolean json;

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Option(names = "--no-render", description = "Write no pictures.")
  private boolean noRender;

  @Option(names = "--quiet", description = "Say nothing of the progress.")
  private boolean quiet;

  @Override
  public Integer call() throws Refusal {
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    PrintWriter err = injected.commandLine().getErr();
    ScenarioFiles.Source source = ScenarioFiles.one(path);
    if (!noRender) {
      OutputFolder.requireWritable(out);
    }
    Question question;
    Variation variation;
    Minimum.Answer answer;
    ProgressLine progress = new ProgressLine(err, Terminal.isStderr());
    try {
      question = Question.of(source.label(), source.text(), source.scenario(), caseName, property);
      variation = Variation.of(of.contains("=") ? of : of + "=0..200");
      SurveyChecks.tellShares(limits, variation.values().size(), err);
      TreeSet<String> searched = new TreeSet<>();
      answer =
          Minimum.of(
              question,
              variation,
              SurveyChecks.cells(limits),
              cell -> {
                searched.add(cell.result().caseName());
                if (!quiet) {
                  progress.tell(
                      "%s: %s; %d values searched"
                          .formatted(
                              cell.result().caseName(),
                              cell.property().verdict().name().toLowerCase(Locale.ROOT),
                              searched.size()));
                }
              });
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    } finally {
      progress.end();
    }
    List<String> pictures =
        noRender || Interruption.isWanted() ? List.of() : draw(question, answer, err);
    ExitCode exit = exitCode(answer);
    PrintWriter stdout = injected.commandLine().getOut();
    stdout.print(
        json
            ? SurveyJson.of(question, variation, answer, pictures, exit.number())
            : MinimumText.of(question, variation, answer, pictures));
    Terminal.requireWritten(stdout, "the answer");
    return exit.number();
  }

  private static ExitCode exitCode(Minimum.Answer answer) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    if (answer.undecided().isPresent()) {
      return ExitCode.UNDECIDED;
    }
    return answer.least().isPresent() ? ExitCode.AS_EXPECTED : ExitCode.UNEXPECTED;
  }

  /**
   * Draws the run that breaks it just below beside one that does not; the first file is of that.
   */
  private List<String> draw(Question question, Minimum.Answer answer, PrintWriter err)
      throws Refusal {
    List<Question.CellResult> shown =
        answer.least().stream()
            .flatMap(least -> Stream.of(least - 1, least))
            .flatMap(place -> Optional.ofNullable(answer.searched().get(place)).stream())
            .toList();
    if (shown.isEmpty()) {
      return List.of();
    }
    String file = source(question) + ".minimum." + property + ".yaml";
    return SurveyChecks.draw(out, Question.together(file, title(question), shown), err);
  }

  private static String source(Question question) {
    return question.file().replaceFirst("\\.ya?ml$", "");
  }

  private static String title(Question question) {
    return "The least value that will do: " + question.caseName();
  }
}
