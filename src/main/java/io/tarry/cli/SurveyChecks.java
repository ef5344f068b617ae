package io.tarry.cli;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchSetup;
import io.tarry.engine.Subject;
import io.tarry.report.files.Gallery;
import io.tarry.report.files.ReportException;
import io.tarry.report.files.WrittenFiles;
import io.tarry.survey.CellChecks;
import io.tarry.survey.QuestionException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** How the many checks of a survey are done, and its runs drawn. */
final class SurveyChecks {

  private SurveyChecks() {}

  /** Checks within the limits, until Ctrl-C. */
  static Check checking(LimitFlags flags) {
    return checking(flags, false);
  }

  /** The same, each search to where all is decided. */
  static Check deciding(LimitFlags flags) {
    return checking(flags, true);
  }

  private static Check checking(LimitFlags flags, boolean untilDecided) {
    SearchSetup setup =
        new SearchSetup() {
          @Override
          public <M extends Model> Search<M> apply(Search<M> search, Supplier<Subject> subject) {
            Search<M> cancellable = search.until(Interruption::isWanted);
            return untilDecided ? cancellable.untilDecided() : cancellable;
          }
        };
    return Check.whole().within(flags.limits()).setUp(setup);
  }

  /** Cells side by side, each to where it is decided. */
  static CellChecks cells(LimitFlags flags) {
    return new CellChecks(deciding(flags), flags.threads(), Interruption::isWanted);
  }

  /** The same, each within so many states if the flags say nothing of that. */
  static CellChecks cells(LimitFlags flags, long statesMax) {
    Limits limits = flags.limits();
    return new CellChecks(
        deciding(flags).within(limits.statesMax().isPresent() ? limits : limits.states(statesMax)),
        flags.threads(),
        Interruption::isWanted);
  }

  /** If the memory has a limit, says how much of it each of this many searches may have. */
  static void tellShares(LimitFlags flags, int searches, PrintWriter err) {
    int atOnce = Math.min(flags.threads(), searches);
    if (atOnce > 1 && flags.limits().memoryBytesMax().isPresent()) {
      long each = flags.limits().sharedBy(atOnce).memoryBytesMax().orElseThrow();
      err.printf(
          Locale.ROOT,
          "tarry: up to %d searches at once share --max-memory, %,d bytes each; --threads 1 gives all to"
              + " one%n",
          atOnce,
          each);
    }
  }

  /** Draws the runs of these results; the files of each, in their order. */
  static List<String> draw(Path folder, List<CaseResult> results, PrintWriter err) throws Refusal {
    List<String> files = new ArrayList<>();
    try (Gallery gallery = new Gallery(folder, Gallery.Drawn.SVG)) {
      WrittenFiles written = gallery.write(results);
      results.forEach(result -> files.addAll(written.files(result, result.properties().get(0))));
      written.missing().forEach(lacking -> err.println("tarry: " + lacking));
      written.failures().forEach(failure -> err.println("tarry: " + failure));
    } catch (ReportException e) {
      throw new Refusal(ExitCode.INPUT_OUTPUT, "tarry: " + e.getMessage());
    }
    return files;
  }

  static Refusal refusal(QuestionException wrong) {
    return new Refusal(ExitCode.WRONG_INPUT, "tarry: " + wrong.getMessage());
  }
}
