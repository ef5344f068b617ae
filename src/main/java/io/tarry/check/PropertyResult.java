package io.tarry.check;

import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import java.util.Optional;

/**
 * What came of one property in one case.
 *
 * @param claim the property
 * @param verdict what the search says
 * @param expected what the scenario says, if it says anything
 * @param story the counterexample of a violation, or a witness; none where there is no such run
 */
public record PropertyResult(
    Claim claim, Verdict verdict, Optional<Verdict> expected, Optional<Story> story) {

  /** One of which the scenario says what to expect. */
  public PropertyResult(Claim claim, Verdict verdict, Verdict expected, Optional<Story> story) {
    this(claim, verdict, Optional.of(expected), story);
  }

  /** Whether the search and the scenario agree; they do if the scenario expects nothing. */
  public boolean asExpected() {
    return expected.isEmpty() || expected.get() == verdict;
  }
}
