package io.tarry.model;

import io.tarry.engine.Model;

/** Carries an exception of a user's code through a search, with the step at which it was thrown. */
abstract class Failure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient long[] before;
  private final Throwable thrown;
  private final int action;

  Failure(long[] before, int action, Throwable cause) {
    super(cause.toString(), cause);
    this.before = before;
    thrown = cause;
    this.action = action;
  }

  /** The packed state that the step is from. */
  long[] before() {
    return before;
  }

  /** The number of the action, {@link Model#INITIAL} if there is none. */
  int action() {
    return action;
  }

  /** What the user's code threw. */
  Throwable thrown() {
    return thrown;
  }

  /** What failed, in words. */
  abstract String what(String action);

  /** The model could not make its steps. */
  static final class InModel extends Failure {

    private static final long serialVersionUID = 1;

    InModel(long[] before, int action, Throwable cause) {
      super(before, action, cause);
    }

    @Override
    String what(String action) {
      return action.isEmpty() ? "the model" : "the model's step " + action;
    }
  }

  /** A claim could not judge a step. */
  static final class InClaim extends Failure {

    private static final long serialVersionUID = 1;

    private final String claim;

    InClaim(String claim, long[] before, int action, Throwable cause) {
      super(before, action, cause);
      this.claim = claim;
    }

    @Override
    String what(String action) {
      return "the claim '"
          + claim
          + "'"
          + (action.isEmpty() ? "" : ", asked about " + action + ",");
    }
  }
}
