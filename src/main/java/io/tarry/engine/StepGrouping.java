package io.tarry.engine;

/** Says which of a family of groups a step is of. */
@FunctionalInterface
public interface StepGrouping<M extends Model> {

  /** The key of a step that is of none of them. */
  int NONE = -1;

  /**
   * The key of the group that a step is of, a number from 0, or {@link #NONE}. Asked as a {@link
   * StepTest} is, and bound by the same rules.
   */
  int of(M model, long[] before, int action, long[] after);
}
