package io.tarry.model;

/** Says which of a family of groups a step is of. */
@FunctionalInterface
public interface StepGrouping<S, A> {

  /** The number of the group, from 0; -1 for a step that is of none. */
  int of(S before, A action, S after);
}
