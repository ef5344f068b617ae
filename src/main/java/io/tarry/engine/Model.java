package io.tarry.engine;

import java.util.Optional;

/**
 * A transition system whose states are a fixed number of 64-bit words and whose actions are
 * integers that the engine never interprets.
 *
 * <p>A model must be deterministic: the same state offers the same steps in the same order, always.
 * The engine stores and compares whole states, so two states are one exactly when all their words
 * are equal; a model therefore packs only what matters, and packs it in one way.
 *
 * <p>One instance is used by one thread, so it may work in scratch memory of its own; {@link
 * Search} takes a supplier and makes as many as it needs.
 */
public interface Model {

  /** The action that the engine gives to the pseudo-step from an initial state to itself. */
  int INITIAL = -1;

  /** How many 64-bit words a state has, at least 1; never changes. */
  int words();

  /** Offers each initial state once, with the action {@link #INITIAL}. At least one is needed. */
  void initialStates(Sink sink);

  /**
   * Offers every step that the state allows, in a fixed order, those that change nothing included.
   *
   * @param state {@link #words()} words; the model must not change them, not even while it offers a
   *     step: it offers another array, unless the step changes nothing
   */
  void successors(long[] state, Sink sink);

  /**
   * Makes the model show the pseudo-step from this state to itself. Called before a state is judged
   * on its own and not as the end of an offered step, which is so for {@link
   * Property.Kind#NO_STUCK_STATE} alone; a model that shows its tests no more than the two states
   * has nothing to do here.
   *
   * @param state {@link #words()} words; the model must not change them
   */
  default void show(long[] state) {}

  /**
   * How many of a state's words, the first ones, are its control: all but the messages that are on
   * their way between the parts of a model, which are its channels and stand in the other words. 0
   * where the two are not told apart. What a state's control does with a message comes again and
   * again while channels differ; where they are told apart, {@link #keySteps} can make use of it.
   */
  default int controlWords() {
    return 0;
  }

  /**
   * A quicker way to the same steps, if there is one; made for one thread, by which this model is
   * used, too.
   *
   * @param keys numbers controls and channels
   * @param marks judges steps that the model offers and shows
   * @param symmetry if each state after a step is to be represented: by what
   */
  default Optional<KeySteps> keySteps(
      StateKeys keys, StepMarks marks, Optional<Symmetry> symmetry) {
    return Optional.empty();
  }

  /**
   * Whether a test has looked at the channels since this was last asked. Of a model that remembers
   * steps, see {@link #keySteps}.
   */
  default boolean haveChannelsBeenShown() {
    return false;
  }

  /** Takes the steps of a model. */
  interface Sink {

    /**
     * Takes one step. Properties are judged during this call, so that a model may show them more of
     * the step than the two states (what was sent, say).
     *
     * @param action a number from 0 that names the step among those of its state, or {@link
     *     #INITIAL}
     * @param next the state after the step; copied, so the model may use the array again
     */
    void offer(int action, long[] next);

    /**
     * Takes a step whose end lies outside of what this model can or wants to show. It counts as a
     * transition, its end is not explored, and so nothing can be said to hold any more: verdicts
     * that need the whole state space become {@link Verdict#UNDECIDED}.
     *
     * @param limit what to raise in order to see more, as a user would write it
     */
    void beyond(int action, String limit);
  }
}
