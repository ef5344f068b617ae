package io.tarry.engine.explore;

import io.tarry.engine.KeySteps;

/**
 * When steps are not looked up, but the model is asked. Looking up is tried, and goes on while it
 * pays. When it does not, it rests for many times as many states, and then is tried again: in some
 * worlds little comes again at first, and much later on. So trials that fail take a small part of
 * the time of any search.
 */
final class Rests {

  private static final int STATES_A_LOOK = 64;

  private final KeySteps steps;
  private final int statesATriedOne;
  private long tried;
  private long left; // of a rest

  /**
   * Begins with a trial of those steps.
   *
   * @param statesATriedOne how many states a rest has for each state of the trial before it
   */
  Rests(KeySteps steps, int statesATriedOne) {
    this.steps = steps;
    this.statesATriedOne = statesATriedOne;
  }

  KeySteps steps() {
    return steps;
  }

  /** Whether the next state is one of a rest. Asked once a state. */
  boolean includeNext() {
    if (left > 0) {
      left--;
      if (left == 0) {
        steps.tryAgain();
      }
      return true;
    }
    tried++;
    if (tried % STATES_A_LOOK == 0 && !steps.pays()) {
      left = statesATriedOne * tried;
      tried = 0;
    }
    return false;
  }

  /** Whether steps are looked up now. */
  boolean areOver() {
    return left == 0;
  }
}
