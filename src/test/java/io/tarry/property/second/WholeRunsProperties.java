package io.tarry.property.second;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.LessonsTest;
import io.tarry.engine.Divided;
import io.tarry.engine.Finding;
import io.tarry.engine.Property;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Trace;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.WrongWorlds;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

@Label("Each claim about runs means its sentence")
class WholeRunsProperties {

  private static final int STATES = Integer.getInteger("tarry.second.states", 400);

  /** Enough for each world with a wrong TCP. */
  private static final int STATES_OF_A_WRONG_TCP = 3_000;

  /** All but the number of segments sent, which makes too many states. */
  private static final Set<Settings.Ghost> GHOSTS =
      EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT));

  private static final List<Claim> CLAIMS =
      Catalogue.all().stream().filter(RunGraph::decides).toList();

  @net.jqwik.api.Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void over_random_worlds(@ForAll("worlds") Settings settings) {
    compare(() -> new TcpModel(settings), CLAIMS, STATES, WorldText.of(settings));
  }

  @Example
  void over_the_lessons() throws IOException {
    for (Scenario lesson : LessonsTest.lessons()) {
      for (Scenario.Case one : lesson.cases()) {
        if (one.settings().time().real()) {
          continue; // RealTimeProperties hold it to ticks
        }
        Settings settings = one.settings().remembering(GHOSTS);
        String world = lesson.file() + ", " + one.name();
        compare(() -> new TcpModel(settings), CLAIMS, STATES, world);
      }
    }
  }

  @Example
  void where_the_client_was_opened_passively_and_its_syn_ack_is_never_acknowledged() {
    whereTheServerConnects("linux", "[listen]", "surelyLose: { ACK: unlimited }", "unlimited");
  }

  @Example
  void where_both_ends_give_up_at_the_same_time() {
    whereTheServerConnects("rfc9293", "[open]", "surelyLose: { SYN+ACK: unlimited }", "0");
    whereTheServerConnects("rfc9293", "[open]", "surelyLose: { SYN: unlimited }", "0");
  }

  private static void whereTheServerConnects(
      String stack, String client, String losses, String retransmissions) {
    String world =
        """
        title: The server connects
        question: Does its connect() end, whatever becomes of the client?
        hosts: { client: { stack: %s }, server: { stack: %s } }
        start: closed
        connection: { client: %s, server: [open] }
        network: { room: 3, %s }
        time: { kind: ticks, msl: 1, rto: 5, retransmissions: %s, timeWait: 4, finWait2: 6 }
        """
            .formatted(stack, stack, client, losses, retransmissions);
    Scenario read = ((Reading.Good) ScenarioReader.read("x.yaml", world)).scenario();
    Settings settings = read.cases().get(0).settings().remembering(GHOSTS);
    assertThat(RunGraph.of(new TcpModel(settings), STATES)).isPresent();
    compare(() -> new TcpModel(settings), CLAIMS, STATES, world);
  }

  @Example
  void where_a_wrong_tcp_breaks_it() {
    List<String> broken = new ArrayList<>();
    for (Claim claim : CLAIMS) {
      Supplier<TcpModel> wrong = WrongWorlds.byClaim().get(claim.id());
      if (compare(wrong, List.of(claim), STATES_OF_A_WRONG_TCP, claim.id())) {
        broken.add(claim.id());
      }
    }
    assertThat(broken).containsExactlyElementsOf(CLAIMS.stream().map(Claim::id).toList());
  }

  /** Whether one of the claims is violated; nothing is compared in a world that is too large. */
  private static boolean compare(
      Supplier<TcpModel> model, List<Claim> claims, int states, String world) {
    Optional<RunGraph> graph = RunGraph.of(model.get(), states);
    if (graph.isEmpty()) {
      return false;
    }
    List<Property<TcpModel>> properties = claims.stream().map(Claim::property).toList();
    SearchResult result = Divided.remembering(Search.of(model), 1).run(properties);
    boolean violated = false;
    for (Claim claim : claims) {
      Finding finding = result.finding(claim.id());
      WholeRuns second = new WholeRuns(graph.get(), claim);
      String what = "%s: \"%s\", in%n%s".formatted(claim.id(), claim.sentence(), world);
      assertThat(finding.verdict()).as(what).isEqualTo(second.verdict());
      try {
        shown(finding, second);
      } catch (AssertionError e) {
        throw new AssertionError(what, e);
      }
      violated |= finding.verdict() == Verdict.VIOLATED;
    }
    return violated;
  }

  private static void shown(Finding finding, WholeRuns second) {
    Optional<Trace> run = finding.trace();
    switch (finding.verdict()) {
      case VIOLATED -> second.requireBroken(run.orElseThrow());
      case HOLDS -> run.ifPresent(second::requireKept);
      case VACUOUS -> assertThat(run).isEmpty();
      case UNDECIDED -> throw new AssertionError("no limit was set");
    }
  }

  /** Often with no end of losses or retransmissions, so that runs go round. */
  @Provide
  Arbitrary<Settings> worlds() {
    Arbitrary<Boolean> flags = Arbitraries.of(false, true);
    Arbitrary<Set<SegmentKind>> never = Arbitraries.of(SegmentKind.ALL).set().ofMaxSize(2);
    return Combinators.combine(AnyWorlds.settings(), flags, flags, never)
        .as(WholeRunsProperties::withoutEnd);
  }

  private static Settings withoutEnd(
      Settings world, boolean losses, boolean retransmissions, Set<SegmentKind> neverArrive) {
    Settings.Network network = world.network();
    Map<SegmentKind, Integer> surelyLost = new EnumMap<>(SegmentKind.class);
    surelyLost.putAll(network.surelyLost());
    if (world.start() != Settings.Start.HALF_CLOSED) { // there a FIN and its ACK have come
      neverArrive.forEach(kind -> surelyLost.put(kind, Settings.UNLIMITED));
    }
    Time time = world.time();
    return world
        .with(
            new Settings.Network(
                losses ? Settings.UNLIMITED : network.lose(),
                network.duplicate(),
                network.reorder(),
                network.room(),
                surelyLost))
        .with(
            time.withRetransmissions(
                retransmissions ? Settings.UNLIMITED : time.retransmissions()));
  }
}
