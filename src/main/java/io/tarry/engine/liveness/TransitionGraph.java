package io.tarry.engine.liveness;

import io.tarry.engine.Fairness.Strength;
import io.tarry.engine.Model;
import io.tarry.engine.Progress;
import io.tarry.engine.Property;
import io.tarry.engine.Statistics;
import io.tarry.engine.monitor.ModelContract;
import io.tarry.engine.options.SearchOptions;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Every step of a model, with what one claim about runs wants to know of it.
 *
 * <p>The steps of a state are neighbours, in the order in which the model offers them. Each has the
 * state that it leads to and a label: bit 0 if it meets the premise (as all steps do of a claim
 * without one), bit 1 if it meets the claim, and from bit 2 on the number of the set of groups of
 * fairness that it is of.
 */
final class TransitionGraph<M extends Model> {

  private static final int TRIGGER = 1;
  private static final int GOAL = 2;
  private static final int GROUPS_SHIFT = 2;

  private final StateIndex<M> states;
  private final int[] initialLabels;
  private final int[] firstSteps; // one more than there are states
  private final IntVector targets;
  private final IntVector labels;
  private final FairnessGroupSets sets;
  private final int[] possible; // of each state, the number of a set of groups
  private final BitSet weak;
  private final BitSet strong;

  /** Looks at every step once more. */
  TransitionGraph(
      StateIndex<M> states,
      Property<M> property,
      LivenessBudget budget,
      Progress progress,
      Statistics searched) {
    this.states = states;
    initialLabels = new int[(int) searched.initialStates()];
    firstSteps = budget.ints(states.size() + 1);
    targets = new IntVector(budget);
    labels = new IntVector(budget);
    sets = new FairnessGroupSets(budget);
    possible = budget.ints(states.size());
    var judgment = new StepJudgment<>(property, sets);
    states.model().initialStates(new Beginning(judgment));
    var expansion = new Expansion(judgment);
    for (int state = 0; state < states.size(); state++) {
      if (state % SearchOptions.PULSE_STATES == 0) {
        budget.requireTime();
        progress.at(searched, states.size() - state);
      }
      firstSteps[state] = targets.size();
      expansion.expand(state);
    }
    firstSteps[states.size()] = targets.size();
    sets.renumberGroups(judgment.groups.renumber());
    weak = judgment.groups.of(Strength.WEAK);
    strong = judgment.groups.of(Strength.STRONG);
    if (targets.size() != searched.transitions()) {
      throw ModelContract.notDeterministic(
          "there were " + searched.transitions() + " steps, and now are " + targets.size());
    }
  }

  StateIndex<M> states() {
    return states;
  }

  int size() {
    return states.size();
  }

  int initialStates() {
    return initialLabels.length;
  }

  /** The number of a state's first step; its last one is the one before the next state's first. */
  int firstStep(int state) {
    return firstSteps[state];
  }

  int target(int step) {
    return targets.get(step);
  }

  boolean isGoal(int step) {
    return isGoalLabel(labels.get(step));
  }

  boolean isTrigger(int step) {
    return (labels.get(step) & TRIGGER) != 0;
  }

  /** The groups of fairness that a step is of; those of a step to itself are none. Not a copy. */
  BitSet groups(int step) {
    return sets.get(groupsOfLabel(labels.get(step)));
  }

  private static int groupsOfLabel(int label) {
    return label >>> GROUPS_SHIFT;
  }

  /** All groups that no run may neglect weakly. Not a copy. */
  BitSet weak() {
    return weak;
  }

  /** All groups that no run may neglect strongly. Not a copy. */
  BitSet strong() {
    return strong;
  }

  boolean isInitialTrigger(int initialState) {
    return (initialLabels[initialState] & TRIGGER) != 0;
  }

  boolean isInitialGoal(int initialState) {
    return isGoalLabel(initialLabels[initialState]);
  }

  /** The groups of fairness that are possible in a state. Not a copy. */
  BitSet possible(int state) {
    return sets.get(possible[state]);
  }

  /** Whether no step leaves that state. */
  boolean isStuck(int state) {
    for (int step = firstSteps[state]; step < firstSteps[state + 1]; step++) {
      if (target(step) != state) {
        return false;
      }
    }
    return true;
  }

  /**
   * The smallest action among some of a state's steps, by asking the model once more.
   *
   * @param among which of them, by number; at least one
   */
  int smallestAction(int state, IntPredicate among) {
    var actions = new Actions(firstSteps[state], among);
    states.model().successors(states.words(state), actions);
    if (actions.smallest == Integer.MAX_VALUE) {
      throw ModelContract.notDeterministic("a step is not offered that was");
    }
    return actions.smallest;
  }

  private static boolean isGoalLabel(int label) {
    return (label & GOAL) != 0;
  }

  /** What a claim about runs says of a step. */
  private static final class StepJudgment<M extends Model> {

    private final Property<M> property;
    private final FairnessGroupSets sets;
    private final FairnessGroups<M> groups;

    StepJudgment(Property<M> property, FairnessGroupSets sets) {
      this.property = property;
      this.sets = sets;
      groups = new FairnessGroups<>(property.fairness());
    }

    int label(M model, long[] before, int action, long[] after, boolean ofGroups) {
      int label = 0;
      if (property.premise().isEmpty()
          || property.premise().get().test(model, before, action, after)) {
        label |= TRIGGER;
      }
      if (property.claim().test(model, before, action, after)) {
        label |= GOAL;
      }
      return ofGroups
          ? label | sets.numberOf(groups.of(model, before, action, after)) << GROUPS_SHIFT
          : label;
    }
  }

  private final class Beginning implements Model.Sink {

    private final StepJudgment<M> judgment;
    private final boolean[] seen = new boolean[initialLabels.length];

    Beginning(StepJudgment<M> judgment) {
      this.judgment = judgment;
    }

    @Override
    public void offer(int action, long[] state) {
      int index = states.indexOf(state);
      if (index < 0 || index >= seen.length) {
        throw ModelContract.notDeterministic("an initial state is offered that was not");
      }
      if (!seen[index]) { // one offered twice is judged as it comes first, as in the search
        seen[index] = true;
        initialLabels[index] = judgment.label(states.model(), state, action, state, false);
      }
    }

    @Override
    public void beyond(int action, String limit) {
      throw ModelContract.nowBeyondLimit();
    }
  }

  private final class Expansion implements Model.Sink {

    private final StepJudgment<M> judgment;
    private final long[] before = new long[states.model().words()];
    private int state;

    Expansion(StepJudgment<M> judgment) {
      this.judgment = judgment;
    }

    void expand(int ofNumber) {
      state = ofNumber;
      states.read(state, before);
      states.model().successors(before, this);
    }

    @Override
    public void offer(int action, long[] after) {
      int target = states.indexOf(after);
      if (target < 0) {
        throw ModelContract.notDeterministic("a step leads to a state that was not there");
      }
      boolean leaves = !Arrays.equals(before, after);
      int label = judgment.label(states.model(), before, action, after, leaves);
      labels.add(label);
      possible[state] = sets.union(possible[state], groupsOfLabel(label));
      targets.add(target);
    }

    @Override
    public void beyond(int action, String limit) {
      throw ModelContract.nowBeyondLimit();
    }
  }

  private static final class Actions implements Model.Sink {

    private final IntPredicate among;
    private int step;
    private int smallest = Integer.MAX_VALUE;

    Actions(int firstStep, IntPredicate among) {
      step = firstStep;
      this.among = among;
    }

    @Override
    public void offer(int action, long[] after) {
      if (among.test(step++)) {
        smallest = Math.min(smallest, action);
      }
    }

    @Override
    public void beyond(int action, String limit) {
      throw ModelContract.nowBeyondLimit();
    }
  }
}
