package io.tarry.engine;

import java.util.function.Predicate;

/** Questions about steps, combined from other questions. */
final class CombinedTests {

  private CombinedTests() {}

  /** A question that asks the model alone. */
  record OfModel<M extends Model>(Predicate<M> question) implements StepTest<M> {

    @Override
    public boolean test(M model, long[] before, int action, long[] after) {
      return question.test(model);
    }

    @Override
    public boolean asksTheModelAlone() {
      return true;
    }
  }

  /** Both of two. */
  record Both<M extends Model>(StepTest<M> one, StepTest<M> other) implements StepTest<M> {

    @Override
    public boolean test(M model, long[] before, int action, long[] after) {
      return one.test(model, before, action, after) && other.test(model, before, action, after);
    }

    @Override
    public String words() {
      return one.words().isEmpty() && other.words().isEmpty()
          ? ""
          : "(" + one.words() + ") and (" + other.words() + ")";
    }

    @Override
    public boolean asksTheModelAlone() {
      return one.asksTheModelAlone() && other.asksTheModelAlone();
    }
  }

  /** Not another one. */
  record Not<M extends Model>(StepTest<M> question) implements StepTest<M> {

    @Override
    public boolean test(M model, long[] before, int action, long[] after) {
      return !question.test(model, before, action, after);
    }

    @Override
    public String words() {
      return question.words().isEmpty() ? "" : "not (" + question.words() + ")";
    }

    @Override
    public boolean asksTheModelAlone() {
      return question.asksTheModelAlone();
    }
  }

  /** Another one with words. */
  record InWords<M extends Model>(StepTest<M> question, String words) implements StepTest<M> {

    @Override
    public boolean test(M model, long[] before, int action, long[] after) {
      return question.test(model, before, action, after);
    }

    @Override
    public boolean asksTheModelAlone() {
      return question.asksTheModelAlone();
    }
  }
}
