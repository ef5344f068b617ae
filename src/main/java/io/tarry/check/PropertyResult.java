package io.tarry.check;

import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.Danger;
import java.util.Optional;

/**
 * What came of one property in one case.
 *
 * @param claim the property
 * @param verdict what the search says
 * @param expected what the scenario says, if it says anything
 * @param met of a claim that holds, the danger that its witness meets; none if no run comes to one
 * @param story the counterexample of a violation, or a witness; none where there is no such run
 */
public record PropertyResult(
    Claim claim,
    Verdict verdict,
    Optional<Verdict> expected,
    Optional<Danger> met,
    Optional<Story> story) {

  /** Whether the claim holds and no run comes to where it could break: a finding of its own. */
  public boolean isOutOfDanger() {
    return verdict == Verdict.HOLDS && met.isEmpty();
  }

  /** One of which the scenario says what to expect. */
  public PropertyResult(
      Claim claim, Verdict verdict, Verdict expected, Optional<Danger> met, Optional<Story> story) {
    this(claim, verdict, Optional.of(expected), met, story);
  }

  /** Whether the search and the scenario agree; they do if the scenario expects nothing. */
  public boolean asExpected() {
    return expected.isEmpty() || expected.get() == verdict;
  }
}
