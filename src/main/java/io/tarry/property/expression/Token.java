package io.tarry.property.expression;

/**
 * The smallest part of an expression.
 *
 * @param offset where it begins in the text
 */
record Token(Kind kind, String text, int offset) {

  /** What it is. */
  enum Kind {
    WORD,
    NUMBER,
    SYMBOL,
    /** A character that no expression holds. */
    STRANGE,
    END
  }

  int end() {
    return offset + text.length();
  }

  boolean is(String wanted) {
    return kind != Kind.END && text.equals(wanted);
  }

  String shown() {
    return kind == Kind.END ? "the end" : Lexer.quoted(text);
  }
}
