package io.tarry.engine.liveness;

import io.tarry.engine.Model;
import java.util.function.IntPredicate;

/**
 * The shortest ways to the states that a run can be in while it owes a step that meets the claim:
 * the premise was met, and no step met the claim since then. For a claim about cycles, these are
 * all states.
 *
 * <p>Such a way has two stretches: any steps up to the one that meets the premise, and from that on
 * steps that do not meet the claim. So a way leads through pairs of a state and whether a step is
 * owed there, and one state may be on it twice.
 */
final class StemSearch<M extends Model> {

  private final TransitionGraph<M> graph;
  private final StateIndex<M> numbering;
  private final int[]
      owingAfter; // 1 more than the steps of the shortest way; 0 where there is none
  private final IntVector states; // in the order of that

  private StemSearch(TransitionGraph<M> graph, LivenessBudget budget) {
    this.graph = graph;
    numbering = graph.states();
    owingAfter = budget.ints(graph.size());
    states = new IntVector(budget);
  }

  /** To the states where a step that meets the claim is owed since one met the premise. */
  static <M extends Model> StemSearch<M> sincePremise(
      TransitionGraph<M> graph, LivenessBudget budget) {
    StemSearch<M> ways = new StemSearch<>(graph, budget);
    ways.findStates(budget);
    return ways;
  }

  /** To all states. */
  static <M extends Model> StemSearch<M> everywhere(
      TransitionGraph<M> graph, LivenessBudget budget) {
    StemSearch<M> ways = new StemSearch<>(graph, budget);
    for (int level = 0; level < graph.states().levels(); level++) {
      ways.addLevel(level);
    }
    return ways;
  }

  /** The states where a step is owed, those with the shortest ways first. */
  IntVector states() {
    return states;
  }

  /** How many steps the shortest way has to one of these states. */
  int length(int state) {
    return owingAfter[state] - 1;
  }

  /** The shortest way of any steps. */
  StepPath anyTo(int state) {
    return to(new Place(state, false));
  }

  /** The shortest way on which a step is owed in the end. */
  StepPath owingTo(int state) {
    return to(new Place(state, true));
  }

  /** The shortest run that meets the premise and then, or by the same step, the claim. */
  StepPath toGoal() {
    int initial = smallestInitialGoal();
    if (initial >= 0) {
      return new StepPath(numbering.words(initial));
    }
    var last = new LastStep();
    for (int steps = 0; last.to < 0; steps++) {
      requireWayGoesOn(steps);
      eachPlace(steps, last);
    }
    StepPath path = to(new Place(last.from, last.owing));
    IntPredicate likeIt =
        step -> graph.target(step) == last.to && graph.isGoal(step) && owes(last.owing, step);
    path.append(graph.smallestAction(last.from, likeIt), numbering.words(last.to));
    return path;
  }

  private void findStates(LivenessBudget budget) {
    for (int state = 0; state < graph.initialStates(); state++) {
      if (graph.isInitialTrigger(state) && !graph.isInitialGoal(state)) {
        add(state, 0);
      }
    }
    for (int steps = 0; goesOn(steps); steps++) {
      budget.requireTime();
      int more = steps + 1;
      eachPlace(steps, (state, owing) -> addTargets(state, owing, more));
    }
  }

  private void addTargets(int state, boolean owing, int steps) {
    for (int step = graph.firstStep(state); step < graph.firstStep(state + 1); step++) {
      if (owes(owing, step) && !graph.isGoal(step)) {
        add(graph.target(step), steps);
      }
    }
  }

  private void addLevel(int level) {
    int end = numbering.levelStart(level + 1);
    for (int state = numbering.levelStart(level); state < end; state++) {
      add(state, level);
    }
  }

  private void add(int state, int steps) {
    if (owingAfter[state] == 0) {
      owingAfter[state] = steps + 1;
      states.add(state);
    }
  }

  /**
   * Whether a step that meets the claim is owed once this one is taken, if it does not meet it
   * itself.
   */
  private boolean owes(boolean before, int step) {
    return before || graph.isTrigger(step);
  }

  /** A state on a way, and whether a step is owed there. */
  private record Place(int state, boolean owing) {}

  private interface PlaceVisitor {
    void visit(int state, boolean owing);
  }

  /** Visits the places with shortest ways of this length, those where nothing is owed first. */
  private void eachPlace(int steps, PlaceVisitor visitor) {
    if (steps < numbering.levels()) {
      int end = numbering.levelStart(steps + 1);
      for (int state = numbering.levelStart(steps); state < end; state++) {
        visitor.visit(state, false);
      }
    }
    for (int i = firstOfLength(steps); i < states.size() && length(states.get(i)) == steps; i++) {
      visitor.visit(states.get(i), true);
    }
  }

  private boolean goesOn(int steps) {
    return steps < numbering.levels() || (states.size() > 0 && steps <= length(states.last()));
  }

  private int firstOfLength(int steps) {
    int low = 0;
    int high = states.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (length(states.get(middle)) < steps) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The shortest way to a place, found from its end. */
  private StepPath to(Place end) {
    StepPath path = new StepPath(numbering.words(end.state));
    Place place = end;
    for (int steps = end.owing ? length(end.state) : numbering.levelOf(end.state);
        steps > 0;
        steps--) {
      var before = new PlaceBefore(place);
      eachPlace(steps - 1, before);
      path.putInFront(
          numbering.words(before.state),
          graph.smallestAction(before.state, step -> before.leads(before.owing, step)));
      place = new Place(before.state, before.owing);
    }
    return path;
  }

  /**
   * Looks for the place with the smallest state from which a step leads to this one; of two with
   * the same state, the one where nothing is owed yet.
   */
  private final class PlaceBefore implements PlaceVisitor {

    private final Place place;
    private int state = -1;
    private boolean owing;

    PlaceBefore(Place place) {
      this.place = place;
    }

    @Override
    public void visit(int candidate, boolean candidateOwing) {
      boolean leads = false;
      for (int step = graph.firstStep(candidate); step < graph.firstStep(candidate + 1); step++) {
        leads = leads || leads(candidateOwing, step);
      }
      if (leads && (state < 0 || numbering.compare(candidate, state) < 0)) {
        state = candidate;
        owing = candidateOwing;
      }
    }

    boolean leads(boolean owingBefore, int step) {
      return graph.target(step) == place.state
          && (place.owing ? owes(owingBefore, step) && !graph.isGoal(step) : !owingBefore);
    }
  }

  private int smallestInitialGoal() {
    int best = -1;
    for (int state = 0; state < graph.initialStates(); state++) {
      if (graph.isInitialTrigger(state)
          && graph.isInitialGoal(state)
          && (best < 0 || numbering.compare(state, best) < 0)) {
        best = state;
      }
    }
    return best;
  }

  private void requireWayGoesOn(int steps) {
    if (!goesOn(steps)) {
      throw new IllegalStateException("a claim holds, and what it promises is nowhere");
    }
  }

  /** Looks for the step that meets the claim, to the smallest state, from the smallest one. */
  private final class LastStep implements PlaceVisitor {

    private int from = -1;
    private boolean owing;
    private int to = -1;

    @Override
    public void visit(int candidate, boolean candidateOwing) {
      for (int step = graph.firstStep(candidate); step < graph.firstStep(candidate + 1); step++) {
        if (graph.isGoal(step)
            && owes(candidateOwing, step)
            && isBetter(candidate, graph.target(step))) {
          from = candidate;
          owing = candidateOwing;
          to = graph.target(step);
        }
      }
    }

    private boolean isBetter(int candidateFrom, int candidateTo) {
      int order = to < 0 ? -1 : numbering.compare(candidateTo, to);
      return order < 0 || (order == 0 && numbering.compare(candidateFrom, from) < 0);
    }
  }
}
