package io.tarry.check;

import com.google.common.base.Suppliers;
import io.tarry.engine.Finding;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.Danger;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a result of what the searches of a case have found: verdicts, stories and a graph. */
final class CaseDecoder {

  /** The most states of a graph that a reader can still walk through. */
  private static final long WHOLE_GRAPH_MAX = 2_000;

  private final CaseSearch.Found found;
  private final CheckOptions options;
  private final AskedCase asked;
  private final Settings settings;

  /** By claim, the runs decoded so far, as runs of the world of the case. */
  private final Map<String, Trace> runs = new LinkedHashMap<>();

  CaseDecoder(CaseSearch.Found found, CheckOptions options) {
    this.found = found;
    this.options = options;
    asked = found.asked();
    settings = asked.settings();
  }

  private StoryTeller tellerOf(Settings world) {
    return new StoryTeller(world, options.tcp(), asked.checked().stacks());
  }

  CaseResult decode() {
    SearchResult result = found.result();
    StoryTeller teller = tellerOf(settings);
    List<PropertyResult> properties = new ArrayList<>();
    for (Scenario.Expectation expectation : asked.expectations()) {
      properties.add(decode(expectation, teller));
    }
    return new CaseResult(
        asked.scenario(),
        asked.checked().name(),
        settings.time().counting(),
        new CaseResult.SearchSummary(
            result.statistics(),
            result.stoppedBy(),
            result.omissionProbability(),
            found.reduced(),
            found.time()),
        properties,
        Suppliers.memoize(() -> hasGraph() ? Optional.of(graph()) : Optional.empty()),
        Suppliers.memoize(() -> hasWholeGraph() ? Optional.of(changes()) : Optional.empty()));
  }

  private Map<StateChanges.Kind, Long> changes() {
    return StateChanges.of(settings, asked.checked().stacks());
  }

  private PropertyResult decode(Scenario.Expectation expectation, StoryTeller teller) {
    Claim claim = expectation.claim();
    Optional<FaultSearches.Known> fewest =
        Optional.ofNullable(found.fewestFaults().get(claim.id()));
    Optional<Finding> better = fewest.flatMap(FaultSearches.Known::finding);
    Finding finding = better.orElseGet(() -> found.result().finding(claim.id()));
    Settings world = better.isPresent() ? fewest.orElseThrow().world() : settings;
    finding.trace().ifPresent(trace -> runs.put(claim.id(), withoutFaultCounts(world, trace)));
    return new PropertyResult(
        claim,
        finding.verdict(),
        expectation.verdict(),
        met(claim, finding),
        story(better.isPresent() ? tellerOf(world) : teller, world, claim, finding),
        fewest.map(FaultSearches.Known::fewest));
  }

  private Trace withoutFaultCounts(Settings world, Trace run) {
    boolean counted = world.network().countsFaults() && !world.time().real();
    return counted ? RunWithoutFaultCounts.of(settings, world, run) : run;
  }

  private Optional<Story> story(StoryTeller ofWorld, Settings world, Claim claim, Finding finding) {
    Endings endings = new Endings(world, options.tcp());
    boolean broken = finding.verdict() == Verdict.VIOLATED;
    boolean ofScenario = asked.scenario().properties().contains(claim);
    return finding
        .trace()
        .map(trace ->
            ofWorld.tell(
                trace,
                broken ? Story.Kind.COUNTEREXAMPLE : Story.Kind.WITNESS,
                broken
                    ? endings.of(claim, trace)
                    : met(claim, finding).orElse(claim.leastDanger()).shows(),
                endings.about(claim, trace, broken, ofScenario)));
  }

  private static Optional<Danger> met(Claim claim, Finding finding) {
    return finding.verdict() == Verdict.HOLDS ? claim.met(finding.witness()) : Optional.empty();
  }

  /** The whole graph of a small world; of a larger one, the states on its runs. */
  private StateGraph graph() {
    GraphWalk walk = new GraphWalk(settings, asked.checked().stacks(), asked.claims());
    return hasWholeGraph() ? walk.whole(runs) : walk.along(runs);
  }

  private boolean hasWholeGraph() {
    return hasGraph()
        && found.result().stoppedBy().isEmpty()
        && !options.reduced()
        && found.result().statistics().states() <= WHOLE_GRAPH_MAX;
  }

  /** Whether its states are states of the world; those of dense time are sets of such. */
  private boolean hasGraph() {
    return !settings.time().real() && options.wrong().isEmpty();
  }
}
