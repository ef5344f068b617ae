package io.tarry.engine.liveness;

import io.tarry.engine.Model;
import io.tarry.engine.store.StateCompressor;
import io.tarry.engine.store.StateStore;
import java.util.Arrays;

/**
 * All states that a model can reach, numbered from 0, level after level. Of each it keeps the key
 * (see {@link io.tarry.engine.store.StateCompression}). Made again after a whole search, whose own
 * memory is gone by then, for claims about the graph of all states.
 */
final class StateIndex<M extends Model> {

  private final M model;
  private final StateCompressor compressor;
  private final LivenessBudget budget;
  private final StateStore keys;
  private final long[] key = new long[1];
  private final long[] one;
  private final long[] other;

  private int[] levelStarts = new int[64]; // one more than there are levels: the last one's end too
  private int levels;

  /**
   * Makes one without states.
   *
   * @param compressor made the keys, or is of the same compression
   */
  StateIndex(M model, StateCompressor compressor, LivenessBudget budget) {
    this.model = model;
    this.compressor = compressor;
    this.budget = budget;
    one = new long[model.words()];
    other = new long[model.words()];
    keys = budget.store(1);
  }

  /** The number of a state, given now if it had none. */
  int numberOf(long stateKey) {
    key[0] = stateKey;
    int number = keys.numberOf(key);
    budget.requireRoom(keys);
    return number;
  }

  /**
   * Ends a level: those that are numbered now, and were not when this was called before.
   *
   * @return whether there were any
   */
  boolean endLevel() {
    int end = keys.size();
    if (end == levelStarts[levels]) {
      return false;
    }
    if (++levels == levelStarts.length) {
      levelStarts = Arrays.copyOf(levelStarts, 2 * levelStarts.length);
    }
    levelStarts[levels] = end;
    return true;
  }

  M model() {
    return model;
  }

  int size() {
    return keys.size();
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

  long key(int state) {
    keys.read(state, key);
    return key[0];
  }

  /** A copy of that state. */
  long[] words(int state) {
    long[] words = new long[one.length];
    compressor.unfold(key(state), words);
    return words;
  }

  /** Compares states as packed: their words as unsigned numbers, the first word first. */
  int compare(int state, int otherState) {
    compressor.unfold(key(state), one);
    compressor.unfold(key(otherState), other);
    return Arrays.compareUnsigned(one, other);
  }
}
