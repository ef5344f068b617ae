package io.tarry.tcp;

import static io.tarry.tcp.world.PeerStamp.LEFT;
import static io.tarry.tcp.world.PeerStamp.STAMP;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.rules.Action;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Layout;
import io.tarry.tcp.world.PeerStamp;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.Timestamps;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What is zero because it no longer matters: no state has it otherwise, and if one had, all would
 * go on as it does.
 */
@DisplayName("A field that is dead")
class DeadFieldsTest {

  private static final int STATES = 12_000;

  private static final ServiceWorld REOPENED =
      ServiceWorld.clientComes(2)
          .clientSysctls(true, 1, 1)
          .serverSysctls(true, true, Settings.UNLIMITED)
          .timeWait(4)
          .network(0, 1, true);

  private static final ServiceWorld RECYCLING =
      ServiceWorld.clientComes(2)
          .serverFirst()
          .twoClients(true, 2)
          .clientSysctls(true, 0, 1)
          .serverSysctls(true, true, Settings.UNLIMITED)
          .timeWait(12);

  private static void replaceIncarnations(World world, int incarnation) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < world.flight().count(); i++) {
      Segment old = world.flight().get(i);
      boolean matters = old.syn() || old.textLength() > 0;
      segments.add(matters ? old : old.ofIncarnation(incarnation));
    }
    world.flight().clear();
    segments.forEach(world.flight()::add);
  }

  @Test
  void the_incarnation_of_a_segment_that_opens_and_carries_nothing() {
    assertDead(
        REOPENED.settings(),
        world -> replaceIncarnations(world, 1),
        world -> {
          for (int i = 0; i < world.flight().count(); i++) {
            Segment segment = world.flight().get(i);
            boolean matters = segment.syn() || segment.textLength() > 0;
            assertThat(matters || segment.incarnation() == 0).isTrue();
          }
        });
  }

  @Test
  void a_remembered_timestamp_older_than_all_that_can_come() {
    assertDead(
        RECYCLING.settings(),
        world -> {
          for (PeerStamp peer : world.serverRemembers) {
            if (peer.get(STAMP) == 0) {
              peer.set(STAMP, 1);
              peer.set(LEFT, 7);
            }
          }
        },
        world -> {
          for (PeerStamp peer : world.serverRemembers) {
            assertThat(peer.get(STAMP) == 1).isFalse();
            assertThat(peer.get(LEFT) > 0).isEqualTo(peer.get(STAMP) > 0);
          }
        });
  }

  /**
   * States that are changed there go on as those that are not.
   *
   * @param alter gives the dead field another value
   * @param isZero checks that no state has it
   */
  private static void assertDead(Settings settings, Consumer<World> alter, Consumer<World> isZero) {
    Topology topology = new Topology(settings);
    Layout layout = new Layout(settings, topology, new InitialSequenceNumbers(settings, topology));
    World world = new World(settings);
    List<long[]> states = SearchWalk.of(new TcpModel(settings), STATES);
    int altered = 0;
    for (int i = 0; i < states.size(); i += 17) {
      long[] state = states.get(i);
      layout.unpack(state, world);
      isZero.accept(world);
      alter.accept(world);
      long[] other = new long[layout.words()];
      layout.packAll(world, other);
      if (!Arrays.equals(state, other)) {
        altered++;
        assertThat(steps(settings, layout, other, alter))
            .isEqualTo(steps(settings, layout, state, alter));
      }
    }
    assertThat(altered).isGreaterThan(50);
  }

  /** All that can happen, what claims say of it, and where it leads but for the dead field. */
  private static Set<String> steps(
      Settings settings, Layout layout, long[] state, Consumer<World> alter) {
    TcpModel model = new TcpModel(settings);
    World next = new World(settings);
    Set<String> steps = new TreeSet<>();
    layout.unpack(state, next);
    alter.accept(next);
    String same = next + Arrays.toString(codes(next));
    model.successors(
        state.clone(),
        new Model.Sink() {
          @Override
          public void offer(int action, long[] after) {
            StringBuilder step = new StringBuilder(model.step().kind().name());
            step.append(model.step().rules());
            for (Claim claim : Catalogue.all()) {
              var property = claim.property();
              boolean premise =
                  property.premise().map(it -> it.test(model, state, action, after)).orElse(true);
              step.append(premise ? 1 : 0);
              step.append(premise && property.claim().test(model, state, action, after) ? 1 : 0);
            }
            layout.unpack(after, next);
            alter.accept(next);
            String there = next + Arrays.toString(codes(next));
            if (model.step().kind() != Action.Kind.TICK || !there.equals(same)) {
              steps.add(step + there); // time may go on for the dead field, and for nothing else
            }
          }

          @Override
          public void beyond(int action, String limit) {
            steps.add("beyond " + limit);
          }
        });
    return steps;
  }

  private static long[] codes(World world) {
    long[] codes = new long[world.flight().count()];
    Arrays.setAll(codes, i -> world.flight().get(i).code());
    return codes;
  }

  @Test
  void what_is_forgotten_before_its_time_would_have_refused_nothing() {
    Settings settings = RECYCLING.settings();
    Timestamps stamps = new Timestamps(settings, new Topology(settings));
    TcpModel model = new TcpModel(settings);
    int[] forgotten = {0};
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {
            for (int i = 0; i < model.after().serverRemembers.length; i++) {
              PeerStamp was = model.before().serverRemembers[i];
              if (model.step().kind() == Action.Kind.TICK
                  && was.get(LEFT) > 1
                  && model.after().serverRemembers[i].get(LEFT) == 0) {
                forgotten[0]++;
                int stamp = stamps.kept(i, Timestamps.tick(was.get(STAMP)));
                assertThat(oldestThatCanCome(settings, stamps, model.after()))
                    .isGreaterThanOrEqualTo(stamp);
              }
            }
          }

          @Override
          public void beyond(int action, String limit) {
            // No state there.
          }
        };
    SearchWalk.of(new TcpModel(settings), STATES)
        .forEach(state -> model.successors(state.clone(), sink));
    assertThat(forgotten[0]).isGreaterThan(50);
  }

  @Test
  void a_timestamp_is_forgotten_only_once_all_that_can_come_are_newer() {
    for (ServiceWorld world : List.of(REOPENED, RECYCLING)) {
      Settings settings = world.settings();
      Topology topology = new Topology(settings);
      Timestamps stamps = new Timestamps(settings, topology);
      TcpModel model = new TcpModel(settings);
      int[] forgotten = {0};
      Model.Sink sink =
          new Model.Sink() {
            @Override
            public void offer(int action, long[] next) {
              boolean ticks = model.step().kind() == Action.Kind.TICK;
              for (End end : topology.ends()) {
                int was = model.before().tcb(end).tsRecent();
                boolean mayFollow =
                    model.step().kind() == Action.Kind.DELIVER && model.step().at() == end;
                if (was > 1 && model.after().tcb(end).tsRecent() == 1 && !mayFollow) {
                  forgotten[0]++;
                  int stamp =
                      stamps.kept(topology.clockOf(end.peer()), ticks ? Timestamps.tick(was) : was);
                  assertThat(oldestFrom(end.peer(), settings, stamps, model.after()))
                      .isGreaterThan(stamp);
                }
              }
            }

            @Override
            public void beyond(int action, String limit) {
              // No state there.
            }
          };
      SearchWalk.of(new TcpModel(settings), STATES)
          .forEach(state -> model.successors(state.clone(), sink));
      assertThat(forgotten[0]).isGreaterThan(50);
    }
  }

  /** Of the timestamps on their way, and of those that can be sent now. */
  private static int oldestFrom(End sender, Settings settings, Timestamps stamps, World world) {
    int clients = sender.side() == Side.CLIENT ? settings.clients().size() : 1;
    IntStream now =
        IntStream.range(0, clients)
            .map(client ->
                stamps.of(
                    Segment.of(sender, 1, 1, Segment.ACK, 0, false, 0).stamped(client), world));
    IntStream onTheirWay =
        IntStream.range(0, world.flight().count())
            .mapToObj(i -> world.flight().get(i))
            .filter(segment -> segment.stamped() && segment.from() == sender)
            .mapToInt(segment -> stamps.of(segment, world));
    return IntStream.concat(now, onTheirWay).min().orElseThrow();
  }

  private static int oldestThatCanCome(Settings settings, Timestamps stamps, World world) {
    return IntStream.range(0, settings.clients().size())
        .map(client ->
            stamps.of(
                Segment.of(End.CLIENT, 1, 1, Segment.SYN, 0, false, settings.time().msl())
                    .stamped(client),
                world))
        .min()
        .orElseThrow();
  }

  @Test
  void how_far_back_a_timestamp_is_beyond_all_that_can_come() {
    Settings settings = RECYCLING.settings();
    Topology topology = new Topology(settings);
    Timestamps stamps = new Timestamps(settings, topology);
    World world = new World(settings);
    for (int age = 0; age <= settings.time().msl(); age++) {
      for (int client = 0; client < settings.clients().size(); client++) {
        for (End from : List.of(End.CLIENT, End.SERVER)) {
          int clock = topology.clockOf(from);
          int came =
              stamps.of(
                  Segment.of(from, 1, 1, Segment.ACK, 0, false, age)
                      .stamped(from == End.CLIENT ? client : 0),
                  world);
          for (int stamp = -9; stamp <= 9; stamp++) {
            int kept = stamps.kept(clock, stamps.keep(clock, stamp));
            assertThat(kept - came > 0).isEqualTo(stamp - came > 0);
            assertThat(kept - came > 1).isEqualTo(stamp - came > 1);
            assertThat(kept == came).isEqualTo(stamp == came);
          }
        }
      }
    }
  }
}
