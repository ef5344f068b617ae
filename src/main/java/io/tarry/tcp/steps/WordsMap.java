package io.tarry.tcp.steps;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is remembered by some words: a hash table with linear probing. */
final class WordsMap<V> {

  private static final int SLOTS_MIN = 1 << 6;

  private long[][] keys = new long[SLOTS_MIN][];
  private Object[] values = new Object[SLOTS_MIN];
  private int size;

  @SuppressWarnings("unchecked")
  @Nullable V get(long[] words) {
    return (V) values[slotOf(words)];
  }

  /** Adds what is not there yet; the words must not change any more. */
  void add(long[] words, V value) {
    if (2 * size == keys.length) {
      long[][] oldKeys = keys;
      Object[] oldValues = values;
      keys = new long[2 * oldKeys.length][];
      values = new Object[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != null) {
          enter(oldKeys[i], oldValues[i]);
        }
      }
    }
    enter(words, value);
    size++;
  }

  int size() {
    return size;
  }

  private void enter(long[] words, Object value) {
    int slot = slotOf(words);
    keys[slot] = words;
    values[slot] = value;
  }

  /** Where these words are, or belong. */
  private int slotOf(long[] words) {
    int mask = keys.length - 1;
    long mixed = 0;
    for (long word : words) {
      mixed = (mixed ^ word) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 32;
    }
    int slot = (int) mixed & mask;
    while (keys[slot] != null && !Arrays.equals(keys[slot], words)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
