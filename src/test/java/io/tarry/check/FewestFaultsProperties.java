package io.tarry.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.PlainFaults.Cost;
import io.tarry.engine.Divided;
import io.tarry.engine.Finding;
import io.tarry.engine.Property.Kind;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The runs with the fewest faults")
class FewestFaultsProperties {

  private static final int STATES_MAX = 20_000;

  private static final List<Claim> CLAIMS =
      Catalogue.all().stream()
          .filter(claim ->
              claim.property().kind() == Kind.ALWAYS
                  || claim.property().kind() == Kind.NO_STUCK_STATE)
          .toList();

  @Property(tries = 8)
  void are_those_that_Dijkstra_finds_over_the_whole_graph(@ForAll("closes") TestWorld world) {
    assertSame(world.settings());
  }

  @Property(tries = 8)
  void so_they_are_with_several_connections(@ForAll("services") Settings settings) {
    assertSame(settings);
  }

  @Example
  void some_take_several_of_all_kinds() {
    Settings settings = TestWorld.serverCloses().losing(2).duplicating(1).timeWait(6).settings();
    Set<Faults> kinds = new HashSet<>();
    found(settings, 1).values().forEach(known -> known.fewest().run().ifPresent(kinds::add));
    assertThat(kinds).anyMatch(run -> run.losses() > 0);
    assertThat(kinds).anyMatch(run -> run.copies() > 0);
    assertThat(kinds).anyMatch(run -> run.overtakings() > 0);
    assertThat(kinds).anyMatch(run -> run.total() > 1);
    assertSame(settings);
  }

  @Property(tries = 5)
  void are_the_same_for_two_threads(@ForAll("closes") TestWorld world) {
    Map<String, FaultSearches.Known> one = found(world.settings(), 1);
    Map<String, FaultSearches.Known> two = found(world.settings(), 2);
    assertThat(two.keySet()).isEqualTo(one.keySet());
    one.forEach((id, known) -> {
      assertThat(two.get(id).fewest()).isEqualTo(known.fewest());
      assertThat(two.get(id).finding().flatMap(Finding::trace).map(FewestFaultsProperties::text))
          .isEqualTo(known.finding().flatMap(Finding::trace).map(FewestFaultsProperties::text));
    });
  }

  private static String text(Trace run) {
    return run.actions() + " " + run.states().stream().map(java.util.Arrays::toString).toList();
  }

  @Property(tries = 8)
  void are_runs_of_the_world_that_counts_none(@ForAll("closes") TestWorld world) {
    Settings settings = world.settings();
    for (FaultSearches.Known known : found(settings, 1).values()) {
      Trace counted = known.finding().flatMap(Finding::trace).orElseThrow();
      Trace run = RunWithoutFaultCounts.of(settings, known.world(), counted);
      assertThat(run.length()).isEqualTo(counted.length());
      for (int i = 0; i < run.length(); i++) { // and what a story is told of
        int step = i;
        boolean[] told = new boolean[1];
        StoryTeller.whenShown(new TcpModel(settings), run, step, () -> told[0] = true);
        assertThat(told[0]).isTrue();
      }
    }
  }

  private static void assertSame(Settings settings) {
    Optional<Map<String, Cost>> costs = PlainFaults.of(settings, CLAIMS, STATES_MAX);
    Assume.that(costs.isPresent());
    SearchResult whole = search(settings, CLAIMS, 1);
    Map<String, FaultSearches.Known> found = found(settings, 1);
    for (Claim claim : CLAIMS) {
      Finding finding = whole.finding(claim.id());
      Optional<Cost> expected = Optional.ofNullable(costs.get().get(key(claim, finding)));
      Optional<FaultSearches.Known> known = Optional.ofNullable(found.get(claim.id()));
      assertThat(known.map(FewestFaultsProperties::cost))
          .as(() -> claim.id() + " " + finding.verdict() + "\n" + WorldText.of(settings))
          .isEqualTo(expected);
      known.ifPresent(one ->
          assertThat(one.fewest().ruledOut()).isEqualTo(one.fewest().run().orElseThrow().total()));
    }
  }

  /** Under which its run is to be found: that of a violation, or of the witness that it shows. */
  private static String key(Claim claim, Finding finding) {
    if (finding.verdict() == Verdict.VIOLATED) {
      return claim.id();
    }
    return claim.property().witnesses().isEmpty()
        ? claim.id() + "/end"
        : claim.id() + "/" + finding.witness().orElse(-1);
  }

  private static Cost cost(FaultSearches.Known known) {
    Trace run = known.finding().flatMap(Finding::trace).orElseThrow();
    return new Cost(known.fewest().run().orElseThrow().total(), run.length());
  }

  private static Map<String, FaultSearches.Known> found(Settings settings, int threads) {
    return FaultSearches.of(
        settings,
        CLAIMS,
        search(settings, CLAIMS, threads),
        (world, claims) -> search(world, claims, threads));
  }

  private static SearchResult search(Settings settings, List<Claim> claims, int threads) {
    return Divided.remembering(Search.of(() -> new TcpModel(settings)), 1)
        .using(threads)
        .run(claims.stream().map(Claim::property).toList());
  }

  @Provide
  Arbitrary<TestWorld> closes() {
    Arbitrary<TestWorld> starts = Arbitraries.of(TestWorld.serverCloses(), TestWorld.bothClose());
    Arbitrary<Stack> stacks = Arbitraries.of(TestWorld.stacks());
    Arbitrary<Integer> faults = Arbitraries.integers().between(0, 1);
    Arbitrary<Integer> timeWaits = Arbitraries.integers().between(0, 5);
    return Combinators.combine(starts, stacks, faults, faults, timeWaits)
        .as((start, stack, lose, duplicate, timeWait) ->
            start.stack(stack).losing(lose).duplicating(duplicate).timeWait(timeWait).room(10));
  }

  /** Behind a NAT hosts share an address, so that a way has no name. */
  @Provide
  Arbitrary<Settings> services() {
    return AnyWorlds.settings()
        .filter(settings ->
            !settings.nat() && !settings.time().real() && AnyWorlds.hasAtMost(2_000, settings));
  }
}
