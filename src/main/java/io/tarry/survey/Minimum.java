package io.tarry.survey;

import io.tarry.engine.Verdict;
import io.tarry.survey.Question.Cell;
import io.tarry.survey.Question.CellResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds the least of the values of a setting for which a property holds.
 *
 * <p>Where smaller values break it and larger ones do not, halving finds the border. That it is so
 * is checked: of the values below the border all are searched, or of very many those next to it and
 * some evenly between; of those above it the next few. A value for which it holds all the same
 * becomes the answer, and is searched around again.
 */
public final class Minimum {

  /** Each of this many values below the border is searched. */
  static final int ALL_BELOW = 64;

  /** Of more than that: these next to the border, and as many evenly between. */
  private static final int SOME_BELOW = 16;

  private static final int ABOVE = 2;

  private final Question question;
  private final Variation variation;
  private final CellChecks cells;
  private final Consumer<CellResult> heard;
  private final TreeMap<Integer, CellResult> known = new TreeMap<>();

  private Minimum(
      Question question, Variation variation, CellChecks cells, Consumer<CellResult> heard) {
    this.question = question;
    this.variation = variation;
    this.cells = cells;
    this.heard = heard;
  }

  /**
   * What was found.
   *
   * @param searched all that was searched, by the place of its value among the values
   * @param least the place of the least value for which it holds, of those searched; none if there
   *     is none
   * @param allBelow whether every smaller value of the range was searched
   * @param monotone whether of those searched all smaller ones break it and no larger one does
   * @param undecided a value of which a limit left open whether it holds, if there is one
   */
  public record Answer(
      Map<Integer, CellResult> searched,
      Optional<Integer> least,
      boolean allBelow,
      boolean monotone,
      Optional<Integer> undecided) {

    /** Keeps a copy. */
    public Answer {
      searched = Collections.unmodifiableSortedMap(new TreeMap<>(searched));
    }
  }

  /**
   * Looks for it.
   *
   * @param heard hears of each search as it ends
   * @throws QuestionException if a value cannot be had
   */
  public static Answer of(
      Question question, Variation variation, CellChecks cells, Consumer<CellResult> heard)
      throws QuestionException {
    return new Minimum(question, variation, cells, heard).search();
  }

  private Answer search() throws QuestionException {
    Optional<Integer> least = border();
    Optional<Integer> smaller = least;
    do {
      least = smaller;
      int border = least.orElse(variation.values().size());
      search(around(border));
      smaller =
          known.headMap(border).entrySet().stream()
              .filter(one -> holds(one.getValue()))
              .map(Map.Entry::getKey)
              .findFirst();
    } while (smaller.isPresent());
    return answer(least);
  }

  /** A value that holds, the one before which does not, by doubling and then by halving. */
  private Optional<Integer> border() throws QuestionException {
    int last = variation.values().size() - 1;
    int broken = -1;
    int holding = 0;
    while (!holds(holding)) {
      if (holding == last || isUndecided(holding) || cells.isCancelled().getAsBoolean()) {
        return Optional.empty();
      }
      broken = holding;
      holding = Math.min(last, 2 * holding + 1);
    }
    while (holding - broken > 1) {
      int middle = broken + (holding - broken) / 2;
      if (holds(middle)) {
        holding = middle;
      } else {
        broken = middle;
      }
    }
    return Optional.of(holding);
  }

  /** The places that show whether the border is one. */
  private List<Integer> around(int border) {
    TreeSet<Integer> places = new TreeSet<>();
    if (border <= ALL_BELOW) {
      for (int place = 0; place < border; place++) {
        places.add(place);
      }
    } else {
      for (int i = 0; i < SOME_BELOW; i++) {
        places.add(border - 1 - i);
        places.add(border * i / SOME_BELOW);
      }
    }
    int last = variation.values().size() - 1;
    for (int place = border; place <= Math.min(last, border + ABOVE); place++) {
      places.add(place);
    }
    return List.copyOf(places);
  }

  private boolean holds(int place) throws QuestionException {
    search(List.of(place));
    return known.containsKey(place) && holds(known.get(place));
  }

  private static boolean holds(CellResult result) {
    return result.property().verdict() == Verdict.HOLDS;
  }

  private boolean isUndecided(int place) {
    return !known.containsKey(place) || known.get(place).property().verdict() == Verdict.UNDECIDED;
  }

  private void search(List<Integer> places) throws QuestionException {
    List<Integer> unknown = new ArrayList<>();
    List<Cell> wanted = new ArrayList<>();
    for (int place : places) {
      if (!known.containsKey(place)) {
        unknown.add(place);
        wanted.add(question.cell(Map.of(variation.setting(), variation.values().get(place))));
      }
    }
    List<CellResult> results = cells.check(wanted, heard);
    for (CellResult result : results) {
      known.put(unknown.get(wanted.indexOf(result.cell())), result);
    }
  }

  private Answer answer(Optional<Integer> least) {
    Optional<Integer> undecided = known.keySet().stream().filter(this::isUndecided).findFirst();
    boolean allBelow = least.isPresent() && known.headMap(least.get()).size() == least.get();
    boolean monotone =
        least.isPresent()
            && known.headMap(least.get()).values().stream().noneMatch(Minimum::holds)
            && known.tailMap(least.get()).values().stream().allMatch(Minimum::holds);
    return new Answer(known, least, allBelow, monotone, undecided);
  }
}
