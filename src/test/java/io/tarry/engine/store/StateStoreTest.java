package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateStoreTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 10_000})
  void keeps_all_states_in_order_while_chunks_and_tables_grow(int words) {
    int count = words > 16 ? 1_500 : 100_000;
    var store = new StateStore(words, MemoryBudget.unlimited());

    // By JUnit's own assertions: the others take longer than the store.
    for (int i = 0; i < count; i++) {
      assertTrue(store.add(scattered(i, words)));
      // What came first, last and in between is still known, whatever has just grown.
      assertFalse(store.add(scattered(i, words)));
      assertFalse(store.add(scattered(i / 2, words)));
      assertFalse(store.add(scattered(0, words)));
    }

    assertThat(store.size()).isEqualTo(count);
    long[] state = new long[words];
    for (int i = 0; i < count; i++) {
      long[] expected = scattered(i, words);
      assertEquals(i, store.indexOf(expected));
      assertTrue(store.holdsAt(i, expected));
      store.read(i, state);
      assertTrue(Arrays.equals(state, expected));
      assertEquals(-1, store.indexOf(scattered(count + i, words)));
    }
  }

  @Test
  void tells_states_apart_that_differ_in_one_bit() {
    var store = new StateStore(3, MemoryBudget.unlimited());

    for (int bit = 0; bit < 3 * 64; bit++) {
      long[] state = new long[3];
      state[bit / 64] = 1L << bit % 64;
      assertThat(store.add(state)).isTrue();
    }

    assertThat(store.add(new long[3])).isTrue();
    assertThat(store.size()).isEqualTo(193);
  }

  @Test
  void tells_states_apart_whose_hashes_agree_in_their_low_bits() {
    List<long[]> crowd = new ArrayList<>();
    var random = new Random(1);
    while (crowd.size() < 1_000) {
      long[] state = {random.nextLong(), random.nextLong()};
      if ((StateStore.hash(state) & 0x3FFF) == 0x3FFF) { // the last slot, so probes wrap around
        crowd.add(state);
      }
    }

    assertAllKept(crowd);
  }

  @Test
  void tells_states_apart_whose_hashes_are_equal() {
    // The third word makes up for what the second one did to the hash; the others are all the same.
    List<long[]> crowd = new ArrayList<>();
    long mixed = StateStore.mix(StateStore.HASH_SEED, 7);
    for (int i = 0; i < 1_000; i++) {
      crowd.add(new long[] {7, i, StateStore.mix(mixed, i), 9});
    }
    assertThat(crowd).extracting(StateStore::hash).containsOnly(StateStore.hash(crowd.get(0)));

    assertAllKept(crowd);
  }

  @Test
  void spreads_states_that_differ_little() {
    // At random, 4096 hashes would take 2589 of 4096 slots, give or take 20.
    for (int shift = 0; shift < 52; shift++) {
      var used = new BitSet();
      var usedHigh = new BitSet();
      for (long i = 0; i < 4096; i++) {
        long hash = StateStore.hash(new long[] {i << shift});
        used.set((int) hash & 4095);
        usedHigh.set((int) (hash >>> 52));
      }
      assertThat(used.cardinality()).as("low bits, shift " + shift).isGreaterThan(2_480);
      assertThat(usedHigh.cardinality()).as("high bits, shift " + shift).isGreaterThan(2_480);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4_200, 70_000, 200_000, 1_000_000})
  void is_full_before_it_takes_more_bytes_than_it_may(int bytesMax) {
    var memory = new MemoryBudget(bytesMax);
    var store = new StateStore(1, memory);
    int taken = 0;
    while (store.add(new long[] {taken})) {
      taken++;
    }

    assertThat(store.isFull()).isTrue();
    assertThat(store.size()).isEqualTo(taken);
    assertThat(memory.peakBytes()).isLessThanOrEqualTo(bytesMax);
    assertThat(memory.isExhausted()).isFalse();
    assertThat(store.add(new long[] {-1})).isFalse();
    assertThat(taken).isGreaterThanOrEqualTo(Math.max(0, (bytesMax - 70_000) / 30));
    if (taken > 0) {
      assertThat(store.holdsAt(taken - 1, new long[] {taken - 1})).isTrue();
    }
  }

  @Test
  void counts_the_bytes_of_chunks_and_of_the_present_table() {
    var memory = MemoryBudget.unlimited();
    var store = new StateStore(1, memory);
    for (int i = 0; i < 20_000; i++) {
      store.add(new long[] {i});
    }

    int chunks = 3 * (8 * 8_192 + 16);
    int table = 4 * 32_768;
    assertThat(memory.peakBytes()).isEqualTo(chunks + table);
  }

  @Test
  @Timeout(60) // a table whose slots are all taken would be probed for ever
  void begins_anew_when_it_is_cleared_in_the_memory_that_it_has() {
    int count = 10_000; // several chunks, and tables that grew
    var memory = MemoryBudget.unlimited();
    var store = new StateStore(2, memory);
    long bytesOfFirst = 0;
    for (int round = 0; round < 5; round++) {
      int first = round * count;
      for (int i = 0; i < count; i++) {
        assertEquals(i, store.numberOf(scattered(first + i, 2)));
      }
      bytesOfFirst = round == 0 ? memory.peakBytes() : bytesOfFirst;
      store.clear();

      assertEquals(0, store.size());
      assertEquals(-1, store.indexOf(scattered(first, 2)));
      assertEquals(bytesOfFirst, memory.peakBytes());
    }
  }

  private static void assertAllKept(List<long[]> states) {
    var store = new StateStore(states.get(0).length, MemoryBudget.unlimited());
    for (long[] state : states) {
      assertThat(store.add(state)).isTrue();
      assertThat(store.add(state)).isFalse();
    }
    for (int i = 0; i < states.size(); i++) {
      assertThat(store.indexOf(states.get(i))).isEqualTo(i);
    }
  }

  /** The i-th of a sequence of states without repetition, spread over all bits. */
  private static long[] scattered(int i, int words) {
    long[] state = new long[words];
    for (int word = 0; word < words; word++) {
      state[word] = (i + 1L) * 0x9E3779B97F4A7C15L * (word + 1);
    }
    return state;
  }
}
