package io.tarry.engine.liveness;

import io.tarry.engine.Fairness;
import io.tarry.engine.Fairness.Strength;
import io.tarry.engine.Model;
import io.tarry.engine.StepGrouping;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds out which groups the assumptions of a property speak of, and numbers them from 0. */
final class FairnessGroups<M extends Model> {

  /** One of the family of groups that an assumption speaks of. */
  private record Group(int family, int key) {}

  private final List<Fairness<M>> families;
  private final Map<Group, Integer> numbers = new HashMap<>();
  private final BitSet ofStep = new BitSet();

  FairnessGroups(List<Fairness<M>> families) {
    this.families = families;
  }

  /** Those that a step is of, which changes the state. Valid until the next call. */
  BitSet of(M model, long[] before, int action, long[] after) {
    ofStep.clear();
    for (int family = 0; family < families.size(); family++) {
      int key = families.get(family).key().of(model, before, action, after);
      if (key != StepGrouping.NONE) {
        ofStep.set(number(new Group(family, key)));
      }
    }
    return ofStep;
  }

  private int number(Group group) {
    return numbers.computeIfAbsent(group, unknown -> numbers.size());
  }

  /** Those found so far of that strength. */
  BitSet of(Strength strength) {
    return numbers.entrySet().stream()
        .filter(group -> families.get(group.getKey().family()).strength() == strength)
        .flatMapToInt(group -> IntStream.of(group.getValue()))
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }
}
