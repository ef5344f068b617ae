package io.tarry.cli;

import io.tarry.report.files.SurveyJson;
import io.tarry.report.table.MinimumText;
import io.tarry.survey.Minimum;
import io.tarry.survey.Question;
import io.tarry.survey.QuestionException;
import io.tarry.survey.Variation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tarry minimum}: how small a setting may be. */
@Command(
    name = "minimum",
    description = {
      "Finds the least value of a setting for which a property holds.",
      "It shows both certificates: the whole search there, and the shortest counterexample "
          + "just below.",
      ""
    },
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

  @Mixin private final CommonFlags common = new CommonFlags();

  @Mixin private final QuestionFlags input = new QuestionFlags();

  @Option(
      names = "--property",
      paramLabel = "NAME",
      required = true,
      description = "The property that is to hold.")
  private String property = "";

  @Option(
      names = "--of",
      paramLabel = "SETTING[=RANGE]",
      defaultValue = "time.timeWait",
      description =
          "The setting, by its path in a scenario, and the values that it may have, such as"
              + " time.timeWait=0..60 (default: ${DEFAULT-VALUE}, from 0 to 200).")
  private String of = "time.timeWait";

  @Mixin private final AnswerFlags output = new AnswerFlags();

  @Mixin private final JsonFlag json = new JsonFlag();

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Override
  public Integer call() throws Refusal {
    PrintWriter err = common.stderr();
    ScenarioFiles.Source source = input.source();
    if (output.isDrawn()) {
      OutputFolder.requireWritable(output.folder());
    }
    Question question;
    Variation variation;
    Minimum.Answer answer;
    ProgressLine line = progress.line(err);
    try {
      question =
          Question.of(source.label(), source.text(), source.scenario(), input.caseName(), property);
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
                line.tell(
                    "%s: %s; %d values searched"
                        .formatted(
                            cell.result().caseName(),
                            cell.property().verdict().name().toLowerCase(Locale.ROOT),
                            searched.size()));
              });
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    } finally {
      line.end();
    }
    List<String> pictures =
        !output.isDrawn() || Interruption.isWanted() ? List.of() : draw(question, answer, err);
    ExitCode exit = exitCode(answer);
    PrintWriter stdout = common.stdout();
    stdout.print(
        json.isGiven()
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
    return SurveyChecks.draw(output.folder(), Question.together(file, title(question), shown), err);
  }

  private static String source(Question question) {
    return question.file().replaceFirst("\\.ya?ml$", "");
  }

  private static String title(Question question) {
    return "The least value that will do: " + question.caseName();
  }
}
