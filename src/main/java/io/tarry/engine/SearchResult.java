package io.tarry.engine;

import java.util.List;
import java.util.Optional;

/**
 * What a search found.
 *
 * @param findings one a property, in the order asked
 * @param stoppedBy the limit that kept the search from seeing the whole state space, from deciding
 *     a claim about its runs, or from recovering a run to show, as its user would name it; empty if
 *     none did
 * @param omissionProbability the most that the probability can be that a state was taken for
 *     another and so missed; 0 for every search that is not {@linkplain Search#compacted compacted}
 */
public record SearchResult(
    List<Finding> findings,
    Statistics statistics,
    Optional<String> stoppedBy,
    double omissionProbability) {

  /** Keeps a copy of the list. */
  public SearchResult {
    findings = List.copyOf(findings);
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
