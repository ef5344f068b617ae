package io.tarry.tcp.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.StateKeys;
import io.tarry.engine.store.MemoryBudget;
import io.tarry.engine.store.StateCompression;
import io.tarry.tcp.SearchWalk;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.symmetry.WorldSymmetry;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Representatives by control and flight against {@link WorldSymmetry}, which takes a state as a
 * whole. The flights are any: what no run comes to has a representative, too.
 */
@DisplayName("A remembered representative")
class RememberedOrbitsTest {

  private static final int STATES = 300;
  private static final int FLIGHTS_EACH = 20;
  private static final int SEGMENTS_MAX = 6;

  /** A world with parts that can be exchanged. */
  enum Kind {
    TWO_CLIENTS(ServiceWorld.clientComes(1).twoClients(false, 0), false),
    TWO_PROCESSES(ServiceWorld.clientComes(1).processes(2).ports(2), false),
    THREE_PORTS(ServiceWorld.clientComes(3).ports(3), false),
    CLIENTS_AND_PORTS(ServiceWorld.clientComes(2).twoClients(false, 0).ports(2), false),
    TWO_CLIENTS_REORDERED(ServiceWorld.clientComes(1).twoClients(false, 0), true),
    THREE_PORTS_REORDERED(ServiceWorld.clientComes(3).ports(3), true);

    private final Settings settings;

    Kind(ServiceWorld world, boolean reorder) {
      Settings service = world.network(1, 1, reorder).settings();
      settings = service.with(service.time().as(Time.Kind.UNTIMED));
    }
  }

  @ParameterizedTest
  @EnumSource
  void is_that_of_the_state(Kind kind) {
    Settings settings = kind.settings;
    Topology topology = new Topology(settings);
    InitialSequenceNumbers numbers = new InitialSequenceNumbers(settings, topology);
    Layout layout = new Layout(settings, topology, numbers);
    int controlWords = layout.controlWords();
    int channelWords = layout.words() - controlWords;
    StateKeys keys =
        StateCompression.of(layout.words(), controlWords, new MemoryBudget(Long.MAX_VALUE))
            .compressor()
            .stateKeys()
            .orElseThrow();
    FlightTable table =
        new FlightTable(
            settings, topology, new Timestamps(settings, topology), keys::takeForShared);
    FlightCursor flights = new FlightCursor(settings, topology, layout, keys, table);
    WorldSymmetry symmetry =
        (WorldSymmetry) WorldSymmetry.of(settings, Set.of()).orElseThrow().get();
    RememberedOrbits orbits = new RememberedOrbits(symmetry, flights, keys, channelWords);
    Random random = new Random(1); // the same flights each time
    SomeSegments segments = new SomeSegments(random, topology, numbers, layout);
    World world = new World(settings);

    List<long[]> states = SearchWalk.of(new TcpModel(settings), STATES);
    for (long[] state : states) {
      RememberedOrbits.Plan plan = orbits.planOf(Arrays.copyOf(state, controlWords));
      layout.unpack(state, world);
      for (int i = 0; i < FLIGHTS_EACH; i++) {
        world.flight().clear();
        for (int count = random.nextInt(1 + SEGMENTS_MAX); count > 0; count--) {
          world.flight().add(segments.next());
        }
        long[] any = new long[layout.words()];
        layout.packAll(world, any);
        int flight = keys.channelsOf(Arrays.copyOfRange(any, controlWords, any.length));
        long[] remembered = Arrays.copyOf(plan.control(), any.length);
        long[] channels = new long[channelWords];
        keys.channels(FlightTable.number(orbits.flight(plan, flights.read(flight))), channels);
        System.arraycopy(channels, 0, remembered, controlWords, channelWords);

        symmetry.represent(any);

        assertThat(remembered).isEqualTo(any);
      }
    }
    assertThat(flights.segments().isFull()).isFalse();
  }
}
