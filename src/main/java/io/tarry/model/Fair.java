package io.tarry.model;

import io.tarry.engine.Fairness;

/**
 * The assumption that a run does not neglect a group of steps for ever; see {@link Fairness}, whose
 * words these are.
 */
public final class Fair<S, A> {

  private final String group;
  private final Fairness.Strength strength;
  private final StepGrouping<? super S, ? super A> number;

  private Fair(
      String group, Fairness.Strength strength, StepGrouping<? super S, ? super A> number) {
    this.group = group;
    this.strength = strength;
    this.number = number;
  }

  /** These steps are taken again and again if they stay possible. */
  public static <S, A> Fair<S, A> weak(String group, StepPredicate<S, A> steps) {
    return weakOfEach(group, oneGroup(steps));
  }

  /** These steps are taken again and again if they are possible again and again. */
  public static <S, A> Fair<S, A> strong(String group, StepPredicate<S, A> steps) {
    return strongOfEach(group, oneGroup(steps));
  }

  /** Of a model of fields: the steps of that name, all as one group, as {@link #weak}. */
  public static <S> Fair<S, Action> weak(String step) {
    return weak(step, (before, action, after) -> action.is(step));
  }

  /** Of a model of fields: the steps of that name, all as one group, as {@link #strong}. */
  public static <S> Fair<S, Action> strong(String step) {
    return strong(step, (before, action, after) -> action.is(step));
  }

  /** Each group by itself, as {@link #weak}. */
  public static <S, A> Fair<S, A> weakOfEach(String group, StepGrouping<S, A> number) {
    return new Fair<>(group, Fairness.Strength.WEAK, number);
  }

  /** Each group by itself, as {@link #strong}. */
  public static <S, A> Fair<S, A> strongOfEach(String group, StepGrouping<S, A> number) {
    return new Fair<>(group, Fairness.Strength.STRONG, number);
  }

  private static <S, A> StepGrouping<S, A> oneGroup(StepPredicate<S, A> steps) {
    return (before, action, after) -> steps.test(before, action, after) ? 0 : -1;
  }

  <T extends S, B extends A> Fairness<PackedModel<T, B>> packed() {
    return new Fairness<>(
        group,
        strength,
        (model, before, action, after) ->
            action < 0
                ? -1
                : number.of(model.before(before), model.action(action), model.after(after)));
  }
}
