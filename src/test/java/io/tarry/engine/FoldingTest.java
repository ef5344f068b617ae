package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 16})
  void gives_each_state_one_key_and_each_key_its_state_back(int words) {
    Random random = new Random(words);
    Folder folder = Folding.of(words, 0, new Memory(Long.MAX_VALUE)).folder();
    Map<String, Long> keyOf = new HashMap<>();
    Map<Long, String> stateOf = new HashMap<>();
    List<long[]> states = new ArrayList<>();
    states.add(new long[words]);

    for (int i = 0; i < 20_000; i++) {
      long[] state = states.get(random.nextInt(states.size())).clone();
      if (i % 3 > 0) { // as a successor of a state that was unfolded, or out of nowhere
        long[] unfolded = new long[words];
        folder.unfold(folder.fold(state), unfolded);
        assertThat(unfolded).isEqualTo(state);
        assertThat(folder.isUnfolded(state)).isTrue();
      }
      state[random.nextInt(words)] = random.nextInt(4) == 0 ? random.nextLong() : i % 7 - 3;
      states.add(state);
      String text = Arrays.toString(state);
      long key = folder.fold(state);
      assertThat(keyOf.computeIfAbsent(text, t -> key)).isEqualTo(key);
      assertThat(stateOf.computeIfAbsent(key, k -> text)).isEqualTo(text);
    }
  }

  @Test
  void costs_a_long_state_little_more_than_its_key() {
    var memory = new Memory(Long.MAX_VALUE);
    Folder folder = Folding.of(8, 0, memory).folder();
    for (int i = 0; i < 1_000_000; i++) {
      long[] state = new long[8];
      for (int digit = 0, rest = i; digit < 6; digit++, rest /= 10) {
        state[digit + 1] = rest % 10 * 0x1234567890L;
      }
      folder.fold(state);
    }
    assertThat(memory.peakBytes()).isLessThan(1_000_000);
  }

  @Test
  void numbers_a_word_once_for_all_threads() {
    var numbering = new Numbering(new Memory(Long.MAX_VALUE));
    int words = 50_000;
    var numberOf = new AtomicReferenceArray<Integer>(words);
    try (Crew crew = new Crew(4, Grain.FINEST)) {
      crew.work(
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
    var memory = new Memory(100_000);
    var numbering = new Numbering(memory);
    for (long word = 0; !memory.isExhausted(); word++) {
      numbering.numberOf(word);
      assertThat(word).isLessThan(100_000);
    }
    assertThat(memory.peakBytes()).isBetween(50_000L, 100_000L);
  }
}
