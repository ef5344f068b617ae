package io.tarry.tcp;

import static io.tarry.tcp.world.App.TIMER;
import static io.tarry.tcp.world.Tcb.TS_RECENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Limits;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Statistics;
import io.tarry.engine.Trace;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.End;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TimestampClock;
import io.tarry.tcp.settings.Topology;
import io.tarry.tcp.world.InitialSequenceNumbers;
import io.tarry.tcp.world.Tcb;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.Timer;
import io.tarry.tcp.world.World;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Label;
import net.jqwik.api.Provide;

/** What is changed in a world, and must change nothing in the answer. */
@Label("The answer is the same")
class MetamorphicProperties {

  private static final int STATES = 2_500;

  private static final int STATES_DOUBLED = 12_000;

  private static final int OTHER_ISN_APART = 613;

  private static final List<Property<TcpModel>> ASKED =
      Catalogue.all().stream()
          .map(Claim::property)
          .filter(property -> !property.kind().isAboutRuns())
          .toList();

  /** Each connection belongs to a client of its own, so that all is exchanged that one has. */
  @net.jqwik.api.Property(
      tries = 6,
      maxDiscardRatio = 50,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE)
  void when_the_clients_are_exchanged(@ForAll("twoClients") Settings world) {
    List<Settings.Host> exchanged = List.of(world.clients().get(1), world.clients().get(0));
    assertSameAnswer(world, world.with(exchanged, world.server()));
  }

  @net.jqwik.api.Property(
      tries = 10,
      maxDiscardRatio = 50,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE)
  void when_the_server_has_a_port_that_nobody_uses(@ForAll("services") Settings world) {
    List<Integer> ports = new ArrayList<>(world.server().ports());
    ports.add(8080);
    assertSameAnswer(
        world, world.with(world.clients(), with(world.server(), world.server().program(), ports)));
  }

  @net.jqwik.api.Property(
      tries = 10,
      maxDiscardRatio = 50,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE)
  void when_there_is_a_client_that_does_nothing(@ForAll("oneClient") Settings world) {
    Settings.Host first = world.clients().get(0);
    Program nothing = new Program(first.program().sessions(), 1, 0, false, 0);
    assertSameAnswer(
        world, world.with(List.of(first, with(first, nothing, first.ports())), world.server()));
  }

  /** What TCP does depends on differences of sequence numbers alone. */
  @net.jqwik.api.Property(
      tries = 10,
      maxDiscardRatio = 50,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE)
  void when_connections_begin_with_other_sequence_numbers(@ForAll("renumbered") Settings world) {
    assertSameAnswer(world, withIsnApart(world, OTHER_ISN_APART));
  }

  @net.jqwik.api.Property(
      tries = 10,
      maxDiscardRatio = 50,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE)
  void when_the_client_has_other_ports(@ForAll("severalPorts") Settings world) {
    Settings.Host first = world.clients().get(0);
    List<Integer> others = first.ports().stream().map(port -> port + 1000).toList();
    assertSameAnswer(
        world, world.with(List.of(with(first, first.program(), others)), world.server()));
  }

  /**
   * A listener that stays meets one connection as one that becomes the connection does. What may
   * differ is left out of the comparison: LISTEN where the other has nothing left, whether somebody
   * listened all the time (a listener that becomes the connection is gone with it), and a SYN that
   * comes when the connection is over, which would make another.
   */
  @net.jqwik.api.Property(
      tries = 20,
      maxDiscardRatio = 50,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE)
  void but_for_the_listener_itself_when_it_keeps_listening(@ForAll("oneSyn") Settings world) {
    Program once = world.server().program();
    Program keeps = new Program(once.sessions(), 1, 1, true, 0);
    Settings changed =
        world.with(world.clients(), with(world.server(), keeps, world.server().ports()));
    Assume.that(AnyWorlds.hasAtMost(STATES, world) && AnyWorlds.hasAtMost(STATES, changed));

    Set<String> one = connections(world);
    Set<String> other = connections(changed);
    assertThat(without(one, other)).as("with listen alone\n" + WorldText.of(world)).isEmpty();
    assertThat(without(other, one)).as("keeps listening\n" + WorldText.of(world)).isEmpty();
  }

  private static Set<String> without(Set<String> all, Set<String> known) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(known);
    return rest;
  }

  /** What the two TCPs and the network can be in. */
  private static Set<String> connections(Settings world) {
    Set<Settings.Ghost> ghosts = EnumSet.copyOf(world.ghosts());
    ghosts.remove(Settings.Ghost.LISTENED);
    Settings settings = world.remembering(ghosts);
    TcpModel model = new TcpModel(settings);
    Set<String> found = new TreeSet<>();
    for (long[] state : SearchWalk.of(new TcpModel(settings), STATES)) {
      model.show(state);
      World now = model.before();
      Tcb server = now.tcb(End.SERVER);
      boolean nothing = server.state() == TcpState.CLOSED || server.state() == TcpState.LISTEN;
      found.add(now.tcb(End.CLIENT) + "; " + (nothing ? "nothing" : server) + "; " + now.flight());
    }
    return found;
  }

  /**
   * A run remains one when every duration is doubled, each of its ticks two; between the two more
   * may happen. So all that could be reached can be, and what held then for every step, or was
   * reached by none, did before.
   */
  @net.jqwik.api.Property(
      tries = 10,
      maxDiscardRatio = 50,
      generation = GenerationMode.RANDOMIZED,
      edgeCases = EdgeCasesMode.NONE)
  void or_more_can_happen_when_every_duration_is_doubled(@ForAll("ticking") Settings world) {
    Settings doubled = doubled(world);
    SearchResult one = search(world);
    Assume.that(one.stoppedBy().isEmpty() && AnyWorlds.hasAtMost(STATES_DOUBLED, doubled));

    assertThat(timeless(doubled)).as(WorldText.of(world)).containsAll(timeless(world));
    SearchResult other = Divided.remembering(Search.of(() -> new TcpModel(doubled)), 1).run(ASKED);
    for (Property<TcpModel> property : ASKED) {
      if (one.finding(property.name()).trace().isPresent()) {
        assertThat(other.finding(property.name()).trace())
            .as(() -> property.name() + "\n" + WorldText.of(world))
            .isPresent();
      }
    }
  }

  private static Settings doubled(Settings world) {
    Time time = world.time();
    return world
        .with(
            world.clients().stream().map(MetamorphicProperties::doubled).toList(),
            doubled(world.server()))
        .with(time.times(2));
  }

  private static Settings.Host doubled(Settings.Host host) {
    Program program = host.program();
    Sysctls sysctls = host.sysctls();
    TimestampClock clock = host.clock();
    return new Settings.Host(
        host.stack(),
        new Program(
            program.sessions().stream().map(MetamorphicProperties::doubled).toList(),
            program.times(),
            program.processes(),
            program.keepsListening(),
            program.restarts()),
        sysctls
            // longer than the delay, by a tick that is now two
            .withReuse(sysctls.twReuse(), 2 * sysctls.twReuseDelay() + 1)
            .withFinTimeout(2 * sysctls.finTimeout()),
        host.options(),
        new TimestampClock(2 * clock.tick(), clock.ahead(), clock.portsApart()),
        host.isn(),
        host.ports());
  }

  private static Script doubled(Script script) {
    return new Script(
        script.instructions().stream()
            .map(step ->
                step.after(2 * step.times().pause())
                    .orCloseAfter(2 * step.times().patience())
                    .orCloseIfIdleFor(2 * step.times().idle()))
            .toList());
  }

  /** What ends and network can be in, without ages and timers. */
  private static Set<String> timeless(Settings settings) {
    TcpModel model = new TcpModel(settings);
    Set<String> found = new TreeSet<>();
    for (long[] state : SearchWalk.of(new TcpModel(settings), STATES_DOUBLED)) {
      model.show(state);
      World world = model.before();
      for (End end : world.ends()) {
        world.tcb(end).stopTimers();
        world.tcb(end).set(TS_RECENT, 0);
        world.app(end).set(TIMER, Timer.OFF);
      }
      found.add(world.toString().replaceAll("age=\\d+|(HostClock|PeerStamp) .*\\R", ""));
    }
    return found;
  }

  private static void assertSameAnswer(Settings world, Settings changed) {
    SearchResult one = search(world);
    Assume.that(one.stoppedBy().isEmpty());
    SearchResult other = search(changed);
    assertThat(counts(other)).as(WorldText.of(world)).isEqualTo(counts(one));
    for (Property<TcpModel> property : ASKED) {
      assertThat(answer(other, property))
          .as(() -> property.name() + "\n" + WorldText.of(world))
          .isEqualTo(answer(one, property));
    }
  }

  private static SearchResult search(Settings settings) {
    return Divided.remembering(Search.of(() -> new TcpModel(settings)), 1)
        .within(Limits.none().states(STATES))
        .run(ASKED);
  }

  private static List<Long> counts(SearchResult result) {
    Statistics counts = result.statistics();
    return List.of(counts.states(), counts.transitions(), (long) counts.depth());
  }

  private static String answer(SearchResult result, Property<TcpModel> property) {
    return result.finding(property.name()).verdict()
        + " "
        + result.finding(property.name()).trace().map(Trace::length);
  }

  private static Settings.Host with(Settings.Host host, Program program, List<Integer> ports) {
    return new Settings.Host(
        host.stack(), program, host.sysctls(), host.options(), host.clock(), host.isn(), ports);
  }

  private static Settings withIsnApart(Settings world, int apart) {
    return world.with(new Settings.SequenceNumbers(world.window(), apart));
  }

  /**
   * Connections of several numbers, which are as far apart as they are said to be: so far that an
   * old segment is in no window of a later connection, as what it does there is another question.
   */
  @Provide
  Arbitrary<Settings> renumbered() {
    return AnyWorlds.settings()
        .map(world -> withIsnApart(world, Settings.ISN_FAR_APART))
        .filter(world ->
            Stream.of(Settings.ISN_FAR_APART, OTHER_ISN_APART)
                .allMatch(apart -> {
                  Settings apartSo = withIsnApart(world, apart);
                  var numbers = new InitialSequenceNumbers(apartSo, new Topology(apartSo));
                  return numbers.places(Side.CLIENT) > 1
                      && numbers.iss(Side.CLIENT, 1) - numbers.iss(Side.CLIENT, 0) == apart;
                }));
  }

  @Provide
  Arbitrary<Settings> services() {
    return AnyWorlds.settings()
        .filter(world -> world.server().program().keepsListening() && world.clients().size() == 1);
  }

  /** One SYN is sent, once, from one port, to a server that listens for one connection. */
  @Provide
  Arbitrary<Settings> oneSyn() {
    return AnyWorlds.settings()
        .filter(world ->
            !world.server().program().keepsListening()
                && !world.established()
                && world.clients().get(0).ports().size() == 1
                && begins(world.clients().get(0), Call.OPEN)
                && begins(world.server(), Call.LISTEN)
                && waitsForConnection(world.server())
                && world.server().program().script().instructions().stream()
                    .noneMatch(step -> step.call() == Call.OPEN)
                && world.network().duplicate() == 0
                && world.time().retransmissions() == 0
                && !world.server().stack().has(Switch.BROKEN_PIPE));
  }

  /** All hosts use them, so that it shows whose clock they come from. */
  private static Settings withTimestamps(Settings world) {
    return world.with(
        world.clients().stream().map(MetamorphicProperties::withTimestamps).toList(),
        withTimestamps(world.server()));
  }

  private static Settings.Host withTimestamps(Settings.Host host) {
    return host.with(host.sysctls().withTimestamps(true));
  }

  /** A listener that does not wait can use up its calls before there is a connection. */
  private static boolean waitsForConnection(Settings.Host host) {
    List<Script.Instruction> steps = host.program().script().instructions();
    return steps.size() == 1 || steps.get(1).awaited().connection();
  }

  private static boolean begins(Settings.Host host, Call call) {
    return host.program().script().instructions().get(0).call() == call;
  }

  /** 3.5 RTO, of a RTO that is odd, cannot be doubled. */
  @Provide
  Arbitrary<Settings> ticking() {
    return AnyWorlds.settings()
        .filter(world ->
            world.time().ticks()
                && Stream.concat(world.clients().stream(), Stream.of(world.server()))
                    .noneMatch(host -> host.sysctls().twRecycle()));
  }

  @Provide
  Arbitrary<Settings> oneClient() {
    return AnyWorlds.settings().filter(world -> world.clients().size() == 1);
  }

  /** No script names one of them. */
  @Provide
  Arbitrary<Settings> severalPorts() {
    return oneClient()
        .filter(world ->
            world.clients().get(0).ports().size() > 1
                && world.clients().get(0).program().sessions().stream()
                    .flatMap(script -> script.instructions().stream())
                    .allMatch(step -> step.ports().from() == 0));
  }

  @Provide
  Arbitrary<Settings> twoClients() {
    return Combinators.combine(AnyWorlds.settings(), Arbitraries.of(true, false))
        .as((world, stamped) -> stamped ? withTimestamps(world) : world)
        .filter(world ->
            world.clients().size() == 2
                && !world.nat()
                && !world.established()
                && AnyWorlds.hasAtMost(STATES, world));
  }
}
