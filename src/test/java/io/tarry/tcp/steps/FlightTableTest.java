package io.tarry.tcp.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Timestamps;
import java.util.ArrayList;
import java.util.List;
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
  void says_when_memory_is_short() {
    free = 100_000;
    for (int number = 0; number < 700; number++) {
      table.enter(number + 1, 0, FlightTable.known(number, FlightTable.SOME, 0));
    }
    assertThat(table.lacksMemory()).isFalse();
    for (int number = 700; number < 5_000; number++) {
      table.enter(number + 1, 0, FlightTable.known(number, FlightTable.SOME, 0));
    }
    assertThat(table.lacksMemory()).isTrue();
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
