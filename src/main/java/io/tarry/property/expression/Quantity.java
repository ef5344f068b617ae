package io.tarry.property.expression;

import io.tarry.tcp.TcpModel;

/** A number in the step that the model shows; states and errors are given by their ordinals. */
@FunctionalInterface
interface Quantity {

  /**
   * Its value.
   *
   * @param spokenOf the number of the connection in question, from 0, or {@link EndName#NONE}
   */
  int of(TcpModel model, int spokenOf);
}
