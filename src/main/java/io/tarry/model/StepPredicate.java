package io.tarry.model;

/** A yes-or-no question about one step. Asked about steps alone, not about how a run begins. */
@FunctionalInterface
public interface StepPredicate<S, A> {

  /** Answers for one step; it only reads, and the same step gets the same answer, always. */
  boolean test(S before, A action, S after);
}
