package io.tarry.check;

import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.Danger;
import java.util.Optional;

/**
 * The result of one property in one case.
 *
 * @param claim the property
 * @param verdict what the search found
 * @param expected what the scenario expects, if anything
 * @param met the danger that the witness of a claim that holds meets; empty if no run comes to one
 * @param story the counterexample of a violation, or a witness; empty if there is no such run
 * @param fewest how many faults that takes, if somebody asked: the story is then one with the
 *     fewest
 */
public record PropertyResult(
    Claim claim,
    Verdict verdict,
    Optional<Verdict> expected,
    Optional<Danger> met,
    Optional<Story> story,
    Optional<FewestFaults> fewest) {

  /** One of which nobody asked how many faults it takes. */
  public PropertyResult(
      Claim claim,
      Verdict verdict,
      Optional<Verdict> expected,
      Optional<Danger> met,
      Optional<Story> story) {
    this(claim, verdict, expected, met, story, Optional.empty());
  }

  /** Whether the claim holds and no run comes to where it could break: a finding of its own. */
  public boolean isOutOfDanger() {
    return verdict == Verdict.HOLDS && met.isEmpty();
  }

  /** Makes one whose verdict the scenario expects. */
  public PropertyResult(
      Claim claim, Verdict verdict, Verdict expected, Optional<Danger> met, Optional<Story> story) {
    this(claim, verdict, Optional.of(expected), met, story);
  }

  /** The faults of its story, where they were counted. */
  public Optional<Faults> faults() {
    return fewest.flatMap(FewestFaults::run);
  }

  /** Whether the search and the scenario agree; they do if the scenario expects nothing. */
  public boolean asExpected() {
    return expected.isEmpty() || expected.get() == verdict;
  }
}
