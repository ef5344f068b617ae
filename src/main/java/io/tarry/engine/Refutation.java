package io.tarry.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search for the run that breaks a claim about runs: of those with the shortest way to where
 * they end or begin to go round, one that ends if there is one, or else one with the shortest loop.
 */
final class Refutation<M extends Model> {

  private final StepGraph<M> graph;
  private final Property<M> property;
  private final Allowance allowance;
  private final boolean aboutCycles;
  private final Ways<M> ways;

  /** Readies a search. */
  Refutation(StepGraph<M> graph, Property<M> property, Allowance allowance) {
    this.graph = graph;
    this.property = property;
    this.allowance = allowance;
    aboutCycles = property.kind() == Property.Kind.NO_ENDLESS_EXCHANGE;
    ways = aboutCycles ? Ways.everywhere(graph, allowance) : Ways.sincePremise(graph, allowance);
  }

  /** The run, if there is one. */
  Optional<Trace> find() {
    var parts =
        new FairParts(
            graph,
            ways.states(),
            groups(Fairness.Strength.WEAK),
            groups(Fairness.Strength.STRONG),
            allowance);
    List<Integer> ends = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < ways.states().size(); i++) {
      int state = ways.states().get(i);
      boolean found = !ends.isEmpty() || !starts.isEmpty();
      if (found && ways.length(state) > ways.length((ends.isEmpty() ? starts : ends).get(0))) {
        break;
      }
      if (!aboutCycles && graph.isStuck(state)) {
        ends.add(state);
      } else if (parts.of(state) != 0) {
        starts.add(state);
      }
    }
    if (!ends.isEmpty()) {
      return Optional.of(wayTo(ends.stream().min(graph.states()::compare).orElseThrow()).asRun());
    }
    return starts.isEmpty() ? Optional.empty() : Optional.of(lasso(parts, starts));
  }

  private Trace lasso(FairParts parts, List<Integer> starts) {
    starts.sort(graph.states()::compare);
    int best = -1;
    Optional<Walk> loop = Optional.empty();
    for (int start : starts) {
      int shorter = loop.map(Walk::length).orElse(Integer.MAX_VALUE) - 1;
      long taken = allowance.bytesTaken();
      Optional<Walk> found = new ShortestLoop<>(graph, parts, start, allowance).within(shorter);
      allowance.giveBackTo(taken);
      if (found.isPresent()) {
        loop = found;
        best = start;
      }
    }
    Walk run = wayTo(best);
    int loopStart = run.length();
    run.append(loop.orElseThrow());
    return run.asLasso(loopStart);
  }

  private Walk wayTo(int state) {
    return aboutCycles ? ways.anyTo(state) : ways.owingTo(state);
  }

  private int groups(Fairness.Strength strength) {
    int bits = 0;
    for (int group = 0; group < property.fairness().size(); group++) {
      if (property.fairness().get(group).strength() == strength) {
        bits |= 1 << group;
      }
    }
    return bits;
  }
}
