package io.tarry.check;

import io.tarry.engine.Statistics;
import io.tarry.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of one case of a scenario.
 *
 * @param scenario the file that it stands in
 * @param caseName its name there
 * @param counting how its times are counted, for people; empty if there is nothing to say of it
 * @param statistics the size of its search, which decided all its properties
 * @param stoppedBy the limit that ended the search early, if one did
 * @param omissionProbability the most that the probability can be that the search missed a state; 0
 *     unless it was compacted
 * @param reduced whether it looked at one state alone of those that are alike up to which part is
 *     which, so that its size is of those
 * @param time how long the search took; the only thing here that differs from run to run
 * @param properties one result a property, in the order of the file; the first is the leading one
 * @param graph its states and steps, decoded when they are asked for; none where nobody has them
 */
public record CaseResult(
    Scenario scenario,
    String caseName,
    String counting,
    Statistics statistics,
    Optional<String> stoppedBy,
    double omissionProbability,
    boolean reduced,
    Duration time,
    List<PropertyResult> properties,
    Supplier<Optional<StateGraph>> graph) {

  /** Keeps a copy. */
  public CaseResult {
    properties = List.copyOf(properties);
  }

  /** The case as its file has it; none if the file has no case of that name. */
  public Optional<Scenario.Case> inFile() {
    return scenario.cases().stream().filter(one -> one.name().equals(caseName)).findFirst();
  }

  /** What the file says of the case to those who read the result; may be empty. */
  public String comment() {
    return inFile().map(Scenario.Case::comment).orElse("");
  }

  /** The same, as a result of a scenario that has such a case as well. */
  public CaseResult in(Scenario other) {
    return new CaseResult(
        other,
        caseName,
        counting,
        statistics,
        stoppedBy,
        omissionProbability,
        reduced,
        time,
        properties,
        graph);
  }
}
