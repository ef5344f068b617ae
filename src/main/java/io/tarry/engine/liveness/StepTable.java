package io.tarry.engine.liveness;

import io.tarry.engine.Model;
import io.tarry.engine.Statistics;
import io.tarry.engine.monitor.ModelContract;

/**
 * Every step of a model: the state that it leads to, and a label that says what claims about runs
 * make of it ({@link StepLabels}). The steps of a state are neighbours, in the order in which the
 * model offers them, and so are those of one state and the next.
 */
final class StepTable<M extends Model> {

  private final StateIndex<M> states;
  private final IntVector initialLabels;
  private final int[] firstSteps; // one more than there are states
  private final IntVector targets;
  private final IntVector labels;
  private final int[] possible; // of each state, the label of the groups that are possible there
  private int statesDone;

  /** Makes one without steps, for this many states. */
  StepTable(StateIndex<M> states, int stateCount, LivenessBudget budget) {
    this.states = states;
    initialLabels = new IntVector(budget);
    firstSteps = budget.ints(stateCount + 1);
    targets = new IntVector(budget);
    labels = new IntVector(budget);
    possible = budget.ints(stateCount);
  }

  /** Adds an initial state; one that comes twice is judged as it comes first, as in the search. */
  void addInitial(long key, int label) {
    if (states.numberOf(key) == initialLabels.size()) {
      initialLabels.add(label);
    }
  }

  /** Adds a step of the first state that has not all of its steps yet. */
  void addStep(long targetKey, int label) {
    targets.add(states.numberOf(targetKey));
    labels.add(label);
  }

  /** Says that this state has all of its steps. */
  void endState(int possibleGroups) {
    possible[statesDone++] = possibleGroups;
    firstSteps[statesDone] = targets.size();
  }

  /** How many states have all of their steps. */
  int statesDone() {
    return statesDone;
  }

  /**
   * Checks that all was found that the search had found.
   *
   * @throws IllegalStateException if not
   */
  void requireSame(Statistics searched) {
    if (states.size() != searched.states()) {
      throw ModelContract.notDeterministic(
          "there were " + searched.states() + " states, and now are " + states.size());
    }
    if (targets.size() != searched.transitions()) {
      throw ModelContract.notDeterministic(
          "there were " + searched.transitions() + " steps, and now are " + targets.size());
    }
  }

  StateIndex<M> states() {
    return states;
  }

  int initialStates() {
    return initialLabels.size();
  }

  int initialLabel(int initialState) {
    return initialLabels.get(initialState);
  }

  /** The number of a state's first step; its last one is the one before the next state's first. */
  int firstStep(int state) {
    return firstSteps[state];
  }

  int target(int step) {
    return targets.get(step);
  }

  int label(int step) {
    return labels.get(step);
  }

  /** The label that says which groups are possible in a state. */
  int possible(int state) {
    return possible[state];
  }
}
