package io.tarry.lab;

/** A kernel does something else than the run says. */
final class Differs extends Exception {

  private static final long serialVersionUID = 1L;
  private final transient Outcome.Refuted how;

  Differs(Outcome.Refuted how) {
    super(how.toString());
    this.how = how;
  }

  Outcome.Refuted how() {
    return how;
  }
}
