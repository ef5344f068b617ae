package io.tarry.cli;

import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.report.table.HuntText;
import io.tarry.report.table.ShrinkText;
import io.tarry.survey.CellChecks;
import io.tarry.survey.Hunt;
import io.tarry.survey.Question;
import io.tarry.survey.QuestionException;
import io.tarry.survey.Shrinking;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tarry hunt}: random worlds that break a property. */
@Command(
    name = "hunt",
    description = {
      "Searches random worlds until one violates a property, and shrinks that one.",
      "Clients, processes, ports, stacks, sysctls, scripts, timers, sequence numbers and faults of the",
      "network are drawn. The same seed draws the same worlds.",
      ""
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 none of them violates it; 1 one does; 2 a wrong command line; 3 a limit ended each",
      "search; 4 writing failed; 70 a defect in Tarry; 130 Ctrl-C.",
      "",
      "Example:",
      "  ./tarry hunt --property time-wait-lasts --seed 7"
    })
final class HuntCommand implements Callable<Integer> {

  private static final long STATES_MAX = 100_000;

  @Spec private @Nullable CommandSpec spec;

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
      description = "The property, one of the catalogue.")
  private String property = "";

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which worlds are drawn (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--worlds",
      paramLabel = "N",
      defaultValue = "200",
      converter = Quantities.Count.class,
      description = "How many are searched at most (default: ${DEFAULT-VALUE}).")
  private long worlds;

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
    OutputFolder.requireWritable(out);
    CellChecks cells = SurveyChecks.cells(limits, STATES_MAX);
    StringBuilder answer = new StringBuilder();
    ProgressLine progress = new ProgressLine(err, Terminal.isStderr());
    Hunt.Answer hunted;
    try {
      Question.claimOf(Catalogue.all(), property);
      int most = (int) Math.min(worlds, Integer.MAX_VALUE / 2);
      hunted = Hunt.of(property, seed, most, cells, counting("worlds", progress));
      answer.append(HuntText.of(property, seed, hunted));
      if (hunted.found().isPresent() && !Interruption.isWanted()) {
        Question question = hunted.found().get().question();
        Shrinking.Answer shrunk =
            Shrinking.of(question, cells, counting("plainer worlds", progress));
        progress.end();
        boolean drawn = !noRender && !Interruption.isWanted();
        List<String> files = ShrunkScenario.write(out, drawn, question, shrunk, err);
        answer.append('\n').append(ShrinkText.of(question, shrunk, files));
      }
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    } finally {
      progress.end();
    }
    PrintWriter stdout = injected.commandLine().getOut();
    stdout.print(answer);
    Terminal.requireWritten(stdout, "the answer");
    return exitCode(hunted).number();
  }

  private static ExitCode exitCode(Hunt.Answer hunted) {
    if (Interruption.isWanted()) {
      return ExitCode.INTERRUPTED;
    }
    if (hunted.found().isPresent()) {
      return ExitCode.UNEXPECTED;
    }
    return hunted.verdicts().keySet().equals(Set.of(Verdict.UNDECIDED))
        ? ExitCode.UNDECIDED
        : ExitCode.AS_EXPECTED;
  }

  private Consumer<Question.CellResult> counting(String what, ProgressLine progress) {
    AtomicInteger searched = new AtomicInteger();
    return cell -> {
      int count = searched.incrementAndGet();
      if (!quiet) {
        progress.tell("%d %s searched".formatted(count, what));
      }
    };
  }
}
