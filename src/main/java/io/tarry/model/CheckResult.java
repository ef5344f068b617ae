package io.tarry.model;

import io.tarry.engine.Statistics;
import io.tarry.engine.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a search found out.
 *
 * @param found one a claim, in the order asked; "no deadlock" is the first
 * @param statistics the size of the search
 * @param limits what kept it from seeing or deciding everything, in words; empty if nothing did
 */
public record CheckResult<S, A>(
    List<ClaimResult<S, A>> found, Statistics statistics, Set<String> limits) {

  /** Keeps copies. */
  public CheckResult {
    found = List.copyOf(found);
  }

  /**
   * What was found out about the claim of that name.
   *
   * @throws IllegalArgumentException if no such claim was asked
   */
  public ClaimResult<S, A> found(String claim) {
    return found.stream()
        .filter(one -> one.claim().equals(claim))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("no claim '" + claim + "' was asked, only " + names()));
  }

  /** The verdict on the claim of that name. */
  public Verdict verdict(String claim) {
    return found(claim).verdict();
  }

  /**
   * The run that shows the verdict on the claim of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Run<S, A> run(String claim) {
    return found(claim)
        .run()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'" + claim + "' " + found(claim).inWords() + ", and no run shows that"));
  }

  /**
   * Requires that every claim holds, within the bounds of the model if it has any, and that there
   * is no deadlock.
   *
   * @return this
   * @throws AssertionError otherwise; its message says which claims do not, and shows the shortest
   *     run that violates one
   */
  public CheckResult<S, A> requireAllHold() {
    List<ClaimResult<S, A>> failing = found.stream().filter(one -> !one.holds()).toList();
    if (!failing.isEmpty()) {
      throw new AssertionError(complaint(failing));
    }
    return this;
  }

  /**
   * Requires that the claim of that name holds, within the bounds of the model if it has any.
   *
   * @return what was found out about it
   * @throws AssertionError otherwise; its message has the verdict, and the shortest run that
   *     violates it
   * @throws IllegalArgumentException if no such claim was asked
   */
  public ClaimResult<S, A> requireHolds(String claim) {
    ClaimResult<S, A> one = found(claim);
    if (!one.holds()) {
      throw new AssertionError(complaint(List.of(one)));
    }
    return one;
  }

  private String complaint(List<ClaimResult<S, A>> failing) {
    StringBuilder complaint = new StringBuilder();
    failing.forEach(one -> complaint.append(sentence(one)).append('\n'));
    shortest(failing)
        .ifPresent(one ->
            complaint
                .append(failing.size() > 1 ? "The run for '" + one.claim() + "':\n" : "")
                .append(one.run().orElseThrow()));
    return complaint.toString();
  }

  private static <S, A> Optional<ClaimResult<S, A>> shortest(List<ClaimResult<S, A>> failing) {
    return failing.stream()
        .filter(one -> one.run().isPresent())
        .min(Comparator.comparingInt(one -> one.run().orElseThrow().length()));
  }

  private String sentence(ClaimResult<S, A> one) {
    boolean ended = one.verdict() == Verdict.UNDECIDED && !limits.isEmpty();
    return "'"
        + one.claim()
        + "' "
        + one.inWords()
        + (ended ? " (" + String.join(", ", limits) + ")" : "");
  }

  private String names() {
    return found.stream().map(one -> "'" + one.claim() + "'").collect(Collectors.joining(", "));
  }

  /** The verdicts, the counterexamples, and the size of the search. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (ClaimResult<S, A> one : found) {
      text.append(sentence(one)).append('\n');
      if (one.verdict() == Verdict.VIOLATED) {
        one.run().ifPresent(text::append);
      }
    }
    return text.append(statistics.states())
        .append(" states, ")
        .append(statistics.transitions())
        .append(" transitions, depth ")
        .append(statistics.depth())
        .append('\n')
        .toString();
  }
}
