package io.tarry.engine.liveness;

import io.tarry.engine.Model;
import io.tarry.engine.Property;
import io.tarry.engine.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The search for a shortest run that breaks a claim about runs: one that ends, or one that goes
 * round for ever, of which the way to the loop and the loop count together. Of several that are as
 * short it takes one that ends, or else the one with the shortest way to its loop.
 */
final class CounterexampleSearch<M extends Model> {

  private final TransitionGraph<M> graph;
  private final Property<M> property;
  private final LivenessBudget budget;
  private final boolean aboutCycles;
  private final StemSearch<M> ways;
  private final long bytesWithoutParts;
  private FairComponents parts;

  /** Readies a search. */
  CounterexampleSearch(TransitionGraph<M> graph, Property<M> property, LivenessBudget budget) {
    this.graph = graph;
    this.property = property;
    this.budget = budget;
    aboutCycles = property.kind() == Property.Kind.NO_ENDLESS_EXCHANGE;
    ways =
        aboutCycles ? StemSearch.everywhere(graph, budget) : StemSearch.sincePremise(graph, budget);
    bytesWithoutParts = budget.bytesTaken();
    parts = new FairComponents(graph, ways.states(), budget);
  }

  /** Whether there is such a run, which is known long before a shortest one is found. */
  boolean succeeds() {
    for (int i = 0; i < ways.states().size(); i++) {
      int state = ways.states().get(i);
      if (isEnd(state) || parts.of(state) != 0) {
        return true;
      }
    }
    return false;
  }

  /** A shortest one; there must be some. To be called once. */
  Trace shortest() {
    Shortest shortest = new Shortest();
    IntVector states = ways.states();
    int next = 0;
    while (next < states.size() && ways.length(states.get(next)) <= shortest.length) {
      int steps = ways.length(states.get(next));
      List<Integer> ends = new ArrayList<>();
      List<Integer> starts = new ArrayList<>();
      while (next < states.size() && ways.length(states.get(next)) == steps) {
        int state = states.get(next++);
        if (isEnd(state)) {
          ends.add(state);
        } else if (parts.of(state) != 0) {
          starts.add(state);
        }
      }
      shortest.look(steps, ends, starts);
    }
    return shortest.run();
  }

  /** Whether a run may end there. */
  private boolean isEnd(int state) {
    if (aboutCycles) {
      return false;
    }
    return property.mayRest() ? graph.possible(state).isEmpty() : graph.isStuck(state);
  }

  private StepPath wayTo(int state) {
    return aboutCycles ? ways.anyTo(state) : ways.owingTo(state);
  }

  /**
   * The shortest run so far.
   *
   * <p>The states where a loop may begin come in the order of their ways, and each leaves its part
   * when all loops through it have been looked at. So a loop is found from that of its states that
   * is the nearest, as it must be for a shortest run, and the search gets smaller as it goes on.
   * What is left of the parts is divided anew whenever as much was looked at as that costs.
   */
  private final class Shortest {

    private int lookedAt; // places, since the parts were divided

    private int length = Integer.MAX_VALUE; // of all its steps
    private int state = -1; // that it ends in, or goes round from
    private Optional<StepPath> loop = Optional.empty();

    /**
     * Looks at runs that end, or begin to go round, after this many steps in one of these states.
     */
    void look(int steps, List<Integer> ends, List<Integer> starts) {
      if (!ends.isEmpty()) {
        length = steps;
        state = ends.stream().min(graph.states()::compare).orElseThrow();
        loop = Optional.empty();
        return;
      }
      starts.sort(graph.states()::compare);
      for (int start : starts) {
        int shorter = length - 1 - steps;
        if (shorter > 0 && parts.of(start) != 0) {
          look(steps, start, shorter);
        }
        if (lookedAt > graph.size()) {
          divideAnew();
        }
      }
    }

    private void divideAnew() {
      lookedAt = 0;
      budget.giveBackTo(bytesWithoutParts);
      var left = new IntVector(budget);
      for (int i = 0; i < ways.states().size(); i++) {
        if (parts.of(ways.states().get(i)) != 0) {
          left.add(ways.states().get(i));
        }
      }
      parts = new FairComponents(graph, left, budget);
    }

    private void look(int steps, int start, int loopStepsMax) {
      long taken = budget.bytesTaken();
      var search = new LassoSearch<>(graph, parts, start, budget);
      Optional<StepPath> found = search.within(loopStepsMax);
      lookedAt += search.placesFound();
      budget.giveBackTo(taken);
      parts.remove(start);
      if (found.isPresent()) {
        length = steps + found.get().length();
        state = start;
        loop = found;
      }
    }

    Trace run() {
      StepPath run = wayTo(state);
      if (loop.isEmpty()) {
        return run.asRun();
      }
      int loopStart = run.length();
      run.append(loop.get());
      return run.asLasso(loopStart);
    }
  }
}
