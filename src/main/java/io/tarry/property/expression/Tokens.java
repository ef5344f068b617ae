package io.tarry.property.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tokens of an expression, taken one after the other, and the mistakes found in them. */
final class Tokens {

  private final List<Token> tokens;
  private final List<Mistake> mistakes;
  private int next;

  Tokens(String text, List<Mistake> mistakes) {
    tokens = Lexer.tokens(text, mistakes);
    this.mistakes = mistakes;
  }

  Token peek() {
    return tokens.get(next);
  }

  /** The next token; the end token can be taken any number of times. */
  Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  Token takeWord(String expected) throws Stop {
    Token token = take();
    if (token.kind() != Token.Kind.WORD) {
      throw stop(token, "expected " + expected + ", found " + token.shown());
    }
    return token;
  }

  void expectSymbol(String symbol, String example) throws Stop {
    Token token = take();
    if (!token.is(symbol)) {
      throw stop(token, "expected '%s', %s, found %s".formatted(symbol, example, token.shown()));
    }
  }

  /** What a word stands for; empty, with a mistake added, if it is unknown. */
  <T> Optional<T> find(Token token, Map<String, T> known, String what, Collection<String> words) {
    Optional<T> found = Optional.ofNullable(known.get(token.text()));
    if (found.isEmpty()) {
      mistake(token, "unknown " + what + " " + token.shown(), words);
    }
    return found;
  }

  <T> Optional<T> find(Token token, Map<String, T> known, String what) {
    return find(token, known, what, known.keySet());
  }

  /** Adds a mistake after which reading can go on. */
  void mistake(Token token, String problem, Collection<String> words) {
    mistakes.add(Mistake.at(token.offset(), problem, token.text(), words));
  }

  /** Adds a mistake of which it is known what was meant. */
  void mistake(int offset, String problem, String meant) {
    mistakes.add(Mistake.at(offset, problem, meant, List.of(meant)));
  }

  Stop stop(Token token, String problem) {
    return stop(token, problem, List.of());
  }

  Stop stop(Token token, String problem, List<String> words) {
    mistakes.add(
        token.kind() == Token.Kind.STRANGE
            ? Mistake.at(token.offset(), token.shown() + " has no meaning here")
            : Mistake.at(token.offset(), problem, token.text(), words));
    return new Stop();
  }

  /** Thrown after a mistake that ends the reading. */
  static final class Stop extends Exception {
    private static final long serialVersionUID = 1;
  }
}
