package io.tarry.property.expression;

import io.tarry.tcp.TcpModel;

/** A number that the step shown by the model has; states and errors count by their ordinals. */
@FunctionalInterface
interface Quantity {
  int of(TcpModel model);
}
