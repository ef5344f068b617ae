package io.tarry.property.expression;

import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.symmetry.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The result of reading an expression. */
public sealed interface Parsed {

  /** How long a text may be; nobody would understand a longer property. */
  int LENGTH_MAX = 2000;

  /**
   * The expression is right.
   *
   * @param condition what it asks of a step
   * @param text the expression in its standard form, on one line
   * @param ghosts the ghosts that the world has to remember for it
   * @param toldApart the kinds of part of a world that it names one of
   */
  record Good(Condition condition, String text, Set<Ghost> ghosts, Set<Part> toldApart)
      implements Parsed {
    /** Copies the sets. */
    public Good {
      ghosts = Set.copyOf(ghosts);
      toldApart = Set.copyOf(toldApart);
    }
  }

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
            compiler.ghosts(),
            PartsNamed.in(expression.get(), names))
        : new Bad(inOrder(mistakes));
  }

  private static List<Mistake> inOrder(List<Mistake> mistakes) {
    return mistakes.stream().sorted(Comparator.comparingInt(Mistake::offset)).toList();
  }
}
