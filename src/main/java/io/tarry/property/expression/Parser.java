package io.tarry.property.expression;

import io.tarry.property.expression.Expression.Segments;
import io.tarry.tcp.End;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an expression, by precedence climbing. A word that is not known is a mistake after which it
 * reads on; after any other mistake nobody can say what the rest means.
 */
final class Parser {

  private static final int DEPTH_MAX = 50;
  private static final int DIGITS_MAX = 6;

  private final List<Token> tokens;
  private final List<Mistake> mistakes;
  private int next;
  private int depth;

  private Parser(List<Token> tokens, List<Mistake> mistakes) {
    this.tokens = tokens;
    this.mistakes = mistakes;
  }

  /** The expression, if its grammar is right; what is wrong is added to the mistakes. */
  static Optional<Expression> parse(String text, List<Mistake> mistakes) {
    Parser parser = new Parser(Lexer.tokens(text, mistakes), mistakes);
    try {
      return Optional.of(parser.whole());
    } catch (Stop e) {
      return Optional.empty();
    }
  }

  private Expression whole() throws Stop {
    Expression expression = expression(0);
    Token rest = peek();
    if (rest.is(")")) {
      throw stop(rest, "this ')' closes nothing");
    }
    if (rest.kind() != Token.Kind.END) {
      throw stop(
          rest,
          "expected an operator or the end, found " + rest.shown(),
          Operator.words().toList());
    }
    return expression;
  }

  // ---- Operators

  /** As much as is bound by operators of at least that power. */
  private Expression expression(int power) throws Stop {
    depth++;
    if (depth > DEPTH_MAX) {
      throw stop(peek(), "nested too deeply");
    }
    Expression left = operand();
    boolean compared = false;
    for (Optional<Operator> found = operator(power); found.isPresent(); found = operator(power)) {
      Operator operator = found.get();
      Token token = take();
      if (compared && operator.compares()) {
        throw stop(token, "comparisons do not chain; write 'a < b and b < c'");
      }
      compared = operator.compares();
      Expression right = expression(operator.power() + (operator.groupsToTheRight() ? 0 : 1));
      left = new Expression.Binary(operator, left, right);
    }
    depth--;
    return left;
  }

  private Optional<Operator> operator(int power) {
    Token token = peek();
    return Operator.ALL.stream()
        .filter(operator -> token.is(operator.symbol()) && operator.power() >= power)
        .findFirst();
  }

  // ---- Operands

  private Expression operand() throws Stop {
    Token token = take();
    return switch (token.kind()) {
      case NUMBER -> number(token);
      case WORD -> word(token);
      case SYMBOL, STRANGE -> symbol(token);
      case END -> throw stop(token, "expected an operand, found the end");
    };
  }

  private Expression number(Token token) {
    Spot begin = new Spot(token.offset());
    if (token.text().length() > DIGITS_MAX) {
      mistakes.add(
          Mistake.at(token.offset(), "a number has at most " + DIGITS_MAX + " digits here"));
      return new Expression.Unclear(begin);
    }
    return new Expression.Numeral(begin, Integer.parseInt(token.text()));
  }

  private Expression symbol(Token token) throws Stop {
    Spot begin = new Spot(token.offset());
    if (token.is("(")) {
      Expression inner = expression(0);
      Token close = peek();
      if (close.kind() == Token.Kind.END) {
        throw stop(token, "this '(' is never closed");
      }
      if (!close.is(")")) {
        throw stop(
            close,
            "expected an operator or ')', found " + close.shown(),
            Operator.words().toList());
      }
      take();
      return inner;
    }
    if (token.is("-")) {
      return new Expression.Negative(begin, expression(Operator.POWER_OF_SIGN));
    }
    if (token.is(Vocabulary.NOT)) { // where it was written otherwise
      return new Expression.Not(begin, expression(Operator.POWER_OF_NOT));
    }
    throw stop(token, "expected an operand, found " + token.shown());
  }

  private Expression word(Token token) throws Stop {
    Spot begin = new Spot(token.offset());
    String word = token.text();
    if (word.equals(Vocabulary.NOT)) {
      return new Expression.Not(begin, expression(Operator.POWER_OF_NOT));
    }
    if (Operator.words().anyMatch(word::equals)) {
      throw stop(token, "expected an operand, found " + token.shown());
    }
    if (word.equals(Vocabulary.STEP)) {
      return step(begin);
    }
    if (word.equals(Vocabulary.BEFORE)) {
      expectSymbol(".", "as in 'before.client.state'");
      return ofWorld(begin, takeWord("'client', 'server' or 'network'"), true);
    }
    boolean ofWorld = Vocabulary.ENDS.containsKey(word) || word.equals(Vocabulary.NETWORK);
    return ofWorld || peek().is(".")
        ? ofWorld(begin, token, false)
        : new Expression.Name(begin, word);
  }

  private Expression ofWorld(Spot begin, Token owner, boolean before) throws Stop {
    if (owner.is(Vocabulary.NETWORK)) {
      return network(begin, before);
    }
    Optional<End> end = find(owner, Vocabulary.ENDS, "name", worldWords());
    expectSymbol(".", "as in 'client.state'");
    Token field = takeWord("a field, as in 'client.state'");
    if (end.isEmpty()) {
      return new Expression.Unclear(begin);
    }
    String what = "field of the " + end.get().label();
    return find(field, Vocabulary.END_FIELDS, what, Vocabulary.END_FIELDS.keySet())
        .<Expression>map(found -> new Expression.OfEnd(begin, before, end.get(), found))
        .orElse(new Expression.Unclear(begin));
  }

  private static List<String> worldWords() {
    return List.of(End.CLIENT.label(), End.SERVER.label(), Vocabulary.NETWORK, Vocabulary.BEFORE);
  }

  private Expression network(Spot begin, boolean before) throws Stop {
    Token token = take();
    if (token.is(".")) {
      Token field = takeWord("'size'");
      List<String> fields = List.of(Vocabulary.SIZE);
      return find(field, Map.of(Vocabulary.SIZE, true), "field of the network", fields)
          .<Expression>map(found -> new Expression.NetworkSize(begin, before))
          .orElse(new Expression.Unclear(begin));
    }
    if (token.is(Vocabulary.IS)) {
      Token empty = take();
      if (!empty.is(Vocabulary.EMPTY)) {
        String problem = "expected 'empty', found " + empty.shown();
        throw stop(empty, problem, List.of(Vocabulary.EMPTY));
      }
      return new Expression.NetworkIsEmpty(begin, before);
    }
    if (token.is(Vocabulary.HAS)) {
      return new Expression.NetworkHas(begin, before, segments());
    }
    throw stop(
        token,
        "expected '.size', 'is empty' or 'has' after 'network', found " + token.shown(),
        List.of(Vocabulary.IS, Vocabulary.HAS));
  }

  private Expression step(Spot begin) throws Stop {
    Token verb = takeWord("a verb after 'step'");
    Optional<StepVerb> found = find(verb, Vocabulary.VERBS, "verb", Vocabulary.VERBS.keySet());
    if (found.isEmpty()) {
      throw new Stop();
    }
    return switch (found.get().takes()) {
      case SEGMENT -> new Expression.StepMoves(begin, found.get(), segments());
      case NOTHING -> new Expression.StepTicks(begin);
      case TIMER -> {
        Token timer = takeWord("a timer");
        var meant = find(timer, Vocabulary.TIMERS, "timer", Vocabulary.TIMERS.keySet());
        Optional<End> at = end(Vocabulary.AT);
        yield meant
            .<Expression>map(one -> new Expression.StepFires(begin, one, at))
            .orElse(new Expression.Unclear(begin));
      }
      case CALL -> {
        Token call = takeWord("a call");
        var meant = find(call, Vocabulary.CALLS, "call", Vocabulary.CALLS.keySet());
        Optional<End> at = end(Vocabulary.AT);
        yield meant
            .<Expression>map(one -> new Expression.StepCalls(begin, one, at))
            .orElse(new Expression.Unclear(begin));
      }
    };
  }

  private Segments segments() throws Stop {
    Token word = takeWord("a segment");
    while (peek().is("+") && peek().offset() == word.end()) { // SYN+ACK, in one piece
      take();
      Token more = takeWord("a segment");
      word = new Token(Token.Kind.WORD, word.text() + "+" + more.text(), word.offset());
    }
    SegmentWord segment =
        find(word, Vocabulary.SEGMENTS, "segment", Vocabulary.SEGMENTS.keySet())
            .orElse(SegmentWord.ANY);
    Optional<End> from = end(Vocabulary.FROM);
    return new Segments(segment, from.isPresent() ? from : end(Vocabulary.TO).map(End::peer));
  }

  /** An end behind that preposition, if the preposition is there. */
  private Optional<End> end(String preposition) throws Stop {
    if (!peek().is(preposition)) {
      return Optional.empty();
    }
    take();
    Token end = takeWord(String.join(" or ", Vocabulary.ENDS.keySet()));
    return find(end, Vocabulary.ENDS, "end", Vocabulary.ENDS.keySet());
  }

  // ---- Tokens

  private Token peek() {
    return tokens.get(next);
  }

  /** The next token; the end is taken again and again. */
  private Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  private Token takeWord(String expected) throws Stop {
    Token token = take();
    if (token.kind() != Token.Kind.WORD) {
      throw stop(token, "expected " + expected + ", found " + token.shown());
    }
    return token;
  }

  private void expectSymbol(String symbol, String example) throws Stop {
    Token token = take();
    if (!token.is(symbol)) {
      throw stop(token, "expected '%s', %s, found %s".formatted(symbol, example, token.shown()));
    }
  }

  private <T> Optional<T> find(
      Token token, Map<String, T> known, String what, Collection<String> words) {
    Optional<T> found = Optional.ofNullable(known.get(token.text()));
    if (found.isEmpty()) {
      String problem = "unknown " + what + " " + token.shown();
      mistakes.add(Mistake.at(token.offset(), problem, token.text(), words));
    }
    return found;
  }

  private Stop stop(Token token, String problem) {
    return stop(token, problem, List.of());
  }

  private Stop stop(Token token, String problem, List<String> words) {
    mistakes.add(
        token.kind() == Token.Kind.STRANGE
            ? Mistake.at(token.offset(), token.shown() + " has no meaning here")
            : Mistake.at(token.offset(), problem, token.text(), words));
    return new Stop();
  }

  /** A mistake was found after which there is no reading on. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1;
  }
}
