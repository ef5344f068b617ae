package io.tarry.engine;

/** A question with its words. */
record InWords<M extends Model>(StepTest<M> question, String words) implements StepTest<M> {

  @Override
  public boolean test(M model, long[] before, int action, long[] after) {
    return question.test(model, before, action, after);
  }
}
