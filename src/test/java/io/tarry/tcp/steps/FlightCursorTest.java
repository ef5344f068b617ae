package io.tarry.tcp.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.StateKeys;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.StateCompression;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Flights, and what becomes of them, against {@link Flight}, on a long way from flight to flight.
 */
@DisplayName("The flight that a thread looks at")
class FlightCursorTest {

  private static final int STEPS = 5_000;
  private static final int GROWING = 40;
  private static final int MSL = 2;

  private final Random random = new Random(1); // the same way each time

  @ParameterizedTest(name = "reordered: {0}, with a clock: {1}")
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void is_the_flight_that_has_these_segments(boolean reorder, boolean ticks) {
    Both both = new Both(reorder, ticks);
    for (int step = 0; step < STEPS; step++) {
      both.read();
      if (ticks && random.nextInt(4) == 0 && both.plain.oldest() < MSL) {
        both.age();
      } else {
        both.change(step / GROWING % 2 == 0 ? 3 : 1);
      }
    }
    assertThat(both.cursor.segments().isFull()).isFalse();
  }

  @Test
  void is_not_entered_when_one_of_its_segments_has_no_number_of_its_own() {
    Both both = new Both(true, false);
    SegmentNumbers segments = both.cursor.segments();
    for (int seq = 0; seq <= SegmentNumbers.MAX; seq++) {
      assertThat(segments.isFull()).isFalse();
      segments.number(Segment.of(End.CLIENT, seq, 0, Segment.ACK, 0, false, 0).code());
    }
    assertThat(segments.isFull()).isTrue();
    both.plain.add(both.segments.next());
    int flight = both.keys.channelsOf(both.packed());
    both.cursor.read(flight);

    assertThat(both.table.find(flight, new FlightTable.Entry())).isFalse();
  }

  /** The same segments join and leave a flight of each kind. */
  private final class Both {

    private final Settings settings;
    private final Topology topology;
    private final Layout layout;
    private final StateKeys keys;
    private final StampProfiles profiles;
    private final FlightTable table;
    private final FlightCursor cursor;
    private final World world;
    private final Flight plain;
    private final SomeSegments segments;

    Both(boolean reorder, boolean ticks) {
      Settings service =
          ServiceWorld.clientComes(1)
              .twoClients(false, 0)
              .ports(2)
              .clientSysctls(ticks, 0, 0)
              .serverSysctls(ticks, false, 0)
              .settings();
      Time time = service.time().withMsl(MSL);
      settings =
          service
              .with(new Settings.Network(0, 0, reorder, FlightTable.ROOM_MAX, Map.of()))
              .with(ticks ? time : time.as(Time.Kind.UNTIMED));
      topology = new Topology(settings);
      InitialSequenceNumbers numbers = new InitialSequenceNumbers(settings, topology);
      layout = new Layout(settings, topology, numbers);
      var memory = new MemoryBudget(Long.MAX_VALUE);
      keys =
          StateCompression.of(layout.words(), layout.controlWords(), memory)
              .compressor()
              .stateKeys()
              .orElseThrow();
      table =
          new FlightTable(
              settings, topology, new Timestamps(settings, topology), keys::takeForShared);
      profiles = table.profiles();
      cursor = new FlightCursor(settings, topology, layout, keys, table);
      world = new World(settings);
      plain = world.flight();
      segments = new SomeSegments(random, topology, numbers, layout);
    }

    /** Compares what is known of the flight. */
    void read() {
      long known = cursor.read(keys.channelsOf(packed()));
      int count = cursor.count;
      assertThat(IntStream.range(0, count).mapToObj(i -> cursor.segments().of(cursor.read[i])))
          .containsExactly(
              IntStream.range(0, plain.count()).mapToObj(plain::get).toArray(Segment[]::new));
      for (int i = 0; i < count; i++) {
        assertThat(cursor.mayMove(i)).isEqualTo(plain.mayMove(i));
      }
      assertThat(FlightTable.urgency(known)).isEqualTo(urgency());
      if (layout.usesStamps()) {
        long[] oldest = profiles.noStamps();
        IntStream.range(0, count).mapToObj(plain::get).forEach(one -> profiles.see(one, oldest));
        assertThat(FlightTable.profile(known)).isEqualTo(profiles.number(oldest));
      }
      topology.tuples().forEach(tuple -> assertSameCodes(topology.tuples().indexOf(tuple)));
    }

    private int urgency() {
      if (!settings.time().ticks() || plain.count() == 0) {
        return FlightTable.EMPTY;
      }
      return plain.oldest() == MSL ? FlightTable.FORCED : FlightTable.SOME;
    }

    private void assertSameCodes(int connection) {
      long[] key = new long[layout.connectionWords()];
      layout.packConnection(connection, world, key);
      int place = layout.words() + 1;
      for (int i = 0; i < cursor.count; i++) {
        if (cursor.segments().connection(cursor.read[i]) == connection) {
          assertThat(cursor.codeInConnection(cursor.read, i)).isEqualTo(key[place++]);
        }
      }
    }

    void change(int joiningMost) {
      int gone = random.nextInt(1 + plain.count()) - 1;
      Segment[] joining =
          Stream.generate(segments::next)
              .limit(random.nextInt(1 + joiningMost))
              .toArray(Segment[]::new);
      int left = gone < 0 ? 0 : 1;
      boolean fits = plain.count() - left + joining.length <= FlightTable.ROOM_MAX;
      assertThat(cursor.hasRoom(left, joining.length)).isEqualTo(fits);
      if (fits) {
        long known =
            cursor.changed(
                gone,
                Arrays.stream(joining)
                    .mapToInt(segment -> cursor.segments().number(segment.code()))
                    .toArray());
        if (gone >= 0) {
          plain.remove(gone);
        }
        Arrays.stream(joining).forEach(plain::add);
        assertThat(packed(known)).isEqualTo(packed());
      }
    }

    void age() {
      long known = cursor.aged();
      for (int i = 0; i < plain.count(); i++) {
        plain.replace(i, plain.get(i).older());
      }
      assertThat(packed(known)).isEqualTo(packed());
    }

    private long[] packed() {
      long[] words = new long[layout.words() - layout.controlWords()];
      layout.packFlight(plain, words);
      return words;
    }

    private long[] packed(long known) {
      long[] words = new long[layout.words() - layout.controlWords()];
      keys.channels(FlightTable.number(known), words);
      return words;
    }
  }
}
