package io.tarry.cli;

import io.tarry.engine.Verdict;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.files.ReportException;
import io.tarry.report.files.SurveyJson;
import io.tarry.report.files.SweepFolder;
import io.tarry.report.table.SweepText;
import io.tarry.survey.BorderFormula;
import io.tarry.survey.CellSummary;
import io.tarry.survey.Question;
import io.tarry.survey.Question.Cell;
import io.tarry.survey.QuestionException;
import io.tarry.survey.Sweep;
import io.tarry.survey.Variation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tarry sweep}: a property over the values of one setting or two. */
@Command(
    name = "sweep",
    description = {
      "Checks a property for each value of one setting, or of two together.",
      "The answer is a table, a heat map, and of each cell that is violated the shortest "
          + "counterexample.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 all was searched; 2 a wrong command line or file; 3 a limit was reached in some",
      "cell; 4 writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Example:",
      "  ./tarry sweep 04 --property fin-from-last-ack-never-answered-by-rst \\",
      "      --vary time.timeWait=0..12 --vary network.lose=0..3 --formula"
    })
final class SweepCommand implements Callable<Integer> {

  @Mixin private final CommonFlags common = new CommonFlags();

  @Mixin private final QuestionFlags input = new QuestionFlags();

  @Option(
      names = "--vary",
      paramLabel = "SETTING=VALUES",
      required = true,
      description =
          "A setting by its path, and its values: time.timeWait=0..12, time.rto=2..10:2,"
              + " hosts.client.stack=rfc9293,linux. The first is across, the second down.")
  private List<String> vary = List.of();

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "The property (default: the case's leading one).")
  private Optional<String> property = Optional.empty();

  @Option(
      names = "--formula",
      paramLabel = "TERMS",
      arity = "0..1",
      fallbackValue = BorderFormula.USUAL_TERMS,
      description =
          "Fit the border as a sum of these terms, with commas between, over MSL, RTO and k, the value"
              + " of the second setting (default: ${FALLBACK-VALUE}).")
  private Optional<String> formula = Optional.empty();

  @Mixin private final AnswerFlags output = new AnswerFlags();

  @Option(
      names = "--resume",
      description = "Take over the cells that an earlier sweep of the same question found.")
  private boolean resume;

  @Mixin private final JsonFlag json = new JsonFlag();

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Override
  public Integer call() throws Refusal {
    ScenarioFiles.Source source = input.source();
    OutputFolder.requireWritable(output.folder());
    try {
      List<Variation> variations = new ArrayList<>();
      for (String written : vary) {
        variations.add(Variation.of(written));
      }
      Question question =
          Question.of(
              source.label(),
              source.text(),
              source.scenario(),
              input.caseName(),
              property.orElseGet(() -> leading(source)));
      Sweep sweep = Sweep.of(question, variations);
      return sweep(sweep, sweep.cells());
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    } catch (ReportException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + e.getMessage());
    }
  }

  private String leading(ScenarioFiles.Source source) {
    return source.scenario().cases().stream()
        .filter(one -> input.caseName().isEmpty() || input.caseName().get().equals(one.name()))
        .flatMap(one -> one.expectations().stream())
        .map(expectation -> expectation.claim().id())
        .findFirst()
        .orElseGet(() -> source.scenario().claims().get(0).id());
  }

  private int sweep(Sweep sweep, List<Cell> cells) throws Refusal, QuestionException {
    PrintWriter err = common.stderr();
    PrintWriter stdout = common.stdout();
    String name = source(sweep.question()) + ".sweep." + sweep.question().property();
    Optional<Renderer> renderer =
        !output.isDrawn() ? Optional.empty() : Optional.of(Renderer.create());
    try (SweepFolder folder =
        new SweepFolder(output.folder().resolve(name), sweep.question(), renderer, resume)) {
      search(cells, folder, err);
      Map<Map<String, String>, CellSummary> outcomes = new LinkedHashMap<>();
      for (Cell cell : cells) {
        CellSummary outcome = folder.known().get(cell.settings());
        if (outcome != null) {
          outcomes.put(cell.settings(), outcome);
        }
      }
      List<String> remarks = new ArrayList<>();
      Optional<BorderFormula> boundary = boundary(sweep, outcomes, remarks);
      Path page = folder.finish(sweep, cells.get(0), List.copyOf(outcomes.values()), remarks);
      ExitCode exit = exitCode(outcomes);
      if (json.isGiven()) {
        stdout.print(
            SurveyJson.of(
                sweep, outcomes, boundary, page.toString().replace('\\', '/'), exit.number()));
      } else {
        String claim = cells.get(0).world().expectations().get(0).claim().sentence();
        Terminal.printColoured(
            stdout, SweepText.of(sweep, claim, outcomes, remarks, Terminal.paint()));
        stdout.println("See " + page.toString().replace('\\', '/'));
      }
      Terminal.requireWritten(stdout, "the table");
      return exit.number();
    }
  }

  private void search(List<Cell> cells, SweepFolder folder, PrintWriter err) {
    Map<Map<String, String>, CellSummary> known = folder.known();
    List<Cell> left = cells.stream().filter(cell -> !known.containsKey(cell.settings())).toList();
    ProgressLine line = progress.line(err);
    SurveyChecks.tellShares(limits, left.size(), err);
    int[] done = {cells.size() - left.size()};
    SurveyChecks.cells(limits)
        .check(
            left,
            cell -> {
              if (!Interruption.isWanted()) {
                folder.add(cell);
              }
              done[0]++;
              line.tell("[%d/%d] %s".formatted(done[0], cells.size(), cell.result().caseName()));
            });
    line.end();
  }

  private Optional<BorderFormula> boundary(
      Sweep sweep, Map<Map<String, String>, CellSummary> outcomes, List<String> remarks) {
    if (formula.isEmpty()) {
      return Optional.empty();
    }
    try {
      BorderFormula boundary = BorderFormula.fit(sweep, formula.get(), outcomes);
      remarks.add(said(boundary));
      return Optional.of(boundary);
    } catch (QuestionException wrong) {
      remarks.add("No formula: " + wrong.getMessage() + ".");
      return Optional.empty();
    }
  }

  private static String said(BorderFormula boundary) {
    List<String> failed = boundary.failed().stream().limit(5).map(Question::named).toList();
    return "Fitted: %s (%d factors, to the borders of %d rows). Checked on the %d cells that hold or are violated, %s. It is no proof, and says nothing of other values."
        .formatted(
            boundary.formula(),
            boundary.terms(),
            boundary.rows(),
            boundary.checked(),
            failed.isEmpty()
                ? "and none failed"
                : boundary.failed().size() + " FAILED: " + String.join("; ", failed));
  }

  private static ExitCode exitCode(Map<Map<String, String>, CellSummary> outcomes) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    return outcomes.values().stream().anyMatch(one -> one.verdict() == Verdict.UNDECIDED)
        ? ExitCode.UNDECIDED
        : ExitCode.AS_EXPECTED;
  }

  private static String source(Question question) {
    String file = question.file().substring(question.file().lastIndexOf('/') + 1);
    return file.replaceFirst("\\.ya?ml$", "");
  }
}
