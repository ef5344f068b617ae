package io.tarry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.options.Granularity;
import io.tarry.property.Claim;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches that remember steps and are interrupted, compacted or short of memory. */
@DisplayName("A search with remembered steps")
class RememberedSearchTest {

  private static final String REUSE =
      """
      title: Lesson 10, smaller
      question: May connect() take a port out of TIME_WAIT?
      hosts:
        client:
          twRestart: dupfin
          sysctl: { tcp_timestamps: 1, tcp_tw_reuse: 1, tcp_tw_reuse_delay: 1 }
        server: { isn: constant, clock: { tick: 2 }, sysctl: { tcp_timestamps: 1 } }
      isnApart: 5
      start: established
      connection:
        client: [close, open]
        server: [keep listening, close]
      network: { duplicate: 1, reorder: true }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 2, retransmissions: 0 }
      expect:
        time-wait-reused-after-delay: holds
        no-rst-after-graceful-close: violated
        no-forbidden-state-pair: violated
        old-segments-gone-before-reopen: holds
      """;

  private static final String RECYCLE =
      """
      title: Lesson 14, smaller
      question: Why does the server not answer the second client?
      hosts:
        client: { stack: linux, sysctl: { tcp_timestamps: 1, ip_local_port_range: [40000, 40000] }, clock: { ahead: 30 } }
        client2: { stack: linux, sysctl: { tcp_timestamps: 1 } }
        server: { stack: linux, sysctl: { tcp_timestamps: 1, tcp_tw_recycle: 1 } }
      nat: true
      start: listening
      connection:
        client: [open, close on eof]
        client2: [open, close on eof]
        server: [keep listening, close]
      network: { reorder: false }
      time: { kind: ticks, msl: 1, rto: 3, timeWait: 12, retransmissions: 0 }
      expect:
        syn-always-answered: violated
        connect-succeeds: violated
        octets-of-this-incarnation: vacuous
        old-segments-gone-before-reopen: holds
      """;

  /** A world in which steps are remembered. */
  enum World {
    REUSED(REUSE),
    RECYCLED(RECYCLE);

    private final Search<TcpModel> search;
    private final List<Property<TcpModel>> asked;
    private final Settings settings;

    /** What a search says that remembers nothing. */
    private final SearchResult plain;

    World(String text) {
      Scenario scenario = ((Reading.Good) ScenarioReader.read("small.yaml", text)).scenario();
      Scenario.Case one = scenario.cases().get(0);
      List<Claim> claims = one.expectations().stream().map(Scenario.Expectation::claim).toList();
      Set<Settings.Ghost> ghosts = EnumSet.noneOf(Settings.Ghost.class);
      claims.forEach(claim -> ghosts.addAll(claim.needs().ghosts()));
      settings = one.settings().remembering(ghosts);
      asked = claims.stream().map(Claim::property).toList();
      search = Search.<TcpModel>of(() -> new TcpModel(settings)).dividedInto(Granularity.FINEST);
      plain = search.workingOutEachStep().run(asked);
    }
  }

  @TempDir private Path folder;

  private Checkpoint saved(World world, boolean resumed) {
    Subject subject = Subject.of(world.name(), Map.of("world", world.name()));
    return new Checkpoint(folder.resolve(world.name()), subject, resumed);
  }

  private static void assertSame(SearchResult result, SearchResult expected) {
    assertThat(result.findings()).usingRecursiveComparison().isEqualTo(expected.findings());
    assertThat(result.stoppedBy()).isEqualTo(expected.stoppedBy());
    assertSameSize(result, expected);
  }

  private static void assertSameSize(SearchResult result, SearchResult expected) {
    assertThat(result.statistics())
        .usingRecursiveComparison()
        .ignoringFields("peakBytes")
        .isEqualTo(expected.statistics());
  }

  private static StepsTwice<TcpModel> walk(World world) {
    return StepsTwice.walk(
        () -> new TcpModel(world.settings), world.asked, Optional.empty(), 4_000, world::name);
  }

  /** Otherwise the tests below would be about nothing. */
  @Test
  void looks_up_more_than_it_works_out_in_one_world_and_sees_in_the_other_that_few_come_again() {
    StepsTwice<TcpModel> reused = walk(World.REUSED);
    StepsTwice<TcpModel> recycled = walk(World.RECYCLED);

    assertThat(reused.offered()).isGreaterThan(reused.workedOut());
    assertThat(recycled.paid()).isFalse();
    assertThat(recycled.offered()).isBetween(1L, World.RECYCLED.plain.statistics().transitions());
  }

  @ParameterizedTest
  @EnumSource
  void says_what_a_plain_search_says(World world) {
    assertSame(world.search.run(world.asked), world.plain);
    assertSame(world.search.using(2).run(world.asked), world.plain);
  }

  @ParameterizedTest
  @EnumSource
  void says_what_a_plain_search_says_wherever_it_begins_to_remember(World world) {
    for (int states : new int[] {1, 30, 300, 2_000}) {
      assertSame(Divided.remembering(world.search, 1, states).run(world.asked), world.plain);
      assertSame(Divided.remembering(world.search, 2, states).run(world.asked), world.plain);
    }
  }

  @ParameterizedTest
  @EnumSource
  void says_what_a_plain_search_says_so_far_when_it_is_stopped(World world) {
    for (long states : new long[] {1, 30, 300, 2_000}) {
      Search<TcpModel> stopped = world.search.within(Limits.none().states(states));

      assertSame(stopped.run(world.asked), stopped.workingOutEachStep().run(world.asked));
    }
  }

  @ParameterizedTest
  @EnumSource
  void goes_on_to_the_same_answer_however_often_it_is_saved(World world) {
    boolean resumed = false;
    for (long states : new long[] {1, 30, 300, 2_000}) {
      Checkpoint checkpoint = saved(world, resumed);
      world.search.within(Limits.none().states(states)).savedAt(checkpoint).run(world.asked);
      resumed = true;
    }

    assertSame(world.search.using(2).savedAt(saved(world, true)).run(world.asked), world.plain);
    assertSame(world.search.savedAt(saved(world, true)).run(world.asked), world.plain);
  }

  @ParameterizedTest
  @EnumSource
  void goes_on_with_them_from_a_plain_search_and_without_them_from_its_own(World world) {
    Search<TcpModel> part = world.search.within(Limits.none().states(300));
    part.workingOutEachStep().savedAt(saved(world, false)).run(world.asked);
    part.within(Limits.none().states(1_000)).savedAt(saved(world, true)).run(world.asked);

    SearchResult whole =
        world.search.workingOutEachStep().savedAt(saved(world, true)).run(world.asked);

    assertSame(whole, world.plain);
  }

  @ParameterizedTest
  @EnumSource
  void sees_the_same_states_when_it_is_compacted(World world) {
    SearchResult compacted = world.search.compacted().using(2).run(world.asked);

    assertSameSize(compacted, world.plain);
    assertSame(compacted, world.search.compacted().workingOutEachStep().run(world.asked));
    for (Finding finding : world.plain.findings()) {
      if (finding.verdict() == Verdict.VIOLATED) {
        assertThat(compacted.finding(finding.property()))
            .usingRecursiveComparison()
            .isEqualTo(finding);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void says_the_same_or_stops_after_a_whole_level_when_memory_is_short(World world) {
    long remembering = world.search.run(world.asked).statistics().peakBytes();
    long plain = world.plain.statistics().peakBytes();
    List<Optional<String>> ends = new ArrayList<>();
    for (long bytes : new long[] {plain / 2, plain * 9 / 10, plain * 2, remembering * 9 / 10}) {
      Search<TcpModel> small = world.search.within(Limits.none().memoryBytes(bytes)).using(2);
      for (Search<TcpModel> search : List.of(small, small.spillingTo(folder))) {
        SearchResult result = search.run(world.asked);
        ends.add(result.stoppedBy());
        if (result.stoppedBy().isEmpty()) {
          assertSame(result, world.plain);
        } else {
          long states = result.statistics().states();
          assertSameSize(
              result,
              world
                  .search
                  .workingOutEachStep()
                  .within(Limits.none().states(states))
                  .run(world.asked));
        }
        assertThat(result.statistics().peakBytes()).isLessThanOrEqualTo(bytes);
      }
    }
    assertThat(ends).contains(Optional.of("memory"), Optional.empty());
  }
}
