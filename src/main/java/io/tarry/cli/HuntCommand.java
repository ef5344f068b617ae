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
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tarry hunt}: random worlds that break a property. */
@Command(
    name = "hunt",
    description = {
      "Searches random worlds until one violates a property, and shrinks that one.",
      "Clients, processes, ports, stacks, sysctls, scripts, timers, sequence numbers and faults of the",
      "network are drawn. The same seed draws the same worlds.",
      ""
    },
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

  @Mixin private final CommonFlags common = new CommonFlags();

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

  @Mixin private final AnswerFlags output = new AnswerFlags();

  @Mixin private final LimitFlags limits = new LimitFlags();

  @Mixin private final ProgressFlag progress = new ProgressFlag();

  @Override
  public Integer call() throws Refusal {
    PrintWriter err = common.stderr();
    OutputFolder.requireWritable(output.folder());
    CellChecks cells = SurveyChecks.cells(limits, STATES_MAX);
    StringBuilder answer = new StringBuilder();
    ProgressLine line = progress.line(err);
    Hunt.Answer hunted;
    try {
      Question.claimOf(Catalogue.all(), property);
      int most = (int) Math.min(worlds, Integer.MAX_VALUE / 2);
      hunted = Hunt.of(property, seed, most, cells, counting("worlds", line));
      answer.append(HuntText.of(property, seed, hunted));
      if (hunted.found().isPresent() && !Interruption.isWanted()) {
        Question question = hunted.found().get().question();
        Shrinking.Answer shrunk = Shrinking.of(question, cells, counting("plainer worlds", line));
        line.end();
        boolean drawn = output.isDrawn() && !Interruption.isWanted();
        List<String> files = ShrunkScenario.write(output.folder(), drawn, question, shrunk, err);
        answer.append('\n').append(ShrinkText.of(question, shrunk, files));
      }
    } catch (QuestionException wrong) {
      throw SurveyChecks.refusal(wrong);
    } finally {
      line.end();
    }
    PrintWriter stdout = common.stdout();
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

  private Consumer<Question.CellResult> counting(String what, ProgressLine line) {
    AtomicInteger searched = new AtomicInteger();
    return cell -> {
      int count = searched.incrementAndGet();
      line.tell("%d %s searched".formatted(count, what));
    };
  }
}
