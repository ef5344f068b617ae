package io.tarry.property.expression;

import io.tarry.tcp.TcpModel;

/**
 * A question about the step that the model shows and, within {@code some(...)} and the like, about
 * one of its connections.
 */
@FunctionalInterface
interface LocalCondition {

  /**
   * Answers for that step.
   *
   * @param spokenOf the number of the connection, from 0, or {@link EndName#NONE}
   */
  boolean of(TcpModel model, int spokenOf);
}
