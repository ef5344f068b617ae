package io.tarry.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The numbers of words")
class InternerTest {

  /** How many words the first tables take, of 64 slots and of 128: two thirds. */
  private static final int FIRST_ROOM = 42;

  private static final int SECOND_ROOM = 85;

  private static final long CHUNK_BYTES = 8 * 1024 + MemoryBudget.ARRAY_HEADER_BYTES;

  private static void number(Interner numbering, int from, int to) {
    for (int word = from; word < to; word++) {
      numbering.numberOf(word * 0x9E3779B9L);
    }
  }

  /** The second thread has looked in vain, and waits for the first one, which adds the word. */
  @Test
  @Timeout(60)
  void are_the_same_for_two_threads_that_miss_the_first_word_at_once() throws Exception {
    var numbering = new Interner(new MemoryBudget(Long.MAX_VALUE));
    var second = new AtomicInteger(-1);
    var thread = new Thread(() -> second.set(numbering.numberOf(7)));
    synchronized (numbering) { // which is the lock of additions
      thread.start();
      while (thread.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      assertThat(numbering.numberOf(7)).isZero();
    }
    thread.join();

    assertThat(second).hasValue(0);
    assertThat(numbering.size()).isEqualTo(1);
  }

  @Test
  void differ_even_where_a_slot_shows_the_same_of_their_hashes() {
    var numbering = new Interner(new MemoryBudget(Long.MAX_VALUE));
    for (int round = 0; round < 2; round++) {
      for (int number = 0; number < 1000; number++) {
        long word = KeyMixing.unmix((long) number << 54);
        assertThat(numbering.numberOf(word)).isEqualTo(number);
      }
    }
  }

  @Test
  void take_what_their_table_and_chunks_take_and_no_more() {
    var memory = new MemoryBudget(Long.MAX_VALUE);
    var numbering = new Interner(memory);

    number(numbering, 0, FIRST_ROOM);
    assertThat(memory.bytes()).isEqualTo(64 * Integer.BYTES + CHUNK_BYTES);
    number(numbering, 0, FIRST_ROOM + 1);
    assertThat(memory.bytes()).isEqualTo(128 * Integer.BYTES + CHUNK_BYTES);
    number(numbering, 0, 1025);
    assertThat(memory.bytes()).isEqualTo(2048 * Integer.BYTES + 2 * CHUNK_BYTES);
  }

  @Test
  void end_when_the_table_is_as_large_as_it_may_get_and_full() {
    var memory = new MemoryBudget(Long.MAX_VALUE);
    var numbering = new Interner(memory, 128);

    number(numbering, 0, SECOND_ROOM);
    assertThat(memory.isExhausted()).isFalse();
    assertThat(numbering.size()).isEqualTo(SECOND_ROOM);

    assertThat(numbering.numberOf(-1)).isZero();
    assertThat(memory.isExhausted()).isTrue();
    assertThat(memory.limit()).isEqualTo(MemoryBudget.TABLE_SIZE);
    assertThat(numbering.size()).isEqualTo(SECOND_ROOM);
  }

  @Test
  void end_when_there_is_no_memory_for_a_larger_table() {
    var memory = new MemoryBudget(64 * Integer.BYTES + CHUNK_BYTES);
    var numbering = new Interner(memory);

    number(numbering, 0, FIRST_ROOM);
    assertThat(memory.isExhausted()).isFalse();

    assertThat(numbering.numberOf(-1)).isZero();
    assertThat(memory.isExhausted()).isTrue();
    assertThat(memory.limit()).isEqualTo("memory");
    assertThat(numbering.size()).isEqualTo(FIRST_ROOM);
  }

  @Test
  void end_when_there_is_no_memory_for_a_chunk() {
    var memory = new MemoryBudget(64 * Integer.BYTES + CHUNK_BYTES - 1);
    var numbering = new Interner(memory);

    assertThat(numbering.numberOf(1)).isZero();
    assertThat(memory.isExhausted()).isTrue();
    assertThat(numbering.size()).isZero();
  }
}
