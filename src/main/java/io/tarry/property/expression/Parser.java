package io.tarry.property.expression;

import io.tarry.property.expression.Tokens.Stop;
import java.util.List;
import java.util.Optional;

/**
 * Reads an expression, by precedence climbing. After an unknown word it reads on; after any other
 * mistake it stops, since the meaning of the rest is unclear.
 */
final class Parser {

  private static final int DEPTH_MAX = 50;
  private static final int DIGITS_MAX = 6;

  private final Tokens tokens;
  private final QuestionParser questions;
  private int depth;

  private Parser(String text, Names names, List<Mistake> mistakes) {
    tokens = new Tokens(text, mistakes);
    questions = new QuestionParser(tokens, names);
  }

  /** The expression, if its grammar is right; what is wrong is added to the mistakes. */
  static Optional<Expression> parse(String text, Names names, List<Mistake> mistakes) {
    Parser parser = new Parser(text, names, mistakes);
    try {
      return Optional.of(parser.whole());
    } catch (Stop e) {
      return Optional.empty();
    }
  }

  private Expression whole() throws Stop {
    Expression expression = expression(0);
    Token rest = tokens.peek();
    if (rest.is(")")) {
      throw tokens.stop(rest, "this ')' closes nothing");
    }
    if (rest.kind() != Token.Kind.END) {
      throw tokens.stop(
          rest,
          "expected an operator or the end, found " + rest.shown(),
          Operator.words().toList());
    }
    return expression;
  }

  // ---- Operators

  /** The longest expression here whose operators have at least that power. */
  private Expression expression(int power) throws Stop {
    depth++;
    if (depth > DEPTH_MAX) {
      throw tokens.stop(tokens.peek(), "nested too deeply");
    }
    Expression left = operand();
    boolean compared = false;
    for (Optional<Operator> found = operator(power); found.isPresent(); found = operator(power)) {
      Operator operator = found.get();
      Token token = tokens.take();
      if (compared && operator.compares()) {
        throw tokens.stop(token, "comparisons do not chain; write 'a < b and b < c'");
      }
      compared = operator.compares();
      Expression right = expression(operator.power() + (operator.groupsToTheRight() ? 0 : 1));
      left = new Expression.Binary(operator, left, right);
    }
    depth--;
    return left;
  }

  private Optional<Operator> operator(int power) {
    Token token = tokens.peek();
    return Operator.ALL.stream()
        .filter(operator -> token.is(operator.symbol()) && operator.power() >= power)
        .findFirst();
  }

  // ---- Operands

  private Expression operand() throws Stop {
    Token token = tokens.take();
    return switch (token.kind()) {
      case NUMBER -> number(token);
      case WORD -> word(token);
      case SYMBOL, STRANGE -> symbol(token);
      case END -> throw tokens.stop(token, "expected an operand, found the end");
    };
  }

  private Expression number(Token token) {
    TextRange begin = new TextRange(token.offset());
    if (token.text().length() > DIGITS_MAX) {
      tokens.mistake(token, "a number has at most " + DIGITS_MAX + " digits here", List.of());
      return new Expression.Unclear(begin);
    }
    return new Expression.Numeral(begin, Integer.parseInt(token.text()));
  }

  private Expression symbol(Token token) throws Stop {
    TextRange begin = new TextRange(token.offset());
    if (token.is("(")) {
      return parenthesised(token);
    }
    if (token.is("-")) {
      return new Expression.Negative(begin, expression(Operator.POWER_OF_SIGN));
    }
    if (token.is(Vocabulary.NOT)) { // where it was written in another way
      return new Expression.Not(begin, expression(Operator.POWER_OF_NOT));
    }
    throw tokens.stop(token, "expected an operand, found " + token.shown());
  }

  /** What follows an opening parenthesis, up to the one that closes it. */
  private Expression parenthesised(Token open) throws Stop {
    Expression inner = expression(0);
    Token close = tokens.peek();
    if (close.kind() == Token.Kind.END) {
      throw tokens.stop(open, "this '(' is never closed");
    }
    if (!close.is(")")) {
      throw tokens.stop(
          close, "expected an operator or ')', found " + close.shown(), Operator.words().toList());
    }
    tokens.take();
    return inner;
  }

  private Expression word(Token token) throws Stop {
    TextRange begin = new TextRange(token.offset());
    if (token.is(Vocabulary.NOT)) {
      return new Expression.Not(begin, expression(Operator.POWER_OF_NOT));
    }
    if (Operator.words().anyMatch(token::is)) {
      throw tokens.stop(token, "expected an operand, found " + token.shown());
    }
    Quantifier quantifier = Vocabulary.QUANTIFIERS.get(token.text());
    if (quantifier != null) {
      Token open = tokens.peek();
      tokens.expectSymbol("(", "as in '%s(server.state == TIME_WAIT)'".formatted(token.text()));
      return new Expression.Quantified(begin, quantifier, parenthesised(open));
    }
    return questions.beginsAt(token)
        ? questions.question(begin, token)
        : new Expression.Name(begin, token.text());
  }
}
