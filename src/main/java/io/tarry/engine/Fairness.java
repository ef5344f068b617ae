package io.tarry.engine;

import java.util.Objects;

/**
 * The assumption that a run does not neglect a group of steps for ever: the deliveries to one host,
 * say, or the timers of another. A run that does is no counterexample to a claim that assumes so.
 *
 * <p>One assumption may be made of a whole family of groups, one a key that their steps have: "the
 * timer of each socket", where only the model knows how many sockets there are. Each of them is a
 * group of its own, so that taking one makes up for no other.
 *
 * <p>A group is <em>possible</em> in a state if the model offers there a step of the group that
 * changes the state; it is <em>taken</em> by such a step. A step from a state to itself does
 * neither: it is no way on, just as for {@link Property.Kind#NO_STUCK_STATE}, and a run that only
 * repeats it has neglected whatever else was possible. What is possible is asked of all steps that
 * the model offers, those that would meet the goal included.
 *
 * <p>Every run that ends is fair, since it ends where no group is possible. A lossy channel shows
 * the difference of the two strengths: after each loss nothing can be delivered until it is sent
 * again, so only a strong assumption promises that one of endless repetitions arrives.
 *
 * @param group what to call the steps, for people; not blank
 * @param strength how hard each group is to neglect
 * @param key which group a step is of; asked only about steps that change the state
 */
public record Fairness<M extends Model>(String group, Strength strength, StepGrouping<M> key) {

  /** How hard a group of steps is to neglect. */
  public enum Strength {
    /** A group that stays possible from some point on is taken, again and again. */
    WEAK,
    /** A group that is possible again and again is taken, again and again. */
    STRONG
  }

  /** Checks that the group has a name. */
  public Fairness {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(strength, "strength");
    Objects.requireNonNull(key, "key");
    if (group.isBlank()) {
      throw new IllegalArgumentException("a group of steps needs a name");
    }
  }

  /** These steps are taken again and again if they stay possible. */
  public static <M extends Model> Fairness<M> weak(String group, StepTest<M> steps) {
    return weakOfEach(group, onlyKey(steps));
  }

  /** These steps are taken again and again if they are possible again and again. */
  public static <M extends Model> Fairness<M> strong(String group, StepTest<M> steps) {
    return strongOfEach(group, onlyKey(steps));
  }

  /** For each key: its steps are taken again and again if they stay possible. */
  public static <M extends Model> Fairness<M> weakOfEach(String group, StepGrouping<M> key) {
    return new Fairness<>(group, Strength.WEAK, key);
  }

  /** For each key: its steps are taken again and again if they are possible again and again. */
  public static <M extends Model> Fairness<M> strongOfEach(String group, StepGrouping<M> key) {
    return new Fairness<>(group, Strength.STRONG, key);
  }

  private static <M extends Model> StepGrouping<M> onlyKey(StepTest<M> steps) {
    return (model, before, action, after) ->
        steps.test(model, before, action, after) ? 0 : StepGrouping.NONE;
  }
}
