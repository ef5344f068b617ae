package io.tarry.property.expression;

import io.tarry.tcp.TcpModel;

/** A question about the step that the model shows; asking it allocates nothing. */
@FunctionalInterface
public interface Condition {

  /** Answers for that step. */
  boolean of(TcpModel model);
}
