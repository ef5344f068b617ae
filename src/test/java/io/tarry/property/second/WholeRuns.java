package io.tarry.property.second;

import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.Claim;
import io.tarry.property.second.RunGraph.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the sentence of a claim about runs says of a small world, found by plain means on the graph
 * of all its states.
 */
final class WholeRuns {

  private final RunGraph graph;
  private final String claim;
  private final boolean cyclesOnly;
  private final boolean timeAlone;

  /** That claim; its sentence says what it assumes of runs. */
  WholeRuns(RunGraph graph, Claim claim) {
    this.graph = graph;
    this.claim = claim.id();
    boolean time = claim.sentence().endsWith(", as time passes");
    boolean fair = claim.sentence().endsWith(", in a fair run");
    cyclesOnly = claim.id().equals("no-endless-exchange");
    timeAlone = time;
    if (!time && !fair && !cyclesOnly) {
      throw new AssertionError("what does it assume? " + claim.sentence());
    }
  }

  Verdict verdict() {
    if (allSteps().noneMatch(this::begins)) {
      return Verdict.VACUOUS;
    }
    BitSet unfulfilled = cyclesOnly ? all() : unfulfilled();
    BitSet endless = endless();
    for (int state = 0; state < graph.size() && !cyclesOnly; state++) {
      if (mayRest(state)) {
        endless.set(state);
      }
    }
    return unfulfilled.intersects(endless) ? Verdict.VIOLATED : Verdict.HOLDS;
  }

  private Stream<Edge> allSteps() {
    return Stream.concat(graph.beginnings.stream(), graph.from.stream().flatMap(List::stream));
  }

  private boolean begins(Edge step) {
    return step.begins().contains(claim);
  }

  private boolean ends(Edge step) {
    return step.ends().contains(claim);
  }

  private Set<Duty> duties(Edge step) {
    return step.duties(timeAlone);
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, graph.size());
    return all;
  }

  /** Where a run can be that has begun what has not come to its end since. */
  private BitSet unfulfilled() {
    BitSet found = new BitSet();
    Deque<Integer> next = new ArrayDeque<>();
    allSteps()
        .filter(step -> begins(step) && !ends(step))
        .forEach(step -> {
          found.set(step.to());
          next.add(step.to());
        });
    while (!next.isEmpty()) {
      for (Edge step : graph.from.get(next.remove())) {
        if (!ends(step) && !found.get(step.to())) {
          found.set(step.to());
          next.add(step.to());
        }
      }
    }
    return found;
  }

  /** Whether nothing is owed there, so that a run may stay for ever. */
  private boolean mayRest(int state) {
    return possible(state).isEmpty();
  }

  private Set<Duty> possible(int state) {
    Set<Duty> possible = new HashSet<>();
    graph.from.get(state).forEach(step -> possible.addAll(duties(step)));
    return possible;
  }

  // ---- Loops

  /** The states on loops that never come to the end, and neglect nothing. */
  private BitSet endless() {
    BitSet found = new BitSet();
    Deque<BitSet> sets = new ArrayDeque<>(List.of(all()));
    while (!sets.isEmpty()) {
      for (BitSet part : partsThatLeadBack(sets.remove())) {
        Set<Duty> done = new HashSet<>();
        part.stream().forEach(s -> stepsWithin(part, s).forEach(step -> done.addAll(duties(step))));
        if (neglectsWhatLasts(part, done)) {
          continue;
        }
        BitSet rest = (BitSet) part.clone();
        part.stream()
            .filter(s ->
                !cyclesOnly
                    && possible(s).stream().anyMatch(d -> d.againAndAgain() && !done.contains(d)))
            .forEach(rest::clear);
        if (rest.equals(part)) {
          found.or(part);
        } else {
          sets.add(rest);
        }
      }
    }
    return found;
  }

  private boolean neglectsWhatLasts(BitSet part, Set<Duty> done) {
    Set<Duty> everywhere = new HashSet<>(possible(part.nextSetBit(0)));
    part.stream().forEach(s -> everywhere.retainAll(possible(s)));
    everywhere.removeAll(done);
    return !cyclesOnly && everywhere.stream().anyMatch(duty -> !duty.againAndAgain());
  }

  private List<Edge> stepsWithin(BitSet set, int state) {
    return graph.from.get(state).stream()
        .filter(step -> !ends(step) && set.get(step.to()))
        .toList();
  }

  /**
   * The largest parts of a set in which each state leads to each, and to itself: depth first, and
   * then once more against the steps, in the order opposite to that in which the states were left.
   */
  private List<BitSet> partsThatLeadBack(BitSet set) {
    List<List<Integer>> onwards = new ArrayList<>();
    List<List<Integer>> backwards = new ArrayList<>();
    for (int state = 0; state < graph.size(); state++) {
      onwards.add(new ArrayList<>());
      backwards.add(new ArrayList<>());
    }
    set.stream()
        .forEach(state ->
            stepsWithin(set, state)
                .forEach(step -> {
                  onwards.get(state).add(step.to());
                  backwards.get(step.to()).add(state);
                }));
    Deque<Integer> left = new ArrayDeque<>();
    BitSet seen = new BitSet();
    set.stream().forEach(state -> leaveInOrder(state, onwards, seen, left));
    List<BitSet> parts = new ArrayList<>();
    BitSet assigned = new BitSet();
    for (int root : left) {
      BitSet part = new BitSet();
      Deque<Integer> next = new ArrayDeque<>(List.of(root));
      while (!next.isEmpty()) {
        int state = next.remove();
        if (!assigned.get(state)) {
          assigned.set(state);
          part.set(state);
          next.addAll(backwards.get(state));
        }
      }
      if (part.cardinality() > 1 || onwards.get(root).contains(root) && !part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Puts those that can be reached in front, each once all that it leads to are there. */
  private static void leaveInOrder(
      int root, List<List<Integer>> onwards, BitSet seen, Deque<Integer> left) {
    if (seen.get(root)) {
      return;
    }
    seen.set(root);
    Deque<Integer> path = new ArrayDeque<>(List.of(root));
    int[] nextOf = new int[onwards.size()];
    while (!path.isEmpty()) {
      int state = path.getLast();
      if (nextOf[state] == onwards.get(state).size()) {
        left.addFirst(path.removeLast());
      } else {
        int next = onwards.get(state).get(nextOf[state]++);
        if (!seen.get(next)) {
          seen.set(next);
          path.addLast(next);
        }
      }
    }
  }

  // ---- One run

  /** Fails if the run does not break the claim. */
  void requireBroken(Trace run) {
    List<Edge> steps = steps(run);
    int loop = run.loopStart().orElse(run.length());
    List<Edge> round = steps.subList(loop + 1, steps.size());
    if (cyclesOnly) {
      require(!round.isEmpty() && round.stream().noneMatch(this::ends), "no cycle of deliveries");
      return;
    }
    int lastEnd = -1;
    int lastBeginning = -1;
    for (int i = 0; i < steps.size(); i++) {
      lastEnd = ends(steps.get(i)) ? i : lastEnd;
      lastBeginning = begins(steps.get(i)) ? i : lastBeginning;
    }
    require(lastBeginning > lastEnd, "nothing is unfulfilled at its end");
    require(round.stream().noneMatch(this::ends), "it comes to the end again and again");
    if (round.isEmpty()) {
      require(mayRest(graph.numberOf(run.last())), "it may not rest there");
      return;
    }
    Set<Duty> done = new HashSet<>();
    round.forEach(step -> done.addAll(duties(step)));
    BitSet visited = new BitSet();
    round.forEach(step -> visited.set(step.from()));
    require(!neglectsWhatLasts(visited, done), "it neglects what stays possible");
    require(
        visited.stream()
            .noneMatch(
                s -> possible(s).stream().anyMatch(d -> d.againAndAgain() && !done.contains(d))),
        "it neglects what is possible again and again");
  }

  /** Fails if the run does not end with what the claim promises, after what begins it. */
  void requireKept(Trace run) {
    List<Edge> steps = steps(run);
    require(run.loopStart().isEmpty(), "it goes round");
    require(steps.stream().anyMatch(this::begins), "it begins nothing");
    require(cyclesOnly || ends(steps.get(steps.size() - 1)), "it comes to no end");
  }

  /** How it begins, and each step. */
  private List<Edge> steps(Trace run) {
    List<Edge> steps = new ArrayList<>();
    int first = graph.numberOf(run.states().get(0));
    steps.add(only(graph.beginnings, step -> step.to() == first));
    for (int i = 0; i < run.length(); i++) {
      int action = run.actions().get(i);
      int to = graph.numberOf(run.states().get(i + 1));
      int state = graph.numberOf(run.states().get(i));
      steps.add(only(graph.from.get(state), step -> step.action() == action && step.to() == to));
    }
    return steps;
  }

  private static Edge only(List<Edge> steps, Predicate<Edge> which) {
    List<Edge> found = steps.stream().filter(which).toList();
    require(found.size() == 1, "the world has no such step: " + Arrays.toString(found.toArray()));
    return found.get(0);
  }

  private static void require(boolean so, String otherwise) {
    if (!so) {
      throw new AssertionError(otherwise);
    }
  }
}
