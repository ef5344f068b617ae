package io.tarry.engine.liveness;

import io.tarry.engine.Fairness.Strength;
import io.tarry.engine.Model;
import io.tarry.engine.liveness.StepLabels.Answer;
import io.tarry.engine.monitor.ModelContract;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * The graph of all steps of a model, with what one claim about runs says of each. All claims share
 * the steps; each claim adds only its own answers, and these are few.
 */
final class TransitionGraph<M extends Model> {

  private final StepTable<M> steps;
  private final StateIndex<M> states;
  private final Answer[] answers; // by label
  private final BitSet weak;
  private final BitSet strong;

  /**
   * Looks at all steps from the side of one claim.
   *
   * @param claim its place among those that the labels are of
   */
  TransitionGraph(StepTable<M> steps, StepLabels<M> labels, int claim, LivenessBudget budget) {
    this.steps = steps;
    states = steps.states();
    answers = labels.answers(claim, budget).toArray(Answer[]::new);
    weak = labels.groups(claim, Strength.WEAK);
    strong = labels.groups(claim, Strength.STRONG);
  }

  StateIndex<M> states() {
    return states;
  }

  int size() {
    return states.size();
  }

  int initialStates() {
    return steps.initialStates();
  }

  /** The number of a state's first step; its last one is the one before the next state's first. */
  int firstStep(int state) {
    return steps.firstStep(state);
  }

  int target(int step) {
    return steps.target(step);
  }

  boolean isGoal(int step) {
    return answers[steps.label(step)].meetsClaim();
  }

  boolean isTrigger(int step) {
    return answers[steps.label(step)].meetsPremise();
  }

  /** The groups of fairness that a step is of; those of a step to itself are none. Not a copy. */
  BitSet groups(int step) {
    return answers[steps.label(step)].groups();
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
    return answers[steps.initialLabel(initialState)].meetsPremise();
  }

  boolean isInitialGoal(int initialState) {
    return answers[steps.initialLabel(initialState)].meetsClaim();
  }

  /** The groups of fairness that are possible in a state. Not a copy. */
  BitSet possible(int state) {
    return answers[steps.possible(state)].groups();
  }

  /** Whether no step leaves that state. */
  boolean isStuck(int state) {
    for (int step = firstStep(state); step < firstStep(state + 1); step++) {
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
    var actions = new Actions(firstStep(state), among);
    states.model().successors(states.words(state), actions);
    if (actions.smallest == Integer.MAX_VALUE) {
      throw ModelContract.notDeterministic("a step is not offered that was");
    }
    return actions.smallest;
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
