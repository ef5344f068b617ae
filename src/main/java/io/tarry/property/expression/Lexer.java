package io.tarry.property.expression;

import io.tarry.tcp.world.TcpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cuts a text into tokens. */
final class Lexer {

  /** The states whose names RFC 9293 writes with a hyphen. */
  private static final String STATES =
      Stream.of(TcpState.values())
          .map(TcpState::name)
          .filter(name -> name.contains("_"))
          .map(name -> name.replace('_', '-'))
          .collect(Collectors.joining("|"));

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*+(?:(?<state>"
              + STATES
              + ")(?![A-Za-z_0-9])|(?<word>[A-Za-z_][A-Za-z_0-9]*+)|(?<number>[0-9]++)"
              + "|(?<foreign>&&|\\|\\||=>|->|=(?!=)|!(?!=)|&|\\|)"
              + "|(?<symbol>==|!=|<=|>=|[<>()+.-])|(?<other>.))",
          Pattern.DOTALL);

  /** Operators of other languages, and what to write instead. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "&&", "and", "&", "and", "||", "or", "|", "or", "!", "not", "=", "==", "=>", "implies",
          "->", "implies");

  private static final int SHOWN_MAX = 40;

  private Lexer() {}

  static List<Token> tokens(String text, List<Mistake> mistakes) {
    List<Token> tokens = new ArrayList<>();
    String content = text.stripTrailing();
    Matcher matcher = TOKEN.matcher(content);
    while (matcher.lookingAt()) {
      if (matcher.group("state") != null) {
        String name = matcher.group("state").replace('-', '_');
        tokens.add(new Token(Token.Kind.WORD, name, matcher.start("state")));
      } else if (matcher.group("word") != null) {
        tokens.add(new Token(Token.Kind.WORD, matcher.group("word"), matcher.start("word")));
      } else if (matcher.group("number") != null) {
        tokens.add(new Token(Token.Kind.NUMBER, matcher.group("number"), matcher.start("number")));
      } else if (matcher.group("symbol") != null) {
        tokens.add(new Token(Token.Kind.SYMBOL, matcher.group("symbol"), matcher.start("symbol")));
      } else if (matcher.group("foreign") != null) {
        String foreign = matcher.group("foreign");
        String meant = FOREIGN.getOrDefault(foreign, "");
        Token token = new Token(Token.Kind.SYMBOL, meant, matcher.start("foreign"));
        tokens.add(token);
        mistakes.add(
            Mistake.at(
                token.offset(), quoted(foreign) + " has no meaning here", meant, List.of(meant)));
      } else {
        tokens.add(new Token(Token.Kind.STRANGE, matcher.group("other"), matcher.start("other")));
      }
      matcher.region(matcher.end(), content.length());
    }
    tokens.add(new Token(Token.Kind.END, "", content.length()));
    return tokens;
  }

  /** The text in quotes, on one line, without control characters, and shortened if it is long. */
  static String quoted(String text) {
    String visible = text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?");
    return "'"
        + (visible.length() <= SHOWN_MAX ? visible : visible.substring(0, SHOWN_MAX - 3) + "...")
        + "'";
  }
}
