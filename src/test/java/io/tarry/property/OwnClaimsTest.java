package io.tarry.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Divided;
import io.tarry.engine.Finding;
import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Verdict;
import io.tarry.property.OwnClaims.About;
import io.tarry.property.expression.Parsed;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.Stack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A claim made of expressions")
class OwnClaimsTest {

  /**
   * So many of them, the same each time, have some in which a claim holds and some in which not.
   */
  private static final int WORLDS = 100;

  private static final String ENTERS = "before.%1$s.state != TIME_WAIT and %1$s.state == TIME_WAIT";

  private static Parsed.Good parsed(String text) {
    return (Parsed.Good) Parsed.of(text);
  }

  private static About about(String id) {
    return new About(id, Optional.empty(), "x.yaml:7");
  }

  private static Claim always(String id, String premise, String claim) {
    return OwnClaims.always(about(id), parsed(premise), parsed(claim));
  }

  private static Parsed.Good atSomeEnd(String condition) {
    return parsed(condition.formatted("client") + " or " + condition.formatted("server"));
  }

  private static String isIn(String... states) {
    return Stream.of(states)
        .map(state -> "before.%1$s.state == " + state)
        .collect(Collectors.joining(" or "));
  }

  /** Claims of the catalogue, said once more. */
  static Stream<Claim> claims() {
    String leaves = "before.%1$s.state == LAST_ACK and %1$s.state != LAST_ACK";
    String byAck = "(" + leaves + " implies step delivers acknowledgement to %1$s)";
    String client = ENTERS.formatted("client");
    String server = ENTERS.formatted("server");
    return Stream.of(
        OwnClaims.eventually(
            about("time-wait-is-left"),
            parsed("client.state == TIME_WAIT or server.state == TIME_WAIT"),
            parsed("client.state != TIME_WAIT and server.state != TIME_WAIT"),
            Assumption.ALL),
        OwnClaims.eventually(
            about("close-wait-is-left"),
            parsed("client.state == CLOSE_WAIT or server.state == CLOSE_WAIT"),
            parsed("client.state != CLOSE_WAIT and server.state != CLOSE_WAIT"),
            Assumption.ALL),
        OwnClaims.reachable(
            about("both-established"),
            parsed("client.state == ESTABLISHED and server.state == ESTABLISHED")),
        OwnClaims.inDanger(
            always("rst-never-answered-by-rst", "step delivers RST", "not step sends RST"),
            atSomeEnd("step delivers RST to %1$s and (" + isIn("CLOSED", "LISTEN") + ")")),
        OwnClaims.inDanger(
            always("octets-never-answered-by-rst", "step delivers DATA", "not step sends RST"),
            atSomeEnd(
                "step delivers DATA to %1$s and not ("
                    + isIn("SYN_SENT", "SYN_RECEIVED", "ESTABLISHED", "CLOSE_WAIT")
                    + ")")),
        OwnClaims.inDanger(
            always(
                "last-ack-ends-by-ack",
                leaves.formatted("client") + " or " + leaves.formatted("server"),
                byAck.formatted("client") + " and " + byAck.formatted("server")),
            atSomeEnd(leaves + " and before.%1$s.retransmissions > 0")),
        always("time-wait-only-at-client", client + " or " + server, "not (" + server + ")"),
        always("time-wait-only-at-server", client + " or " + server, "not (" + client + ")"));
  }

  static Stream<String> ids() {
    return claims().map(Claim::id);
  }

  /** What is found in a world of the claims of the catalogue, and of the same ones said here. */
  private record Both(SearchResult known, SearchResult own) {}

  private static final List<Both> FOUND = new ArrayList<>();

  /** All claims at once: a search answers each as if it were asked alone. */
  @BeforeAll
  static void search() {
    List<Claim> own = claims().toList();
    List<Claim> known =
        own.stream().map(claim -> Catalogue.find(claim.id()).orElseThrow()).toList();
    worlds().generator(WORLDS).stream(new Random(1))
        .map(Shrinkable::value)
        .limit(WORLDS)
        .forEach(world -> FOUND.add(new Both(search(world, known), search(world, own))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ids")
  void has_verdict_counts_and_trace_of_the_claim_in_the_catalogue(String id) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (Both both : FOUND) {
      SearchResult one = both.known();
      SearchResult other = both.own();
      assertThat(other.statistics().states()).isEqualTo(one.statistics().states());
      assertThat(other.statistics().transitions()).isEqualTo(one.statistics().transitions());
      assertThat(other.statistics().depth()).isEqualTo(one.statistics().depth());
      Finding found = one.finding(id);
      assertThat(other.finding(id)).usingRecursiveComparison().isEqualTo(found);
      verdicts.add(found.verdict());
    }
    assertThat(verdicts).as("worlds that tell something").hasSizeGreaterThan(1);
  }

  private static SearchResult search(TestWorld world, Claim claim) {
    return search(world, List.of(claim));
  }

  private static SearchResult search(TestWorld world, List<Claim> claims) {
    SearchResult result =
        Divided.remembering(Search.of(() -> new TcpModel(world.settings())), 1)
            .run(claims.stream().map(Claim::property).toList());
    assertThat(result.stoppedBy()).isEmpty();
    return result;
  }

  private static Arbitrary<TestWorld> worlds() {
    Arbitrary<TestWorld> starts =
        Arbitraries.of(
            TestWorld.serverCloses(),
            TestWorld.serverCloses().inOrder(),
            TestWorld.serverCloses()
                .scripts(Script.of(Instruction.of(Call.OPEN)), Script.of())
                .fromClosed(),
            TestWorld.serverCloses()
                .scripts(
                    Script.of(Instruction.of(Call.CLOSE)),
                    Script.of(Instruction.of(Call.CLOSE).onEndOfFile())),
            TestWorld.bothClose(),
            TestWorld.serverCloses()
                .scripts(
                    Script.of(Instruction.send(1), Instruction.of(Call.CLOSE)),
                    Script.of(Instruction.of(Call.ABORT))),
            TestWorld.wholeExchange().inOrder());
    Arbitrary<Stack> stacks = Arbitraries.of(Stack.RFC9293, Stack.LINUX, TestWorld.rfc793());
    Arbitrary<Integer> faults = Arbitraries.integers().between(0, 1);
    Arbitrary<Integer> timeWaits = Arbitraries.integers().between(0, 2);
    return Combinators.combine(starts, stacks, faults, timeWaits)
        .as((start, stack, lose, timeWait) ->
            start.stack(stack).losing(lose).timeWait(timeWait).room(12));
  }

  @Test
  void without_a_premise_is_never_vacuous_and_with_one_it_can_be() {
    TestWorld world = TestWorld.serverCloses().inOrder();
    Claim alone = OwnClaims.always(about("a"), parsed("not step sends RST"));
    Claim vacuous = always("a", "client.state == LISTEN", "not step sends RST");
    Claim never = OwnClaims.never(about("a"), parsed("client.state == LISTEN"));
    Claim violated = OwnClaims.never(about("a"), parsed("client.state == LAST_ACK"));
    Claim vain = OwnClaims.reachable(about("a"), parsed("client.state == LISTEN"));
    assertThat(search(world, alone).finding("a").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(search(world, vacuous).finding("a").verdict()).isEqualTo(Verdict.VACUOUS);
    assertThat(search(world, never).finding("a").verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(search(world, violated).finding("a").verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(search(world, vain).finding("a").verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void that_holds_shows_a_run_to_the_end_of_the_connection() {
    TestWorld world = TestWorld.serverCloses().inOrder();
    Claim always = OwnClaims.always(about("a"), parsed("not step sends RST"));
    Claim never = OwnClaims.never(about("a"), parsed("step sends RST"));
    assertThat(search(world, always).finding("a").trace()).isPresent();
    assertThat(search(world, never).finding("a"))
        .usingRecursiveComparison()
        .isEqualTo(search(world, always).finding("a"));
    assertThat(search(world, never).finding("a").verdict()).isEqualTo(Verdict.HOLDS);
  }

  @Test
  void says_what_its_author_says_or_else_its_kind_and_expression() {
    Parsed.Good empty = parsed("( network   is empty )");
    assertThat(OwnClaims.never(about("a"), empty).sentence()).isEqualTo("Never: network is empty");
    assertThat(OwnClaims.always(about("a"), empty, parsed("step ticks")).sentence())
        .isEqualTo("When network is empty: step ticks");
    Claim said = OwnClaims.always(new About("a", Optional.of("All is quiet"), "x.yaml:7"), empty);
    assertThat(said.sentence()).isEqualTo("All is quiet");
    assertThat(said.source()).isEqualTo("x.yaml:7");
    Claim reached =
        OwnClaims.reachable(new About("a", Optional.of("It is quiet"), "x.yaml:7"), empty);
    assertThat(reached.leastDanger().shows()).isEqualTo("It is quiet");
    assertThat(said.breach()).isEqualTo("Not so: All is quiet");
    Claim broken = OwnClaims.breaking(said, "A segment is out");
    assertThat(broken.breach()).isEqualTo("A segment is out");
    assertThat(broken.sentence()).isEqualTo("All is quiet");
    assertThat(OwnClaims.reachable(about("a"), empty).leastDanger().shows())
        .isEqualTo("Reached: network is empty");
    assertThat(said.needs().ghosts()).isEmpty();
  }
}
