package io.tarry.cli;

import io.tarry.engine.Limits;
import io.tarry.property.Claim;
import io.tarry.report.drawing.Renderer;
import io.tarry.report.files.MuseumFolder;
import io.tarry.report.files.MutationJson;
import io.tarry.report.files.ReportException;
import io.tarry.report.table.MutationText;
import io.tarry.scenario.NearestWord;
import io.tarry.scenario.Scenario;
import io.tarry.survey.Museum;
import io.tarry.survey.Mutation;
import io.tarry.tcp.rules.WrongTcp;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tarry mutate}: which claims catch which wrong TCP. */
@Command(
    name = "mutate",
    description = {
      "Puts wrong TCPs into the worlds of scenario files, and says which claims catch which.",
      "A claim catches one if it is violated there, and is not with the right TCP. Some have mistakes",
      "that were reported of real TCPs. Where nobody catches one, a file has a world, or a claim, too few.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 each is caught; 1 nobody catches some of them; 2 a wrong command line or file; 3 a",
      "limit ended a search of each that nobody catches; 4 writing failed; 70 a defect in Tarry; 130",
      "Ctrl-C.",
      "",
      "Examples:",
      "  ./tarry mutate",
      "  ./tarry mutate mine.yaml --expected",
      "  ./tarry mutate models --wrong last-ack-for-closing",
      "  ./tarry mutate --museum"
    })
final class MutateCommand implements Callable<Integer> {

  private static final long STATES_MAX = 20_000;
  private static final List<Path> USUAL = Stream.of("3", "9", "17").map(Path::of).toList();

  @Mixin private final CommonFlags common = new CommonFlags();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Scenario files, folders, or numbers of lessons (default: lessons 3, 9 and 17).")
  private List<Path> paths = List.of();

  @Option(names = "--case", paramLabel = "NAME", description = "Only the cases of that name.")
  private Optional<String> caseName = Optional.empty();

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "Ask this property alone (default: all of the catalogue and of the file).")
  private Optional<String> property = Optional.empty();

  @Option(
      names = "--expected",
      description = "Ask of each case the properties of which it expects something.")
  private boolean expected;

  @Option(
      names = "--wrong",
      paramLabel = "NAME",
      description = "This wrong TCP alone; give it again for another (default: all).")
  private List<String> names = List.of();

  @Option(
      names = "--museum",
      description = {
        "Draw what comes of each in a small world of its own,",
        "on a page of the course under --out."
      })
  private boolean museum;

  @Mixin private final ReportsFlag reports = new ReportsFlag();

  @Mixin private final JsonFlag json = new JsonFlag();

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Override
  public Integer call() throws Refusal {
    PrintWriter stdout = common.stdout();
    if (museum) {
      return drawMuseum(stdout, common.stderr());
    }
    List<WrongTcp> wrongs = wrongs();
    List<Mutation.World> worlds = worlds();
    Mutation.Answer answer = search(worlds, wrongs, common.stderr());
    ExitCode exit = exitCode(answer);
    if (json.isGiven()) {
      stdout.print(MutationJson.of(answer, exit.number()));
    } else {
      Terminal.printColoured(stdout, MutationText.of(answer, Terminal.paint()));
    }
    Terminal.requireWritten(stdout, "the table");
    return exit.number();
  }

  private int drawMuseum(PrintWriter stdout, PrintWriter err) throws Refusal {
    boolean selects = caseName.isPresent() || property.isPresent() || !names.isEmpty();
    if (!paths.isEmpty() || selects || expected || json.isGiven()) {
      throw new Refusal(
          ExitCode.WRONG_INPUT,
          "tarry: --museum has worlds of its own, and shows all; it goes with --out alone");
    }
    OutputFolder.requireWritable(reports.folder());
    ProgressLine line = progress.line(err);
    try {
      List<Museum.Piece> pieces =
          Museum.pieces(
              limits.threads(),
              Interruption::isWanted,
              piece -> {
                line.tell(piece.wrong().id());
              });
      if (Interruption.isWanted()) {
        return ExitCode.INTERRUPTED.number();
      }
      MuseumFolder.write(reports.folder(), pieces, Renderer.create())
          .ifPresent(left -> err.println("tarry: " + left));
    } catch (ReportException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + e.getMessage());
    } finally {
      line.end();
    }
    stdout.println(
        "See " + reports.folder().resolve("wrong-tcps/index.html").toString().replace('\\', '/'));
    return ExitCode.AS_EXPECTED.number();
  }

  private Mutation.Answer search(
      List<Mutation.World> worlds, List<WrongTcp> wrongs, PrintWriter err) {
    Limits given = limits.limits();
    ProgressLine line = progress.line(err);
    int all = worlds.size() * (1 + wrongs.size());
    int[] done = {0};
    try {
      return Mutation.of(
          worlds,
          wrongs,
          given.statesMax().isPresent() ? given : given.states(STATES_MAX),
          limits.threads(),
          Interruption::isWanted,
          searched -> {
            done[0]++;
            line.tell("[%d/%d] %s".formatted(done[0], all, searched));
          });
    } finally {
      line.end();
    }
  }

  private List<Mutation.World> worlds() throws Refusal {
    List<Scenario> scenarios = ScenarioFiles.read(paths.isEmpty() ? USUAL : paths);
    List<Mutation.World> worlds = new ArrayList<>();
    for (Selection.Task task : Selection.of(scenarios, caseName, property)) {
      List<Claim> claims = claims(task);
      if (!claims.isEmpty()) {
        worlds.add(new Mutation.World(task.scenario(), task.checked(), claims));
      }
    }
    return worlds;
  }

  private List<Claim> claims(Selection.Task task) {
    if (expected || property.isPresent()) {
      return task.expectations().stream().map(Scenario.Expectation::claim).toList();
    }
    return task.scenario().claims().stream()
        .filter(claim -> claim.canBeAskedOf(task.checked().settings()))
        .toList();
  }

  private List<WrongTcp> wrongs() throws Refusal {
    List<WrongTcp> all = Arrays.asList(WrongTcp.values());
    List<WrongTcp> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          all.stream()
              .filter(wrong -> wrong.id().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(name, all.stream().map(WrongTcp::id).toList())));
    }
    return names.isEmpty() ? all : chosen.stream().distinct().toList();
  }

  private static Refusal unknown(String name, List<String> known) {
    return new Refusal(
        ExitCode.WRONG_INPUT, "tarry: " + NearestWord.thereIsNo("wrong TCP", name, known));
  }

  private static ExitCode exitCode(Mutation.Answer answer) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    List<Mutation.Row> free = answer.rows().stream().filter(row -> row.caught().isEmpty()).toList();
    if (answer.worlds().isEmpty()
        || (!free.isEmpty() && free.stream().noneMatch(Mutation.Row::whole))) {
      return ExitCode.UNDECIDED;
    }
    return free.isEmpty() ? ExitCode.AS_EXPECTED : ExitCode.UNEXPECTED;
  }
}
