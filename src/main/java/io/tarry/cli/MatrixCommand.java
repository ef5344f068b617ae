package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.report.files.Gallery;
import io.tarry.report.files.ReportException;
import io.tarry.report.files.SurveyJson;
import io.tarry.report.files.WrittenFiles;
import io.tarry.report.table.MatrixText;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Matrix;
import io.tarry.survey.Question;
import io.tarry.survey.Question.CellResult;
import io.tarry.survey.QuestionException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tarry matrix}: which mechanism protects against what. */
@Command(
    name = "matrix",
    description = {
      "Says which mechanism protects against what.",
      "The mechanisms are TIME_WAIT, ignoring RST in it, the check of sequence numbers, "
          + "timestamps, increasing ISN, and a choice of local ports. Each is turned off by itself, and then all but it, and each "
          + "property of the case is checked: a table, and a page with the shortest "
          + "counterexamples.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 all was searched; 2 a wrong command line or file; 3 a limit was reached in some",
      "cell; 4 writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Examples:",
      "  ./tarry matrix",
      "  ./tarry matrix 16 --case 'TIME_WAIT of 3 MSL' --property octets-of-this-incarnation"
    })
final class MatrixCommand implements Callable<Integer> {

  @Mixin private final CommonFlags common = new CommonFlags();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      defaultValue = "20",
      description =
          "A scenario file, or the number of a lesson (default: lesson ${DEFAULT-VALUE}).")
  private Path path = Path.of("");

  @Option(
      names = "--case",
      paramLabel = "NAME",
      description = "The case whose world has all mechanisms on (default: the first).")
  private Optional<String> caseName = Optional.empty();

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "A property to check; give it again for another (default: those of the case).")
  private List<String> properties = List.of();

  @Mixin private final AnswerFlags output = new AnswerFlags();

  @Mixin private final JsonFlag json = new JsonFlag();

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Override
  public Integer call() throws Refusal {
    ScenarioFiles.Source source = ScenarioFiles.one(path);
    OutputFolder.requireWritable(output.folder());
    try {
      Scenario.Case base =
          caseName.isPresent()
              ? Question.caseOf(source.scenario(), caseName.get())
              : source.scenario().cases().get(0);
      List<Claim> claims = claims(source.scenario(), base);
      return show(source, base, Matrix.of(source.label(), source.text(), base, claims));
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    }
  }

  private List<Claim> claims(Scenario scenario, Scenario.Case base) throws QuestionException {
    if (properties.isEmpty()) {
      if (base.expectations().isEmpty()) {
        throw new QuestionException(
            "case '%s' expects nothing; name the properties with --property"
                .formatted(base.name()));
      }
      return base.expectations().stream().map(Scenario.Expectation::claim).toList();
    }
    List<Claim> chosen = new ArrayList<>();
    for (String property : properties) {
      chosen.add(Question.claimOf(scenario, property));
    }
    return chosen.stream().distinct().toList();
  }

  private int show(ScenarioFiles.Source source, Scenario.Case base, Matrix matrix) throws Refusal {
    PrintWriter stdout = common.stdout();
    PrintWriter err = common.stderr();
    List<CellResult> cells = search(matrix, err);
    String title = "What protects against what: " + base.name();
    String file = source.label().replaceFirst("\\.ya?ml$", "") + ".matrix.yaml";
    List<CaseResult> results = cells.isEmpty() ? List.of() : Question.together(file, title, cells);
    WrittenFiles written = write(results, err);
    ExitCode exit = exitCode(results);
    if (json.isGiven()) {
      stdout.print(
          SurveyJson.of(source.label(), base.name(), matrix, results, written, exit.number()));
    } else {
      String heading = source.label() + ", case '" + base.name() + "'";
      Terminal.printColoured(stdout, MatrixText.of(matrix, heading, results, Terminal.paint()));
      if (output.isDrawn() && !results.isEmpty()) {
        stdout.println(
            "See " + output.folder().resolve("index.html").toString().replace('\\', '/'));
      }
    }
    Terminal.requireWritten(stdout, "the table");
    return (written.failures().isEmpty() ? exit : ExitCode.INPUT_OUTPUT).number();
  }

  private List<CellResult> search(Matrix matrix, PrintWriter err) {
    ProgressLine line = progress.line(err);
    int[] done = {0};
    List<CellResult> cells =
        SurveyChecks.cells(limits)
            .check(
                matrix.rows().stream().map(Matrix.Row::cell).toList(),
                cell -> {
                  done[0]++;
                  line.tell(
                      "[%d/%d] %s"
                          .formatted(done[0], matrix.rows().size(), cell.result().caseName()));
                });
    line.end();
    return cells;
  }

  private WrittenFiles write(List<CaseResult> results, PrintWriter err) throws Refusal {
    if (!output.isDrawn() || results.isEmpty() || Interruption.isWanted()) {
      return WrittenFiles.nothing();
    }
    try (Gallery gallery = new Gallery(output.folder(), Gallery.Drawn.SVG)) {
      WrittenFiles written = gallery.write(results);
      written.missing().forEach(lacking -> err.println("tarry: " + lacking));
      written.failures().forEach(failure -> err.println("tarry: " + failure));
      return written;
    } catch (ReportException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + e.getMessage());
    }
  }

  private static ExitCode exitCode(List<CaseResult> results) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    return results.stream()
            .flatMap(result -> result.properties().stream())
            .anyMatch(property -> property.verdict() == Verdict.UNDECIDED)
        ? ExitCode.UNDECIDED
        : ExitCode.AS_EXPECTED;
  }
}
