package io.tarry.engine.spark;

import java.util.Arrays;

/**
 * Collects states that come several times, in memory for not many more than there are in the end.
 */
final class StateBag {

  private static final int STATES_AT_FIRST = 64;

  private final int words;
  private long[] states;
  private int length;

  StateBag(int words) {
    this.words = words;
    states = new long[STATES_AT_FIRST * words];
  }

  void put(long[] state) {
    put(state, 0);
  }

  void putAll(long[] set) {
    for (int at = 0; at < set.length; at += words) {
      put(set, at);
    }
  }

  private void put(long[] from, int at) {
    if (length == states.length) {
      makeRoom();
    }
    System.arraycopy(from, at, states, length, words);
    length += words;
  }

  /** Drops what came several times, and grows if that was less than half. */
  private void makeRoom() {
    long[] set = set();
    length = set.length;
    int room = length > states.length / 2 ? Math.multiplyExact(2, states.length) : states.length;
    states = Arrays.copyOf(set, room);
  }

  long[] set() {
    return PackedStates.setOf(states, length, words);
  }
}
