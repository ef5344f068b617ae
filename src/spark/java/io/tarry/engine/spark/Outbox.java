package io.tarry.engine.spark;

import java.util.Arrays;

/** Collects the states for one partition, each once in the end. */
final class Outbox {

  private static final int STATES_AT_FIRST = 64;

  private final int words;
  private long[] states;
  private int length;

  Outbox(int words) {
    this.words = words;
    states = new long[STATES_AT_FIRST * words];
  }

  void put(long[] state) {
    if (length == states.length) {
      makeRoom();
    }
    System.arraycopy(state, 0, states, length, words);
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
