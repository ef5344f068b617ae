package io.tarry.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What hunts make of steps, as numbers that a model can remember steps with: each stands for the
 * hunts whose quarry a step is, and for those of which that depends on the channels, since they
 * looked there. 0 stands for no hunts.
 */
final class RememberedMarks<M extends Model> implements StepMarks {

  private final M model;
  private final List<Hunt<M>> hunts;
  private final Map<Mark, Integer> numbers = new HashMap<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Hunt<M>> met = new ArrayList<>();
  private boolean[] isMet = new boolean[8];
  private boolean[] isUnsure = new boolean[8];

  /**
   * Numbers of no steps yet.
   *
   * @param hunts those that are still on, among steps; they look at the model alone
   */
  RememberedMarks(M model, List<Hunt<M>> hunts) {
    this.model = model;
    this.hunts = List.copyOf(hunts);
    number(new Mark(new BitSet(), new BitSet()));
  }

  private record Mark(BitSet met, BitSet unsure) {}

  @Override
  public int of(long[] before, int action, long[] after) {
    BitSet met = new BitSet();
    BitSet unsure = new BitSet();
    model.haveChannelsBeenShown();
    for (int i = 0; i < hunts.size(); i++) {
      boolean quarry =
          !hunts.get(i).isOver() && hunts.get(i).isQuarry(model, before, action, after);
      if (model.haveChannelsBeenShown()) {
        unsure.set(i);
      } else {
        met.set(i, quarry);
      }
    }
    return number(new Mark(met, unsure));
  }

  /** Whether a step of that number is the quarry of a hunt that is still on. */
  boolean isMet(int number) {
    return isMet[number];
  }

  /** Whether a hunt that is still on cannot tell by that number. */
  boolean isUnsure(int number) {
    return isUnsure[number];
  }

  /** The hunts whose quarry a step of that number is. Valid until the next call. */
  List<Hunt<M>> met(int number) {
    met.clear();
    marks.get(number).met.stream()
        .mapToObj(hunts::get)
        .filter(hunt -> !hunt.isOver())
        .forEach(met::add);
    return met;
  }

  /** Some hunts may be over now. */
  void levelEnds() {
    for (int number = 0; number < marks.size(); number++) {
      look(number);
    }
  }

  private int number(Mark mark) {
    Integer known = numbers.get(mark);
    if (known != null) {
      return known;
    }
    int number = marks.size();
    marks.add(mark);
    numbers.put(mark, number);
    if (number == isMet.length) {
      isMet = Arrays.copyOf(isMet, 2 * number);
      isUnsure = Arrays.copyOf(isUnsure, 2 * number);
    }
    look(number);
    return number;
  }

  private void look(int number) {
    isMet[number] = isOn(marks.get(number).met);
    isUnsure[number] = isOn(marks.get(number).unsure);
  }

  private boolean isOn(BitSet some) {
    return some.stream().anyMatch(i -> !hunts.get(i).isOver());
  }
}
