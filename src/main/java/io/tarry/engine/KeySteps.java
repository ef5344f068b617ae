package io.tarry.engine;

/**
 * The steps of a model from key to key, see {@link StateKeys}, remembered: what a control does with
 * a message, or by itself, is worked out once by {@link Model#successors}, with what the properties
 * make of it, and looked up from then on. Such a memory is the next-state cache of LTSmin (Blom,
 * van de Pol and Weber, CAV 2010), with control and message for what a step depends on.
 */
public interface KeySteps {

  /**
   * Offers every step that the state of this key allows, in a fixed order.
   *
   * @return false if it could not offer all of them, even if it offered some: then the model has to
   *     be asked
   */
  boolean successors(long key, Sink sink);

  /** Whether it saves time: where too few steps come again, the model alone is quicker. */
  boolean pays();

  /** Gives it a new trial, longer than the last: what came again before no longer counts. */
  void tryAgain();

  /** Whether no more can be remembered: then the model has to be asked from now on. */
  boolean isFull();

  /** Takes the steps. */
  interface Sink {

    /**
     * Takes one step.
     *
     * @param action as {@link Model.Sink#offer} gets it
     * @param next the key of the state after the step
     * @param marks what {@link StepMarks} said of this step, or of one that differs in nothing that
     *     was looked at
     */
    void offer(int action, long next, int marks);

    /** Takes a step as {@link Model.Sink#beyond} does. */
    void beyond(int action, String limit);
  }
}
