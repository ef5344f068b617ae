package io.tarry.scenario;

import static io.tarry.scenario.Readings.mistakes;
import static io.tarry.scenario.Readings.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Property;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.settings.Settings.Ghost;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A scenario's own property")
class OwnPropertiesTest {

  /** The next line is the fourth. */
  private static final String START =
      """
      title: A title
      question: A question?
      connection: { client: [open, send 2, close], server: [listen, receive 2, close] }
      """;

  @Test
  void is_a_claim_like_those_of_the_catalogue() {
    Scenario read =
        scenario(
            START
                + """
                properties:
                  never-both:
                    never: client.state == TIME_WAIT and server.state == TIME_WAIT
                    says: Not both ends hold TIME_WAIT
                  quiet-end: { always: network is empty, when: client.state == CLOSED }
                expect: { never-both: holds, no-stuck-state: holds, quiet-end: violated }
                """);
    assertThat(read.properties()).extracting(Claim::id).containsExactly("never-both", "quiet-end");
    assertThat(read.properties())
        .extracting(Claim::source)
        .containsExactly("models/x.yaml:5", "models/x.yaml:8");
    assertThat(read.properties())
        .extracting(Claim::sentence)
        .containsExactly(
            "Not both ends hold TIME_WAIT", "When client.state == CLOSED: network is empty");
    assertThat(read.cases().get(0).expectations())
        .extracting(expectation -> expectation.claim().id())
        .containsExactly("never-both", "no-stuck-state", "quiet-end");
    assertThat(read.claims()).hasSize(Catalogue.all().size() + 2).containsAll(read.properties());
  }

  @Test
  void about_runs_says_what_it_assumes_of_them() {
    Scenario read =
        scenario(
            START
                + """
                properties:
                  over: { eventually: client.state == CLOSED }
                  left:
                    when: client.state == LAST_ACK
                    eventually: client.state != LAST_ACK
                    assuming: time
                expect: { over: holds, left: holds }
                """);
    assertThat(read.properties())
        .extracting(Claim::sentence)
        .containsExactly(
            "At last, in a fair run: client.state == CLOSED",
            "When client.state == LAST_ACK, then at last, as time passes: client.state != LAST_ACK");
    assertThat(read.properties())
        .extracting(claim -> claim.property().kind())
        .containsOnly(Property.Kind.LEADS_TO);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void is_told_of_a_mistake_at_its_very_character(String written, String complaint) {
    assertThat(mistakes(START + "properties:\n  own:\n" + written)).containsExactly(complaint);
  }

  static Stream<Arguments> is_told_of_a_mistake_at_its_very_character() {
    String unknown = ": unknown state 'LAST_AKC'; did you mean 'LAST_ACK'?";
    return Stream.of(
        Arguments.of("    never: client.state == LAST_AKC", "6:28" + unknown),
        Arguments.of("    never:   client.state   ==   LAST_AKC   # x", "6:34" + unknown),
        Arguments.of("    never: client.state ==\n      LAST_AKC", "7:7" + unknown),
        Arguments.of("    never: client.state ==\n\n\n       LAST_AKC", "9:8" + unknown),
        Arguments.of("    never:\n      client.state == LAST_AKC", "7:23" + unknown),
        Arguments.of("    never: 'client.state == LAST_AKC'", "6:29" + unknown),
        Arguments.of("    never: \"client.state\n     == LAST_AKC\"", "7:9" + unknown),
        Arguments.of("    never: |\n      client.state\n        == LAST_AKC", "8:12" + unknown),
        Arguments.of("    never: >- # x\n\n      client.state ==\n      LAST_AKC", "9:7" + unknown),
        Arguments.of("    never: |2\n        client.state == LAST_AKC", "7:25" + unknown),
        Arguments.of("    { never: client.state == LAST_AKC }", "6:30" + unknown),
        Arguments.of("    ? never\n    : client.state == LAST_AKC", "7:23" + unknown),
        Arguments.of("    never: (step ticks", "6:12: this '(' is never closed"),
        Arguments.of("    never: step ticks and  # x", "6:26: expected an operand, found the end"),
        Arguments.of(
            "    never: |\n      true\n      and\n\n", "8:10: expected an operand, found the end"),
        Arguments.of("    never: '''true'''", "6:13: ''' has no meaning here"),
        Arguments.of("    never: true ''", "6:17: ''' has no meaning here"),
        Arguments.of("    never: 'true or '' '", "6:21: ''' has no meaning here"),
        Arguments.of("    never: \uD83D\uDE00 true", "6:12: '\uD83D\uDE00' has no meaning here"),
        Arguments.of(
            "    never: \"client.state == \\\n      LAST_AKC\"",
            "6:29: an expression needs no '\\'; write it without"),
        Arguments.of("    never: 5", "6:12: expected a condition, found a number"),
        Arguments.of("    never:", "6:11: expected an expression, found nothing"),
        Arguments.of("    never: ' '", "6:12: expected an expression, found \" \""),
        Arguments.of("    never: [true]", "6:12: expected an expression, found a list"),
        Arguments.of(
            "    never: true && true", "6:17: '&&' has no meaning here; did you mean 'and'?"),
        Arguments.of(
            "    never: clinet.state == CLOSED",
            "6:12: unknown name 'clinet'; did you mean 'client'?"),
        Arguments.of(
            "    never: step seds RST", "6:17: unknown verb 'seds'; did you mean 'sends'?"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void is_refused_if_it_is_not_one_property(String lines, String complaint) {
    assertThat(mistakes(START + lines)).containsExactly(complaint);
  }

  static Stream<Arguments> is_refused_if_it_is_not_one_property() {
    String name = "a property's name is made of small letters, digits and '-', at most 60";
    return Stream.of(
        Arguments.of("properties: 5", "4:13: expected a map, found '5'"),
        Arguments.of(
            "properties: { a: true }",
            "4:18: expected 'always', 'never', 'reachable' or 'eventually', found 'true'"),
        Arguments.of(
            "properties: { a: {} }",
            "4:15: 'a' needs 'always', 'never', 'reachable' or 'eventually'"),
        Arguments.of(
            "properties: { a: { when: true, says: x } }",
            "4:15: 'a' needs 'always', 'never', 'reachable' or 'eventually'"),
        Arguments.of(
            "properties: { a: { nevr: true } }",
            "4:20: unknown key 'nevr' in 'a'; did you mean 'never'?"),
        Arguments.of(
            "properties: { a: { never: true, always: true } }",
            "4:33: 'always' and 'never' are two properties; give each a name"),
        Arguments.of(
            "properties: { a: { never: true, when: true } }",
            "4:33: 'when' goes with 'always' or 'eventually' only, not with 'never'"),
        Arguments.of(
            "properties: { a: { reachable: true, danger: true } }",
            "4:37: 'danger' goes with 'always' or 'never' only, not with 'reachable'"),
        Arguments.of(
            "properties: { a: { danger: true } }",
            "4:15: 'a' needs 'always', 'never', 'reachable' or 'eventually'"),
        Arguments.of(
            "properties: { a: { never: true, danger: step delivres RST } }",
            "4:46: unknown verb 'delivres'; did you mean 'delivers'?"),
        Arguments.of(
            "properties: { a: { always: true, assuming: time } }",
            "4:34: 'assuming' goes with 'eventually' only, not with 'always'"),
        Arguments.of(
            "properties: { a: { eventually: true, assuming: tim } }",
            "4:48: expected an assumption (all, time or nothing), found 'tim'; did you mean 'time'?"),
        Arguments.of("properties: { A: { never: true } }", "4:15: " + name),
        Arguments.of("properties: { a_b: { never: true } }", "4:15: " + name),
        Arguments.of("properties: { -a: { never: true } }", "4:15: " + name),
        Arguments.of("properties: { '': { never: true } }", "4:15: " + name),
        Arguments.of("properties: { " + "a".repeat(61) + ": { never: true } }", "4:15: " + name),
        Arguments.of(
            "properties: { no-stuck-state: { never: true } }",
            "4:15: there is a property 'no-stuck-state' already, for every file"),
        Arguments.of(
            "properties: { own: { never: true } }\nexpect: { onw: holds }",
            "5:11: unknown property 'onw'; did you mean 'own'?"));
  }

  @Test
  void can_speak_of_what_the_world_of_any_case_has_and_of_nothing_else() {
    String file =
        """
        title: A title
        question: A question?
        connection: { client: [open, close], server: [keep listening, close] }
        properties:
          two: { reachable: connection%d.server.state == TIME_WAIT }
          other: { reachable: %s.state == TIME_WAIT }
        cases:
          one port: {}
          two ports:
            change: { hosts.client.sysctl.ip_local_port_range: [40000, 40001] }
          two clients:
            change: { connection.client2: [open, close] }
        """;
    assertThat(scenario(file.formatted(2, "client2")).properties()).hasSize(2);
    assertThat(mistakes(file.formatted(3, "client3")))
        .containsExactly(
            "5:21: there is no connection3; there are connection1 to connection2",
            "6:23: unknown name 'client3'; did you mean 'client'?");
    String alone = file.formatted(2, "client2").replaceAll("(?s)cases:.*", "");
    assertThat(mistakes(alone))
        .containsExactly(
            "5:21: there is no connection2; there is connection1 only",
            "6:23: there is no client2; there are client and server");
  }

  @Test
  void is_not_said_to_speak_of_nothing_where_its_world_could_not_be_read() {
    assertThat(
            mistakes(
                """
                title: A title
                question: A question?
                connection: { client: [open, close], client2: [opn], server: [keep listening] }
                hosts: { client: { sysctl: { ip_local_port_range: [40000, 40009] } } }
                properties: { two: { never: client2.state == connection2.client.state } }
                """))
        .hasSize(2)
        .noneMatch(mistake -> mistake.startsWith("5:"));
  }

  @Test
  void has_only_those_ghosts_remembered_that_it_asks_for() {
    List<Claim> claims =
        scenario(
                START
                    + """
                    properties:
                      none: { never: network.size > 3 }
                      sent: { always: step ticks, when: network.sent > 3 }
                      both: { always: network.sent > 3, when: client.incarnation == 2 }
                      danger: { never: step ticks, danger: network.sent > 3 }
                    """)
            .properties();
    assertThat(claims)
        .extracting(claim -> claim.needs().ghosts())
        .containsExactly(
            Set.of(),
            Set.of(Ghost.SENT),
            Set.of(Ghost.SENT, Ghost.INCARNATION),
            Set.of(Ghost.SENT));
  }

  @Test
  void that_is_wrong_is_told_once_though_it_is_expected() {
    assertThat(
            mistakes(
                START
                    + "properties: { own: { never: 1 } }\n"
                    + "cases: { a: { expect: { own: holds } }, b: { expect: { own: holds } } }"))
        .isEqualTo(List.of("4:29: expected a condition, found a number"));
  }
}
