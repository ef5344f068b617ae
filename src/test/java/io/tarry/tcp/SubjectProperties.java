package io.tarry.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Property.Kind;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Network;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Time;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What is true of TCP in any world: of two worlds that are alike, one is never less safe. */
@Label("The laws of the subject")
class SubjectProperties {

  private static final int STATES = 3_000;

  /** All that say that something happens never, or always. */
  private static final List<Claim> SAFETY =
      Catalogue.all().stream().filter(claim -> claim.property().kind() == Kind.ALWAYS).toList();

  /** Of these, those that say that nobody waits, or count what waiting costs. */
  private static final Set<String> COST_OF_WAITING =
      Set.of(
          "time-wait-only-at-client",
          "time-wait-only-at-server",
          "time-wait-lasts",
          "time-wait-within-buckets",
          "connect-finds-a-port",
          "bind-succeeds");

  /**
   * Of these, those about what a SYN meets: a longer TIME_WAIT is met by SYNs that came when a
   * shorter one was over. It may refuse a new connection, drop its SYN, or send the ACK that the
   * other end answers by a RST.
   */
  private static final Set<String> WHAT_A_SYN_MEETS =
      Set.of(
          "connect-succeeds",
          "syn-always-answered",
          "time-wait-back-after-old-syn",
          "time-wait-reused-after-delay",
          "reopen-above-old-sequence-numbers",
          "no-rst-after-graceful-close");

  /**
   * A longer TIME_WAIT can break this one: what it drops in silence, a closed end answers by a RST,
   * which saves its peer from giving up.
   */
  private static final String SPARED_BY_RST = "nobody-gives-up";

  private static final List<Claim> WHAT_WAITING_IS_FOR =
      SAFETY.stream()
          .filter(claim ->
              !COST_OF_WAITING.contains(claim.id())
                  && !WHAT_A_SYN_MEETS.contains(claim.id())
                  && !claim.id().equals(SPARED_BY_RST))
          .toList();

  private static final List<String> OF_THE_LAST_ACK =
      List.of(
          "last-ack-ends-by-ack",
          "last-ack-never-ended-by-rst",
          "fin-from-last-ack-never-answered-by-rst");

  private static final Script.Instruction OPEN = Script.Instruction.of(Call.OPEN);
  private static final Script.Instruction SEND = Script.Instruction.send(1);

  // ---- The laws

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void fewer_faults_break_nothing_that_holds_with_more(@ForAll("faulty") Settings world) {
    keepsWhatHolds(world, withFewerFaults(world), SAFETY);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void what_holds_untimed_holds_by_the_clock(@ForAll("plainClocks") Settings world) {
    keepsWhatHolds(untimed(world), world, SAFETY);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void a_longer_time_wait_is_never_less_safe(@ForAll("waiting") Settings world) {
    keepsWhatHolds(world, waitingLonger(world), WHAT_WAITING_IS_FOR);
  }

  /** Sequence numbers do not help: each connection begins with the same. */
  @Property(tries = 20, shrinking = ShrinkingMode.OFF)
  void no_old_byte_is_delivered_after_2_msl_if_no_rst_ends_time_wait(
      @ForAll("reopening") ServiceWorld world) {
    Settings settings = world.timeWait(2).settings();
    assertThat(verdict(settings, "octets-of-this-incarnation"))
        .as(WorldText.of(settings))
        .isNotEqualTo(Verdict.VIOLATED);
  }

  /**
   * So {@code risk} need not search the whole close for what becomes of the last ACK: where nobody
   * gives up while an ACK can still be on its way, and TIME_WAIT is no shorter than MSL if segments
   * overtake each other.
   */
  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void of_the_last_ack_a_half_closed_world_says_what_the_whole_close_says(
      @ForAll("closing") TestWorld world) {
    Settings whole = world.settings();
    Settings halfClosed = HalfClosedTest.starting(Settings.Start.HALF_CLOSED, whole);
    if (!AnyWorlds.hasAtMost(4 * STATES, whole)) {
      return;
    }
    for (String claim : OF_THE_LAST_ACK) {
      assertThat(verdict(halfClosed, claim) == Verdict.VIOLATED)
          .as("%s is violated in the half-closed world of%n%s", claim, WorldText.of(whole))
          .isEqualTo(verdict(whole, claim) == Verdict.VIOLATED);
    }
  }

  // ---- Each makes a difference somewhere

  @Example
  void faults_break_something() {
    Settings lossy = TestWorld.serverCloses().losing(1).timeWait(3).settings();
    assertThat(verdict(lossy, "last-ack-never-ended-by-rst")).isEqualTo(Verdict.VIOLATED);
    assertThat(verdict(withFewerFaults(lossy), "last-ack-never-ended-by-rst"))
        .isEqualTo(Verdict.HOLDS);
  }

  @Example
  void a_clock_keeps_something() {
    Settings world = TestWorld.serverCloses().losing(1).timeWait(4).settings();
    assertThat(verdict(untimed(world), "last-ack-never-ended-by-rst")).isEqualTo(Verdict.VIOLATED);
    assertThat(verdict(world, "last-ack-never-ended-by-rst")).isEqualTo(Verdict.HOLDS);
  }

  @Example
  void a_longer_wait_keeps_something() {
    TestWorld lossy = TestWorld.serverCloses().losing(1);
    assertThat(verdict(lossy.timeWait(3).settings(), "last-ack-never-ended-by-rst"))
        .isEqualTo(Verdict.VIOLATED);
    assertThat(verdict(waitingLonger(lossy.timeWait(3).settings()), "last-ack-never-ended-by-rst"))
        .isEqualTo(Verdict.HOLDS);
  }

  /** FreeBSD's TIME_WAIT drops the late ACK of a client in CLOSING, which had sent its last FIN. */
  @Example
  void a_longer_wait_makes_a_peer_give_up() {
    TestWorld world =
        new TestWorld(
            Stack.RFC9293,
            Stack.FREEBSD,
            Script.of(TestWorld.CLOSE),
            Script.of(TestWorld.CLOSE),
            true,
            new Network(0, 0, true, 8, Map.of()),
            new Time(Time.Kind.TICKS, 1, new Retransmission(3, false, 1), 0, 4));
    assertThat(verdict(world.settings(), SPARED_BY_RST)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(waitingLonger(world.settings()), SPARED_BY_RST)).isEqualTo(Verdict.VIOLATED);
  }

  /**
   * The other way it is not so. The client's FIN overtakes its ACK of the server's, and
   * acknowledges both; without TIME_WAIT the late ACK then draws a RST, with nothing lost and
   * nothing sent again.
   */
  @Example
  void where_segments_overtake_the_whole_close_says_more() {
    String claim = "last-ack-never-ended-by-rst";
    Settings whole =
        TestWorld.serverCloses()
            .time(new Time(Time.Kind.TICKS, 1, new Retransmission(6, true, 0), 0, 6))
            .settings();
    assertThat(verdict(whole, claim)).isEqualTo(Verdict.VIOLATED);
    assertThat(verdict(HalfClosedTest.starting(Settings.Start.HALF_CLOSED, whole), claim))
        .isEqualTo(Verdict.HOLDS);
  }

  @Example
  void an_old_byte_is_delivered_without_time_wait() {
    Settings world = reopening(Stack.RFC9293, 1, 1).timeWait(0).settings();
    assertThat(verdict(world, "octets-of-this-incarnation")).isEqualTo(Verdict.VIOLATED);
  }

  // ---- How worlds are compared

  private static void keepsWhatHolds(Settings world, Settings safer, List<Claim> claims) {
    if (!isSmall(world) || !isSmall(safer)) {
      return;
    }
    SearchResult first = search(world, claims);
    SearchResult second = search(safer, claims);
    if (first.stoppedBy().isPresent() || second.stoppedBy().isPresent()) {
      return;
    }
    for (Claim claim : claims) {
      Verdict held = first.finding(claim.id()).verdict();
      if (held == Verdict.HOLDS || held == Verdict.VACUOUS) {
        assertThat(second.finding(claim.id()).verdict())
            .as(
                "%s: %s in%n%n%s%nand not in%n%n%s",
                claim.id(), held, WorldText.of(world), WorldText.of(safer))
            .isNotEqualTo(Verdict.VIOLATED);
      }
    }
  }

  private static boolean isSmall(Settings world) {
    return AnyWorlds.hasAtMost(STATES, world.remembering(TestWorld.GHOSTS));
  }

  private static SearchResult search(Settings world, List<Claim> claims) {
    Settings settings = world.remembering(TestWorld.GHOSTS);
    return Divided.remembering(Search.of(() -> new TcpModel(settings)), 1)
        .run(claims.stream().map(Claim::property).toList());
  }

  private static Verdict verdict(Settings world, String claim) {
    return search(world, List.of(Catalogue.find(claim).orElseThrow())).finding(claim).verdict();
  }

  // ---- Worlds that are alike

  /** One loss fewer; or else one copy fewer; or else nothing overtakes anything. */
  private static Settings withFewerFaults(Settings world) {
    Network network = world.network();
    boolean loses = network.lose() > 0;
    boolean copies = !loses && network.duplicate() > 0;
    Network better =
        new Network(
            loses ? oneFewer(network.lose()) : network.lose(),
            copies ? oneFewer(network.duplicate()) : network.duplicate(),
            (loses || copies) && network.reorder(),
            network.room(),
            network.surelyLost());
    return world.with(better);
  }

  private static int oneFewer(int count) {
    return count == Settings.UNLIMITED ? 1 : count - 1;
  }

  private static Settings untimed(Settings world) {
    Time time = world.time();
    int timeWait = Math.min(time.timeWait(), 1);
    return world.with(
        new Time(
            Time.Kind.UNTIMED,
            0,
            new Retransmission(0, false, time.retransmissions()),
            timeWait,
            1));
  }

  private static Settings waitingLonger(Settings world) {
    Time time = world.time();
    return world.with(time.withTimeWait(time.timeWait() + 1));
  }

  private static ServiceWorld reopening(Stack stack, int copies, int losses) {
    Script.Instruction listen = Script.Instruction.of(Call.LISTEN);
    return ServiceWorld.clientComes(1)
        .scripts(Script.of(), Script.of(listen, TestWorld.CLOSE_ON_EOF))
        .fromEstablished(Script.of(SEND, TestWorld.CLOSE), Script.of(OPEN))
        .stack(stack.without(Switch.HONOR_RST_IN_TIME_WAIT))
        .isn(IsnChoice.CONSTANT)
        .network(losses, copies, true);
  }

  @Provide
  Arbitrary<ServiceWorld> reopening() {
    Arbitrary<Integer> some = Arbitraries.of(0, 1);
    return Combinators.combine(Arbitraries.of(TestWorld.stacks()), some, some)
        .as(SubjectProperties::reopening);
  }

  @Provide
  Arbitrary<TestWorld> closing() {
    return Combinators.combine(
            Arbitraries.of(TestWorld.stacks()),
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(1, 6),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 9))
        .as((stack, lose, reorder, msl, rto, backOff, timeWait) -> {
          int least = reorder ? Math.max(msl, timeWait) : timeWait;
          int r2 = lose + 2 * msl / rto + 1; // so that nobody gives up within a round trip
          return TestWorld.serverCloses()
              .stack(stack)
              .network(new Network(lose, 0, reorder, 8, Map.of()))
              .time(new Time(Time.Kind.TICKS, msl, new Retransmission(rto, backOff, r2), least, 9));
        });
  }

  @Provide
  Arbitrary<Settings> faulty() {
    return AnyWorlds.settings()
        .filter(world -> {
          Network network = world.network();
          return network.lose() > 0 || network.duplicate() > 0 || network.reorder();
        });
  }

  @Provide
  Arbitrary<Settings> waiting() {
    return AnyWorlds.settings().filter(world -> world.time().ticks());
  }

  /** Without a clock there are no timestamps, and nobody can say how long an application waits. */
  @Provide
  Arbitrary<Settings> plainClocks() {
    return AnyWorlds.settings()
        .filter(world ->
            world.time().ticks()
                && Stream.concat(world.clients().stream(), Stream.of(world.server()))
                    .noneMatch(host ->
                        host.sysctls().timestamps()
                            || host.sysctls().twRecycle()
                            || host.program().sessions().stream()
                                .anyMatch(script -> script.longestTime() > 0)));
  }
}
