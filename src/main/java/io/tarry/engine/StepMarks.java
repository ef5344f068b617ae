package io.tarry.engine;

/** Says what the properties of a search make of a step, as a number that can be remembered. */
@FunctionalInterface
public interface StepMarks {

  /** Judges the step that the model shows now; 0 if it matters to no property. */
  int of(long[] before, int action, long[] after);
}
