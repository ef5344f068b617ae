package io.tarry.tcp.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Timestamps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table of flights")
class FlightTableTest {

  private static final int THREADS = 4;
  private static final int FLIGHTS = 20_000;
  private static final long CHUNK_BYTES = 1024 * 3 * Long.BYTES;

  private final AtomicLong taken = new AtomicLong();
  private long free = Long.MAX_VALUE;
  private final FlightTable table = table();

  private FlightTable table() {
    Settings settings = ServiceWorld.clientComes(1).settings();
    Topology topology = new Topology(settings);
    return new FlightTable(
        settings,
        topology,
        new Timestamps(settings, topology),
        bytes -> taken.addAndGet(bytes) <= free);
  }

  @Test
  void tells_what_is_known_of_a_flight() {
    long known = FlightTable.known(7, FlightTable.FORCED, 5);

    assertThat(FlightTable.number(known)).isEqualTo(7);
    assertThat(FlightTable.urgency(known)).isEqualTo(FlightTable.FORCED);
    assertThat(FlightTable.profile(known)).isEqualTo(5);
    assertThat(FlightTable.known(0, FlightTable.EMPTY, 0)).isNotZero();
  }

  @Test
  void tells_flights_apart_that_differ_in_their_last_segments_alone() {
    long one = table.enter(5, 1, FlightTable.known(0, FlightTable.SOME, 0));
    long other = table.enter(5, 2, FlightTable.known(1, FlightTable.SOME, 0));

    assertThat(table.find(5, 1)).isEqualTo(one);
    assertThat(table.find(5, 2)).isEqualTo(other).isNotEqualTo(one);
    assertThat(table.find(5, 3)).isZero();
    assertThat(table.find(1, 5)).isZero();
  }

  @Test
  void tells_flights_apart_whose_hashes_are_the_same() {
    int flights = 2_000; // of two chunks, and more than the first slots take
    for (int number = 0; number < flights; number++) {
      long high = 5 ^ number * FlightTable.LOW_FACTOR;
      table.enter(high, number, FlightTable.known(number, FlightTable.SOME, 0));
    }
    for (int number = 0; number < flights; number++) {
      long known = table.find(5 ^ number * FlightTable.LOW_FACTOR, number);
      assertThat(FlightTable.number(known)).isEqualTo(number);
    }
    assertThat(table.find(5 ^ flights * FlightTable.LOW_FACTOR, flights)).isZero();
  }

  /** Flights that differ in their last segments alone, and of which a slot shows the same. */
  @Test
  void compares_the_last_segments_too() {
    int mask = 1023; // of the first slots
    Map<Integer, Long> shown = new HashMap<>();
    long low = 0;
    Long other = null;
    while (other == null) {
      low++;
      long hash = FlightTable.hash(5, low);
      other = shown.put((int) (hash >>> 32) & mask | (int) hash & ~mask, low);
    }
    table.enter(5, other, FlightTable.known(0, FlightTable.SOME, 0));

    assertThat(table.find(5, low)).isZero();
    assertThat(FlightTable.number(table.find(5, other))).isZero();
  }

  @Test
  void finds_flights_whose_numbers_are_far_apart() {
    int[] numbers = {1 << 20, 0, (1 << 12) - 1, 1 << 12, 1023, 1022};
    for (int number : numbers) {
      table.enter(number + 1, 3, FlightTable.known(number, FlightTable.FORCED, 2));
    }
    var found = new FlightTable.Entry();
    for (int number : numbers) {
      assertThat(FlightTable.number(table.find(number + 1, 3))).isEqualTo(number);
      assertThat(table.find(number, found)).isTrue();
      assertThat(found.high).isEqualTo(number + 1);
    }
    assertThat(table.find(1021, found)).isFalse();
    assertThat(table.find(1 << 21, found)).isFalse();
  }

  @Test
  void takes_what_its_slots_and_chunks_take_and_no_more() {
    enter(0, 1);
    assertThat(taken).hasValue(1024 * Integer.BYTES + CHUNK_BYTES);
    enter(1, 682); // two thirds of the slots
    assertThat(taken).hasValue(1024 * Integer.BYTES + CHUNK_BYTES);
    enter(682, 683);
    assertThat(taken).hasValue(2048 * Integer.BYTES + CHUNK_BYTES);
    enter(683, 1025);
    assertThat(taken).hasValue(2048 * Integer.BYTES + 2 * CHUNK_BYTES);
  }

  @Test
  void says_when_memory_is_short() {
    free = 2048 * Integer.BYTES + CHUNK_BYTES;
    enter(0, 1024);
    assertThat(table.lacksMemory()).isFalse();
    enter(1024, 1025);
    assertThat(table.lacksMemory()).isTrue();
  }

  private void enter(int from, int to) {
    for (int number = from; number < to; number++) {
      table.enter(number + 1, 0, FlightTable.known(number, FlightTable.SOME, 0));
    }
  }

  /** Each thread offers a number of its own for each flight, and the first one's is taken. */
  @Test
  void knows_each_flight_once_whichever_thread_came_first() throws Exception {
    var start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<List<Long>>> all = new ArrayList<>();
    List<Long> first;
    try {
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        all.add(
            threads.submit(() -> {
              start.await();
              return enterAll(thread);
            }));
      }
      first = all.get(0).get();
      for (Future<List<Long>> one : all) {
        assertThat(one.get()).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(first).doesNotHaveDuplicates().hasSize(FLIGHTS);
    var found = new FlightTable.Entry();
    Random random = new Random(1);
    for (long known : first) {
      assertThat(table.find(FlightTable.number(known), found)).isTrue();
      assertThat(found.known).isEqualTo(known);
      assertThat(found.high).isEqualTo(random.nextLong());
      assertThat(found.low).isEqualTo(random.nextLong());
    }
    assertThat(table.find(THREADS * FLIGHTS, found)).as("a number that was not given").isFalse();
  }

  private List<Long> enterAll(int thread) {
    List<Long> known = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < FLIGHTS; i++) {
      long high = random.nextLong();
      long low = random.nextLong();
      long there = table.find(high, low);
      int number = i * THREADS + thread;
      known.add(
          there != 0
              ? there
              : table.enter(high, low, FlightTable.known(number, FlightTable.SOME, 0)));
    }
    return known;
  }
}
