package io.tarry.tcp.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Limits;
import io.tarry.engine.Property.Kind;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.OtherZones;
import io.tarry.tcp.RandomWorlds;
import io.tarry.tcp.SameFindings;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Time;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Dense time is held to ticks, and what a search of it leaves out to searches that do not.
 *
 * <p>{@code closes} are many ways to close one connection; {@code worlds} are of any shape, with
 * handshakes, data, several ends, a NAT, restarts.
 */
@Label("Dense time, over random worlds")
class RealTimeProperties {

  private static final int STATES_MAX = 20_000;

  private static final List<Claim> CLAIMS =
      Catalogue.all().stream().filter(claim -> !claim.property().kind().isAboutRuns()).toList();

  private static final List<io.tarry.engine.Property<TcpModel>> ASKED =
      CLAIMS.stream().map(Claim::property).toList();

  // ---- Ticks

  @Property(tries = 13)
  void what_ticks_find_in_a_close_is_found_in_dense_time(@ForAll("closes") TimedWorld world) {
    assertThatTicksFindNothingMore(world, 1);
    assertThatTicksFindNothingMore(world, 2);
  }

  @Property(tries = 16)
  void what_ticks_find_in_any_world_is_found_in_dense_time(@ForAll("worlds") TimedWorld world) {
    assertThatTicksFindNothingMore(world, 1);
    assertThatTicksFindNothingMore(world, 2);
  }

  /** What a run of ticks meets, a run of dense time can meet. */
  private static void assertThatTicksFindNothingMore(TimedWorld world, int times) {
    SearchResult real = real(world.real());
    SearchResult ticks = search(world.ticks(times));
    for (Claim claim : CLAIMS) {
      Verdict inTicks = verdict(ticks, claim);
      Verdict inReal = verdict(real, claim);
      if (claim.property().kind() == Kind.REACHABLE) {
        assertThat(inTicks == Verdict.HOLDS && inReal != Verdict.HOLDS)
            .as("%s, %d: %s, %s", claim.id(), times, inTicks, inReal)
            .isFalse();
      } else {
        assertThat(strength(inReal))
            .as("%s, %d: %s, %s", claim.id(), times, inTicks, inReal)
            .isGreaterThanOrEqualTo(strength(inTicks));
      }
    }
  }

  @Property(tries = 6)
  void short_ticks_find_in_a_close_what_dense_time_finds(@ForAll("closes") TimedWorld world) {
    assertThatShortTicksSayTheSame(world, 4);
  }

  @Property(tries = 6)
  void short_ticks_find_in_any_world_what_dense_time_finds(@ForAll("worlds") TimedWorld world) {
    assertThatShortTicksSayTheSame(world, 3);
  }

  private static void assertThatShortTicksSayTheSame(TimedWorld world, int times) {
    SearchResult real = real(world.real());
    SearchResult ticks = search(world.ticks(times));
    for (Claim claim : CLAIMS) {
      assertThat(verdict(ticks, claim)).as(claim.id()).isEqualTo(verdict(real, claim));
    }
  }

  // ---- What is left out

  @Property(tries = 8)
  void leaving_out_what_is_covered_changes_nothing_in_a_close(@ForAll("closes") TimedWorld world) {
    assertThatLessSaysTheSame(world, search(world.real()));
  }

  @Property(tries = 8)
  void leaving_out_what_is_covered_changes_nothing_in_any_world(
      @ForAll("worlds") TimedWorld world) {
    assertThatLessSaysTheSame(world, search(world.real()));
  }

  @Property(tries = 8)
  void that_the_oldest_goes_first_changes_nothing(@ForAll("closes") TimedWorld world) {
    assertThatLessSaysTheSame(world, search(() -> OtherZones.inAnyOrder(world.real())));
  }

  @Property(tries = 8)
  void plain_zones_say_the_same_of_a_close(@ForAll("closes") TimedWorld world) {
    assertThatLessSaysTheSame(world, search(() -> OtherZones.plain(world.real())));
  }

  @Property(tries = 8)
  void plain_zones_say_the_same_of_any_world(@ForAll("worlds") TimedWorld world) {
    assertThatLessSaysTheSame(world, search(() -> OtherZones.plain(world.real())));
  }

  private static void assertThatLessSaysTheSame(TimedWorld world, SearchResult whole) {
    SearchResult less = real(world.real());
    SameFindings.assertThatBothSayTheSame(ASKED, less, whole);
    assertThat(less.statistics().states()).isLessThanOrEqualTo(whole.statistics().states());
  }

  // ---- Threads and moments

  @Property(tries = 5)
  void any_number_of_threads_says_the_same(@ForAll("closes") TimedWorld world) {
    SearchResult one = real(world.real());
    for (int threads : List.of(2, 3)) {
      Settings settings = world.real();
      SearchResult more = covered(settings).using(threads).run(ASKED);
      assertThat(more.statistics().states()).isEqualTo(one.statistics().states());
      assertThat(more.statistics().transitions()).isEqualTo(one.statistics().transitions());
      for (Claim claim : CLAIMS) {
        assertThat(more.finding(claim.id()).trace().map(Trace::actions))
            .isEqualTo(one.finding(claim.id()).trace().map(Trace::actions));
      }
    }
  }

  /** So the clocks of a run are what they are said to be: the same steps happen at those ticks. */
  @Property(tries = 13)
  void each_run_of_a_close_happens_at_its_moments_by_a_clock_that_ticks(
      @ForAll("closes") TimedWorld world) {
    assertThatRunsHappen(world);
  }

  @Property(tries = 13)
  void each_run_of_any_world_happens_at_its_moments_by_a_clock_that_ticks(
      @ForAll("worlds") TimedWorld world) {
    assertThatRunsHappen(world);
  }

  private static void assertThatRunsHappen(TimedWorld world) {
    Settings real = world.realOfShortTicks();
    SearchResult result = real(real);
    for (Claim claim : CLAIMS) {
      result
          .finding(claim.id())
          .trace()
          .ifPresent(trace -> {
            RunByTicks run = RunByTicks.of(real, trace);
            long micros = run.times().tick().micros();
            int times = Math.toIntExact(TimedWorld.SHORT.micros() / micros);
            assertThat(run.firstStepThatCannotHappen(world.ticks(times, run.times().tick())))
                .as(claim.id())
                .isEmpty();
          });
    }
  }

  // ---- Searches

  /** Something that no run meets; that no run breaks; that some run breaks. */
  private static int strength(Verdict verdict) {
    return switch (verdict) {
      case VACUOUS -> 0;
      case HOLDS -> 1;
      case VIOLATED -> 2;
      case UNDECIDED -> throw new AssertionError("not a whole search");
    };
  }

  private static Verdict verdict(SearchResult result, Claim claim) {
    return result.finding(claim.id()).verdict();
  }

  private static SearchResult real(Settings settings) {
    return whole(covered(settings));
  }

  private static Search<TcpModel> covered(Settings settings) {
    return Search.of(() -> new TcpModel(settings))
        .leavingOutCovered(new TcpModel(settings).covering().orElseThrow());
  }

  private static SearchResult search(Settings settings) {
    return search(() -> new TcpModel(settings));
  }

  private static SearchResult search(Supplier<TcpModel> model) {
    return whole(Search.of(model::get));
  }

  /** Of a world that is small enough, and has room for all its segments. */
  private static SearchResult whole(Search<TcpModel> search) {
    SearchResult result = search.within(Limits.none().states(STATES_MAX)).run(ASKED);
    Assume.that(result.stoppedBy().isEmpty());
    return result;
  }

  // ---- Worlds

  @Provide
  Arbitrary<TimedWorld> worlds() {
    return Arbitraries.oneOf(AnyWorlds.settings(), RandomWorlds.small(Arbitraries.of(true, false)))
        .filter(TimedWorld::canBeMadeOf)
        .map(TimedWorld::of)
        .filter(world -> AnyWorlds.hasAtMost(3_000, world.ticks(1)));
  }

  @Provide
  Arbitrary<TimedWorld> closes() {
    Arbitrary<TestWorld> starts = Arbitraries.of(TestWorld.serverCloses(), TestWorld.bothClose());
    Arbitrary<Stack> stacks = Arbitraries.of(TestWorld.stacks());
    Arbitrary<Settings.Network> networks =
        Combinators.combine(
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 1),
                Arbitraries.of(true, false))
            .as((losses, copies, reorder) ->
                new Settings.Network(losses, copies, reorder, 16, Map.of()));
    Arbitrary<Time> times =
        Combinators.combine(
                Arbitraries.integers().between(1, 2),
                Arbitraries.integers().between(1, 4),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 5))
            .as((msl, rto, backOff, retransmissions, timeWait) ->
                new Time(
                    Time.Kind.TICKS,
                    msl,
                    new Retransmission(rto, backOff, retransmissions),
                    timeWait,
                    3));
    return Combinators.combine(starts, stacks, networks, times)
        .as((start, stack, network, time) ->
            TimedWorld.of(start.stack(stack).network(network).time(time).settings()));
  }
}
