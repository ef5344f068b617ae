package io.tarry.jqwik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Applications;
import io.tarry.scenario.Beginning;
import io.tarry.scenario.Draft;
import io.tarry.scenario.Reading;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Time.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.domains.Domain;
import org.opentest4j.TestAbortedException;

/** What is said of drawn worlds. */
class WorldsProperties {

  private static final long SECOND = 1_000_000; // in microseconds

  private static final DrawnWorld PLAINEST =
      new DrawnWorld(
          new Applications("established", List.of("close"), List.of("close")),
          FaultBudget.NONE,
          new Timers(Kind.TICKS, 1, 1, true, 0, 0),
          HostSettings.RFC9293,
          HostSettings.RFC9293,
          Nat.NONE,
          Numbers.USUAL);

  // ---- As files

  @Property(tries = 200)
  void a_world_is_a_scenario_file_that_reads_the_same_again(@ForAll DrawnWorld world) {
    String text = world.text();

    assertThat(world.isGood()).isTrue();
    assertThat(Draft.ofWorld(text).text()).isEqualTo(text);
    Settings settings = settings(text);
    assertThat(settings.network().lose()).isEqualTo(world.faults().lose());
    assertThat(settings.network().duplicate()).isEqualTo(world.faults().duplicate());
    assertThat(settings.network().reorder()).isEqualTo(world.faults().reorder());
    assertThat(settings.time().kind()).isEqualTo(world.timers().kind());
    if (settings.time().hasClock()) { // without a clock, it is 0 or not
      long tick = settings.time().real() ? SECOND / settings.time().tick().micros() : 1;
      assertThat(settings.time().timeWait()).isEqualTo(world.timers().timeWait() * tick);
    }
    assertThat(settings.start().name()).isEqualToIgnoringCase(world.applications().start());
    assertThat(settings.clients()).hasSize(world.applications().hasTwoClients() ? 2 : 1);
    assertThat(settings.clients().get(0).program().processes())
        .isEqualTo(world.applications().processes());
    assertThat(settings.window()).isEqualTo(world.numbers().window());
    assertThat(settings.isnApart()).isEqualTo(world.numbers().isnApart());
    assertThat(world).hasToString(text);
  }

  private static Settings settings(String text) {
    return ((Reading.Good) ScenarioReader.read("x", text)).scenario().cases().get(0).settings();
  }

  @Example
  void all_that_a_world_has_stands_in_its_file() {
    DrawnWorld world =
        PLAINEST
            .with(
                new Applications(
                    "listening",
                    List.of("open", "close", "open to 443", "close"),
                    2,
                    List.of("open", "abort"),
                    List.of("keep listening", "close on eof")))
            .with(new FaultBudget(1, 2, true))
            .with(new Timers(Kind.TICKS, 2, 5, false, 1, 4))
            .with(
                new HostSettings(
                    "linux",
                    new Switches(Map.of("rfc5961", false)),
                    new Sysctls(Map.of("tcp_timestamps", 1)),
                    Map.of("clock.tick", 2)),
                HostSettings.ofStack("freebsd"))
            .with(new Nat(true, 2))
            .with(new Numbers(4, 3));

    assertThat(world)
        .hasToString(
            """
            title: A drawn world
            question: What can happen?
            hosts:
              client:
                processes: 2
                stack: linux
                rfc5961: false
                sysctl:
                  tcp_timestamps: 1
                  ip_local_port_range: [40000, 40001]
                clock: {tick: 2}
              server:
                ports: [80, 443]
                stack: freebsd
            nat: true
            start: listening
            connection:
              client: [open, close, open to 443, close]
              client2: [open, abort]
              server: [keep listening, close on eof]
            window: 4
            isnApart: 3
            network: {reorder: true, lose: 1, duplicate: 2}
            time: {kind: ticks, retransmissions: 1, timeWait: 4, msl: 2, rto: 5, backOff: false}
            """);
  }

  // ---- What is drawn

  @Property(tries = 30)
  void an_annotation_narrows_the_faults(@ForAll @Faults(max = 3) DrawnWorld world) {
    assertThat(world.faults().total()).isBetween(0, 3);
  }

  @Example
  void as_many_faults_are_drawn_as_the_annotation_allows() {
    assertThat(drawn(Worlds.worlds().withFaults(3), 100).map(world -> world.faults().total()))
        .contains(0, 1, 2, 3);
    assertThat(drawn(Worlds.worlds().withFaults(0), 20).map(world -> world.faults().total()))
        .containsOnly(0);
  }

  @Property(tries = 30)
  void an_annotation_narrows_the_stacks(
      @ForAll @Stacks({"linux", "freebsd"}) DrawnWorld world,
      @ForAll @Stacks("linux") HostSettings host) {
    assertThat(world.client().stack()).isIn("linux", "freebsd");
    assertThat(world.server().stack()).isIn("linux", "freebsd");
    assertThat(host.stack()).isEqualTo("linux");
  }

  @Property(tries = 30)
  void an_annotation_narrows_the_kinds_of_time(
      @ForAll @TimeKinds({Kind.REAL, Kind.UNTIMED}) DrawnWorld world,
      @ForAll @TimeKinds(Kind.REAL) Timers timers) {
    assertThat(world.timers().kind()).isIn(Kind.REAL, Kind.UNTIMED);
    assertThat(timers.kind()).isEqualTo(Kind.REAL);
  }

  @Property(tries = 30)
  void an_annotation_narrows_how_runs_begin(
      @ForAll @Beginnings({Beginning.HALF_CLOSED, Beginning.BOTH_OPEN}) DrawnWorld world,
      @ForAll @Beginnings(Beginning.TWO_PROCESSES) Applications applications) {
    assertThat(world.applications().start()).isIn("half_closed", "closed");
    assertThat(world.applications().server().get(0)).isIn("close", "open");
    assertThat(applications.processes()).isEqualTo(2);
  }

  @Property(tries = 20)
  @Domain(TarryDomain.class)
  void the_domain_draws_worlds_and_what_jqwik_draws_itself(
      @ForAll DrawnWorld world, @ForAll int number, @ForAll @Faults(max = 0) FaultBudget faults) {
    assertThat(world.isGood()).isTrue();
    assertThat(number).isEqualTo(number);
    assertThat(faults.total()).isZero();
  }

  @Example
  void fewer_than_no_faults_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Worlds.worlds().withFaults(-1).generator(10))
        .withMessage("there are 0 faults at least, not -1");
  }

  @Example
  void every_kind_of_part_is_drawn() {
    Set<String> stacks = new HashSet<>();
    Set<String> switches = new HashSet<>();
    Set<String> sysctls = new HashSet<>();
    Set<Object> others = new HashSet<>();
    drawn(Worlds.worlds(), 500)
        .forEach(world -> {
          stacks.add(world.client().stack());
          switches.addAll(world.server().switches().changed().keySet());
          sysctls.addAll(world.server().sysctls().set().keySet());
          others.addAll(world.client().others().keySet());
          others.add(world.timers().kind());
          others.add(world.applications().hasTwoClients() && world.nat().shared());
        });

    assertThat(stacks).containsExactlyInAnyOrder("rfc9293", "linux", "linux-3.13", "freebsd");
    assertThat(switches).hasSizeGreaterThan(25).contains("twRestart", "rfc5961");
    assertThat(sysctls).contains("tcp_timestamps", "tcp_tw_reuse", "tcp_max_tw_buckets");
    assertThat(others).contains("isn", "clock.tick", "options.SO_LINGER", true, false);
    assertThat(others).contains(Kind.TICKS, Kind.REAL, Kind.UNTIMED);
  }

  @Example
  void so_is_every_beginning_and_all_sequence_numbers() {
    Set<String> starts = new HashSet<>();
    Set<String> opened = new HashSet<>();
    Set<Integer> windows = new HashSet<>();
    Set<Integer> apart = new HashSet<>();
    drawn(Worlds.worlds(), 500)
        .forEach(world -> {
          Settings settings = settings(world.text());
          starts.add(world.applications().start());
          opened.add(world.applications().server().get(0));
          opened.add(settings.clients().get(0).program().processes() + " processes");
          opened.add(settings.clients().get(0).program().times() + " times");
          opened.add(settings.server().ports().size() + " ports");
          opened.add(settings.clients().size() + " clients");
          windows.add(settings.window());
          apart.add(settings.isnApart());
        });

    assertThat(starts)
        .containsExactlyInAnyOrder("established", "half_closed", "closed", "listening");
    assertThat(opened)
        .contains("listen", "keep listening", "open")
        .contains("2 processes", "2 times", "2 ports", "2 clients");
    assertThat(windows).containsExactlyInAnyOrder(8, 4, 2, 1);
    assertThat(apart).containsExactlyInAnyOrder(500, 3, 1);
  }

  @Example
  void times_at_a_boundary_are_edge_cases() {
    List<Timers> edges = new ArrayList<>();
    Worlds.timers().edgeCases().forEach(edge -> edges.add(edge.value()));

    assertThat(edges).anyMatch(each -> each.timeWait() == 0);
    assertThat(edges).anyMatch(each -> each.timeWait() == each.msl() && each.msl() == 2);
    assertThat(edges).anyMatch(each -> each.timeWait() == 2 * each.msl());
    assertThat(edges).anyMatch(each -> each.rto() == each.msl() && each.msl() == 2);
    assertThat(edges).anyMatch(each -> each.rto() == 2 * each.msl());
    assertThat(edges).anyMatch(each -> each.rto() == 2 * each.msl() + 1);
    assertThat(Worlds.worlds().edgeCases(1000).size()).isBetween(200, 400);
    assertThat(Worlds.worlds().withStacks("linux", "freebsd").edgeCases(1000).size())
        .isBetween(200, 400);
  }

  @Example
  void so_are_sequence_numbers_that_meet_those_of_another_connection() {
    List<Numbers> edges = new ArrayList<>();
    Worlds.numbers().edgeCases().forEach(edge -> edges.add(edge.value()));

    assertThat(edges).containsExactlyInAnyOrder(Numbers.USUAL, Numbers.LEAST);
  }

  // ---- How it shrinks

  @Example
  void whatever_is_drawn_shrinks_to_the_plainest_world() {
    Random random = new Random(7);
    var generator = Worlds.worlds().generator(1000);
    for (int i = 0; i < 10; i++) {
      assertThat(plainest(generator.next(random))).isEqualTo(PLAINEST);
    }
  }

  @Example
  void an_edge_case_shrinks_as_well() {
    List<Shrinkable<DrawnWorld>> edges = new ArrayList<>();
    Worlds.worlds().edgeCases(1000).forEach(edges::add);

    assertThat(plainest(edges.get(edges.size() - 1))).isEqualTo(PLAINEST);
  }

  /** Goes down wherever there is a way down, as where every world fails. */
  private static DrawnWorld plainest(Shrinkable<DrawnWorld> drawn) {
    Shrinkable<DrawnWorld> here = drawn;
    while (true) {
      Shrinkable<DrawnWorld> from = here;
      var smaller =
          from.shrink().filter(each -> each.distance().compareTo(from.distance()) < 0).findFirst();
      if (smaller.isEmpty()) {
        return here.value();
      }
      here = smaller.get();
    }
  }

  // ---- What can be asked of a world

  @Example
  void a_verdict_is_that_of_a_search() {
    DrawnWorld waits = PLAINEST.with(new Timers(Kind.TICKS, 1, 3, true, 1, 5));
    DrawnWorld lossy = waits.with(new FaultBudget(1, 0, false));

    assertThat(lossy.verdict("last-ack-never-ended-by-rst")).isEqualTo(Verdict.HOLDS);
    assertThat(lossy.with(lossy.timers().withTimeWait(0)).verdict("last-ack-never-ended-by-rst"))
        .isEqualTo(Verdict.VIOLATED);
    assertThat(
            lossy
                .check(Check.whole().within(Limits.none().states(2)), "last-ack-never-ended-by-rst")
                .properties()
                .get(0)
                .verdict())
        .isEqualTo(Verdict.UNDECIDED);
  }

  @Example
  void real_time_says_what_ticks_say_and_nothing_of_whole_runs() {
    DrawnWorld lossy =
        PLAINEST.with(new Timers(Kind.REAL, 1, 3, true, 1, 5)).with(new FaultBudget(1, 0, false));

    assertThat(lossy.verdict("last-ack-never-ended-by-rst")).isEqualTo(Verdict.HOLDS);
    assertThat(lossy.with(lossy.timers().withTimeWait(0)).verdict("last-ack-never-ended-by-rst"))
        .isEqualTo(Verdict.VIOLATED);
    assertThat(lossy.verdict("closed-at-last")).isEqualTo(Verdict.UNDECIDED);
    assertThat(lossy.with(lossy.timers().withKind(Kind.TICKS)).verdict("closed-at-last"))
        .isEqualTo(Verdict.HOLDS);
    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(() -> lossy.requireHolds("closed-at-last"));
  }

  @Example
  void a_property_that_there_is_not_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAINEST.verdict("last-ack-never-ended-by-rts"))
        .withMessage(
            "there is no property 'last-ack-never-ended-by-rts'; did you mean"
                + " 'last-ack-never-ended-by-rst'?");
  }

  private static <T> Stream<T> drawn(Arbitrary<T> arbitrary, int count) {
    return arbitrary.generator(1000).stream(new Random(1)).limit(count).map(Shrinkable::value);
  }
}
