package io.tarry.tcp.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Property.Kind;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.SameFindings;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Tick;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Dense time, over random worlds")
class RealTimeProperties {

  /** Eight small steps, if there have to be some. */
  private static final Tick SHORT = new Tick(8);

  private static final List<Claim> CLAIMS =
      Catalogue.all().stream().filter(claim -> !claim.property().kind().isAboutRuns()).toList();

  private static final List<io.tarry.engine.Property<TcpModel>> ASKED =
      CLAIMS.stream().map(Claim::property).toList();

  /**
   * What a run of ticks meets, a run of dense time can meet; so both say the same, or ticks miss.
   */
  @Property(tries = 60)
  void what_ticks_find_is_found_in_dense_time(@ForAll("worlds") TestWorld world) {
    SearchResult real = real(world);
    for (int times : List.of(1, 2)) {
      SearchResult ticks = ticks(world, times);
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
  }

  @Property(tries = 30)
  void ticks_that_are_short_enough_find_what_dense_time_finds(@ForAll("worlds") TestWorld world) {
    SearchResult real = real(world);
    SearchResult ticks = ticks(world, 4);
    for (Claim claim : CLAIMS) {
      assertThat(verdict(ticks, claim)).as(claim.id()).isEqualTo(verdict(real, claim));
    }
  }

  @Property(tries = 40)
  void leaving_out_what_is_covered_changes_no_verdict_and_no_length(
      @ForAll("worlds") TestWorld world) {
    SearchResult whole = search(settings(world, Settings.Time.Kind.REAL, 1)).run(ASKED);
    SearchResult less = real(world);
    SameFindings.assertThatBothSayTheSame(ASKED, less, whole);
    assertThat(less.statistics().states()).isLessThanOrEqualTo(whole.statistics().states());
  }

  @Property(tries = 20)
  void any_number_of_threads_says_the_same(@ForAll("worlds") TestWorld world) {
    SearchResult one = real(world);
    Settings settings = settings(world, Settings.Time.Kind.REAL, 1);
    SearchResult three = covered(settings, search(settings)).using(3).run(ASKED);
    assertThat(three.statistics().states()).isEqualTo(one.statistics().states());
    assertThat(three.statistics().transitions()).isEqualTo(one.statistics().transitions());
    for (Claim claim : CLAIMS) {
      assertThat(three.finding(claim.id()).trace().map(trace -> trace.actions()))
          .isEqualTo(one.finding(claim.id()).trace().map(trace -> trace.actions()));
    }
  }

  /** So the clocks of a run are what they are said to be: the same steps happen at those ticks. */
  @Property(tries = 60)
  void each_run_happens_at_its_moments_by_a_clock_that_ticks(@ForAll("worlds") TestWorld world) {
    Settings real = settings(world, Settings.Time.Kind.REAL, 1, SHORT);
    SearchResult result = covered(real, search(real)).run(ASKED);
    for (Claim claim : CLAIMS) {
      result
          .finding(claim.id())
          .trace()
          .ifPresent(trace -> {
            RunByTicks run = RunByTicks.of(real, trace);
            int times = Math.toIntExact(SHORT.micros() / run.times().tick().micros());
            Settings ticks = settings(world, Settings.Time.Kind.TICKS, times, run.times().tick());
            assertThat(run.firstStepThatCannotHappen(ticks)).as(claim.id()).isEmpty();
          });
    }
  }

  /** Something that no run meets; that no run breaks; that some run breaks. */
  private static int strength(Verdict verdict) {
    return switch (verdict) {
      case VACUOUS -> 0;
      case HOLDS -> 1;
      case VIOLATED -> 2;
      case UNDECIDED -> throw new AssertionError("raise the limits of these worlds");
    };
  }

  private static Verdict verdict(SearchResult result, Claim claim) {
    return result.finding(claim.id()).verdict();
  }

  private static SearchResult real(TestWorld world) {
    Settings settings = settings(world, Settings.Time.Kind.REAL, 1);
    return covered(settings, search(settings)).run(ASKED);
  }

  private static Search<TcpModel> covered(Settings settings, Search<TcpModel> search) {
    return search.leavingOutCovered(new TcpModel(settings).covering().orElseThrow());
  }

  private static SearchResult ticks(TestWorld world, int times) {
    return search(settings(world, Settings.Time.Kind.TICKS, times)).run(ASKED);
  }

  private static Search<TcpModel> search(Settings settings) {
    return Search.of(() -> new TcpModel(settings));
  }

  private static Settings settings(TestWorld world, Settings.Time.Kind kind, int times) {
    return settings(world, kind, times, new Tick(1_000_000 / times));
  }

  private static Settings settings(TestWorld world, Settings.Time.Kind kind, int times, Tick tick) {
    Settings.Time time = world.time();
    TestWorld same =
        world.time(
            new Settings.Time(
                kind,
                time.msl() * times,
                time.rto() * times,
                time.backOff(),
                time.retransmissions(),
                time.timeWait() * times,
                time.finWait2() * times,
                tick));
    return same.settings().remembering(TestWorld.GHOSTS);
  }

  @Provide
  Arbitrary<TestWorld> worlds() {
    Arbitrary<TestWorld> starts = Arbitraries.of(TestWorld.serverCloses(), TestWorld.bothClose());
    Arbitrary<Stack> stacks = Arbitraries.of(TestWorld.stacks());
    Arbitrary<Settings.Network> networks =
        Combinators.combine(
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 1),
                Arbitraries.of(true, false))
            .as((losses, copies, reorder) ->
                new Settings.Network(losses, copies, reorder, 16, Map.of()));
    Arbitrary<Settings.Time> times =
        Combinators.combine(
                Arbitraries.integers().between(1, 2),
                Arbitraries.integers().between(1, 4),
                Arbitraries.of(true, false),
                Arbitraries.integers().between(0, 2),
                Arbitraries.integers().between(0, 5))
            .as((msl, rto, backOff, retransmissions, timeWait) ->
                new Settings.Time(
                    Settings.Time.Kind.TICKS, msl, rto, backOff, retransmissions, timeWait, 3));
    return Combinators.combine(starts, stacks, networks, times)
        .as((start, stack, network, time) -> start.stack(stack).network(network).time(time));
  }
}
