package io.tarry.tcp;

import static io.tarry.tcp.world.PeerStamp.LEFT;
import static io.tarry.tcp.world.PeerStamp.STAMP;
import static io.tarry.tcp.world.Tcb.TS_RECENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Fairness;
import io.tarry.engine.Limits;
import io.tarry.engine.Model;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.StepGrouping;
import io.tarry.engine.StepTest;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.PeerStamp;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What TcpModel leaves zero, a search that tells such states apart may have otherwise: it finds
 * more states, and nothing else.
 */
@Label("States that differ only in dead fields")
class DeadFieldsProperties {

  private static final int STATES_SEARCHED = 3_000;
  private static final int STATES_SPOILT = 40_000;

  /** The dead fields of a world. */
  private static final class DeadFields {

    private final Settings settings;
    private final Topology topology;
    private final Timestamps stamps;
    private final Layout layout;
    private final World world;
    private final int incarnations;

    DeadFields(Settings settings) {
      this.settings = settings;
      topology = new Topology(settings);
      stamps = new Timestamps(settings, topology);
      layout = new Layout(settings, topology, new InitialSequenceNumbers(settings, topology));
      world = new World(settings);
      incarnations = topology.remembersIncarnation() ? topology.incarnationsMax() : 0;
    }

    static boolean areIn(Settings settings) {
      return new Topology(settings).remembersIncarnation() || remembersStamps(settings);
    }

    private static boolean remembersStamps(Settings settings) {
      return settings.server().sysctls().timestamps() && settings.time().timeWait() > 0;
    }

    long[] zero(long[] state) {
      set(state, bound -> 0);
      long[] packed = new long[layout.words()];
      layout.pack(world, packed);
      return packed;
    }

    /** Other values, the same each time for the same state. */
    long[] spoil(long[] state) {
      java.util.Random random = new java.util.Random(Arrays.hashCode(state));
      set(state, random::nextInt);
      long[] packed = new long[layout.words()];
      layout.packAll(world, packed);
      return packed;
    }

    private void set(long[] state, IntUnaryOperator lessThan) {
      layout.unpack(state, world);
      List<Segment> segments = new ArrayList<>();
      for (int i = 0; i < world.flight().count(); i++) {
        Segment segment = world.flight().get(i);
        boolean dead = !segment.syn() && segment.textLength() == 0;
        segments.add(
            dead ? withIncarnation(segment, lessThan.applyAsInt(incarnations + 1)) : segment);
      }
      world.flight().clear();
      segments.forEach(world.flight()::add);
      if (remembersStamps(settings)) {
        for (PeerStamp peer : world.serverRemembers) {
          if (peer.get(STAMP) <= 1 && settings.server().sysctls().twRecycle()) {
            peer.set(LEFT, lessThan.applyAsInt(settings.time().timeWait() + 1));
            peer.set(STAMP, peer.get(LEFT) > 0 ? 1 : 0);
          }
        }
      }
      for (End end : world.ends()) {
        Tcb tcb = world.tcb(end);
        if (tcb.tsRecent() == 1) {
          int clock = topology.clockOf(end.peer());
          int tooOld = stamps.earliestFrom(end.peer(), world) - 1;
          tcb.set(TS_RECENT, 1 + lessThan.applyAsInt(stamps.keep(clock, tooOld)));
        }
      }
    }

    private static Segment withIncarnation(Segment segment, int incarnation) {
      Segment without =
          Segment.of(
              segment.from(),
              segment.seq(),
              segment.ack(),
              segment.flags(),
              segment.textLength(),
              segment.retransmission(),
              segment.age());
      Segment whole = segment.stamped() ? without.stamped(segment.client()) : without;
      return whole.ofIncarnation(incarnation);
    }
  }

  /** The same world; where each step leads is changed. */
  private record Changed(TcpModel tcp, DeadFields fields) implements Model {

    @Override
    public int words() {
      return tcp.words();
    }

    @Override
    public void initialStates(Sink sink) {
      tcp.initialStates(changing(new long[0], sink));
    }

    @Override
    public void successors(long[] state, Sink sink) {
      tcp.successors(state, changing(fields.zero(state), sink));
    }

    @Override
    public void show(long[] state) {
      tcp.show(state);
    }

    /** Nothing else is spoilt: time does not go on for a dead field. */
    private Sink changing(long[] before, Sink sink) {
      return new Sink() {
        @Override
        public void offer(int action, long[] next) {
          boolean ticks = Action.of(action).kind() == Action.Kind.TICK;
          if (!ticks || !Arrays.equals(fields.zero(next), before)) {
            sink.offer(action, fields.spoil(next));
          }
        }

        @Override
        public void beyond(int action, String limit) {
          sink.beyond(action, limit);
        }
      };
    }
  }

  private static StepTest<Changed> of(StepTest<TcpModel> test) {
    return (model, before, action, after) -> test.test(model.tcp(), before, action, after);
  }

  private static StepGrouping<Changed> keyOf(StepGrouping<TcpModel> key) {
    return (model, before, action, after) -> key.of(model.tcp(), before, action, after);
  }

  private static io.tarry.engine.Property<Changed> of(io.tarry.engine.Property<TcpModel> property) {
    return new io.tarry.engine.Property<>(
        property.name(),
        property.kind(),
        property.premise().map(DeadFieldsProperties::of),
        of(property.claim()),
        property.witnesses().stream().map(DeadFieldsProperties::of).toList(),
        property.fairness().stream()
            .map(it -> new Fairness<>(it.group(), it.strength(), keyOf(it.key())))
            .toList(),
        property.mayRest());
  }

  /** Without such worlds, the random ones would show nothing. */
  @Example
  void are_more_where_dead_fields_are_spoilt() {
    ServiceWorld twice = ServiceWorld.clientComes(2).ports(1).timeWait(1).network(0, 0, false);
    Settings incarnations = twice.settings().remembering(Set.of(Settings.Ghost.INCARNATION));
    Settings stamps = twice.clientSysctls(true, 0, 1).serverSysctls(true, true, 0).settings();
    for (Settings world : List.of(incarnations, stamps)) {
      assertThat(DeadFields.areIn(world)).isTrue();
      assertThat(statesSpoilt(world)).isGreaterThan(states(() -> new TcpModel(world)));
    }
  }

  private static long statesSpoilt(Settings world) {
    return states(() -> new Changed(new TcpModel(world), new DeadFields(world)));
  }

  private static <M extends Model> long states(Supplier<M> model) {
    return Search.of(model).run(List.of()).statistics().states();
  }

  // Worlds too large to search are discarded; more than half of them may be.
  @Property(tries = 40, maxDiscardRatio = 50)
  void are_judged_alike(@ForAll("worlds") Settings settings) {
    List<io.tarry.engine.Property<TcpModel>> asked =
        Catalogue.all().stream().map(Claim::property).toList();
    SearchResult plain =
        Divided.remembering(Search.of(() -> new TcpModel(settings)), 1)
            .within(Limits.none().states(STATES_SEARCHED))
            .run(asked);
    Assume.that(plain.stoppedBy().isEmpty());

    Set<List<Long>> found = new HashSet<>();
    DeadFields fields = new DeadFields(settings);
    List<io.tarry.engine.Property<Changed>> counting =
        new ArrayList<>(asked.stream().map(DeadFieldsProperties::of).toList());
    counting.add(
        io.tarry.engine.Property.always(
            "seen",
            (model, before, action, after) -> {
              found.add(Arrays.stream(fields.zero(after)).boxed().toList());
              return true;
            }));
    SearchResult spoilt =
        Search.of(() -> new Changed(new TcpModel(settings), new DeadFields(settings)))
            .within(Limits.none().states(STATES_SPOILT))
            .run(counting);
    Assume.that(spoilt.stoppedBy().isEmpty());

    assertThat(found).hasSize((int) plain.statistics().states());
    SameFindings.assertThatBothSayTheSame(asked, plain, spoilt);
  }

  @Provide
  Arbitrary<Settings> worlds() {
    return RandomWorlds.small(Arbitraries.of(true, false)).filter(DeadFields::areIn);
  }
}
