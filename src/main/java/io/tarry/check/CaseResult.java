package io.tarry.check;

import io.tarry.engine.Statistics;
import io.tarry.scenario.Scenario;
import io.tarry.tcp.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The result of one case of a scenario.
 *
 * @param scenario the file that has the case
 * @param caseName its name there
 * @param counting how its times are counted, for people; empty if there is nothing to say of it
 * @param search its search, which decided all its properties
 * @param properties one result for each property, in the order of the file; the first is the
 *     leading one
 * @param graph its states and steps, decoded when needed; empty if they were not kept
 * @param changes how many of its steps make each change of a state; empty where it is too large
 */
public record CaseResult(
    Scenario scenario,
    String caseName,
    String counting,
    SearchSummary search,
    List<PropertyResult> properties,
    Supplier<Optional<StateGraph>> graph,
    Supplier<Optional<Map<StateChanges.Kind, Long>>> changes) {

  /** Copies the list. */
  public CaseResult {
    properties = List.copyOf(properties);
  }

  /**
   * What a search of a case was like.
   *
   * @param statistics its size
   * @param stoppedBy the limit that ended it early, if one did
   * @param omissionProbability an upper bound of the probability that it missed a state; 0 unless
   *     it was compacted
   * @param reduced whether it took only one of several states that are equal under symmetry, so
   *     that its size counts only those
   * @param time how long it took; the only value here that differs from run to run
   */
  public record SearchSummary(
      Statistics statistics,
      Optional<String> stoppedBy,
      double omissionProbability,
      boolean reduced,
      Duration time) {}

  /** The size of its search. */
  public Statistics statistics() {
    return search.statistics();
  }

  /** The limit that ended its search early, if one did. */
  public Optional<String> stoppedBy() {
    return search.stoppedBy();
  }

  /** The case in its file; empty if the file has no case of that name. */
  public Optional<Scenario.Case> inFile() {
    return scenario.cases().stream().filter(one -> one.name().equals(caseName)).findFirst();
  }

  /** The comment of the case; may be empty. */
  public String comment() {
    return inFile().map(Scenario.Case::comment).orElse("");
  }

  /** What its world had to remember. */
  Set<Settings.Ghost> ghosts() {
    return AskedCase.ghosts(properties.stream().map(PropertyResult::claim));
  }

  /** The same, as a result of a scenario that has such a case as well. */
  public CaseResult in(Scenario other) {
    return new CaseResult(other, caseName, counting, search, properties, graph, changes);
  }
}
