package io.tarry.model;

/**
 * A model whose states and actions are immutable values of the user's own types, compared by {@code
 * equals}: records, enums, immutable lists and maps.
 *
 * <p>A state that is a record is stored by its components, each of which is kept once, however many
 * states have it; so what changes together belongs into one component. Any other state is kept as a
 * whole. One thread searches such a model.
 */
public interface RecordModel<S, A> {

  /** The states that runs begin in, one or more. */
  Iterable<? extends S> initialStates();

  /** Offers each step that the state allows, always the same ones in the same order. */
  void steps(S state, Steps<S, A> steps);

  /** Whether it is no deadlock that no step is possible in this state. */
  default boolean mayEnd(S state) {
    return false;
  }

  /**
   * The state that stands for all those which differ from this one only in which of several
   * interchangeable parts is which; for {@link Check#reduced}.
   */
  default S representative(S state) {
    return state;
  }

  /** Takes the steps of a state. */
  interface Steps<S, A> {

    /** Takes a step. */
    void offer(A action, S next);

    /**
     * Takes a step that leads beyond a bound of the model's own: its end is not looked at. Claims
     * hold within the bound then.
     */
    void beyond(A action, String bound);
  }
}
