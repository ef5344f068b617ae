package io.tarry.model;

import io.tarry.engine.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What random walks found: they show what can go wrong, and never that nothing can.
 *
 * @param found one a claim, in the order asked; "no deadlock" is the first. A claim is violated, or
 *     holds as it was reached, or is undecided
 * @param steps how many steps all walks took together
 */
public record SimulationResult<S, A>(
    List<ClaimResult<S, A>> found, long seed, int walks, long steps) {

  /** Keeps copies. */
  public SimulationResult {
    found = List.copyOf(found);
  }

  /**
   * Requires that no walk violated a claim.
   *
   * @return this
   * @throws AssertionError otherwise; its message shows the run and the seed
   */
  public SimulationResult<S, A> requireNoViolation() {
    firstViolation()
        .ifPresent(one -> {
          throw new AssertionError(
              "'"
                  + one.claim()
                  + "' is violated by a random walk with the seed "
                  + seed
                  + ":\n"
                  + one.run().orElseThrow());
        });
    return this;
  }

  private Optional<ClaimResult<S, A>> firstViolation() {
    return found.stream().filter(one -> one.verdict() == Verdict.VIOLATED).findFirst();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ClaimResult<S, A> one : found) {
      text.append('\'').append(one.claim()).append("' ").append(one.inWords()).append('\n');
      if (one.verdict() == Verdict.VIOLATED) {
        one.run().ifPresent(text::append);
      }
    }
    return text.append(walks)
        .append(" random walks, ")
        .append(steps)
        .append(" steps, seed ")
        .append(seed)
        .append('\n')
        .toString();
  }
}
