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
    usageHelpWidth = 100,
    sortOptions = false,
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

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..1",
      defaultValue = "20",
      description =
          "A scenario file, or the number of a lesson (default: lesson ${DEFAULT-VALUE}).")
  private Path path = Path.of("");

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
      description = "The case whose world has all mechanisms on (default: the first).")
  private Optional<String> caseName = Optional.empty();

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "A property to check; give it again for another (default: those of the case).")
  private List<String> properties = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "answers",
      description = "Where page and pictures go (default: ${DEFAULT-VALUE}).")
  private Path out = Path.of("answers");

  @Option(names = "--json", description = "Print one JSON object, and nothing else.")
  private boolean json;

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Option(names = "--no-render", description = "Write no page and draw no pictures.")
  private boolean noRender;

  @Option(names = "--quiet", description = "Say nothing of the progress.")
  private boolean quiet;

  @Override
  public Integer call() throws Refusal {
    ScenarioFiles.Source source = ScenarioFiles.one(path);
    OutputFolder.requireWritable(out);
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
    CommandSpec injected = Objects.requireNonNull(spec, "picocli injects the specification");
    PrintWriter stdout = injected.commandLine().getOut();
    PrintWriter err = injected.commandLine().getErr();
    List<CellResult> cells = search(matrix, err);
    String title = "What protects against what: " + base.name();
    String file = source.label().replaceFirst("\\.ya?ml$", "") + ".matrix.yaml";
    List<CaseResult> results = cells.isEmpty() ? List.of() : Question.together(file, title, cells);
    WrittenFiles written = write(results, err);
    ExitCode exit = exitCode(results);
    if (json) {
      stdout.print(
          SurveyJson.of(source.label(), base.name(), matrix, results, written, exit.number()));
    } else {
      String heading = source.label() + ", case '" + base.name() + "'";
      Terminal.printColoured(stdout, MatrixText.of(matrix, heading, results, Terminal.paint()));
      if (!noRender && !results.isEmpty()) {
        stdout.println("See " + out.resolve("index.html").toString().replace('\\', '/'));
      }
    }
    Terminal.requireWritten(stdout, "the table");
    return (written.failures().isEmpty() ? exit : ExitCode.INPUT_OUTPUT).number();
  }

  private List<CellResult> search(Matrix matrix, PrintWriter err) {
    ProgressLine progress = new ProgressLine(err, Terminal.isStderr());
    int[] done = {0};
    List<CellResult> cells =
        SurveyChecks.cells(limits)
            .check(
                matrix.rows().stream().map(Matrix.Row::cell).toList(),
                cell -> {
                  done[0]++;
                  if (!quiet) {
                    progress.tell(
                        "[%d/%d] %s"
                            .formatted(done[0], matrix.rows().size(), cell.result().caseName()));
                  }
                });
    progress.end();
    return cells;
  }

  private WrittenFiles write(List<CaseResult> results, PrintWriter err) throws Refusal {
    if (noRender || results.isEmpty() || Interruption.isWanted()) {
      return WrittenFiles.nothing();
    }
    try (Gallery gallery = new Gallery(out, Gallery.Drawn.SVG)) {
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
