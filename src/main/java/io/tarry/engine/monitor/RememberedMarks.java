package io.tarry.engine.monitor;

import io.tarry.engine.Model;
import io.tarry.engine.StepMarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What discoveries say of steps, as numbers that a model can remember with the steps. A number
 * stands for the discoveries that the step is a match of, and for those that looked at the
 * channels, so that their answer may be another one next time. 0 stands for no discoveries.
 */
public final class RememberedMarks<M extends Model> implements StepMarks {

  private final M model;
  private final List<Discovery<M>> discoveries;
  private final Map<Mark, Integer> numbers = new HashMap<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Discovery<M>> met = new ArrayList<>();
  private boolean[] isMet = new boolean[8];
  private boolean[] isUnsure = new boolean[8];

  /**
   * Numbers of no steps yet.
   *
   * @param discoveries those among steps that are not over; they look at the model alone
   */
  public RememberedMarks(M model, List<Discovery<M>> discoveries) {
    this.model = model;
    this.discoveries = List.copyOf(discoveries);
    number(new Mark(new BitSet(), new BitSet()));
  }

  private record Mark(BitSet met, BitSet unsure) {}

  @Override
  public int of(long[] before, int action, long[] after) {
    BitSet met = new BitSet();
    BitSet unsure = new BitSet();
    model.haveChannelsBeenShown();
    for (int i = 0; i < discoveries.size(); i++) {
      boolean match =
          !discoveries.get(i).isOver() && discoveries.get(i).isMatch(model, before, action, after);
      if (model.haveChannelsBeenShown()) {
        unsure.set(i);
      } else {
        met.set(i, match);
      }
    }
    return number(new Mark(met, unsure));
  }

  /** Whether a step of that number is the match of a discovery that is not over. */
  public boolean isMet(int number) {
    return isMet[number];
  }

  /** Whether that number leaves the answer of a discovery open that is not over. */
  public boolean isUnsure(int number) {
    return isUnsure[number];
  }

  /** The discoveries whose match a step of that number is. Valid until the next call. */
  public List<Discovery<M>> met(int number) {
    met.clear();
    marks.get(number).met.stream()
        .mapToObj(discoveries::get)
        .filter(discovery -> !discovery.isOver())
        .forEach(met::add);
    return met;
  }

  /** Some discoveries may be over now. */
  public void levelEnds() {
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
    return some.stream().anyMatch(i -> !discoveries.get(i).isOver());
  }
}
