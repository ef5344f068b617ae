package io.tarry.engine.liveness;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets of groups of fairness. Few of them differ, so each is kept once and has a number, by which
 * steps and states refer to it. The sets that are given out must not be changed.
 */
final class FairnessGroupSets {

  /** The number of the set without a group. */
  static final int EMPTY = 0;

  private static final int BYTES_A_SET = 256; // about what a set and its places in the tables take

  private final LivenessBudget budget;
  private final List<BitSet> sets = new ArrayList<>();
  private final Map<BitSet, Integer> numbers = new HashMap<>();
  private final Map<Long, Integer> unions = new HashMap<>();

  FairnessGroupSets(LivenessBudget budget) {
    this.budget = budget;
    numberOf(new BitSet());
  }

  /** The number of a set, given now if it had none. Keeps a copy. */
  int numberOf(BitSet set) {
    Integer known = numbers.get(set);
    if (known != null) {
      return known;
    }
    budget.take(BYTES_A_SET + set.size() / Byte.SIZE);
    BitSet kept = (BitSet) set.clone();
    int number = sets.size();
    sets.add(kept);
    numbers.put(kept, number);
    return number;
  }

  BitSet get(int number) {
    return sets.get(number);
  }

  /** The number of the set of all groups that are in one of two. */
  int union(int one, int other) {
    if (one == other || other == EMPTY) {
      return one;
    }
    if (one == EMPTY) {
      return other;
    }
    long pair = (long) one << Integer.SIZE | other;
    Integer known = unions.get(pair);
    if (known == null) {
      BitSet both = (BitSet) get(one).clone();
      both.or(get(other));
      known = numberOf(both);
      budget.take(BYTES_A_SET);
      unions.put(pair, known);
    }
    return known;
  }

  /**
   * Numbers the groups anew; the sets keep their numbers. Only {@link #get} may be called after it.
   *
   * @param newNumbers the new number of each group
   */
  void renumberGroups(int[] newNumbers) {
    for (int i = 0; i < sets.size(); i++) {
      BitSet renumbered = new BitSet();
      sets.get(i).stream().map(group -> newNumbers[group]).forEach(renumbered::set);
      sets.set(i, renumbered);
    }
    numbers.clear();
    unions.clear();
  }
}
