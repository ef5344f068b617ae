package io.tarry.tcp.world;

import static io.tarry.tcp.world.App.ACCEPTED;
import static io.tarry.tcp.world.App.DELIVERED;
import static io.tarry.tcp.world.App.END_OF_FILE;
import static io.tarry.tcp.world.App.ERROR;
import static io.tarry.tcp.world.App.POSITION;
import static io.tarry.tcp.world.Tcb.FATE;
import static io.tarry.tcp.world.Tcb.FIN_QUEUED;
import static io.tarry.tcp.world.Tcb.HELD_BYTES;
import static io.tarry.tcp.world.Tcb.HELD_FIN;
import static io.tarry.tcp.world.Tcb.ORPHAN;
import static io.tarry.tcp.world.Tcb.PASSED_CLOSING;
import static io.tarry.tcp.world.Tcb.PASSIVE;
import static io.tarry.tcp.world.Tcb.RCV_NXT;
import static io.tarry.tcp.world.Tcb.RETRANSMISSIONS;
import static io.tarry.tcp.world.Tcb.RETRANSMISSION_TIMER;
import static io.tarry.tcp.world.Tcb.SEGMENT_ENDS;
import static io.tarry.tcp.world.Tcb.SND_END;
import static io.tarry.tcp.world.Tcb.SND_NXT;
import static io.tarry.tcp.world.Tcb.SND_UNA;
import static io.tarry.tcp.world.Tcb.STATE;
import static io.tarry.tcp.world.Tcb.TIME_WAIT_TIMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.engine.Model;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.SearchWalk;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Topology;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

@Label("Packed and unpacked states agree")
class LayoutProperties {

  private final Settings settings = TestWorld.wholeExchange().losing(3).duplicating(2).settings();
  private final Layout layout = layoutOf(settings);

  private static Layout layoutOf(Settings settings) {
    Topology topology = new Topology(settings);
    return new Layout(settings, topology, new InitialSequenceNumbers(settings, topology));
  }

  @Property
  void a_world_packed_and_unpacked_is_the_same_world(
      @ForAll long seed, @ForAll @IntRange(max = 8) int segments) {
    World world = randomWorld(new Random(seed), segments);
    long[] state = new long[layout.words()];
    layout.pack(world, state);
    World read = new World(settings);
    layout.unpack(state, read);

    assertThat(read).hasToString(world.toString());
    assertThat(read.flight().budgets).hasToString(world.flight().budgets.toString());

    long[] again = new long[layout.words()];
    layout.pack(read, again);
    assertThat(again).isEqualTo(state);
  }

  /** Every state of a world with all that hosts can have comes back as it was packed. */
  @Example
  void states_of_a_service_survive_unpacking() {
    Settings service =
        ServiceWorld.clientComes(2)
            .clientSysctls(true, 1, 1)
            .serverSysctls(true, true, 1)
            .serverOptions(SocketOptions.NONE, 1)
            .isn(IsnChoice.ANY)
            .settings()
            .remembering(Set.of(Settings.Ghost.values()));
    TcpModel model = new TcpModel(service);
    Layout serviceLayout = layoutOf(service);
    long[][] seen = new long[1][];
    SearchWalk.of(model, 3_000)
        .forEach(state -> {
          World world = new World(service);
          serviceLayout.unpack(state, world);
          seen[0] = new long[serviceLayout.words()];
          serviceLayout.pack(world, seen[0]);
          assertThat(seen[0]).isEqualTo(state);
        });
    assertThat(seen[0]).isNotNull();
  }

  /** A step packs only what it changed; here the world after it is packed whole. */
  @Property(tries = 60)
  void the_state_after_a_step_is_the_world_after_it(@ForAll("worlds") Settings any) {
    TcpModel model = new TcpModel(any);
    Layout anyLayout = layoutOf(any);
    for (long[] state : SearchWalk.of(new TcpModel(any), 200)) {
      model.successors(
          state,
          new Model.Sink() {
            @Override
            public void offer(int action, long[] after) {
              long[] whole = new long[anyLayout.words()];
              anyLayout.packAll(model.after(), whole);
              assertThat(whole).isEqualTo(after);
            }

            @Override
            public void beyond(int action, String limit) {
              // No state there.
            }
          });
    }
  }

  @Provide
  Arbitrary<Settings> worlds() {
    return AnyWorlds.settings();
  }

  @Example
  void a_number_too_large_for_its_field_is_refused() {
    World world = new World(settings);
    world.tcb(End.CLIENT).set(RETRANSMISSIONS, 1000);
    assertThatThrownBy(() -> layout.pack(world, new long[layout.words()]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1000 does not fit");
  }

  @Example
  void a_sequence_number_below_all_is_refused_where_there_are_several_first_ones() {
    Settings service = ServiceWorld.clientComes(2).settings();
    World world = new World(service);
    int below = InitialSequenceNumbers.first(Side.CLIENT) - 1;
    world.tcb(End.CLIENT).set(SND_UNA, below);
    Layout several = layoutOf(service);
    assertThatThrownBy(() -> several.pack(world, new long[several.words()]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no sequence number " + below);
  }

  private World randomWorld(Random random, int segments) {
    World world = new World(settings);
    for (End end : world.ends()) {
      Tcb tcb = world.tcb(end);
      tcb.set(STATE, TcpState.of(random.nextInt(11)));
      tcb.set(PASSIVE, random.nextBoolean());
      tcb.set(SND_UNA, sequence(random, end));
      tcb.set(SND_NXT, sequence(random, end));
      tcb.set(SND_END, sequence(random, end));
      tcb.set(RCV_NXT, sequence(random, end.peer()));
      tcb.set(SEGMENT_ENDS, random.nextInt(2));
      tcb.set(FIN_QUEUED, random.nextBoolean());
      tcb.set(ORPHAN, random.nextBoolean());
      tcb.set(HELD_BYTES, random.nextInt(4));
      tcb.set(HELD_FIN, sequence(random, end.peer()));
      tcb.set(RETRANSMISSIONS, random.nextInt(settings.time().retransmissions() + 1));
      tcb.set(RETRANSMISSION_TIMER, random.nextInt(settings.time().rto() * 4 + 2));
      tcb.set(TIME_WAIT_TIMER, random.nextInt(settings.time().timeWait() + 2));
      tcb.set(FATE, Fate.of(random.nextInt(5)));
      tcb.set(PASSED_CLOSING, random.nextBoolean());
      App app = world.app(end);
      app.set(
          POSITION, random.nextInt(world.host(end).program().script().instructions().size() + 1));
      app.set(ACCEPTED, random.nextInt(2));
      app.set(DELIVERED, random.nextInt(3));
      app.set(END_OF_FILE, random.nextBoolean());
      app.set(ERROR, UserError.of(random.nextInt(4)));
    }
    world.flight().budgets.set(FaultBudgets.LOSSES, random.nextInt(settings.network().lose() + 1));
    world
        .flight()
        .budgets
        .set(FaultBudgets.COPIES, random.nextInt(settings.network().duplicate() + 1));
    for (int i = 0; i < segments; i++) {
      world.flight().add(randomSegment(random));
    }
    return world;
  }

  private Segment randomSegment(Random random) {
    End from = End.of(random.nextInt(2));
    return Segment.of(
        from,
        sequence(random, from),
        sequence(random, from.peer()),
        random.nextInt(16),
        random.nextInt(2),
        random.nextBoolean(),
        random.nextInt(settings.time().msl() + 1));
  }

  private static int sequence(Random random, End sender) {
    int relative = random.nextInt(5);
    return relative == 0 ? 0 : InitialSequenceNumbers.first(sender.side()) + relative - 1;
  }
}
