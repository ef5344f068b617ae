package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The slots of a table")
class KeySlotsTest {

  private static final long KEY = 0x8123_4567_89AB_CDEFL;

  /** The largest number that so many bytes hold, and others from all over their range. */
  private static long number(int bytes, int slot) {
    long mask = -1L >>> (Long.SIZE - Byte.SIZE * bytes);
    return slot == 0 ? mask : Math.max(1, KEY * slot & mask);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {3, 4, 5, 6, 8})
  void take_what_their_chunks_take(int bytes) {
    KeySlots slots = new KeySlots(bytes);
    long chunk = (long) bytes * KeySlots.CHUNK_SLOTS + 8 - bytes + 16;

    assertThat(slots.bytes(1)).isEqualTo(8 + 16);
    assertThat(slots.bytes(KeySlots.CHUNK_SLOTS)).isEqualTo(chunk);
    assertThat(slots.bytes(2 * KeySlots.CHUNK_SLOTS)).isEqualTo(2 * chunk);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {3, 4, 5, 6, 8})
  void keep_each_its_own_number_and_are_empty_when_they_are_more(int bytes) {
    KeySlots slots = new KeySlots(bytes);
    for (int count : new int[] {64, KeySlots.CHUNK_SLOTS, 2 * KeySlots.CHUNK_SLOTS}) {
      slots.become(count);
      assertThat(slots.count()).isEqualTo(count);
      for (int slot = 0; slot < count; slot++) {
        assertThat(slots.at(slot)).isZero();
      }
      for (int slot = 0; slot < count; slot++) {
        slots.put(slot, number(bytes, slot));
      }
      for (int slot = 0; slot < count; slot++) {
        assertThat(slots.at(slot)).isEqualTo(number(bytes, slot));
      }
    }
  }
}
