package io.tarry.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pairs of runs for comparison: one that breaks a property beside one that keeps it. */
final class RunPairs {

  private static final String VIOLATED = "violated";
  private static final String HOLDS = "holds";

  /**
   * One or two runs.
   *
   * @param first the run that breaks a property, if one does
   */
  record Pair<T>(T first, Optional<T> second) {}

  /**
   * What a run shows.
   *
   * @param twin the passing case whose run begins like it; empty if there is none
   */
  record Shows(String caseName, String property, String verdict, String twin) {}

  private RunPairs() {}

  /** Puts each run in at least one pair. Runs that break a property come first, in their order. */
  static <T> List<Pair<T>> of(List<T> runs, Function<T, Shows> shows) {
    List<Pair<T>> pairs = new ArrayList<>();
    List<T> shown = new ArrayList<>();
    for (T run : runs) {
      if (shows.apply(run).verdict().equals(VIOLATED)) {
        Optional<T> other = beside(run, runs, shows);
        pairs.add(new Pair<>(run, other));
        shown.add(run);
        other.ifPresent(shown::add);
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
   * Of the cases in which the same property holds, the one with which the failing run has the
   * longest beginning in common; if that has no picture, the nearest one in the file, and of two,
   * the later.
   */
  private static <T> Optional<T> beside(T failing, List<T> runs, Function<T, Shows> shows) {
    Shows broken = shows.apply(failing);
    List<T> holding =
        runs.stream()
            .filter(run ->
                shows.apply(run).verdict().equals(HOLDS)
                    && shows.apply(run).property().equals(broken.property()))
            .toList();
    Optional<T> twin =
        holding.stream()
            .filter(run -> shows.apply(run).caseName().equals(broken.twin()))
            .findFirst();
    int place = runs.indexOf(failing);
    return twin.or(() ->
        holding.stream()
            .min(
                Comparator.comparingInt((T run) -> Math.abs(runs.indexOf(run) - place))
                    .thenComparingInt(run -> -runs.indexOf(run))));
  }
}
