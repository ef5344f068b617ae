package io.tarry.engine;

/**
 * A yes-or-no question about one step.
 *
 * <p>Every initial state is asked about too, as a step from itself to itself with the action {@link
 * Model#INITIAL}; so a question that looks at {@code after} alone is asked about every state.
 */
@FunctionalInterface
public interface StepTest<M extends Model> {

  /**
   * Answers for one step. Called from within {@link Model.Sink#offer}, or after {@link Model#show},
   * so {@code model} may show more of the step. The same step gets the same answer, always; the
   * engine does not ask where the answer could change nothing. The arrays are valid during the call
   * only and must not be changed.
   */
  boolean test(M model, long[] before, int action, long[] after);

  /** Both this and the other. */
  default StepTest<M> and(StepTest<M> other) {
    return (model, before, action, after) ->
        test(model, before, action, after) && other.test(model, before, action, after);
  }

  /** Not this. */
  default StepTest<M> negate() {
    return (model, before, action, after) -> !test(model, before, action, after);
  }
}
