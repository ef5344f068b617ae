package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.explore.LevelBuilder;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.threads.WorkerPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {

  private static final MemoryBudget PLENTY = new MemoryBudget(Long.MAX_VALUE);

  private static final SpillSpace NOWHERE = new SpillSpace(PLENTY, Optional.empty());

  /** The one key whose mixed form is 0, which no slot of a table can hold. */
  private static final long HIDDEN = KeyMixing.unmix(0);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x123456789ABCDEFL})
  void mixing_loses_nothing(long key) {
    assertThat(KeyMixing.unmix(KeyMixing.mix(key))).isEqualTo(key);
    assertThat(KeyMixing.mix(KeyMixing.unmix(key))).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 0, false",
    "10, 8192, false",
    "10, 0, true",
    "200000, 0, false",
    "200000, 8192, false",
    "200000, 0, true",
    "1000000, 8192, false",
    "1000000, 0, true"
  })
  void holds_each_key_once_level_after_level(int count, int undivided, boolean compact) {
    var keys = new KeySet(PLENTY, NOWHERE, new Granularity(1, 1, undivided), compact);
    try (WorkerPool pool = new WorkerPool(2, Granularity.FINEST)) {
      var levelBuilder = new LevelBuilder(pool, keys, PLENTY, NOWHERE, Granularity.FINEST);
      KeySet.Outbox outbox = keys.new Outbox();
      int half = count / 2;

      assertThat(level(levelBuilder, outbox, 0, half)).isEqualTo(expected(0, half));
      keys.divideIfLarge();
      assertThat(level(levelBuilder, outbox, half / 2, count)).isEqualTo(expected(half, count));
      assertThat(level(levelBuilder, outbox, 0, count)).isEmpty();
      assertThat(keys.size()).isEqualTo(count);
    }
  }

  /** An outbox that was used before finds its old place for the first partition, and no others. */
  @Test
  void loses_nothing_that_waits_when_it_was_just_divided() {
    var keys = new KeySet(PLENTY, NOWHERE, new Granularity(1, 1, 100), false);
    try (WorkerPool pool = new WorkerPool(1, Granularity.FINEST)) {
      var levelBuilder = new LevelBuilder(pool, keys, PLENTY, NOWHERE, Granularity.FINEST);
      KeySet.Outbox outbox = keys.new Outbox();
      level(levelBuilder, outbox, 0, 1_000);
      keys.divideIfLarge();
      assertThat(keys.partitionCount()).isGreaterThan(1);

      outbox.put(KeyMixing.unmix(5)); // for the first partition
      outbox.put(KeyMixing.unmix(-5)); // for the last one
      outbox.flush();

      assertThat(keysOf(levelBuilder.level().orElseThrow()))
          .containsExactlyInAnyOrder(KeyMixing.unmix(5), KeyMixing.unmix(-5));
    }
  }

  @Test
  void holds_what_several_threads_put_at_once() {
    int count = 300_000;
    var keys = new KeySet(PLENTY, NOWHERE, Granularity.FINEST, false);
    try (WorkerPool pool = new WorkerPool(4, Granularity.FINEST)) {
      var levelBuilder = new LevelBuilder(pool, keys, PLENTY, NOWHERE, Granularity.FINEST);
      keys.divideIfLarge();
      pool.work(
          4,
          thread -> {
            KeySet.Outbox outbox = keys.new Outbox();
            for (int i = 0; i < count; i++) {
              outbox.put(key((i + thread * 71_993) % count));
            }
            outbox.flush();
          });

      assertThat(keysOf(levelBuilder.level().orElseThrow())).isEqualTo(expected(0, count));
    }
  }

  @Test
  void is_exhausted_when_its_memory_is_and_gives_all_back() {
    var memory = new MemoryBudget(1_000_000);
    var keys =
        new KeySet(memory, new SpillSpace(memory, Optional.empty()), Granularity.FINEST, false);
    KeySet.Outbox outbox = keys.new Outbox();

    for (int i = 0; !memory.isExhausted(); i++) {
      outbox.put(key(i));
      assertThat(i).isLessThan(1_000_000);
    }

    assertThat(memory.peakBytes()).isBetween(500_000L, 1_000_000L);
    keys.discard();
    assertThat(memory.bytes()).isZero();
  }

  @Test
  void takes_keys_for_one_only_if_it_is_compact_and_they_agree_in_57_bits() {
    long one = 0x123456789ABCDEFL;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      assertThat(sizeOf(false, one, one ^ 1L << bit)).isEqualTo(2);
      assertThat(sizeOf(true, one, one ^ 1L << bit)).isEqualTo(bit < 64 - 57 ? 1 : 2);
    }
  }

  private static long sizeOf(boolean compact, long... mixedKeys) {
    var keys = new KeySet(PLENTY, NOWHERE, Granularity.USUAL, compact);
    KeySet.Outbox outbox = keys.new Outbox();
    for (long mixedKey : mixedKeys) {
      outbox.put(KeyMixing.unmix(mixedKey));
    }
    outbox.flush();
    return keys.size();
  }

  @Test
  void is_dense() {
    var memory = new MemoryBudget(Long.MAX_VALUE);
    var keys =
        new KeySet(memory, new SpillSpace(memory, Optional.empty()), Granularity.FINEST, false);
    keys.divideIfLarge();
    try (WorkerPool pool = new WorkerPool(1, Granularity.USUAL)) {
      var levelBuilder =
          new LevelBuilder(
              pool, keys, memory, new SpillSpace(memory, Optional.empty()), Granularity.USUAL);
      KeySet.Outbox outbox = keys.new Outbox();
      for (int i = 0; i < 10; i++) {
        level(levelBuilder, outbox, i * 100_000, (i + 1) * 100_000);
      }
    }
    assertThat((double) memory.peakBytes() / keys.size()).isLessThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1000})
  void a_block_gives_back_what_it_was_given_in_order(int count) {
    long[] keys = new Random(count).longs(count).toArray();
    if (count > 1) {
      keys[0] = Long.MIN_VALUE;
      keys[1] = Long.MAX_VALUE;
    }

    Block block = Block.of(keys.clone());

    Arrays.sort(keys);
    assertThat(block.size()).isEqualTo(count);
    Block.Reader reader = block.reader();
    for (long key : keys) {
      assertThat(reader.next()).isEqualTo(key);
    }
  }

  /** Puts some keys, each twice, and says which came new. */
  private static List<Long> level(
      LevelBuilder levelBuilder, KeySet.Outbox outbox, int from, int to) {
    for (int i = from; i < to; i++) {
      outbox.put(key(i));
      outbox.put(key(from + (i - from) / 2));
    }
    outbox.flush();
    return keysOf(levelBuilder.level().orElseThrow());
  }

  /** All different; neighbours as they are in models, and the hidden one among them. */
  private static long key(int i) {
    return i == 3 ? HIDDEN : (i % 64) | (long) (i / 64) << 24;
  }

  private static List<Long> expected(int from, int to) {
    var keys = new TreeSet<Long>();
    for (int i = from; i < to; i++) {
      keys.add(key(i));
    }
    return new ArrayList<>(keys);
  }

  private static List<Long> keysOf(Level level) {
    List<Long> keys = new ArrayList<>();
    for (Block block : level.blocks()) {
      Block.Reader reader = block.reader();
      for (int i = 0; i < block.size(); i++) {
        keys.add(reader.next());
      }
    }
    assertThat(keys).hasSize((int) level.size());
    return keys;
  }
}
