package io.tarry.property.expression;

import io.tarry.property.expression.Expression.Segments;
import io.tarry.property.expression.Tokens.Stop;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads questions about the world and the step, which depend on what the world has. */
final class QuestionParser {

  private static final Map<String, Side> SIDES = new LinkedHashMap<>();

  static {
    Stream.of(Side.values()).forEach(side -> SIDES.put(side.label(), side));
  }

  private final Tokens tokens;
  private final Names names;

  QuestionParser(Tokens tokens, Names names) {
    this.tokens = tokens;
    this.names = names;
  }

  /** Whether a question begins with that word, which has been taken. */
  boolean beginsAt(Token word) {
    return word.is(Vocabulary.STEP)
        || word.is(Vocabulary.BEFORE)
        || word.is(Vocabulary.NETWORK)
        || Names.ANY.owners().contains(word.text())
        || tokens.peek().is(".");
  }

  Expression question(TextRange begin, Token word) throws Stop {
    if (word.is(Vocabulary.STEP)) {
      return step(begin);
    }
    if (!word.is(Vocabulary.BEFORE)) {
      return ofWorld(begin, word, false);
    }
    tokens.expectSymbol(".", "as in 'before.client.state'");
    return ofWorld(begin, tokens.takeWord("'client', 'server' or 'network'"), true);
  }

  // ---- Hosts and connections

  private Expression ofWorld(TextRange begin, Token owner, boolean before) throws Stop {
    if (owner.is(Vocabulary.NETWORK)) {
      return network(begin, before);
    }
    Optional<EndName> end = end(owner, "name");
    tokens.expectSymbol(".", "as in 'client.state'");
    Token field = tokens.takeWord("a field, as in 'client.state'");
    if (end.isEmpty()) {
      return new Expression.Unclear(begin);
    }
    boolean ofHost = end.get().isOfConnectionSpokenOf();
    HostField hostField = Vocabulary.HOST_FIELDS.get(field.text());
    boolean pooled = end.get().side() == Side.CLIENT || hostField != HostField.FREE_PORTS;
    if (hostField != null && ofHost && pooled) {
      return new Expression.OfHost(begin, before, end.get(), hostField);
    }
    List<String> words = new ArrayList<>(Vocabulary.END_FIELDS.keySet());
    words.addAll(ofHost ? Vocabulary.HOST_FIELDS.keySet() : List.of());
    String what = "field of the " + end.get().side().label();
    return tokens
        .find(field, Vocabulary.END_FIELDS, what, words)
        .<Expression>map(found -> new Expression.OfEnd(begin, before, end.get(), found))
        .orElse(new Expression.Unclear(begin));
  }

  /**
   * The end that begins with that word, which has been taken; empty, with a mistake added, if it is
   * none.
   */
  private Optional<EndName> end(Token word, String what) throws Stop {
    String connections = Names.CONNECTION + "\\d+";
    if (word.text().matches(connections)) {
      tokens.expectSymbol(".", "as in 'connection1.client'");
      Optional<Side> side =
          tokens.find(tokens.takeWord("client or server"), SIDES, "end of a connection");
      if (side.isEmpty()) {
        throw new Stop();
      }
      String digits = word.text().substring(Names.CONNECTION.length());
      int number = digits.length() > 3 ? 0 : Integer.parseInt(digits);
      if (number < 1 || number > names.connections()) {
        String problem = "there is no %s; %s".formatted(word.text(), names.connectionsInWords());
        tokens.mistake(word, problem, List.of());
        return Optional.empty();
      }
      return side.map(found -> EndName.of(number, found));
    }
    Map<String, EndName> known = new LinkedHashMap<>();
    for (int i = 0; i < names.clients(); i++) {
      known.put(EndName.client(i).label(), EndName.client(i));
    }
    known.put(EndName.SERVER.label(), EndName.SERVER);
    if (!known.containsKey(word.text()) && Names.ANY.hosts().contains(word.text())) {
      String there = String.join(" and ", known.keySet());
      tokens.mistake(word, "there is no %s; there are %s".formatted(word.text(), there), List.of());
      return Optional.empty();
    }
    List<String> words = new ArrayList<>(names.owners());
    words.addAll(what.equals("name") ? List.of(Vocabulary.NETWORK, Vocabulary.BEFORE) : List.of());
    return tokens.find(word, known, what, words);
  }

  /** An end after that preposition, if the preposition is there. */
  private Optional<EndName> endAfter(String preposition) throws Stop {
    if (!tokens.peek().is(preposition)) {
      return Optional.empty();
    }
    tokens.take();
    return end(tokens.takeWord(String.join(" or ", names.hosts())), "end");
  }

  // ---- The network and the step

  private Expression network(TextRange begin, boolean before) throws Stop {
    Token token = tokens.take();
    if (token.is(".")) {
      Token field = tokens.takeWord("'size' or 'sent'");
      Map<String, Expression> fields = new LinkedHashMap<>();
      fields.put(Vocabulary.SIZE, new Expression.NetworkSize(begin, before));
      fields.put(Vocabulary.SENT, new Expression.NetworkSent(begin, before));
      return tokens
          .find(field, fields, "field of the network")
          .orElse(new Expression.Unclear(begin));
    }
    if (token.is(Vocabulary.IS)) {
      Token empty = tokens.take();
      if (!empty.is(Vocabulary.EMPTY)) {
        String problem = "expected 'empty', found " + empty.shown();
        throw tokens.stop(empty, problem, List.of(Vocabulary.EMPTY));
      }
      return new Expression.NetworkIsEmpty(begin, before);
    }
    if (token.is(Vocabulary.HAS)) {
      return new Expression.NetworkHas(begin, before, segments());
    }
    throw tokens.stop(
        token,
        "expected '.size', '.sent', 'is empty' or 'has' after 'network', found " + token.shown(),
        List.of(Vocabulary.IS, Vocabulary.HAS));
  }

  private Expression step(TextRange begin) throws Stop {
    Token verb = tokens.takeWord("a verb after 'step'");
    Optional<StepVerb> found = tokens.find(verb, Vocabulary.VERBS, "verb");
    if (found.isEmpty()) {
      throw new Stop();
    }
    return switch (found.get().takes()) {
      case SEGMENT -> new Expression.StepMoves(begin, found.get(), segments());
      case NOTHING -> {
        if (names.withoutTicks()) {
          throw tokens.stop(verb, "real time has no ticks", List.of());
        }
        yield new Expression.StepTicks(begin);
      }
      case TIMER -> {
        var meant = tokens.find(tokens.takeWord("a timer"), Vocabulary.TIMERS, "timer");
        Optional<EndName> at = endAfter(Vocabulary.AT);
        yield meant
            .<Expression>map(one -> new Expression.StepFires(begin, one, at))
            .orElse(new Expression.Unclear(begin));
      }
      case CALL -> {
        var meant = tokens.find(tokens.takeWord("a call"), Vocabulary.CALLS, "call");
        Optional<EndName> at = endAfter(Vocabulary.AT);
        yield meant
            .<Expression>map(one -> new Expression.StepCalls(begin, one, at))
            .orElse(new Expression.Unclear(begin));
      }
    };
  }

  private Segments segments() throws Stop {
    Token word = tokens.takeWord("a segment");
    while (joins(tokens.peek()) && tokens.peek().offset() == word.end()) { // SYN+ACK, in one piece
      String joint = tokens.take().text();
      Token more = tokens.takeWord("a segment");
      word = new Token(Token.Kind.WORD, word.text() + joint + more.text(), word.offset());
    }
    SegmentWord segment = segment(word);
    if (tokens.peek().is(Vocabulary.TO)) {
      return new Segments(segment, endAfter(Vocabulary.TO), true);
    }
    return new Segments(segment, endAfter(Vocabulary.FROM), false);
  }

  private static boolean joins(Token token) {
    return token.is("+") || (token.kind() == Token.Kind.STRANGE && token.text().equals(","));
  }

  private SegmentWord segment(Token word) {
    Optional<String> meant =
        Vocabulary.SEGMENTS.containsKey(word.text())
            ? Optional.empty()
            : SegmentKind.withFlags(word.text()).map(SegmentKind::label);
    if (meant.isPresent()) {
      tokens.mistake(word.offset(), "unknown segment " + word.shown(), meant.get());
      return SegmentWord.ANY;
    }
    return tokens.find(word, Vocabulary.SEGMENTS, "segment").orElse(SegmentWord.ANY);
  }
}
