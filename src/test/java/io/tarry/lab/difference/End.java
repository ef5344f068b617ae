package io.tarry.lab.difference;

import java.io.IOException;

/** An end that answers steps: the model's, or a kernel's. */
public interface End {

  /** Begins a new connection, on numbers that were not used before. */
  Answer begin(Setting setting, Answer expected) throws IOException;

  /**
   * Answers a step.
   *
   * @param before what the numbers of the step count from
   * @param expected what the model answers; only for how long to wait, and for which numbers of the
   *     two belong together
   */
  Answer does(Step step, View before, Answer expected) throws IOException;

  /** Nothing more happens to the connection. */
  void finish() throws IOException;
}
