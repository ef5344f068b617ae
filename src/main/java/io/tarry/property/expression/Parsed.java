package io.tarry.property.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The result of reading an expression. */
public sealed interface Parsed {

  /** How long a text may be; nobody would understand a longer property. */
  int LENGTH_MAX = 2000;

  /**
   * The expression is right.
   *
   * @param condition what it asks of a step
   * @param text the expression in its standard form, on one line
   * @param needs what it needs of a world
   */
  record Good(Condition condition, String text, Needs needs) implements Parsed {}

  /**
   * The expression is wrong.
   *
   * @param mistakes all mistakes found; at least one
   */
  record Bad(List<Mistake> mistakes) implements Parsed {
    /** Copies the list. */
    public Bad {
      mistakes = List.copyOf(mistakes);
    }
  }

  /** Reads a condition on a world with one connection. Whatever the text is, nothing is thrown. */
  static Parsed of(String text) {
    return of(text, Names.ONE_CONNECTION);
  }

  /** Reads a condition on worlds that have these names. */
  static Parsed of(String text, Names names) {
    if (text.length() > LENGTH_MAX) {
      String problem = "an expression has at most " + LENGTH_MAX + " characters";
      return new Bad(List.of(Mistake.at(0, problem)));
    }
    List<Mistake> mistakes = new ArrayList<>();
    Optional<Expression> expression = Parser.parse(text, names, mistakes);
    if (expression.isEmpty()) {
      return new Bad(inOrder(mistakes));
    }
    Compiler compiler = new Compiler(names, mistakes);
    Condition condition = compiler.whole(expression.get());
    return mistakes.isEmpty()
        ? new Good(
            condition,
            Printer.print(expression.get()),
            new Needs(compiler.ghosts(), NamedParts.in(expression.get(), names)))
        : new Bad(inOrder(mistakes));
  }

  private static List<Mistake> inOrder(List<Mistake> mistakes) {
    return mistakes.stream().sorted(Comparator.comparingInt(Mistake::offset)).toList();
  }
}
