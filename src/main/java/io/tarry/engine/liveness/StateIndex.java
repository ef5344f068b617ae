package io.tarry.engine.liveness;

import io.tarry.engine.Model;
import io.tarry.engine.Progress;
import io.tarry.engine.Statistics;
import io.tarry.engine.monitor.ModelContract;
import io.tarry.engine.options.SearchOptions;
import io.tarry.engine.store.StateStore;
import java.util.Arrays;

/**
 * All states that a model can reach, numbered from 0, level after level. Made again after a whole
 * search, whose own memory is gone by then, for claims about the graph of all states.
 */
final class StateIndex<M extends Model> {

  private final M model;
  private final StateStore store;
  private final long[] one;
  private final long[] other;

  private int[] levelStarts = new int[64]; // one more than there are levels: the last one's end too
  private int levels;

  /**
   * Numbers the states.
   *
   * @param searched what the search counted
   * @throws IllegalStateException if that is not what is found now
   */
  StateIndex(M model, LivenessBudget budget, Progress progress, Statistics searched) {
    this.model = model;
    one = new long[model.words()];
    other = new long[model.words()];
    store = new StateStore(model.words(), budget.bytesLeft());
    model.initialStates(new Taking());
    int next = 0;
    while (next < store.size() && !store.isFull()) {
      addLevel(next);
      for (int end = store.size(); next < end && !store.isFull(); next++) {
        if (next % SearchOptions.PULSE_STATES == 0) {
          budget.requireTime();
          progress.at(searched, searched.states() - next);
        }
        store.read(next, one);
        model.successors(one, new Taking());
      }
    }
    levelStarts[levels] = store.size();
    budget.take(store);
    if (store.size() != searched.states()) {
      throw ModelContract.notDeterministic(
          "there were " + searched.states() + " states, and now are " + store.size());
    }
  }

  M model() {
    return model;
  }

  int size() {
    return store.size();
  }

  int levels() {
    return levels;
  }

  /** The number of a level's first state, and of the first one after the last level. */
  int levelStart(int level) {
    return levelStarts[level];
  }

  /** How many steps at least lead to this state. */
  int levelOf(int state) {
    int found = Arrays.binarySearch(levelStarts, 0, levels, state);
    return found >= 0 ? found : -found - 2;
  }

  /** The number of a state, or -1. */
  int indexOf(long[] state) {
    return store.indexOf(state);
  }

  void read(int state, long[] into) {
    store.read(state, into);
  }

  /** A copy of that state. */
  long[] words(int state) {
    long[] words = new long[one.length];
    store.read(state, words);
    return words;
  }

  /** Compares states as packed: their words as unsigned numbers, the first word first. */
  int compare(int state, int otherState) {
    store.read(state, one);
    store.read(otherState, other);
    return Arrays.compareUnsigned(one, other);
  }

  private void addLevel(int start) {
    if (levels + 1 == levelStarts.length) {
      levelStarts = Arrays.copyOf(levelStarts, 2 * levelStarts.length);
    }
    levelStarts[levels++] = start;
  }

  private final class Taking implements Model.Sink {

    @Override
    public void offer(int action, long[] next) {
      store.add(next);
    }

    @Override
    public void beyond(int action, String limit) {
      throw ModelContract.nowBeyondLimit();
    }
  }
}
