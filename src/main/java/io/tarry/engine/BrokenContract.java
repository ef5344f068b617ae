package io.tarry.engine;

/**
 * A model, or the test of a property, broke the contract that it has with a search. The message
 * says which law, and shows the run to the state where that was seen, if there is one; {@link
 * FailureTrace} has it for programs.
 */
public final class BrokenContract extends IllegalStateException {

  private static final long serialVersionUID = 1;

  /** A contract broken in that way. */
  public BrokenContract(String law) {
    super(law);
  }

  BrokenContract(BrokenContract seen, FailureTrace place) {
    super(seen.getMessage() + "; " + place.getMessage(), seen);
    addSuppressed(place);
  }
}
