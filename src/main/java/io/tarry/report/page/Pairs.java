package io.tarry.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pairs of runs for comparison: one that breaks a property beside one that keeps it. */
final class Pairs {

  private static final String VIOLATED = "violated";
  private static final String HOLDS = "holds";

  /**
   * One or two runs.
   *
   * @param first the run that breaks a property, if one does
   */
  record Pair<T>(T first, Optional<T> second) {}

  private Pairs() {}

  /** Puts each run in at least one pair. Runs that break a property come first, in their order. */
  static <T> List<Pair<T>> of(
      List<T> runs, Function<T, String> verdict, Function<T, String> property) {
    List<Pair<T>> pairs = new ArrayList<>();
    List<T> shown = new ArrayList<>();
    for (T run : runs) {
      if (verdict.apply(run).equals(VIOLATED)) {
        Optional<T> twin = twin(run, runs, verdict, property);
        pairs.add(new Pair<>(run, twin));
        shown.add(run);
        twin.ifPresent(shown::add);
      }
    }
    for (T run : runs) {
      if (!shown.contains(run)) {
        pairs.add(new Pair<>(run, Optional.empty()));
      }
    }
    return pairs;
  }

  /**
   * Of the cases in which the same property holds, the nearest one in the file; of two, the later.
   */
  private static <T> Optional<T> twin(
      T failing, List<T> runs, Function<T, String> verdict, Function<T, String> property) {
    int place = runs.indexOf(failing);
    Optional<T> best = Optional.empty();
    int nearest = Integer.MAX_VALUE;
    for (int i = 0; i < runs.size(); i++) {
      T other = runs.get(i);
      boolean holds =
          verdict.apply(other).equals(HOLDS)
              && property.apply(other).equals(property.apply(failing));
      int distance = Math.abs(i - place);
      if (holds && distance <= nearest) {
        best = Optional.of(other);
        nearest = distance;
      }
    }
    return best;
  }
}
