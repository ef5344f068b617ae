package io.tarry.engine.liveness;

import io.tarry.engine.Fairness;
import io.tarry.engine.Fairness.Strength;
import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.StepGrouping;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all claims about runs of a search say of steps. A step's answers are a set of bits: two for
 * each claim, whether the step meets its premise (as all steps do of a claim without one) and
 * whether it meets the claim itself; and after those one for each group of fairness, whether the
 * step is of it. Claims share their groups where they assume the same. Few of these sets differ, so
 * each is kept once and has a number, the label of the step.
 */
final class StepLabels<M extends Model> {

  private static final int BITS_A_CLAIM = 2;
  private static final int BYTES_A_SET = 256; // about what a set and its place in the table take

  /** One of the family of groups that an assumption speaks of. */
  private record Group(int family, int key) {}

  private final List<Property<M>> claims;
  private final List<Fairness<M>> families; // of all claims, each once
  private final int firstGroupBit;
  private final ObjectInterner<Group> groups = new ObjectInterner<>(group -> group);
  private final ObjectInterner<BitSet> sets;

  StepLabels(List<Property<M>> claims, LivenessBudget budget) {
    this.claims = claims;
    families = claims.stream().flatMap(claim -> claim.fairness().stream()).distinct().toList();
    firstGroupBit = BITS_A_CLAIM * claims.size();
    sets =
        new ObjectInterner<>(set -> {
          budget.take(BYTES_A_SET + set.size() / Byte.SIZE);
          return (BitSet) set.clone();
        });
  }

  /** Asks the claims about steps, for one thread. */
  final class Judge {

    private final M model;
    private final BitSet answers = new BitSet();
    private final BitSet possible = new BitSet();

    Judge(M model) {
      this.model = model;
    }

    /** The label of a step that the model offers, and whose groups are possible where it begins. */
    int label(long[] before, int action, long[] after, boolean leaves) {
      answers.clear();
      for (int claim = 0; claim < claims.size(); claim++) {
        Property<M> property = claims.get(claim);
        if (property.premise().isEmpty()
            || property.premise().get().test(model, before, action, after)) {
          answers.set(BITS_A_CLAIM * claim);
        }
        if (property.claim().test(model, before, action, after)) {
          answers.set(BITS_A_CLAIM * claim + 1);
        }
      }
      if (leaves) {
        for (int family = 0; family < families.size(); family++) {
          int key = families.get(family).key().of(model, before, action, after);
          if (key != StepGrouping.NONE) {
            answers.set(firstGroupBit + groups.numberOf(new Group(family, key)));
          }
        }
        possible.or(answers);
      }
      return sets.numberOf(answers);
    }

    /** The number of the set of groups that were possible since this was asked last. */
    int takePossible() {
      possible.clear(0, firstGroupBit);
      int number = sets.numberOf(possible);
      possible.clear();
      return number;
    }
  }

  /** What one claim says of a step: those of the answers that concern this claim. */
  record Answer(boolean meetsPremise, boolean meetsClaim, BitSet groups) {}

  /** What this claim says of the steps of each label. Its groups have the numbers of its own. */
  List<Answer> answers(int claim, LivenessBudget budget) {
    List<BitSet> all = sets.inOrder();
    budget.take((long) BYTES_A_SET * all.size());
    int[] groupBits =
        groupsOf(claim).stream()
            .mapToInt(group -> firstGroupBit + groups.numberOf(group))
            .toArray();
    return all.stream()
        .map(set ->
            new Answer(
                set.get(BITS_A_CLAIM * claim),
                set.get(BITS_A_CLAIM * claim + 1),
                IntStream.range(0, groupBits.length)
                    .filter(i -> set.get(groupBits[i]))
                    .collect(BitSet::new, BitSet::set, BitSet::or)))
        .toList();
  }

  /** The groups of that strength that this claim asks for, by its own numbers. */
  BitSet groups(int claim, Strength strength) {
    List<Group> own = groupsOf(claim);
    return IntStream.range(0, own.size())
        .filter(i -> families.get(own.get(i).family).strength() == strength)
        .collect(BitSet::new, BitSet::set, BitSet::or);
  }

  /**
   * The groups that were found of those that a claim assumes something of, in the order of its
   * assumptions and of their keys, so that the order in which steps came decides nothing.
   */
  private List<Group> groupsOf(int claim) {
    List<Fairness<M>> assumed = claims.get(claim).fairness();
    return groups.inOrder().stream()
        .filter(group -> assumed.contains(families.get(group.family)))
        .sorted(
            Comparator.<Group>comparingInt(group -> assumed.indexOf(families.get(group.family)))
                .thenComparingInt(Group::key))
        .toList();
  }
}
