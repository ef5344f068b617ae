package io.tarry.property.expression;

import java.util.List;
import java.util.stream.Stream;

/** An operator between two operands. One of a higher power binds closer. */
enum Operator {
  IMPLIES("implies", 1),
  OR("or", 2),
  AND("and", 3),
  EQUAL("==", 5),
  NOT_EQUAL("!=", 5),
  LESS("<", 5),
  AT_MOST("<=", 5),
  GREATER(">", 5),
  AT_LEAST(">=", 5),
  PLUS("+", 6),
  MINUS("-", 6);

  /** {@code not} binds closer than {@code and}, and less close than a comparison. */
  static final int POWER_OF_NOT = 4;

  static final int POWER_OF_COMPARISON = 5;
  static final int POWER_OF_SIGN = 7;

  static final List<Operator> ALL = List.of(values());

  private final String symbol;
  private final int power;

  Operator(String symbol, int power) {
    this.symbol = symbol;
    this.power = power;
  }

  String symbol() {
    return symbol;
  }

  int power() {
    return power;
  }

  boolean compares() {
    return power == POWER_OF_COMPARISON;
  }

  boolean compares(int one, int other) {
    return switch (this) {
      case EQUAL -> one == other;
      case NOT_EQUAL -> one != other;
      case LESS -> one < other;
      case AT_MOST -> one <= other;
      case GREATER -> one > other;
      case AT_LEAST -> one >= other;
      case IMPLIES, OR, AND, PLUS, MINUS ->
          throw new IllegalStateException(symbol + " is no comparison");
    };
  }

  /** Whether {@code a op b op c} means {@code a op (b op c)}. */
  boolean groupsToTheRight() {
    return this == IMPLIES;
  }

  static Stream<String> words() {
    return ALL.stream().map(Operator::symbol).filter(symbol -> symbol.matches("[a-z]+"));
  }
}
