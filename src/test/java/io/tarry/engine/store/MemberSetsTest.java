package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Sets of small numbers")
class MemberSetsTest {

  private static final int LARGEST = MemberSets.MEMBERS - 1;

  private final MemoryBudget memory = MemoryBudget.unlimited();
  private final MemberSets sets = new MemberSets(memory);

  @ParameterizedTest(name = "{0} sets of numbers up to {1}, {2} times one more")
  @CsvSource({
    "1, 3, 20",
    "1, 65534, 40000",
    "3, 1000, 4000",
    "7, 65534, 30000",
    "500, 40, 20000",
    "2000, 2000, 60000"
  })
  void each_have_their_own_members(int count, int largest, int times) {
    long[] made = new long[count];
    BitSet[] expected = Stream.generate(BitSet::new).limit(count).toArray(BitSet[]::new);
    var random = new Random(count);
    for (int i = 0; i < times; i++) {
      int one = random.nextInt(count);
      int member = i < count ? largest : random.nextInt(largest + 1);
      assertThat(sets.has(made[one], member)).isEqualTo(expected[one].get(member));
      if (!expected[one].get(member)) {
        made[one] = sets.with(made[one], member);
        expected[one].set(member);
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat(list(made[i])).isEqualTo(expected[i].stream().toArray());
      assertThat(MemberSets.count(made[i])).isEqualTo(expected[i].cardinality());
      for (int member : new int[] {0, 1, largest / 2, largest, LARGEST}) {
        assertThat(sets.has(made[i], member)).isEqualTo(expected[i].get(member));
      }
    }
  }

  @Test
  void are_empty_at_first() {
    assertThat(sets.has(MemberSets.EMPTY, 0)).isFalse();
    assertThat(MemberSets.count(MemberSets.EMPTY)).isZero();
    assertThat(list(MemberSets.EMPTY)).isEmpty();
    assertThat(sets.fetch(MemberSets.EMPTY, 0)).isZero();
  }

  @Test
  void fetch_the_word_of_a_member() {
    for (int member : new int[] {0, 5, LARGEST}) {
      long one = sets.with(MemberSets.EMPTY, member);
      assertThat((short) sets.fetch(one, member)).isEqualTo((short) (member + 1));
    }
  }

  /**
   * Blocks of 1, 2, 4, ... 256 words, of which seven slots of eight are filled. They follow one
   * another in an array whose first word is in no block. Then there is a bit for each number.
   */
  @ParameterizedTest(name = "{0} members, {1} bytes")
  @CsvSource({
    "1, 48",
    "7, 48",
    "8, 80",
    "14, 80",
    "15, 144",
    "28, 144",
    "29, 272",
    "448, 2064",
    "449, 4112",
    "896, 4112",
    "897, 4248",
    "960, 4248",
    "961, 4368"
  })
  void take_a_block_of_the_size_they_need(int members, int bytes) {
    of(members);
    assertThat(memory.bytes()).isEqualTo(bytes);
  }

  @Test
  void take_a_bit_a_number_if_they_are_large() {
    of(MemberSets.MEMBERS);
    assertThat(memory.bytes()).isBetween(8192L, 14_000L);
  }

  /** Each of 100 sets has left a block of 1, 2, 4 and 8 words. */
  @Test
  void leave_their_blocks_to_others() {
    long[] growing = new long[100];
    for (int member = 0; member < 48; member++) {
      for (int i = 0; i < growing.length; i++) {
        growing[i] = sets.with(growing[i], member);
      }
    }
    long bytes = memory.bytes();
    IntStream.range(0, 100).forEach(i -> of(28));
    assertThat(memory.bytes()).isEqualTo(bytes);
    for (long one : growing) {
      assertThat(list(one)).isEqualTo(IntStream.range(0, 48).toArray());
    }
  }

  @Test
  void leave_the_largest_block_too() {
    of(897);
    long bytes = memory.bytes();
    of(896);
    assertThat(memory.bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest(name = "{0} numbers, {1} bytes")
  @CsvSource({"1000, 100", "1000, 1000", "65534, 4000", "65534, 9000"})
  void are_empty_when_there_is_no_memory_for_one_more(int numbers, int bytes) {
    var little = new MemoryBudget(bytes);
    var few = new MemberSets(little);
    long set = MemberSets.EMPTY;
    boolean refused = false;
    for (int member = 0; member < numbers && !refused; member++) {
      long larger = few.with(set, member);
      refused = larger == MemberSets.EMPTY;
      set = refused ? set : larger;
    }
    assertThat(refused).isTrue();
    assertThat(little.isExhausted()).isTrue();
    few.giveBack();
    assertThat(little.bytes()).isZero();
  }

  private long of(int members) {
    long set = MemberSets.EMPTY;
    for (int member = 0; member < members; member++) {
      set = sets.with(set, member);
    }
    return set;
  }

  private int[] list(long set) {
    int[] members = new int[MemberSets.MEMBERS];
    return Arrays.stream(members, 0, sets.list(set, members)).sorted().toArray();
  }
}
