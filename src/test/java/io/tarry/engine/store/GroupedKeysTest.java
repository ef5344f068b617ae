package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.explore.LevelBuilder;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.threads.WorkerPool;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Keys that are kept by groups")
class GroupedKeysTest {

  private final MemoryBudget memory = MemoryBudget.unlimited();
  private final SpillSpace overflow = new SpillSpace(memory, Optional.empty());
  private final WorkerPool pool = new WorkerPool(2, Granularity.FINEST);
  private final Numbers numbers = new Numbers();
  private final KeySet keys = set(Granularity.FINEST, memory);
  private final LevelBuilder levels =
      new LevelBuilder(pool, keys, memory, overflow, Granularity.FINEST);
  private final KeySet.Outbox outbox = keys.new Outbox();

  @AfterEach
  void endThreads() {
    pool.close();
  }

  private KeySet set(Granularity grain, MemoryBudget budget) {
    return new KeySet(
        budget,
        new SpillSpace(budget, Optional.empty()),
        grain,
        Optional.<KeyHalves>of(numbers),
        false);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 65534, 1L << 32, 511L << 32, 512L << 32, 0x1234_5678_0000_9ABCL, -1L << 32})
  void are_mixed_and_lose_nothing(long key) {
    var form = new GroupedKeys();
    assertThat(form.has(key)).isTrue();
    assertThat(GroupedKeys.unmixed(form.mix(key))).isEqualTo(key);
    assertThat(form.mix(key) >>> 55).as("the partition").isEqualTo(key >>> 32 & 511);
    assertThat(
            GroupedKeys.mixed(
                (int) (form.mix(key) >>> 55),
                GroupedKeys.groupIn(form.mix(key)),
                GroupedKeys.member(form.mix(key))))
        .isEqualTo(form.mix(key));
  }

  @ParameterizedTest
  @ValueSource(longs = {65535, 65536, 1L << 31, 0xFFFF_FFFFL, -1})
  void have_a_low_half_that_fits_two_bytes(long key) {
    assertThat(new GroupedKeys().has(key)).isFalse();
  }

  /** Some groups are large, some keys do not fit; all of them come again. */
  @Test
  void are_held_once_level_after_level() {
    divideByGroups();
    long[] before = {};
    for (int level = 1; level < 6; level++) {
      long[] added =
          LongStream.concat(
                  LongStream.concat(
                      grid(5000 * level, 3000, 70 * level, 9),
                      grid(7, 1, 2000 * level, 1000)), // becomes an array of bits
                  grid(5000 * level, 30, 65_530, 9))
              .toArray();

      assertThat(level(added)).isEqualTo(Arrays.stream(added).sorted().boxed().toList());
      before = LongStream.concat(Arrays.stream(before), Arrays.stream(added)).toArray();
      assertThat(level(before)).isEmpty();
      assertThat(keys.size()).isEqualTo(1 + before.length);
    }
  }

  @Test
  void take_few_bytes() {
    var budget = MemoryBudget.unlimited();
    KeySet some = set(Granularity.FINEST, budget);
    KeySet.Outbox box = some.new Outbox();
    for (int member = 0; member < 20; member++) {
      grid(0, 40_000, member, 1).forEach(box::put);
      box.flush();
      some.forgetFresh();
      some.divideIfLarge();
    }
    assertThat(some.partition(0)).isInstanceOf(GroupedPartition.class);
    assertThat((double) budget.bytes() / some.size()).isBetween(3.0, 8.0);
    some.discard();
    assertThat(budget.bytes()).isZero();
  }

  @Test
  void are_held_once_when_several_threads_put_them_at_once() {
    divideByGroups();
    long[] added = grid(1, 4000, 0, 30).toArray();
    pool.work(
        2,
        thread -> {
          KeySet.Outbox mine = keys.new Outbox();
          for (int i = 0; i < added.length; i++) {
            mine.put(added[(i + thread * 7) % added.length]);
          }
          mine.flush();
        });
    assertThat(KeySetTest.keysOf(levels.level().orElseThrow()))
        .isEqualTo(Arrays.stream(added).boxed().toList());
  }

  @Test
  void are_arranged_by_groups_once_that_pays() {
    numbers.high = 70_000;
    level(grid(0, 70_000, 0, 1).toArray());
    keys.divideIfLarge();
    assertThat(keys.partition(0)).isInstanceOf(HashPartition.class);
    level(grid(0, 70_000, 1, 2).toArray());
    keys.divideIfLarge();
    assertThat(keys.partition(0)).isInstanceOf(GroupedPartition.class);
    assertThat(level(grid(0, 70_000, 0, 3).toArray())).isEmpty();
  }

  @Test
  void are_not_arranged_by_groups_before_there_are_twice_as_many() {
    numbers.high = 70_000;
    level(grid(0, 70_000, 0, 1).toArray());
    keys.divideIfLarge();
    numbers.high = 10;
    level(grid(0, 69_990, 1, 1).toArray());
    keys.divideIfLarge();
    assertThat(keys.partition(0)).isInstanceOf(HashPartition.class);
  }

  @Test
  void are_arranged_without_groups_when_low_halves_have_become_large() {
    divideByGroups();
    level(grid(0, 1000, 0, 10).toArray());
    assertThat(keys.partition(0)).isInstanceOf(GroupedPartition.class);
    numbers.low = 100_000;
    long[] added = grid(0, 1000, 90_000, 10).toArray();
    level(added);
    keys.divideIfLarge();

    assertThat(keys.partition(0)).isInstanceOf(HashPartition.class);
    assertThat(level(added)).isEmpty();
    assertThat(level(grid(0, 1000, 0, 10).toArray())).isEmpty();
  }

  @Test
  void are_kept_by_groups_only_where_threads_find_enough_of_them() {
    numbers.low = 100;
    for (int groups : new int[] {511, 512}) {
      numbers.high = groups;
      KeySet usual = set(Granularity.USUAL, MemoryBudget.unlimited());
      KeySet.Outbox box = usual.new Outbox();
      grid(0, groups, 0, 20).forEach(box::put);
      box.flush();
      usual.divideIfLarge();
      assertThat(usual.partition(0))
          .isInstanceOf(groups < 512 ? HashPartition.class : GroupedPartition.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000, 100_000, 400_000})
  void exhaust_their_memory_and_give_all_back(long bytes) {
    var little = new MemoryBudget(bytes);
    numbers.high = 0;
    KeySet some = set(Granularity.FINEST, little);
    KeySet.Outbox box = some.new Outbox();
    some.divideIfLarge();
    for (int i = 0; !little.isExhausted() && i < 1_000_000; i++) {
      box.put((long) (i / 20) << 32 | i % 20);
      if (i == 100) {
        box.flush();
        some.forgetFresh();
        some.divideIfLarge();
      }
    }
    box.flush();
    assertThat(little.isExhausted()).isTrue();
    some.discard();
    assertThat(little.bytes()).isZero();
  }

  /** A group takes eight bytes, also one without members, up to the last that has some. */
  @Test
  void take_what_their_groups_and_members_take() {
    var budget = MemoryBudget.unlimited();
    var partition = new GroupedPartition(0, budget, new SpillSpace(budget, Optional.empty()));
    int wordsOfMembers = 48; // four: one for each set, and the first, which none has
    int header = 16;

    partition.restore(GroupedKeys.mixed(0, 0, 5));
    assertThat(budget.bytes()).isEqualTo(wordsOfMembers + header + 8 * 16);
    partition.restore(GroupedKeys.mixed(0, 16, 5));
    assertThat(budget.bytes()).as("a quarter more").isEqualTo(wordsOfMembers + header + 8 * 20);
    partition.restore(GroupedKeys.mixed(0, 99, 5));
    assertThat(budget.bytes()).isEqualTo(wordsOfMembers + header + 8 * 100);
    assertThat(partition.size()).isEqualTo(3);
    partition.discard();
    assertThat(budget.bytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 143, 144, 191})
  void are_left_out_when_there_is_no_memory_for_their_group(long bytes) {
    var little = new MemoryBudget(bytes);
    var partition = new GroupedPartition(0, little, new SpillSpace(little, Optional.empty()));
    partition.restore(GroupedKeys.mixed(0, 0, 5));
    assertThat(little.isExhausted()).isTrue();
    assertThat(partition.size()).isZero();
    assertThat(partition.keys()).isEmpty();
  }

  private void divideByGroups() {
    level(new long[] {0});
    keys.divideIfLarge();
    assertThat(keys.partition(0)).isInstanceOf(GroupedPartition.class);
  }

  /** Puts keys, each twice, and says which came new. */
  private List<Long> level(long[] some) {
    Arrays.stream(some).forEach(outbox::put);
    Arrays.stream(some).forEach(outbox::put);
    outbox.flush();
    return KeySetTest.keysOf(levels.level().orElseThrow());
  }

  /** The same members of each group. */
  private static LongStream grid(int firstGroup, int groups, int firstMember, int members) {
    return IntStream.range(0, groups * members)
        .mapToLong(i -> (long) (firstGroup + i / members) << 32 | (firstMember + i % members));
  }

  /** As many numbers as a test says. */
  private static final class Numbers implements KeyHalves {

    private int high;
    private int low;

    @Override
    public int high() {
      return high;
    }

    @Override
    public int low() {
      return low;
    }
  }
}
