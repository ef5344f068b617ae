package io.tarry.engine;

import java.util.Arrays;
import java.util.Optional;

/**
 * The shortest fair loop through a state: a breadth-first search for the way back, among places
 * that are a state together with what fairness still asks of the way there. That is: of each weak
 * group, whether it was taken or was once not possible; of each strong one, whether it was taken,
 * and if not, whether it was ever possible.
 *
 * <p>All such loops stay within one of the {@link FairParts}. Of the shortest, this is the one with
 * the smallest state before it closes, then the smallest before that, and so on.
 */
final class ShortestLoop<M extends Model> {

  private static final int NONE = -1;
  private static final int PULSE_PLACES = 1 << 16;

  private final StepGraph<M> graph;
  private final FairParts parts;
  private final Allowance allowance;
  private final int start;
  private final StateStore places; // level after level, the start first
  private final IntVector before; // of each place, the best one to come from
  private final Place from = new Place();
  private final Place to = new Place();
  private int closing = NONE; // the best place to close the loop from

  /**
   * Readies a search.
   *
   * @param start the state that the loop begins and ends in; it is in one of the parts
   */
  ShortestLoop(StepGraph<M> graph, FairParts parts, int start, Allowance allowance) {
    this.graph = graph;
    this.parts = parts;
    this.start = start;
    this.allowance = allowance;
    // The list before takes the rest: 4 bytes for each place of 20 or more.
    places = new StateStore(to.words.length, allowance.bytesLeft() / 4 * 3);
    before = new IntVector(allowance);
    to.begin();
    places.add(to.words);
    before.add(NONE);
  }

  /** The loop, if it has no more than so many steps. */
  Optional<Walk> within(int stepsMax) {
    int levelStart = 0;
    for (int steps = 1; steps <= stepsMax && levelStart < places.size(); steps++) {
      int levelEnd = places.size();
      for (int place = levelStart; place < levelEnd; place++) {
        expand(place, levelEnd);
      }
      if (closing != NONE) {
        allowance.take(places);
        return Optional.of(path());
      }
      levelStart = levelEnd;
    }
    allowance.take(places);
    return Optional.empty();
  }

  private void expand(int place, int levelEnd) {
    if (place % PULSE_PLACES == 0) {
      allowance.requireTime();
    }
    from.read(place);
    for (int step = graph.firstStep(from.state());
        step < graph.firstStep(from.state() + 1);
        step++) {
      if (isWithinPart(step)) {
        to.follow(from, step);
        if (to.isEnd()) {
          closing = closing == NONE ? place : smaller(place, closing);
        } else if (places.add(to.words)) {
          before.add(place);
        } else if (!places.isFull()) {
          int known = places.indexOf(to.words);
          if (known >= levelEnd) {
            before.set(known, smaller(place, before.get(known)));
          }
        }
      }
    }
  }

  private boolean isWithinPart(int step) {
    return parts.of(graph.target(step)) == parts.of(start) && !graph.isGoal(step);
  }

  /** The place with the smaller state as packed. */
  private int smaller(int place, int other) {
    var one = new Place();
    var two = new Place();
    one.read(place);
    two.read(other);
    int order = graph.states().compare(one.state(), two.state());
    if (order == 0) {
      order = Arrays.compareUnsigned(one.words, two.words);
    }
    return order <= 0 ? place : other;
  }

  private Walk path() {
    KnownStates<M> states = graph.states();
    Walk path = new Walk(states.words(start));
    to.begin();
    boolean last = true;
    for (int place = closing; place != NONE; place = before.get(place)) {
      from.read(place);
      boolean closes = last;
      var next = new Place();
      int action =
          graph.smallestAction(
              from.state(),
              step -> {
                next.follow(from, step);
                return isWithinPart(step)
                    && (closes ? next.isEnd() : Arrays.equals(next.words, to.words));
              });
      path.putInFront(states.words(from.state()), action);
      to.read(place);
      last = false;
    }
    return path;
  }

  /** A state, and what was met and is owed on the way there, each a bit a group. */
  private final class Place {

    private final long[] words = new long[2];

    int state() {
      return (int) words[0];
    }

    void read(int place) {
      places.read(place, words);
    }

    void begin() {
      arrive(start, 0, 0);
    }

    void follow(Place last, int step) {
      int met = (int) last.words[1] | graph.groups(step);
      arrive(graph.target(step), met, (int) (last.words[1] >>> Integer.SIZE));
    }

    /** Whether the loop can close here. */
    boolean isEnd() {
      int met = (int) words[1];
      return state() == start && (parts.weak() & ~met) == 0 && words[1] >>> Integer.SIZE == 0;
    }

    private void arrive(int state, int metBefore, int owedBefore) {
      int possible = graph.possible(state);
      int met = metBefore | (parts.weak() & ~possible);
      int owed = (owedBefore | (parts.strong() & possible)) & ~met;
      words[0] = state;
      words[1] = (long) owed << Integer.SIZE | met;
    }
  }
}
