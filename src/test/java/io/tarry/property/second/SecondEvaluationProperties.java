package io.tarry.property.second;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.check.LessonsTest;
import io.tarry.engine.Divided;
import io.tarry.engine.Finding;
import io.tarry.engine.Property.Kind;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.scenario.WorldText;
import io.tarry.tcp.AnyWorlds;
import io.tarry.tcp.HalfClosedTest;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.rules.WrongTcp;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Stack;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** {@link io.tarry.property.CatalogueTest} does the same along runs that break each claim. */
@Label("Each claim, and its dangers, step by step, mean their sentences")
class SecondEvaluationProperties {

  private static final int PLACES_A_WORLD = Integer.getInteger("tarry.second.places", 100);

  private static final List<Claim> CLAIMS =
      Catalogue.all().stream().filter(claim -> claim.property().kind() == Kind.ALWAYS).toList();

  /** All but the number of segments sent, which makes too many states. */
  private static final Set<Settings.Ghost> GHOSTS =
      EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT));

  @Property(tries = 85, shrinking = ShrinkingMode.OFF)
  void over_random_worlds(@ForAll("worlds") Settings settings) {
    compare(settings, WorldText.of(settings));
  }

  @Example
  void over_the_lessons() throws IOException {
    for (Scenario lesson : LessonsTest.lessons()) {
      for (Scenario.Case one : lesson.cases()) {
        if (one.settings().time().real()) {
          continue; // RealTimeProperties hold it to ticks
        }
        compare(one.settings().remembering(GHOSTS), lesson.file() + ", " + one.name());
      }
    }
  }

  @Example
  void where_the_server_connects() {
    for (String scripts :
        List.of(
            "client: [listen], server: [open]",
            "client: [open], server: [open]",
            "client: [open nonblocking, close], server: [open nonblocking, send 1, close]",
            "client: [open], server: [listen nonblocking, open]")) {
      String world =
          """
          title: Either end connects
          question: Do both evaluations say the same?
          hosts: { client: { stack: rfc9293 }, server: { stack: rfc9293 } }
          connection: { %s }
          network: { room: 4, duplicate: 1, reorder: true }
          time: { kind: ticks, msl: 1, rto: 5, retransmissions: 1, timeWait: 2 }
          """
              .formatted(scripts);
      Scenario read = ((Reading.Good) ScenarioReader.read("x.yaml", world)).scenario();
      compare(read.cases().get(0).settings().remembering(GHOSTS), world);
    }
  }

  @Example
  void over_worlds_that_start_half_closed() {
    HalfClosedTest.worlds()
        .filter(SecondEvaluationProperties::isPlain) // random worlds have the other stacks
        .map(world -> HalfClosedTest.starting(Settings.Start.HALF_CLOSED, world.settings()))
        .forEach(settings -> compare(settings, WorldText.of(settings)));
  }

  /** A wrong TCP may break what ghosts are told by, so each claim is asked by itself. */
  @Example
  void where_a_wrong_tcp_breaks_a_world_that_starts_half_closed() {
    Set<String> broken = new TreeSet<>();
    for (Settings settings :
        HalfClosedTest.worlds()
            .filter(SecondEvaluationProperties::isPlain)
            .map(world -> HalfClosedTest.starting(Settings.Start.HALF_CLOSED, world.settings()))
            .toList()) {
      for (WrongTcp wrong : WrongTcp.values()) {
        Supplier<TcpModel> model = () -> new TcpModel(settings, wrong.tcp());
        SearchResult result =
            Divided.remembering(Search.of(model), 1)
                .run(CLAIMS.stream().map(Claim::property).toList());
        for (Claim claim : CLAIMS) {
          Finding finding = result.finding(claim.id());
          if (finding.verdict() == Verdict.VIOLATED) {
            SecondEvaluation evaluation =
                new SecondEvaluation(model.get(), wrong.id() + ": " + claim.id(), List.of(claim));
            evaluation.along(finding.trace().orElseThrow());
            assertThat(evaluation.sawOneBroken()).as("%s: %s", wrong.id(), claim.id()).isTrue();
            broken.add(claim.id());
          }
        }
      }
    }
    assertThat(broken).hasSizeGreaterThan(5);
  }

  private static boolean isPlain(TestWorld world) {
    return world.clientStack().equals(Stack.RFC9293);
  }

  private static void compare(Settings settings, String world) {
    SecondEvaluation evaluation =
        new SecondEvaluation(new TcpModel(settings), world, Catalogue.all()).withDangers();
    evaluation.breadthFirst(PLACES_A_WORLD);
    evaluation.walk(3);
  }

  @Provide
  Arbitrary<Settings> worlds() {
    return AnyWorlds.settings();
  }
}
