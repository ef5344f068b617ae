package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.check.PropertyResult;
import io.tarry.engine.Cluster;
import io.tarry.engine.Verdict;
import io.tarry.report.files.ExportFormat;
import io.tarry.report.files.Gallery;
import io.tarry.report.files.ReportException;
import io.tarry.report.files.ResultsJson;
import io.tarry.report.files.WrittenFiles;
import io.tarry.report.ladder.Heading;
import io.tarry.report.table.ResultsTable;
import io.tarry.report.table.StoryText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tarry check}: every case of every scenario named. */
@Command(
    name = "check",
    description = {
      "Checks every case of every scenario file, and writes pictures and results.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 all as the files expect; 1 some verdict is not; 2 a wrong command line or file;",
      "3 a limit was reached first; 4 reading or writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Examples:",
      "  ./tarry check models",
      "  ./tarry check 04 --case 'without TIME_WAIT'",
      "  ./tarry check 04 --also pcapng,packetdrill,itf --out runs",
      "  ./tarry check 04 --property last-ack-ends-by-ack --minimize faults",
      "  ./tarry check 10 --engine spark --master spark://HOST:7077"
    })
final class CheckCommand implements Callable<Integer> {

  @Mixin private final CommonFlags common = new CommonFlags();

  @Mixin private final SelectionFlags selection = new SelectionFlags();

  @Mixin private final ReportsFlag reports = new ReportsFlag();

  @Option(
      names = "--also",
      paramLabel = "FORMAT",
      split = ",",
      converter = AlsoFormat.class,
      description =
          "Also write each run that is drawn as packetdrill (a script a host), pcapng (a capture for"
              + " Wireshark) or itf (a trace as Apalache has it); several with commas between them.")
  private List<ExportFormat> also = List.of();

  @Mixin private final JsonFlag json = new JsonFlag();

  @Mixin private final SearchFlags searching = new SearchFlags();

  @Mixin private final MinimizeFlag minimize = new MinimizeFlag();

  @Mixin private final ClusterFlags engine = new ClusterFlags();

  @Option(
      names = "--no-render",
      description = "Write DOT files and results, but no pictures and pages (SVG, PNG, HTML).")
  private boolean noRender;

  @Option(
      names = "--png",
      description =
          "Draw every PNG again; without this, only those that are missing or do not fit their SVG.")
  private boolean everyPng;

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Option(
      names = "--symmetry",
      description =
          "Search only one of several states that differ in nothing but which port or client is"
              + " which.")
  private boolean symmetry;

  @Override
  public Integer call() throws Refusal {
    if (noRender && everyPng) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: --png and --no-render contradict each other; leave one out");
    }
    List<ScenarioFiles.Source> sources = selection.sources();
    List<Selection.Task> tasks = selection.tasks(sources);
    searching.requireSensible(tasks);
    engine.requireSensible(searching);
    minimize.requireSensible(tasks, searching);
    if (symmetry && tasks.stream().anyMatch(Selection.Task::isOfRealTime)) {
      throw new Refusal(
          ExitCode.WRONG_INPUT, "tarry: --symmetry is not possible in real time; leave it out");
    }
    if (symmetry) {
      Selection.refuseClaimsAboutRuns(tasks, "--symmetry");
    }
    if (engine.isCluster()) {
      refuseWhatNoClusterDecides(tasks);
    }
    OutputFolder.requireWritable(reports.folder());
    List<CaseResult> results = search(tasks, sources);
    WrittenFiles written = Interruption.isWanted() ? WrittenFiles.nothing() : write(results);
    ExitCode exit = Searches.exitCode(results);
    if (!written.failures().isEmpty() && exit != ExitCode.UNEXPECTED) {
      exit = ExitCode.INPUT_OUTPUT;
    }
    PrintWriter stdout = common.stdout();
    if (json.isGiven()) {
      stdout.println(ResultsJson.of(results, written, exit.number()));
    } else {
      printStories(results, stdout);
      Terminal.printColoured(stdout, ResultsTable.of(results, written, look(), Terminal.paint()));
    }
    Terminal.requireWritten(stdout, "the results");
    return exit.number();
  }

  private void refuseWhatNoClusterDecides(List<Selection.Task> tasks) throws Refusal {
    if (symmetry) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: --symmetry is not possible with --engine spark: leave out one of them");
    }
    if (tasks.stream().anyMatch(Selection.Task::isOfRealTime)) {
      throw new Refusal(
          ExitCode.WRONG_INPUT, "tarry: --engine spark is not possible in real time; leave it out");
    }
    Selection.refuseClaimsAboutRuns(tasks, "--engine spark");
  }

  private List<CaseResult> search(List<Selection.Task> tasks, List<ScenarioFiles.Source> sources)
      throws Refusal {
    PrintWriter err = common.stderr();
    Check check = minimize.of(Check.whole().setUp(searching));
    if (!engine.isCluster()) {
      return Searches.run(tasks, symmetry ? check.reduced() : check, progress.line(err));
    }
    Map<String, String> texts = new HashMap<>();
    sources.forEach(source -> texts.put(source.scenario().file(), source.text()));
    try (Cluster cluster = engine.open(searching.threads())) {
      return Searches.run(
          tasks,
          check
              .within(searching.limits())
              .on(
                  cluster,
                  scenario -> texts.getOrDefault(scenario.file(), ""),
                  searching.isUntilDecided()),
          progress.line(err));
    }
  }

  private Gallery.Drawn drawn() {
    if (noRender) {
      return Gallery.Drawn.NOTHING;
    }
    return everyPng ? Gallery.Drawn.SVG_AND_PNG : Gallery.Drawn.SVG_AND_MISSING_PNG;
  }

  /** Where to see the results: the page of the course, or else the folder. */
  private Optional<String> look() {
    if (noRender || Interruption.isWanted()) {
      return Optional.empty();
    }
    Path index = reports.folder().resolve("index.html");
    String shown = (Files.exists(index) ? index : reports.folder()).toString().replace('\\', '/');
    return Optional.of(Files.exists(index) || shown.endsWith("/") ? shown : shown + "/");
  }

  /** Writes pages and pictures; if that fails, the results are printed all the same. */
  private WrittenFiles write(List<CaseResult> results) {
    WrittenFiles written;
    try (Gallery gallery = new Gallery(reports.folder(), drawn(), Set.copyOf(also))) {
      written = gallery.write(results);
    } catch (ReportException e) {
      written = WrittenFiles.failed(e);
    }
    PrintWriter err = common.stderr();
    written.missing().forEach(lacking -> err.println("tarry: " + lacking));
    written.failures().forEach(failure -> err.println("tarry: " + failure));
    return written;
  }

  /** Unexpected runs come before the table, so that the table ends next to the prompt. */
  private static void printStories(List<CaseResult> results, PrintWriter stdout) {
    for (CaseResult result : results) {
      for (PropertyResult one : result.properties()) {
        if (one.verdict() == Verdict.VIOLATED && !one.asExpected()) {
          one.story()
              .ifPresent(story ->
                  stdout.println(StoryText.of(Heading.of(result, one, story), story, false)));
        }
      }
    }
  }
}
