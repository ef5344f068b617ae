package io.tarry.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Model;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.settings.FourTuple;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.Flight;
import io.tarry.tcp.world.Segment;
import io.tarry.tcp.world.World;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("What changes in a world change what can be reached")
class WorldProperties {

  @Property(tries = 20)
  void more_losses_never_make_fewer_worlds_reachable(@ForAll("smallWorlds") TestWorld world) {
    int lose = world.network().lose();
    assertContainsAll(
        Reachable.worlds(world.losing(lose + 1).settings()), Reachable.worlds(world.settings()));
  }

  @Property(tries = 20)
  void more_copies_never_make_fewer_worlds_reachable(@ForAll("smallWorlds") TestWorld world) {
    int duplicate = world.network().duplicate();
    assertContainsAll(
        Reachable.worlds(world.duplicating(duplicate + 1).settings()),
        Reachable.worlds(world.settings()));
  }

  @Property(tries = 20)
  void reordering_never_makes_fewer_ends_reachable(@ForAll("smallWorlds") TestWorld world) {
    // A queue and a sorted multiset list their segments differently, so the ends are compared.
    assertContainsAll(ends(world), ends(world.inOrder()));
  }

  @Property(tries = 25)
  void without_reordering_nothing_overtakes_what_one_host_sent_another_before(
      @ForAll("worldsInOrder") Settings settings) {
    TcpModel model = new TcpModel(settings);
    Model.Sink sink =
        new Model.Sink() {
          @Override
          public void offer(int action, long[] next) {
            if (model.step().isArrival()) {
              Segment moved = model.step().moved();
              Flight flight = model.before().flight();
              for (int i = 0; i < flight.count(); i++) {
                Segment other = flight.get(i);
                assertThat(onTheSameWay(model.before(), moved, other) && other.age() > moved.age())
                    .as(() -> moved + " overtakes " + other + "\n" + WorldText.of(settings))
                    .isFalse();
              }
            }
          }

          @Override
          public void beyond(int action, String limit) {
            // No state there.
          }
        };
    for (long[] state : SearchWalk.of(new TcpModel(settings), 2_000)) {
      model.successors(state, sink);
    }
  }

  private static boolean onTheSameWay(World world, Segment one, Segment other) {
    FourTuple tuple = world.topology().tuples().get(one.from().connection());
    FourTuple another = world.topology().tuples().get(other.from().connection());
    return one.from().side() == other.from().side()
        && tuple.clientAddress().equals(another.clientAddress());
  }

  /** Behind a NAT hosts share an address, so that a way has no name. */
  @Provide
  Arbitrary<Settings> worldsInOrder() {
    return AnyWorlds.settings()
        .filter(settings ->
            !settings.network().reorder()
                && !settings.nat()
                && new Topology(settings).tuples().size() > 1);
  }

  /** AssertJ's own takes the square of the time. */
  private static void assertContainsAll(Set<String> all, Set<String> some) {
    Set<String> missing = new HashSet<>(some);
    missing.removeAll(all);
    assertThat(missing).isEmpty();
  }

  private static Set<String> ends(TestWorld world) {
    Set<String> ends = new HashSet<>();
    for (String text : Reachable.worlds(world.settings())) {
      ends.add(text.substring(0, text.indexOf("flight:")));
    }
    return ends;
  }

  @Provide
  Arbitrary<TestWorld> smallWorlds() {
    Arbitrary<TestWorld> starts = Arbitraries.of(TestWorld.serverCloses(), TestWorld.bothClose());
    Arbitrary<Stack> stacks = Arbitraries.of(TestWorld.stacks());
    Arbitrary<Integer> faults = Arbitraries.integers().between(0, 1);
    Arbitrary<Integer> timeWaits = Arbitraries.integers().between(0, 5);
    return Combinators.combine(starts, stacks, faults, faults, timeWaits)
        .as((start, stack, lose, duplicate, timeWait) ->
            start.stack(stack).losing(lose).duplicating(duplicate).timeWait(timeWait).room(10));
  }
}
