package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The slots of a table")
class KeySlotsTest {

  private static final long KEY = 0x8123_4567_89AB_CDEFL;

  private static KeySlots of(boolean compact) {
    return compact ? KeySlots.compact(9) : KeySlots.exact();
  }

  @ParameterizedTest(name = "compact: {0}")
  @ValueSource(booleans = {false, true})
  void take_what_their_chunks_take(boolean compact) {
    KeySlots slots = of(compact);
    long one = compact ? 6 : 8;

    assertThat(slots.bytes(1)).isEqualTo(one + 16);
    assertThat(slots.bytes(KeySlots.CHUNK_SLOTS)).isEqualTo(one * KeySlots.CHUNK_SLOTS + 16);
    assertThat(slots.bytes(2 * KeySlots.CHUNK_SLOTS))
        .isEqualTo(2 * one * KeySlots.CHUNK_SLOTS + 32);
  }

  @Test
  void keep_a_whole_key_or_the_48_bits_after_the_prefix() {
    assertThat(KeySlots.exact().kept(KEY)).isEqualTo(KEY);
    assertThat(KeySlots.compact(9).kept(KEY)).isEqualTo(KEY & (1L << 55) - 1 & -1L << 7);
    assertThat(KeySlots.compact(9).kept(-1)).isEqualTo((1L << 48) - 1 << 7);
  }

  @ParameterizedTest(name = "compact: {0}")
  @ValueSource(booleans = {false, true})
  void keep_each_its_own_key_and_are_empty_when_they_are_more(boolean compact) {
    KeySlots slots = of(compact);
    for (int count : new int[] {64, KeySlots.CHUNK_SLOTS, 2 * KeySlots.CHUNK_SLOTS}) {
      slots.become(count);
      assertThat(slots.count()).isEqualTo(count);
      for (int slot = 0; slot < count; slot++) {
        assertThat(slots.at(slot)).isZero();
      }
      for (int slot = 0; slot < count; slot++) {
        slots.put(slot, slots.kept(KEY + ((long) slot << 20)));
      }
      for (int slot = 0; slot < count; slot++) {
        assertThat(slots.at(slot)).isEqualTo(slots.kept(KEY + ((long) slot << 20)));
      }
    }
  }
}
