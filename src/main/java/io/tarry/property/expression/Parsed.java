package io.tarry.property.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What came of reading an expression. */
public sealed interface Parsed {

  /** The longest text that is read; a longer one is hardly a property that a person checks. */
  int LENGTH_MAX = 2000;

  /**
   * The expression is right.
   *
   * @param condition what it asks of a step
   * @param text the expression, written in one way on one line
   */
  record Good(Condition condition, String text) implements Parsed {}

  /**
   * The expression is wrong.
   *
   * @param mistakes each mistake that could be found; at least one
   */
  record Bad(List<Mistake> mistakes) implements Parsed {
    /** Keeps a copy. */
    public Bad {
      mistakes = List.copyOf(mistakes);
    }
  }

  /** Reads a condition. Whatever the text is, nothing is thrown. */
  static Parsed of(String text) {
    if (text.length() > LENGTH_MAX) {
      String problem = "an expression has at most " + LENGTH_MAX + " characters";
      return new Bad(List.of(Mistake.at(0, problem)));
    }
    List<Mistake> mistakes = new ArrayList<>();
    Optional<Expression> expression = Parser.parse(text, mistakes);
    if (expression.isEmpty()) {
      return new Bad(inOrder(mistakes));
    }
    Condition condition = Compiler.condition(expression.get(), mistakes);
    return mistakes.isEmpty()
        ? new Good(condition, Printer.print(expression.get()))
        : new Bad(inOrder(mistakes));
  }

  private static List<Mistake> inOrder(List<Mistake> mistakes) {
    return mistakes.stream().sorted(Comparator.comparingInt(Mistake::offset)).toList();
  }
}
