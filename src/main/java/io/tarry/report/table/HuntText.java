package io.tarry.report.table;

import io.tarry.engine.Verdict;
import io.tarry.survey.Hunt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a hunt, for the terminal. */
public final class HuntText {

  private HuntText() {}

  /** The answer, without the scenario that was found. */
  public static String of(String property, long seed, Hunt.Answer answer) {
    List<String> others = new ArrayList<>();
    said(others, answer.of(Verdict.HOLDS), "it holds in %,d, searched to the end");
    said(
        others,
        answer.of(Verdict.VACUOUS),
        "in %,d no run comes to where it could be broken (vacuous)");
    said(others, answer.of(Verdict.UNDECIDED), "a limit left %,d undecided");
    int searched = answer.verdicts().values().stream().mapToInt(Integer::intValue).sum();
    String head =
        answer.found().isPresent()
            ? String.format(
                Locale.ROOT,
                "World %,d of seed %d violates '%s'.%s",
                answer.found().get().number(),
                seed,
                property,
                others.isEmpty() ? "" : " Of those before it: ")
            : String.format(
                Locale.ROOT,
                "None of %,d worlds of seed %d violates '%s': ",
                searched,
                seed,
                property);
    StringBuilder out = new StringBuilder();
    String text = head + String.join("; ", others) + (others.isEmpty() ? "" : ".");
    TextColumns.wrap(text, ResultsTable.WIDTH).forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  private static void said(List<String> all, int count, String text) {
    if (count > 0) {
      all.add(String.format(Locale.ROOT, text, count));
    }
  }
}
