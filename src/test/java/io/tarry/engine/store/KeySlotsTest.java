package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The slots of a table")
class KeySlotsTest {

  private static final long KEY = 0x8123_4567_89AB_CDEFL;

  private static KeySlots of(int bytes) {
    return switch (bytes) {
      case 4 -> KeySlots.ofShort(9);
      case 6 -> KeySlots.compact(9);
      default -> KeySlots.exact();
    };
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {4, 6, 8})
  void take_what_their_chunks_take(int bytes) {
    KeySlots slots = of(bytes);
    long one = bytes;

    assertThat(slots.bytes(1)).isEqualTo(one + 16);
    assertThat(slots.bytes(KeySlots.CHUNK_SLOTS)).isEqualTo(one * KeySlots.CHUNK_SLOTS + 16);
    assertThat(slots.bytes(2 * KeySlots.CHUNK_SLOTS))
        .isEqualTo(2 * one * KeySlots.CHUNK_SLOTS + 32);
  }

  @Test
  void keep_a_whole_key_or_so_many_bits_after_the_prefix() {
    assertThat(KeySlots.exact().kept(KEY)).isEqualTo(KEY);
    assertThat(KeySlots.compact(9).kept(KEY)).isEqualTo(KEY & (1L << 55) - 1 & -1L << 7);
    assertThat(KeySlots.compact(9).kept(-1)).isEqualTo((1L << 48) - 1 << 7);
    assertThat(KeySlots.ofShort(9).kept(KEY)).isEqualTo(KEY & (1L << 55) - 1 & -1L << 23);
    assertThat(KeySlots.ofShort(9).kept(-1)).isEqualTo((1L << 32) - 1 << 23);
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {4, 6, 8})
  void keep_each_its_own_key_and_are_empty_when_they_are_more(int bytes) {
    KeySlots slots = of(bytes);
    for (int count : new int[] {64, KeySlots.CHUNK_SLOTS, 2 * KeySlots.CHUNK_SLOTS}) {
      slots.become(count);
      assertThat(slots.count()).isEqualTo(count);
      for (int slot = 0; slot < count; slot++) {
        assertThat(slots.at(slot)).isZero();
      }
      for (int slot = 0; slot < count; slot++) {
        slots.put(slot, slots.kept(KEY + ((long) slot << 23)));
      }
      for (int slot = 0; slot < count; slot++) {
        assertThat(slots.at(slot)).isEqualTo(slots.kept(KEY + ((long) slot << 23)));
      }
    }
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {4, 6, 8})
  void are_looked_through_beyond_the_end_of_a_chunk_and_of_the_last_one(int bytes) {
    findFrom(61, 64, bytes);
    findFrom(KeySlots.CHUNK_SLOTS - 3, 2 * KeySlots.CHUNK_SLOTS, bytes);
    findFrom(2 * KeySlots.CHUNK_SLOTS - 3, 2 * KeySlots.CHUNK_SLOTS, bytes);
  }

  /** Fills six slots, one after the other, each with what was looked for from the first on. */
  private static void findFrom(int first, int count, int bytes) {
    KeySlots slots = of(bytes);
    slots.become(count);
    for (int i = 0; i < 6; i++) {
      int slot = (first + i) % count;
      long kept = slots.kept(KEY + ((long) i << 23));
      assertThat(slots.find(first, kept)).isEqualTo(~slot);
      slots.put(slot, kept);
      assertThat(slots.find(first, kept)).isEqualTo(slot);
    }
  }
}
