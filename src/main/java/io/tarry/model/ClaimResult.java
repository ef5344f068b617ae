package io.tarry.model;

import io.tarry.engine.Verdict;
import java.util.Optional;

/**
 * What was found out about one claim.
 *
 * @param claim its name
 * @param withinBound whether nothing speaks against a claim that is undecided only because the
 *     model ends at bounds of its own
 * @param run the counterexample of a violation, or the witness of what holds, as short as possible;
 *     none where there is no such run
 */
public record ClaimResult<S, A>(
    String claim, Verdict verdict, boolean withinBound, Optional<Run<S, A>> run) {

  /** Whether it holds, if only within the bounds of the model. */
  public boolean holds() {
    return verdict == Verdict.HOLDS || withinBound;
  }

  /** The verdict in words. */
  public String inWords() {
    return switch (verdict) {
      case HOLDS -> "holds";
      case VIOLATED -> "is violated";
      case VACUOUS -> "is vacuous: nothing ever meets its premise";
      case UNDECIDED -> withinBound ? "holds within the bound" : "is undecided";
    };
  }
}
