package io.tarry.property.expression;

import io.tarry.tcp.settings.Settings.Ghost;
import io.tarry.tcp.symmetry.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came of reading an expression. */
public sealed interface Parsed {

  /** The longest text that is read; a longer one is hardly a property that a person checks. */
  int LENGTH_MAX = 2000;

  /**
   * The expression is right.
   *
   * @param condition what it asks of a step
   * @param text the expression, written in one way on one line
   * @param ghosts what it asks for that has to be remembered on purpose
   * @param toldApart the parts of which it names one
   */
  record Good(Condition condition, String text, Set<Ghost> ghosts, Set<Part> toldApart)
      implements Parsed {
    /** Keeps a copy. */
    public Good {
      ghosts = Set.copyOf(ghosts);
      toldApart = Set.copyOf(toldApart);
    }
  }

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
