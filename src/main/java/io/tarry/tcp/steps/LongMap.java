package io.tarry.tcp.steps;

import org.jspecify.annotations.Nullable;

/** A map from numbers other than 0: a hash table with linear probing. */
final class LongMap<V> {

  private static final int SLOTS_MIN = 1 << 6;

  private long[] keys = new long[SLOTS_MIN];
  private Object[] values = new Object[SLOTS_MIN];
  private int size;

  @SuppressWarnings("unchecked")
  @Nullable V get(long key) {
    int mask = keys.length - 1;
    for (int slot = slotOf(key, mask); keys[slot] != 0; slot = (slot + 1) & mask) {
      if (keys[slot] == key) {
        return (V) values[slot];
      }
    }
    return null;
  }

  /** Adds a key that is not in the map yet. */
  void add(long key, V value) {
    if (2 * size == keys.length) {
      long[] oldKeys = keys;
      Object[] oldValues = values;
      keys = new long[2 * oldKeys.length];
      values = new Object[keys.length];
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          enter(oldKeys[i], oldValues[i]);
        }
      }
    }
    enter(key, value);
    size++;
  }

  private void enter(long key, Object value) {
    int mask = keys.length - 1;
    int slot = slotOf(key, mask);
    while (keys[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    values[slot] = value;
  }

  private static int slotOf(long key, int mask) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32) & mask;
  }
}
