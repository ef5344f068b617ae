package io.tarry.property.expression;

import io.tarry.tcp.Call;
import java.util.Optional;

/** An expression as it is written, before anybody knows whether its types fit. */
sealed interface Expression {

  /** Where it begins, but for parentheses around it. */
  Spot begin();

  /** Something that was not understood, of which a mistake tells already. */
  record Unclear(Spot begin) implements Expression {}

  /** A number, from 0. */
  record Numeral(Spot begin, int value) implements Expression {}

  /** A word that stands for a value of its own: {@code LAST_ACK}, {@code true}. */
  record Name(Spot begin, String word) implements Expression {}

  /** {@code client.state}, {@code before.client.state}. */
  record OfEnd(Spot begin, boolean before, EndName end, EndField field) implements Expression {}

  /** {@code client.freePorts}, {@code before.client.freePorts}. */
  record OfHost(Spot begin, boolean before, EndName host, HostField field) implements Expression {}

  /** {@code some(client.state == TIME_WAIT)}. */
  record Quantified(Spot begin, Quantifier quantifier, Expression condition)
      implements Expression {}

  /** {@code network.size}. */
  record NetworkSize(Spot begin, boolean before) implements Expression {}

  /** {@code network.sent}. */
  record NetworkSent(Spot begin, boolean before) implements Expression {}

  /** {@code network is empty}. */
  record NetworkIsEmpty(Spot begin, boolean before) implements Expression {}

  /** {@code network has RST from server}. */
  record NetworkHas(Spot begin, boolean before, Segments segments) implements Expression {}

  /** {@code step delivers FIN to client}. */
  record StepMoves(Spot begin, StepVerb verb, Segments segments) implements Expression {}

  /** {@code step fires timeWaitTimer at client}. */
  record StepFires(Spot begin, TimerWord timer, Optional<EndName> at) implements Expression {}

  /** {@code step calls close at client}. */
  record StepCalls(Spot begin, Call call, Optional<EndName> at) implements Expression {}

  /** {@code step ticks}. */
  record StepTicks(Spot begin) implements Expression {}

  /** {@code not a}. */
  record Not(Spot begin, Expression operand) implements Expression {}

  /** {@code -a}. */
  record Negative(Spot begin, Expression operand) implements Expression {}

  /** Two operands with something between. */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {
    @Override
    public Spot begin() {
      return left.begin();
    }
  }

  /**
   * Some segments.
   *
   * @param end the end that sent them, or that they go to; any, if there is none
   */
  record Segments(SegmentWord word, Optional<EndName> end, boolean to) {}
}
