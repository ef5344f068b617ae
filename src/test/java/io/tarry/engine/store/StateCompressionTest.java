package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.StateKeys;
import io.tarry.engine.options.Granularity;
import io.tarry.engine.threads.WorkerPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateCompressionTest {

  @ParameterizedTest
  @CsvSource({"1,0", "2,0", "3,0", "4,0", "5,0", "7,0", "16,0", "2,1", "3,1", "3,2", "7,4", "16,3"})
  void gives_each_state_one_key_and_each_key_its_state_back(int words, int controlWords) {
    Random random = new Random(words);
    StateCompressor compressor =
        StateCompression.of(words, controlWords, new MemoryBudget(Long.MAX_VALUE)).compressor();
    Map<String, Long> keyOf = new HashMap<>();
    Map<Long, String> stateOf = new HashMap<>();
    List<long[]> states = new ArrayList<>();
    states.add(new long[words]);

    for (int i = 0; i < 20_000; i++) {
      long[] state = states.get(random.nextInt(states.size())).clone();
      if (i % 3 > 0) { // as a successor of a state that was unfolded, or out of nowhere
        long[] unfolded = new long[words];
        compressor.unfold(compressor.fold(state), unfolded);
        assertThat(unfolded).isEqualTo(state);
        assertThat(compressor.isUnfolded(state)).isTrue();
      }
      state[random.nextInt(words)] = random.nextInt(4) == 0 ? random.nextLong() : i % 7 - 3;
      states.add(state);
      String text = Arrays.toString(state);
      long key = compressor.fold(state);
      assertThat(keyOf.computeIfAbsent(text, t -> key)).isEqualTo(key);
      assertThat(stateOf.computeIfAbsent(key, k -> text)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "3,1", "3,2", "4,2", "7,4", "16,3", "16,15"})
  void numbers_control_and_channels_by_themselves_where_they_are_divided(
      int words, int controlWords) {
    Random random = new Random(words);
    StateCompression compression =
        StateCompression.of(words, controlWords, new MemoryBudget(Long.MAX_VALUE));
    StateCompressor compressor = compression.compressor();
    StateKeys keys = compressor.stateKeys().orElseThrow();
    StateKeys others = compression.compressor().stateKeys().orElseThrow();
    long[] state = new long[words];

    for (int i = 0; i < 5_000; i++) {
      state[random.nextInt(words)] = random.nextInt(9) == 0 ? random.nextLong() : i % 5 - 2;
      long[] control = Arrays.copyOf(state, controlWords);
      long[] channels = Arrays.copyOfRange(state, controlWords, words);
      if (i % 2 == 0) { // whoever comes first gives the number
        compressor.fold(state);
      }
      int controlNumber = keys.controlOf(control);
      int channelsNumber = keys.channelsOf(channels);

      assertThat(StateKeys.key(controlNumber, channelsNumber)).isEqualTo(compressor.fold(state));
      assertThat(others.controlOf(control)).isEqualTo(controlNumber);
      assertThat(others.channelsOf(channels)).isEqualTo(channelsNumber);
      long[] found = new long[controlWords];
      others.control(controlNumber, found);
      assertThat(found).isEqualTo(control);
      found = new long[words - controlWords];
      others.channels(channelsNumber, found);
      assertThat(found).isEqualTo(channels);
    }
  }

  @Test
  void has_no_such_numbers_where_nothing_is_divided() {
    var memory = new MemoryBudget(Long.MAX_VALUE);
    assertThat(StateCompression.of(5, 0, memory).compressor().stateKeys()).isEmpty();
    assertThat(StateCompression.of(1, 0, memory).compressor().stateKeys()).isEmpty();
  }

  @Test
  void counts_what_remembered_steps_take_until_memory_gets_tight() {
    var memory = new MemoryBudget(100_000);
    StateKeys keys = StateCompression.of(4, 2, memory).compressor().stateKeys().orElseThrow();
    assertThat(keys.take(50_000)).isTrue();
    assertThat(keys.take(30_000)).isTrue();
    assertThat(memory.bytes()).isEqualTo(80_000);
    assertThat(keys.take(1)).as("more, of the last quarter").isFalse();
    assertThat(memory.isExhausted()).as("so that nothing is left").isFalse();
    keys.giveBack();
    keys.giveBack();
    assertThat(memory.bytes()).isZero();
    assertThat(keys.take(10)).isTrue();
  }

  @Test
  void gives_threads_one_thing_to_share_until_the_last_one_leaves() {
    var memory = new MemoryBudget(100_000);
    StateCompression compression = StateCompression.of(4, 2, memory);
    StateKeys one = compression.compressor().stateKeys().orElseThrow();
    StateKeys other = compression.compressor().stateKeys().orElseThrow();
    StringBuilder shared = one.shared(StringBuilder.class, StringBuilder::new);
    assertThat(other.shared(StringBuilder.class, StringBuilder::new)).isSameAs(shared);
    assertThat(one.takeForShared(50_000)).isTrue();
    assertThat(other.takeForShared(30_000)).isTrue();
    assertThat(other.takeForShared(1)).as("more, of the last quarter").isFalse();
    assertThat(memory.isExhausted()).isFalse();

    one.giveBack();
    assertThat(memory.bytes()).as("the other one uses it").isEqualTo(80_000);
    other.giveBack();
    assertThat(memory.bytes()).isZero();
    assertThat(one.shared(StringBuilder.class, StringBuilder::new)).isNotSameAs(shared);
  }

  @Test
  void does_not_end_a_search_for_want_of_memory_to_remember_steps() {
    var memory = new MemoryBudget(100_000);
    StateKeys keys = StateCompression.of(4, 2, memory).compressor().stateKeys().orElseThrow();
    assertThat(keys.take(200_000)).isFalse();
    assertThat(keys.takeForShared(200_000)).isFalse();
    assertThat(memory.isExhausted()).isFalse();
  }

  @Test
  void costs_a_long_state_little_more_than_its_key() {
    var memory = new MemoryBudget(Long.MAX_VALUE);
    StateCompressor compressor = StateCompression.of(8, 0, memory).compressor();
    for (int i = 0; i < 1_000_000; i++) {
      long[] state = new long[8];
      for (int digit = 0, rest = i; digit < 6; digit++, rest /= 10) {
        state[digit + 1] = rest % 10 * 0x1234567890L;
      }
      compressor.fold(state);
    }
    assertThat(memory.peakBytes()).isLessThan(1_000_000);
  }

  @Test
  void numbers_a_word_once_for_all_threads() {
    var numbering = new Interner(new MemoryBudget(Long.MAX_VALUE));
    int words = 50_000;
    var numberOf = new AtomicReferenceArray<Integer>(words);
    try (WorkerPool pool = new WorkerPool(4, Granularity.FINEST)) {
      pool.work(
          4,
          thread -> {
            for (int i = 0; i < words; i++) {
              int word = thread % 2 == 0 ? i : words - 1 - i;
              int number = numbering.numberOf(word * 0x9E3779B9L);
              assertThat(numbering.wordOf(number)).isEqualTo(word * 0x9E3779B9L);
              numberOf.compareAndSet(word, null, number);
              assertThat(numberOf.get(word)).isEqualTo(number);
            }
          });
    }
    assertThat(numbering.size()).isEqualTo(words);
  }

  @Test
  void is_exhausted_when_its_memory_is() {
    var memory = new MemoryBudget(100_000);
    var numbering = new Interner(memory);
    for (long word = 0; !memory.isExhausted(); word++) {
      numbering.numberOf(word);
      assertThat(word).isLessThan(100_000);
    }
    assertThat(memory.peakBytes()).isBetween(50_000L, 100_000L);
  }
}
