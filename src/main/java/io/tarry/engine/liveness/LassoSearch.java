package io.tarry.engine.liveness;

import io.tarry.engine.Model;
import io.tarry.engine.store.StateStore;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The shortest fair loop through a state: a breadth-first search for the way back, among places
 * that are a state together with what fairness still asks of the way there. That is: of each weak
 * group, whether it was taken or was once not possible; of each strong one, whether it was taken,
 * and if not, whether it was ever possible.
 *
 * <p>All such loops stay within one of the {@link FairComponents}. Of the shortest, this is the one
 * with the smallest state before it closes, then the smallest before that, and so on.
 */
final class LassoSearch<M extends Model> {

  private static final int NONE = -1;
  private static final int PULSE_PLACES = 1 << 16;

  private final TransitionGraph<M> graph;
  private final FairComponents parts;
  private final LivenessBudget budget;
  private final int start;
  private final StateStore places; // level after level, the start first
  private final IntVector before; // of each place, the best one to come from
  private final int groupWords; // that a set of groups takes, one bit a group
  private final Place from;
  private final Place to;
  private int closing = NONE; // the best place to close the loop from

  /**
   * Readies a search.
   *
   * @param start the state that the loop begins and ends in; it is in one of the parts
   */
  LassoSearch(TransitionGraph<M> graph, FairComponents parts, int start, LivenessBudget budget) {
    this.graph = graph;
    this.parts = parts;
    this.start = start;
    this.budget = budget;
    groupWords = words(Math.max(graph.weak().length(), graph.strong().length()));
    from = new Place();
    to = new Place();
    places = budget.store(to.words.length);
    before = new IntVector(budget);
    to.begin();
    placeOf(to);
    before.add(NONE);
  }

  private static int words(int bits) {
    return (bits + Long.SIZE - 1) / Long.SIZE;
  }

  /** The loop, if it has no more than this many steps. */
  Optional<StepPath> within(int stepsMax) {
    int levelStart = 0;
    for (int steps = 1; steps <= stepsMax && levelStart < places.size(); steps++) {
      int levelEnd = places.size();
      for (int place = levelStart; place < levelEnd; place++) {
        expand(place, levelEnd);
      }
      if (closing != NONE) {
        return Optional.of(path());
      }
      levelStart = levelEnd;
    }
    return Optional.empty();
  }

  /** How many places were found, as a measure of the work. */
  int placesFound() {
    return places.size();
  }

  private void expand(int place, int levelEnd) {
    if (place % PULSE_PLACES == 0) {
      budget.requireTime();
    }
    from.read(place);
    for (int step = graph.firstStep(from.state());
        step < graph.firstStep(from.state() + 1);
        step++) {
      if (isWithinPart(step)) {
        to.follow(from, step);
        if (to.isEnd()) {
          closing = closing == NONE ? place : smaller(place, closing);
        } else {
          int next = placeOf(to);
          if (next == before.size()) {
            before.add(place);
          } else if (next >= levelEnd) {
            before.set(next, smaller(place, before.get(next)));
          }
        }
      }
    }
  }

  /** The number of a place, given now if it had none. */
  private int placeOf(Place place) {
    int number = places.numberOf(place.words);
    budget.requireRoom(places);
    return number;
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

  private StepPath path() {
    StateIndex<M> states = graph.states();
    StepPath path = new StepPath(states.words(start));
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

  /**
   * A state, and what was met and is owed on the way there: a word for the state, then those of the
   * groups that were met, then those of the groups that are owed, if any group is strong.
   */
  private final class Place {

    private final long[] words =
        new long[1 + (graph.strong().isEmpty() ? groupWords : 2 * groupWords)];

    int state() {
      return (int) words[0];
    }

    void read(int place) {
      places.read(place, words);
    }

    void begin() {
      Arrays.fill(words, 0);
      arrive(start);
    }

    void follow(Place last, int step) {
      System.arraycopy(last.words, 0, words, 0, words.length);
      BitSet taken = graph.groups(step);
      for (int group = taken.nextSetBit(0); group >= 0; group = taken.nextSetBit(group + 1)) {
        meet(group);
      }
      arrive(graph.target(step));
    }

    /** Whether the loop can close here. */
    boolean isEnd() {
      if (state() != start) {
        return false;
      }
      for (int word = 1 + groupWords; word < words.length; word++) {
        if (words[word] != 0) {
          return false;
        }
      }
      BitSet weak = graph.weak();
      for (int group = weak.nextSetBit(0); group >= 0; group = weak.nextSetBit(group + 1)) {
        if (!isMet(group)) {
          return false;
        }
      }
      return true;
    }

    private void arrive(int state) {
      words[0] = state;
      BitSet possible = graph.possible(state);
      BitSet weak = graph.weak();
      for (int group = weak.nextSetBit(0); group >= 0; group = weak.nextSetBit(group + 1)) {
        if (!possible.get(group)) {
          meet(group);
        }
      }
      BitSet strong = graph.strong();
      for (int group = strong.nextSetBit(0); group >= 0; group = strong.nextSetBit(group + 1)) {
        if (possible.get(group) && !isMet(group)) {
          words[1 + groupWords + group / Long.SIZE] |= 1L << group;
        }
      }
    }

    private void meet(int group) {
      words[1 + group / Long.SIZE] |= 1L << group;
      if (words.length > 1 + groupWords) {
        words[1 + groupWords + group / Long.SIZE] &= ~(1L << group);
      }
    }

    private boolean isMet(int group) {
      return (words[1 + group / Long.SIZE] & 1L << group) != 0;
    }
  }
}
