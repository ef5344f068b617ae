package io.tarry.engine.spark;

import io.tarry.engine.store.StateStore;
import java.util.Arrays;

/**
 * Sets of states, each the words of its states one after the other, in ascending order: as unsigned
 * numbers, the first word first.
 */
final class PackedStates {

  private static final int LARGEST_STEP = 1 << 29;

  private PackedStates() {}

  /** Which of so many partitions a state belongs to. */
  static int owner(long[] state, int partitions) {
    long hash = StateStore.HASH_SEED;
    for (long word : state) {
      hash = StateStore.mix(hash, word);
    }
    return (int) (((hash >>> Integer.SIZE) * partitions) >>> Integer.SIZE);
  }

  static int count(long[] states, int words) {
    return states.length / words;
  }

  static void read(long[] states, int index, long[] into) {
    System.arraycopy(states, index * into.length, into, 0, into.length);
  }

  /** Makes a set of the first so many words, in which states may come several times. */
  static long[] setOf(long[] states, int length, int words) {
    long[] sorted = Arrays.copyOf(states, length);
    sort(sorted, words);
    int kept = 0;
    for (int at = 0; at < length; at += words) {
      if (kept == 0 || compare(sorted, at, sorted, kept - words, words) != 0) {
        copy(sorted, at, sorted, kept, words);
        kept += words;
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  /** The states of the one set that are not in the other. */
  static long[] minus(long[] states, long[] others, int words) {
    long[] left = new long[states.length];
    int kept = 0;
    int other = 0;
    for (int at = 0; at < states.length; at += words) {
      other = firstNotLess(others, other, states, at, words);
      if (other == others.length || compare(others, other, states, at, words) != 0) {
        copy(states, at, left, kept, words);
        kept += words;
      }
    }
    return Arrays.copyOf(left, kept);
  }

  /** All states of two sets that have none in common. */
  static long[] union(long[] one, long[] other, int words) {
    long[] all = new long[one.length + other.length];
    merge(one, 0, one.length, other, 0, other.length, all, 0, words);
    return all;
  }

  /**
   * Where in a set, from there on, the first state lies that is no less than this one. Its steps
   * double, so that a few states are looked up in a large set without a walk through all of it.
   */
  private static int firstNotLess(long[] set, int from, long[] states, int at, int words) {
    int low = from;
    int step = words;
    while (low < set.length
        && step < set.length - low
        && compare(set, low + step - words, states, at, words) < 0) {
      low += step;
      step = Math.min(2 * step, LARGEST_STEP / words * words);
    }
    int high = Math.min(set.length - low, step) + low;
    while (low < high) {
      int middle = low + (high - low) / words / 2 * words;
      if (compare(set, middle, states, at, words) < 0) {
        low = middle + words;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @SuppressWarnings("ReferenceEquality") // of two arrays, the one that was merged into last
  private static void sort(long[] states, int words) {
    if (words == 1) {
      flip(states);
      Arrays.sort(states);
      flip(states);
      return;
    }
    long[] from = states;
    long[] to = new long[states.length];
    for (long run = words; run < states.length; run *= 2) {
      for (long start = 0; start < states.length; start += 2 * run) {
        int middle = (int) Math.min(states.length, start + run);
        int end = (int) Math.min(states.length, start + 2 * run);
        merge(from, (int) start, middle, from, middle, end, to, (int) start, words);
      }
      long[] merged = to;
      to = from;
      from = merged;
    }
    if (from != states) {
      System.arraycopy(from, 0, states, 0, states.length);
    }
  }

  /** Turns the order of unsigned numbers into that of signed ones, and back. */
  private static void flip(long[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] ^= Long.MIN_VALUE;
    }
  }

  private static void merge(
      long[] one,
      int oneFrom,
      int oneTo,
      long[] other,
      int otherFrom,
      int otherTo,
      long[] into,
      int intoFrom,
      int words) {
    int left = oneFrom;
    int right = otherFrom;
    int to = intoFrom;
    while (left < oneTo && right < otherTo) {
      if (compare(one, left, other, right, words) <= 0) {
        copy(one, left, into, to, words);
        left += words;
      } else {
        copy(other, right, into, to, words);
        right += words;
      }
      to += words;
    }
    System.arraycopy(one, left, into, to, oneTo - left);
    System.arraycopy(other, right, into, to + oneTo - left, otherTo - right);
  }

  private static int compare(long[] one, int oneAt, long[] other, int otherAt, int words) {
    for (int i = 0; i < words; i++) {
      int order = Long.compareUnsigned(one[oneAt + i], other[otherAt + i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static void copy(long[] from, int at, long[] into, int to, int words) {
    System.arraycopy(from, at, into, to, words);
  }
}
