package io.tarry.engine.liveness;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Where a run can go round for ever, fairly and without a step that meets the claim. Such loops lie
 * in strongly connected parts of the graph; a part is one of these if some such loop visits all of
 * its states. So a state is on such a loop exactly if it is in one of these parts.
 *
 * <p>A part neglects a weak group for ever if the group is possible in all its states and no step
 * within the part is of the group; then so does each loop within it, and nothing is left of the
 * part. It neglects a strong group if the group is possible in some of its states and no step
 * within is of the group; then only loops that keep clear of those states are fair, and what is
 * left without them is taken apart once more.
 *
 * <p>Parts are found by Tarjan's algorithm, with one number a state, as Pearce has it (A
 * space-efficient algorithm for finding strongly connected components, 2016), and with stacks of
 * its own instead of recursion.
 */
final class FairComponents {

  private static final int PULSE_STATES = 1 << 16;

  private final TransitionGraph<?> graph;
  private final LivenessBudget budget;

  // The part, or still undivided set, that a state is in; 0 if it is on no fair loop.
  private final int[] part;
  private int lastPart;

  // 0 if not visited, then the least place that a state is known to lead to, of those that are not
  // in a component yet. A state that is in one has another part, so no step within the set leads
  // there.
  private final int[] rank;
  private final IntVector pathStates;
  private final IntVector pathPlaces;
  private final IntVector pathSteps; // where to go on
  private final IntVector waiting; // visited, and not yet in a component
  private final Deque<int[]> undivided = new ArrayDeque<>();
  private int place;
  private int pulse = PULSE_STATES;

  /**
   * Finds the parts.
   *
   * @param states those to look among
   */
  FairComponents(TransitionGraph<?> graph, IntVector states, LivenessBudget budget) {
    this.graph = graph;
    this.budget = budget;
    part = budget.ints(graph.size());
    rank = budget.ints(graph.size());
    pathStates = new IntVector(budget);
    pathPlaces = new IntVector(budget);
    pathSteps = new IntVector(budget);
    waiting = new IntVector(budget);
    leaveUndivided(states, 0, states.size(), new BitSet());
    while (!undivided.isEmpty()) {
      int[] set = undivided.remove();
      divide(set);
      budget.giveBack(set);
    }
  }

  /** The number of the part that a state is in, or 0. */
  int of(int state) {
    return part[state];
  }

  /** Takes a state out of its part, so that no further loop through it is found. */
  void remove(int state) {
    part[state] = 0;
  }

  /** Puts aside those of these states in which none of the groups is possible, as a set. */
  private void leaveUndivided(IntVector states, int from, int to, BitSet avoided) {
    int set = ++lastPart;
    int size = 0;
    for (int i = from; i < to; i++) {
      int state = states.get(i);
      boolean stays = !graph.possible(state).intersects(avoided);
      part[state] = stays ? set : 0;
      size += stays ? 1 : 0;
    }
    int[] kept = budget.ints(size);
    for (int i = from, next = 0; i < to; i++) {
      if (part[states.get(i)] == set) {
        kept[next++] = states.get(i);
      }
    }
    undivided.add(kept);
  }

  private void divide(int[] set) {
    for (int state : set) {
      rank[state] = 0;
    }
    place = 1;
    for (int state : set) {
      if (rank[state] == 0) {
        walk(state, part[state]);
      }
    }
  }

  /** Visits all that can be reached from a state within its set, depth first. */
  private void walk(int root, int set) {
    enter(root);
    while (pathStates.size() > 0) {
      int state = pathStates.last();
      int next = nextUnvisited(state, set);
      if (next >= 0) {
        enter(next);
      } else {
        leave(state);
      }
    }
  }

  private void enter(int state) {
    if (--pulse == 0) {
      pulse = PULSE_STATES;
      budget.requireTime();
    }
    rank[state] = place;
    pathStates.add(state);
    pathPlaces.add(place);
    pathSteps.add(graph.firstStep(state));
    place++;
  }

  /** Goes on with the steps of the last state on the path; the next state to enter, or -1. */
  private int nextUnvisited(int state, int set) {
    int end = graph.firstStep(state + 1);
    for (int step = pathSteps.last(); step < end; step++) {
      int target = graph.target(step);
      if (part[target] == set && !graph.isGoal(step)) {
        if (rank[target] == 0) {
          pathSteps.set(pathSteps.size() - 1, step); // looked at again after the visit
          return target;
        }
        rank[state] = Math.min(rank[state], rank[target]);
      }
    }
    return -1;
  }

  private void leave(int state) {
    int depth = pathStates.size() - 1;
    boolean root = rank[state] == pathPlaces.get(depth);
    pathStates.truncate(depth);
    pathPlaces.truncate(depth);
    pathSteps.truncate(depth);
    waiting.add(state);
    if (!root) {
      return;
    }
    int end = waiting.size();
    int start = end - 1;
    while (start > 0 && rank[waiting.get(start - 1)] >= rank[state]) {
      start--;
    }
    monitor(start, end);
    waiting.truncate(start);
  }

  /** Decides on one component: those waiting from one place to another. */
  private void monitor(int start, int end) {
    int candidate = ++lastPart;
    for (int i = start; i < end; i++) {
      part[waiting.get(i)] = candidate;
    }
    boolean hasLoop = end - start > 1;
    BitSet taken = new BitSet();
    BitSet everPossible = new BitSet();
    BitSet weaklyNeglected = (BitSet) graph.weak().clone();
    for (int i = start; i < end; i++) {
      int state = waiting.get(i);
      for (int step = graph.firstStep(state); step < graph.firstStep(state + 1); step++) {
        if (part[graph.target(step)] == candidate && !graph.isGoal(step)) {
          hasLoop = true;
          taken.or(graph.groups(step));
        }
      }
      weaklyNeglected.and(graph.possible(state));
      everPossible.or(graph.possible(state));
    }
    weaklyNeglected.andNot(taken);
    BitSet stronglyNeglected = (BitSet) graph.strong().clone();
    stronglyNeglected.and(everPossible);
    stronglyNeglected.andNot(taken);
    if (!hasLoop || !weaklyNeglected.isEmpty()) {
      for (int i = start; i < end; i++) {
        part[waiting.get(i)] = 0;
      }
    } else if (!stronglyNeglected.isEmpty()) {
      leaveUndivided(waiting, start, end, stronglyNeglected);
    }
  }
}
