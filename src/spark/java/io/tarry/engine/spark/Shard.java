package io.tarry.engine.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one partition knows: all states that it owns, those of the last level, and sightings. */
final class Shard implements Serializable {

  private static final long serialVersionUID = 1;

  // Sets that have no state in common, each at least twice as large as the next: so there are few
  // of them, and a state is not copied often.
  private final long[][] seen;

  /** The states of the last level. */
  final long[] fresh;

  /** Of the expansion that led to the last level. */
  final Sightings sightings;

  private Shard(List<long[]> seen, long[] fresh, Sightings sightings) {
    this.seen = seen.toArray(long[][]::new);
    this.fresh = fresh;
    this.sightings = sightings;
  }

  /** A partition of the first level. */
  static Shard initial(long[] states) {
    return new Shard(states.length == 0 ? List.of() : List.of(states), states, Sightings.NONE);
  }

  /** The same partition one level on. The order of what is delivered does not matter. */
  Shard after(Iterable<Delivery> deliveries, int words) {
    StateBag arrivals = new StateBag(words);
    Sightings own = Sightings.NONE;
    for (Delivery delivery : deliveries) {
      arrivals.putAll(delivery.states);
      own = delivery.sightings == null ? own : delivery.sightings;
    }
    long[] next = arrivals.set();
    for (long[] known : seen) {
      next = PackedStates.minus(next, known, words);
    }
    return new Shard(with(next, words), next, own);
  }

  private List<long[]> with(long[] next, int words) {
    List<long[]> sets = new ArrayList<>(List.of(seen));
    long[] last = next;
    while (!sets.isEmpty() && sets.get(sets.size() - 1).length < 2L * last.length) {
      last = PackedStates.union(sets.remove(sets.size() - 1), last, words);
    }
    if (last.length > 0) {
      sets.add(last);
    }
    return sets;
  }

  long wordsHeld() {
    return Arrays.stream(seen).mapToLong(set -> set.length).sum() + fresh.length;
  }

  /** All states, each in ascending order within one of few sets. */
  List<long[]> seen() {
    return List.of(seen);
  }

  /** What the one who leads the search has to know of it. */
  Summary summary() {
    return new Summary(fresh.length, wordsHeld(), sightings);
  }

  /** The same, without the states. */
  record Summary(long wordsFresh, long wordsHeld, Sightings sightings) implements Serializable {}
}
