package io.tarry.model;

import io.tarry.engine.Model;
import java.util.function.Predicate;

/** What a claim asks about a step that a model is offering. */
@FunctionalInterface
interface Question<S, A> {

  boolean of(PackedModel<? extends S, ? extends A> model, long[] before, int action, long[] after);

  /** About the state after each step, and about each initial state. */
  static <S, A> Question<S, A> ofState(Predicate<? super S> test) {
    return (model, before, action, after) -> test.test(model.after(after));
  }

  /**
   * About each step.
   *
   * @param initially the answer about the pseudo-step that a run begins with
   */
  static <S, A> Question<S, A> ofStep(StepPredicate<? super S, ? super A> test, boolean initially) {
    return (model, before, action, after) ->
        action == Model.INITIAL
            ? initially
            : test.test(model.before(before), model.action(action), model.after(after));
  }
}
