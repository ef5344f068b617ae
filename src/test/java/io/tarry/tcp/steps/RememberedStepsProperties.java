package io.tarry.tcp.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Limits;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.StepsTwice;
import io.tarry.engine.Symmetry;
import io.tarry.engine.Trace;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.property.OwnClaims;
import io.tarry.property.OwnClaims.About;
import io.tarry.property.expression.Parsed;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.RandomWorlds;
import io.tarry.tcp.ServiceWorld;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.symmetry.WorldSymmetry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Label;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** A world that remembers steps against the same world that works out each of them. */
@Label("Remembered steps")
class RememberedStepsProperties {

  private static final int STATES_ASKED = 120;
  private static final int STATES_SEARCHED = 400;

  private static final List<Claim> CLAIMS = Stream.concat(Catalogue.all().stream(), own()).toList();

  private static final List<Property<TcpModel>> ASKED =
      CLAIMS.stream().map(Claim::property).toList();

  /** Of these, a search that is reduced by symmetry can decide each. */
  private static final List<Property<TcpModel>> ASKED_OF_ORBITS =
      CLAIMS.stream()
          .filter(claim -> claim.needs().toldApart().isEmpty())
          .map(Claim::property)
          .filter(property -> !property.kind().isAboutRuns())
          .toList();

  /** Some that look at the network, and some that do so after they looked at something else. */
  private static Stream<Claim> own() {
    return Stream.of(
        OwnClaims.always(about("few-segments"), parsed("network.size <= 3")),
        OwnClaims.never(about("rst-under-way"), parsed("network has RST")),
        OwnClaims.reachable(
            about("quiet-time-wait"), parsed("client.state == TIME_WAIT and network is empty")),
        OwnClaims.always(
            about("fin-was-under-way"),
            parsed("step delivers FIN"),
            parsed("before.network has FIN")),
        OwnClaims.reachable(
            about("fins-cross"),
            parsed("network has FIN from client and network has FIN from server")),
        OwnClaims.never(about("rst-sent"), parsed("step sends RST")),
        OwnClaims.reachable(
            about("more-than-before"), parsed("network.size > before.network.size")));
  }

  private static final Set<String> LOOK_AT_THE_NETWORK =
      Set.of(
          "old-segments-gone-before-reopen",
          "few-segments",
          "rst-under-way",
          "quiet-time-wait",
          "fin-was-under-way",
          "fins-cross",
          "more-than-before");

  private static About about(String id) {
    return new About(id, Optional.empty(), "a test");
  }

  private static Parsed.Good parsed(String text) {
    return (Parsed.Good) Parsed.of(text);
  }

  @net.jqwik.api.Property(
      tries = 60,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void are_those_of_each_state_and_judged_as_each_is(
      @ForAll("worlds") Settings world, @ForAll("claims") List<Property<TcpModel>> asked) {
    StepsTwice<TcpModel> walk = walk(world, asked, Optional.empty());

    requireMost("looked up more often than worked out", walk.offered() > walk.workedOut());
    assertThat(walk.unsure()).isSubsetOf(LOOK_AT_THE_NETWORK);
    requireSome("in doubt", !walk.unsure().isEmpty());
    requireSome("no room", walk.limits().contains(Successor.ROOM));
  }

  /** Drawing is quick, so that many are drawn: each kind is there for sure, however rare it is. */
  @net.jqwik.api.Property(
      tries = 1500,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void are_asked_of_worlds_of_each_kind(@ForAll("worlds") Settings world) {
    requireSomeOfEachKind(world);
  }

  @net.jqwik.api.Property(
      tries = 15,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void lead_to_representatives_where_states_are_taken_together(
      @ForAll("symmetric") Settings world,
      @ForAll("claimsOfOrbits") List<Property<TcpModel>> asked) {
    StepsTwice<TcpModel> walk = walk(world, asked, WorldSymmetry.of(world, Set.of()));

    requireSome("looked up more often than worked out", walk.offered() > walk.workedOut());
  }

  private static StepsTwice<TcpModel> walk(
      Settings world, List<Property<TcpModel>> asked, Optional<Supplier<Symmetry>> symmetries) {
    return StepsTwice.walk(
        () -> new TcpModel(world), asked, symmetries, STATES_ASKED, () -> WorldText.of(world));
  }

  private static void requireSomeOfEachKind(Settings world) {
    Settings.Network network = world.network();
    boolean ticks = world.time().ticks();
    List<Settings.Host> hosts = new ArrayList<>(world.clients());
    hosts.add(world.server());
    boolean stamps = hosts.stream().allMatch(host -> host.sysctls().timestamps());
    boolean slow = hosts.stream().anyMatch(host -> host.clock().tick() > 1);
    requireSome("without a clock", !ticks);
    requireSome("timestamps", stamps);
    requireSome("slow clock", stamps && slow);
    requireSome("recycled", stamps && hosts.stream().anyMatch(host -> host.sysctls().twRecycle()));
    requireSome("in order", !network.reorder());
    requireSome("two clients", world.clients().size() == 2);
    requireSome("NAT", world.nat());
    requireSome("surely lost", !network.surelyLost().isEmpty());
    requireSome("lost without end", network.lose() == Settings.UNLIMITED);
    requireSome("copied without end", network.duplicate() == Settings.UNLIMITED);
    requireSome("one may be lost", network.lose() == 1);
    requireSome("one may be copied", network.duplicate() == 1);
    requireSome("ISN", hosts.stream().anyMatch(host -> host.isn() == IsnChoice.ANY));
    requireSome("several connections", Topology.connections(world) > 1);
  }

  private static void requireSome(String label, boolean isSo) {
    Statistics.label(label)
        .collect(isSo)
        .coverage(coverage -> coverage.check(true).count(count -> count > 0));
  }

  private static void requireMost(String label, boolean isSo) {
    Statistics.label(label)
        .collect(isSo)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 50));
  }

  @net.jqwik.api.Property(
      tries = 10,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void change_nothing_that_a_search_says(
      @ForAll("worlds") Settings world, @ForAll("claims") List<Property<TcpModel>> asked) {
    requireSaidAlike(Search.of(() -> new TcpModel(world)), asked, WorldText.of(world));
  }

  @net.jqwik.api.Property(
      tries = 5,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.OFF)
  void change_nothing_that_a_search_of_representatives_says(@ForAll("symmetric") Settings world) {
    Search<TcpModel> search =
        Search.of(() -> new TcpModel(world))
            .reducedBy(WorldSymmetry.of(world, Set.of()).orElseThrow());
    requireSaidAlike(search, ASKED_OF_ORBITS, WorldText.of(world));
  }

  /** What an end does with a segment comes again while the other end, or its host, is another. */
  @Example
  void are_put_together_where_nothing_but_one_end_is_looked_at() {
    Settings world =
        ServiceWorld.clientComes(2)
            .clientSysctls(true, 1, 1)
            .serverSysctls(true, true, 0)
            .isnApart(5)
            .network(1, 1, true)
            .settings()
            .remembering(Set.of(Settings.Ghost.INCARNATION));
    Property<TcpModel> own = Catalogue.find("octets-of-this-incarnation").orElseThrow().property();
    StepsTwice<TcpModel> walk =
        StepsTwice.walk(() -> new TcpModel(world), List.of(own), Optional.empty(), 3000, () -> "");

    assertThat(walk.offered()).isGreaterThan(8 * walk.workedOut());
  }

  /** A step whose segments cannot be told apart must not be offered by its key. */
  @Example
  void change_nothing_where_there_are_too_many_segments_to_remember() {
    Settings world =
        ServiceWorld.clientComes(2)
            .isn(IsnChoice.ANY)
            .isnApart(3)
            .network(Settings.UNLIMITED, 1, true)
            .settings();
    StepsTwice<TcpModel> walk =
        StepsTwice.walk(() -> new TcpModel(world), List.of(), Optional.empty(), 50_000, () -> "");
    assertThat(walk.paid()).isFalse();

    Search<TcpModel> search = Search.of(() -> new TcpModel(world));
    requireSaidAlike(search, List.of(), "");
  }

  private static void requireSaidAlike(
      Search<TcpModel> search, List<Property<TcpModel>> asked, String about) {
    Search<TcpModel> limited = search.within(Limits.none().states(STATES_SEARCHED));
    List<String> expected = said(limited.workingOutEachStep().run(asked));
    for (int threads = 1; threads <= 2; threads++) {
      assertThat(said(Divided.remembering(limited, threads).run(asked)))
          .as(threads + " threads\n" + about)
          .isEqualTo(expected);
    }
  }

  /** All that a search says but for its memory. */
  private static List<String> said(SearchResult result) {
    List<String> all = new ArrayList<>();
    io.tarry.engine.Statistics counts = result.statistics();
    all.add("states " + counts.states() + ", first ones " + counts.initialStates());
    all.add("transitions " + counts.transitions() + ", depth " + counts.depth());
    all.add("stopped by " + result.stoppedBy());
    result
        .findings()
        .forEach(finding ->
            all.add(
                finding.property()
                    + " "
                    + finding.verdict()
                    + " "
                    + finding.trace().map(RememberedStepsProperties::said)));
    return all;
  }

  private static String said(Trace trace) {
    return trace.actions()
        + " "
        + trace.states().stream().map(Arrays::toString).toList()
        + " "
        + trace.loopStart();
  }

  // ---- Claims: where all are asked, some look at each end in each step

  @Provide
  Arbitrary<List<Property<TcpModel>>> claims() {
    return someOf(ASKED);
  }

  @Provide
  Arbitrary<List<Property<TcpModel>>> claimsOfOrbits() {
    return someOf(ASKED_OF_ORBITS);
  }

  private static Arbitrary<List<Property<TcpModel>>> someOf(List<Property<TcpModel>> all) {
    Arbitrary<List<Property<TcpModel>>> few =
        Arbitraries.of(all).list().uniqueElements().ofMaxSize(3);
    return Arbitraries.oneOf(few, few, Arbitraries.just(all));
  }

  // ---- Worlds in which more of all that can go on does go on than in most

  @Provide
  Arbitrary<Settings> worlds() {
    return livelier(Arbitraries.oneOf(AnyWorlds.settings(), RandomWorlds.any()));
  }

  @Provide
  Arbitrary<Settings> symmetric() {
    return worlds().filter(world -> WorldSymmetry.of(world, Set.of()).isPresent());
  }

  private static Arbitrary<Settings> livelier(Arbitrary<Settings> worlds) {
    Arbitrary<Boolean> flags = Arbitraries.of(false, true);
    return Combinators.combine(worlds, networks(), Arbitraries.of(1, 2, 3), hosts(), hosts(), flags)
        .as(RememberedStepsProperties::livelier)
        .flatMap(world -> flags.map(plain -> plain ? world.remembering(Set.of()) : world))
        .filter(world -> Capacity.exceededBy(world).isEmpty())
        // As scenario files have it: what begins half-closed has lost nothing yet.
        .filter(world ->
            world.start() != Settings.Start.HALF_CLOSED || world.network().surelyLost().isEmpty());
  }

  private static Arbitrary<Settings.Network> networks() {
    Arbitrary<Integer> budgets = Arbitraries.of(0, 0, 1, 2, Settings.UNLIMITED);
    Arbitrary<Map<SegmentKind, Integer>> surelyLost =
        Combinators.combine(
                Arbitraries.of(SegmentKind.ALL), Arbitraries.of(0, 0, 1, Settings.UNLIMITED))
            .as((kind, count) -> count == 0 ? Map.of() : Map.of(kind, count));
    return Combinators.combine(
            budgets,
            budgets,
            Arbitraries.of(false, true),
            Arbitraries.of(1, 2, 4, 8, 8, 8),
            surelyLost)
        .as(Settings.Network::new);
  }

  /** What a host has that matters to timestamps and numbers. */
  private record Clocks(boolean recycles, TimestampClock clock, IsnChoice isn) {}

  private static Arbitrary<Clocks> hosts() {
    Arbitrary<TimestampClock> clocks =
        Combinators.combine(
                Arbitraries.of(1, 2, 3), Arbitraries.of(0, 0, 1, 3), Arbitraries.of(0, 0, 1))
            .as(TimestampClock::new);
    return Combinators.combine(
            Arbitraries.of(false, true),
            clocks,
            Arbitraries.of(IsnChoice.INCREASING, IsnChoice.INCREASING, IsnChoice.ANY))
        .as(Clocks::new);
  }

  private static Settings livelier(
      Settings world,
      Settings.Network network,
      int msl,
      Clocks clients,
      Clocks server,
      boolean stamped) {
    boolean ticks = world.time().ticks();
    Time time = world.time();
    return world
        .with(
            world.clients().stream().map(host -> with(host, clients, stamped && ticks)).toList(),
            with(world.server(), server, stamped && ticks))
        .with(
            new Settings.SequenceNumbers(
                world.window(),
                clients.isn() == IsnChoice.ANY || server.isn() == IsnChoice.ANY
                    ? 3
                    : world.isnApart()))
        .with(network)
        .with(ticks ? time.withMsl(msl) : time);
  }

  private static Settings.Host with(Settings.Host host, Clocks clocks, boolean stamped) {
    return new Settings.Host(
        host.stack(),
        host.program(),
        host.sysctls().withTimestamps(stamped).withRecycling(stamped && clocks.recycles()),
        host.options(),
        clocks.clock(),
        clocks.isn(),
        host.ports());
  }
}
