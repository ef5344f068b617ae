package io.tarry.property.expression;

import io.tarry.tcp.settings.Call;
import java.util.Optional;

/** An expression as it is written, before its types are checked. */
sealed interface Expression {

  /** Where it begins, parentheses around it aside. */
  TextRange begin();

  /** Something that was not understood, and for which a mistake was added. */
  record Unclear(TextRange begin) implements Expression {}

  /** A number, from 0. */
  record Numeral(TextRange begin, int value) implements Expression {}

  /** A word that stands for a value: {@code LAST_ACK}, {@code true}. */
  record Name(TextRange begin, String word) implements Expression {}

  /** {@code client.state}, {@code before.client.state}. */
  record OfEnd(TextRange begin, boolean before, EndName end, EndField field)
      implements Expression {}

  /** {@code client.freePorts}, {@code before.client.freePorts}. */
  record OfHost(TextRange begin, boolean before, EndName host, HostField field)
      implements Expression {}

  /** {@code some(client.state == TIME_WAIT)}. */
  record Quantified(TextRange begin, Quantifier quantifier, Expression condition)
      implements Expression {}

  /** {@code network.size}. */
  record NetworkSize(TextRange begin, boolean before) implements Expression {}

  /** {@code network.sent}. */
  record NetworkSent(TextRange begin, boolean before) implements Expression {}

  /** {@code network is empty}. */
  record NetworkIsEmpty(TextRange begin, boolean before) implements Expression {}

  /** {@code network has RST from server}. */
  record NetworkHas(TextRange begin, boolean before, Segments segments) implements Expression {}

  /** {@code step delivers FIN to client}. */
  record StepMoves(TextRange begin, StepVerb verb, Segments segments) implements Expression {}

  /** {@code step fires timeWaitTimer at client}. */
  record StepFires(TextRange begin, TimerWord timer, Optional<EndName> at) implements Expression {}

  /** {@code step calls close at client}. */
  record StepCalls(TextRange begin, Call call, Optional<EndName> at) implements Expression {}

  /** {@code step ticks}. */
  record StepTicks(TextRange begin) implements Expression {}

  /** {@code not a}. */
  record Not(TextRange begin, Expression operand) implements Expression {}

  /** {@code -a}. */
  record Negative(TextRange begin, Expression operand) implements Expression {}

  /** Two operands with an operator between. */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {
    @Override
    public TextRange begin() {
      return left.begin();
    }
  }

  /**
   * Some segments.
   *
   * @param end the end that sent them, or that they go to; empty for any
   */
  record Segments(SegmentWord word, Optional<EndName> end, boolean to) {}
}
