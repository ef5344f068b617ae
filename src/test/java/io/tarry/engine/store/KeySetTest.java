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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
    var keys = new KeySet(PLENTY, NOWHERE, undividedUpTo(undivided), Optional.empty(), compact);
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

  private static Granularity undividedUpTo(int keys) {
    return new Granularity(1, 1, keys, 0, 0, 1);
  }

  /** An outbox that was used before finds its old place for the first partition, and no others. */
  @Test
  void loses_nothing_that_waits_when_it_was_just_divided() {
    var keys = new KeySet(PLENTY, NOWHERE, undividedUpTo(100), Optional.empty(), false);
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

  private static KeySet keysWithin(MemoryBudget memory) {
    SpillSpace nowhere = new SpillSpace(memory, Optional.empty());
    return new KeySet(memory, nowhere, Granularity.FINEST, Optional.empty(), false);
  }

  /**
   * The second ones fit once it is arranged anew; the third do not, until there are most of them.
   */
  @Test
  void is_arranged_anew_when_many_keys_are_no_longer_short() {
    var memory = new MemoryBudget(Long.MAX_VALUE);
    var keys = keysWithin(memory);
    try (WorkerPool pool = new WorkerPool(2, Granularity.FINEST)) {
      var levelBuilder =
          new LevelBuilder(
              pool, keys, memory, new SpillSpace(memory, Optional.empty()), Granularity.FINEST);
      KeySet.Outbox outbox = keys.new Outbox();
      long[] before = {};
      for (int[] batch :
          new int[][] {{0, 0, 10}, {22, 0, 10}, {0, 15, 17}, {0, 16, 18}, {0, 16, 13}}) {
        long[] added = grid(before.length, 60_000, batch[0], batch[1]);
        Arrays.stream(added).forEach(outbox::put);
        outbox.flush();
        assertThat(keysOf(levelBuilder.level().orElseThrow()))
            .isEqualTo(Arrays.stream(added).sorted().boxed().toList());
        keys.divideIfLarge();
        assertThat(memory.bytes() / keys.size()).isBetween(batch[2] - 2L, (long) batch[2]);

        before = LongStream.concat(Arrays.stream(before), Arrays.stream(added)).toArray();
        Arrays.stream(before).forEach(outbox::put);
        outbox.flush();
        assertThat(keysOf(levelBuilder.level().orElseThrow())).isEmpty();
        assertThat(keys.size()).isEqualTo(before.length);
      }
    }
  }

  /** Keys with the highest bits of their halves far up, which differ in low bits. */
  private static long[] grid(int from, int count, int highShift, int lowShift) {
    return IntStream.range(from, from + count)
        .mapToLong(i -> ((long) (i / 1024) << highShift) << 32 | (long) (i % 1024) << lowShift)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 20, 32})
  void short_keys_are_mixed_into_41_bits_and_lose_nothing(int lowBits) {
    var keys = new ShortKeys(lowBits);
    for (long dense : new long[] {0, 1, -1, 0x155_5555_5555L, 0x123_4567_89ABL, 1L << 40}) {
      long bits = dense & (1L << 41) - 1;
      long key = bits >>> lowBits << 32 | bits & (1L << lowBits) - 1;
      assertThat(keys.has(key)).isTrue();
      assertThat(keys.mix(key) << 41).isZero();
      assertThat(keys.unmix(keys.mix(key))).isEqualTo(key);
      assertThat(keys.mix(keys.unmix(bits << 23))).isEqualTo(bits << 23);
    }
    assertThat(lowBits > 9 && keys.has(1L << (73 - lowBits))).as("a bit too many").isFalse();
    assertThat(lowBits < 32 && keys.has(1L << lowBits)).as("or in the low one").isFalse();
  }

  @Test
  void a_census_finds_the_form_that_most_keys_have() {
    var census = new ShortKeys.Census();
    census.add(-1); // has none
    census.add(0x0000_0FFF_0000_0000L);
    census.add(0x0000_0001_0003_FFFFL);
    assertThat(census.most()).isEqualTo(2);
    assertThat(census.best())
        .as("between 18 and 29")
        .usingRecursiveComparison()
        .isEqualTo(new ShortKeys(24));
    for (int i = 0; i < 3; i++) {
      census.add(0x3FFF_FFFF_0000_0001L);
    }
    assertThat(census.most()).isEqualTo(4);
    assertThat(census.best()).usingRecursiveComparison().isEqualTo(new ShortKeys(10));
  }

  @Test
  void holds_what_several_threads_put_at_once() {
    int count = 300_000;
    var keys = new KeySet(PLENTY, NOWHERE, Granularity.FINEST, Optional.empty(), false);
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
    var keys = keysWithin(memory);
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
    var keys = new KeySet(PLENTY, NOWHERE, Granularity.FINEST, Optional.empty(), compact);
    KeySet.Outbox outbox = keys.new Outbox();
    outbox.put(-1);
    outbox.flush();
    keys.divideIfLarge();
    for (long mixedKey : mixedKeys) {
      outbox.put(KeyMixing.unmix(mixedKey));
    }
    outbox.flush();
    return keys.size() - 1;
  }

  @Test
  void is_dense() {
    var memory = new MemoryBudget(Long.MAX_VALUE);
    var keys = keysWithin(memory);
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

  static List<Long> keysOf(Level level) {
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
