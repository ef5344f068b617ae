package io.tarry.check;

import io.tarry.engine.Finding;
import io.tarry.engine.Property;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Searches a world again with at most 0, 1, 2, ... faults of its network, until the run of each
 * claim that takes the fewest is known. What a search finds first is a shortest run with no more
 * faults than it allows, and the searches before it have shown that none has fewer.
 */
final class FaultSearches {

  /** Does one of these searches, to where these claims are decided. */
  interface Searcher {
    SearchResult of(Settings world, List<Claim> claims);
  }

  /**
   * What is known of a claim.
   *
   * @param finding what was found in that world, if the run was found
   */
  record Known(FewestFaults fewest, Settings world, Optional<Finding> finding) {}

  private final Settings settings;
  private final SearchResult whole;
  private final Map<String, Known> known = new LinkedHashMap<>();
  private long states;

  private FaultSearches(Settings settings, SearchResult whole) {
    this.settings = settings;
    this.whole = whole;
  }

  /**
   * By id, what is known of each claim that has a run to show, or that is undecided.
   *
   * @param whole what the search without such a bound found
   */
  static Map<String, Known> of(
      Settings settings, List<Claim> claims, SearchResult whole, Searcher searcher) {
    FaultSearches searches = new FaultSearches(settings, whole);
    searches.run(claims, searcher);
    return searches.known;
  }

  private void run(List<Claim> claims, Searcher searcher) {
    List<Claim> left = new ArrayList<>(claims.stream().filter(this::hasRun).toList());
    long before = 0;
    for (int faults = 0; !left.isEmpty(); faults++) {
      Settings world = settings.withFaults(faults);
      SearchResult result = searcher.of(world, List.copyOf(left));
      states += result.statistics().states();
      for (Claim claim : List.copyOf(left)) {
        Finding finding = result.finding(claim.id());
        if (isTheRun(claim, finding)) {
          Faults made = Faults.of(finding.trace().orElseThrow(), faults);
          note(claim, faults, world, Optional.of(made), Optional.of(finding), Optional.empty());
          left.remove(claim);
        }
      }
      Optional<String> stoppedBy = limit(result);
      boolean noMoreCanHappen = result.statistics().states() == before;
      if (stoppedBy.isPresent() || noMoreCanHappen) {
        int ruledOut = stoppedBy.isPresent() ? faults : faults + 1;
        for (Claim claim : left) {
          if (stoppedBy.isEmpty() && whole.finding(claim.id()).trace().isPresent()) {
            throw new IllegalStateException(claim.id() + " has a run, and none of any faults");
          }
          note(claim, ruledOut, world, Optional.empty(), Optional.empty(), stoppedBy);
        }
        return;
      }
      before = result.statistics().states();
    }
  }

  private void note(
      Claim claim,
      int ruledOut,
      Settings world,
      Optional<Faults> run,
      Optional<Finding> finding,
      Optional<String> stoppedBy) {
    known.put(
        claim.id(), new Known(new FewestFaults(ruledOut, run, stoppedBy, states), world, finding));
  }

  /** Whether there is a run to look for, or may be one. */
  private boolean hasRun(Claim claim) {
    Finding finding = whole.finding(claim.id());
    boolean isBroken = finding.verdict() == Verdict.VIOLATED && !asksForOne(claim);
    return isBroken || finding.verdict() == Verdict.UNDECIDED || finding.trace().isPresent();
  }

  /** Whether the bounded search came to what the claim shows where nothing is bounded. */
  private boolean isTheRun(Claim claim, Finding found) {
    if (found.trace().isEmpty()) {
      return false;
    }
    Verdict decisive = asksForOne(claim) ? Verdict.HOLDS : Verdict.VIOLATED;
    Finding all = whole.finding(claim.id());
    return switch (all.verdict()) {
      case VIOLATED, UNDECIDED -> found.verdict() == decisive;
      case HOLDS, VACUOUS ->
          found.verdict() == Verdict.HOLDS && found.witness().equals(all.witness());
    };
  }

  private static boolean asksForOne(Claim claim) {
    return claim.property().kind() == Property.Kind.REACHABLE;
  }

  /** What kept a search from seeing everything. That all was decided does not count. */
  private static Optional<String> limit(SearchResult result) {
    List<String> limits =
        result.limits().stream().filter(limit -> !limit.equals(SearchResult.DECIDED)).toList();
    return limits.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", limits));
  }
}
