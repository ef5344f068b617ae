package io.tarry.model;

import java.util.Optional;

/** Carries an exception of a user's code through a search, with the step at which it was thrown. */
abstract class CarriedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient long[] before;
  private final Throwable thrown;
  private final int action; // Model.INITIAL if there is none

  CarriedException(long[] before, int action, Throwable cause) {
    super(cause.toString(), cause);
    this.before = before;
    thrown = cause;
    this.action = action;
  }

  /** The packed state that the step is from; nothing where no run begins. */
  long[] before() {
    return before;
  }

  /** What failed, in words: the action of that name, if it has one. */
  abstract String what(String name);

  /** What is told to the user, with the run to the state whose step failed. */
  final ModelException after(Run<?, ?> run, PackedModel<?, ?> model) {
    return told(Optional.of(run), model);
  }

  /** What is told to the user. */
  final ModelException told(Optional<Run<?, ?>> run, PackedModel<?, ?> model) {
    String name = action < 0 ? "" : model.actionText(before, action);
    return new ModelException(
        what(name)
            + " threw "
            + thrown
            + run.map(found -> " in the last state of this run:\n" + found).orElse(""),
        run,
        thrown);
  }

  /** The model could not make its steps. */
  static final class InModel extends CarriedException {

    private static final long serialVersionUID = 1;

    InModel(long[] before, int action, Throwable cause) {
      super(before, action, cause);
    }

    @Override
    String what(String name) {
      return name.isEmpty() ? "the model" : "the model's step " + name;
    }
  }

  /** A claim could not judge a step. */
  static final class InClaim extends CarriedException {

    private static final long serialVersionUID = 1;

    private final String claim;

    InClaim(String claim, long[] before, int action, Throwable cause) {
      super(before, action, cause);
      this.claim = claim;
    }

    @Override
    String what(String name) {
      return "the claim '" + claim + "'" + (name.isEmpty() ? "" : ", asked about " + name + ",");
    }
  }
}
