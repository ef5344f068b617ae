package io.tarry.engine;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a search found.
 *
 * @param findings one a property, in the order asked
 * @param limits what kept the search from seeing the whole state space, from deciding a claim about
 *     its runs, or from recovering a run to show, as its user would name it; empty if nothing did
 * @param omissionProbability the most that the probability can be that a state was taken for
 *     another and so missed; 0 for every search that is not {@linkplain Search#compacted compacted}
 */
public record SearchResult(
    List<Finding> findings, Statistics statistics, Set<String> limits, double omissionProbability) {

  /** Among the limits: there was nothing left to decide, see {@link Search#untilDecided}. */
  public static final String DECIDED = "all is decided";

  /** Keeps copies. */
  public SearchResult {
    findings = List.copyOf(findings);
    limits = Collections.unmodifiableSortedSet(new TreeSet<>(limits));
  }

  /** All limits in one text, if there are any. */
  public Optional<String> stoppedBy() {
    return limits.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", limits));
  }

  /**
   * The finding about the property of that name.
   *
   * @throws IllegalArgumentException if no such property was asked
   */
  public Finding finding(String property) {
    return findings.stream()
        .filter(finding -> finding.property().equals(property))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no property '" + property + "' was asked"));
  }
}
