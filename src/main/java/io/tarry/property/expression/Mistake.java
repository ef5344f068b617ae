package io.tarry.property.expression;

import java.util.Collection;
import java.util.List;

/**
 * Something wrong in the text of an expression.
 *
 * @param offset where in the text, from 0; the length of the text, where something is missing at
 *     its end
 * @param problem what is wrong
 * @param written the word that is written there
 * @param words the words that may have been meant; may be empty
 */
public record Mistake(int offset, String problem, String written, List<String> words) {

  /** Copies the list. */
  public Mistake {
    words = List.copyOf(words);
  }

  static Mistake at(int offset, String problem) {
    return new Mistake(offset, problem, "", List.of());
  }

  static Mistake at(int offset, String problem, String written, Collection<String> words) {
    return new Mistake(offset, problem, written, List.copyOf(words));
  }
}
