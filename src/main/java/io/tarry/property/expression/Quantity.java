package io.tarry.property.expression;

import io.tarry.tcp.TcpModel;

/** A number that the step shown by the model has; states and errors count by their ordinals. */
@FunctionalInterface
interface Quantity {

  /**
   * Its value.
   *
   * @param spokenOf the number of the connection that is spoken of, from 0, or {@link EndName#NONE}
   */
  int of(TcpModel model, int spokenOf);
}
