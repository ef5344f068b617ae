package io.tarry.engine;

import java.util.Optional;
import java.util.function.ObjIntConsumer;

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
   * by itself, which only {@link Property.Kind#NO_STUCK_STATE} asks for. A model that shows its
   * tests nothing but the two states has nothing to do here.
   *
   * @param state {@link #words()} words; the model must not change them
   */
  default void show(long[] state) {}

  /**
   * How many of the first words of a state are its control; the others are its channels, the
   * messages on their way between the parts of the model. 0 where the model does not tell the two
   * apart. What a control does with a message comes again and again while the channels differ, and
   * {@link #keySteps} can make use of that.
   */
  default int controlWords() {
    return 0;
  }

  /**
   * A quicker way to the same steps, if there is one. It is used by the same thread as this model.
   *
   * @param keys numbers controls and channels
   * @param marks judges steps that the model offers and shows
   * @param symmetry turns each state after a step into its representative, in a search that is
   *     reduced
   */
  default Optional<KeySteps> keySteps(
      StateKeys keys, StepMarks marks, Optional<Symmetry> symmetry) {
    return Optional.empty();
  }

  /**
   * Whether a test has looked at the channels since this was last asked. Only a model that
   * remembers steps is asked, see {@link #keySteps}.
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
     * Takes a step that leads to a state which this model cannot or will not show. It counts as a
     * transition, and its end is not explored. So nothing can be said to hold any more: verdicts
     * that need the whole state space become {@link Verdict#UNDECIDED}.
     *
     * @param limit what to raise in order to see more, as a user would write it
     */
    void beyond(int action, String limit);

    /**
     * A sink that hands on each step, as the state after it and its action, and passes over those
     * that lead beyond a limit of the model.
     */
    static Sink ofStepsWithin(ObjIntConsumer<long[]> steps) {
      return new Sink() {
        @Override
        public void offer(int action, long[] next) {
          steps.accept(next, action);
        }

        @Override
        public void beyond(int action, String limit) {
          // No state is known there.
        }
      };
    }
  }
}
