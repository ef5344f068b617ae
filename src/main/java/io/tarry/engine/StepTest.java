package io.tarry.engine;

import java.util.function.Predicate;

/**
 * A yes-or-no question about one step.
 *
 * <p>Every initial state is asked about too, as a step from itself to itself with the action {@link
 * Model#INITIAL}; so a question that looks at {@code after} alone is asked about every state.
 */
@FunctionalInterface
public interface StepTest<M extends Model> {

  /**
   * Answers for one step. Called from within {@link Model.Sink#offer}, or after {@link Model#show},
   * so {@code model} may show more of the step. The same step gets the same answer, always; the
   * engine does not ask where the answer could change nothing.
   *
   * <p>A test only reads. It must not change the arrays, which are valid during the call only; and
   * since the model is in the middle of its work, it must call nothing of the model that changes
   * what the model goes on from: not {@link Model#successors}, and nothing that unpacks a state
   * into memory that the model works in. A test that has to unpack a state does so into memory of
   * its own. Where the search sees that steps change because they are looked at, it fails.
   */
  boolean test(M model, long[] before, int action, long[] after);

  /**
   * The question in words, if it was given any; otherwise empty. A question that is read from a
   * file can change while the program stays the same: its words tell the one from the other.
   */
  default String words() {
    return "";
  }

  /** The same question, in these words. */
  default StepTest<M> saying(String words) {
    return new CombinedTests.InWords<>(this, words);
  }

  /** Both this and the other. */
  default StepTest<M> and(StepTest<M> other) {
    return new CombinedTests.Both<>(this, other);
  }

  /** Not this. */
  default StepTest<M> negate() {
    return new CombinedTests.Not<>(this);
  }

  /**
   * Whether the answer follows from what the model shows of the step, and from nothing else: not
   * from the arrays or the number of the action, and not from earlier calls. The answer to such a
   * question may be remembered, where the model can say what it depends on; a question that is not
   * such is asked of each step.
   */
  default boolean asksTheModelAlone() {
    return false;
  }

  /** A question that asks the model alone. */
  static <M extends Model> StepTest<M> ofModel(Predicate<M> question) {
    return new CombinedTests.OfModel<>(question);
  }
}
