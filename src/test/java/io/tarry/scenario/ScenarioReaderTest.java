package io.tarry.scenario;

import static io.tarry.scenario.Readings.START;
import static io.tarry.scenario.Readings.onlyCase;
import static io.tarry.scenario.Readings.scenario;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tarry.engine.Verdict;
import io.tarry.scenario.Scenario.Case;
import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.SegmentKind;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Settings.Network;
import io.tarry.tcp.settings.Side;
import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TwRestart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A scenario file that is right")
class ScenarioReaderTest {

  private static final Script CLIENT =
      Script.of(
          Instruction.of(Call.OPEN),
          Instruction.send(2).onceConnected(),
          Instruction.of(Call.CLOSE));
  private static final Script SERVER =
      Script.of(
          Instruction.of(Call.LISTEN), Instruction.of(Call.CLOSE).onceConnected().onceReceived(2));

  private static final Network QUIET = new Network(0, 0, true, 8, Map.of());
  private static final Time TICKS =
      new Time(Time.Kind.TICKS, 1, new Retransmission(3, true, 1), 2, 12);

  private static Settings world(Stack client, Stack server, Network network, Time time) {
    return new Settings(
        hosts(client, CLIENT, server, SERVER, time),
        Settings.Start.CLOSED,
        Settings.SequenceNumbers.farApart(8),
        network,
        time,
        Set.of());
  }

  private static Settings.Hosts hosts(
      Stack client, Script clients, Stack server, Script servers, Time time) {
    return Settings.Hosts.of(
        Settings.Host.plain(Side.CLIENT, client, clients, time.finWait2()),
        Settings.Host.plain(Side.SERVER, server, servers, time.finWait2()));
  }

  // ---- The whole

  @Test
  void needs_no_more_than_title_question_and_connection() {
    Scenario read =
        scenario(
            """
            title: A title
            question: A question?
            connection: { client: [open, send 2, close], server: [listen, receive 2, close] }
            """);

    Settings expected = world(Stack.RFC9293, Stack.RFC9293, QUIET, TICKS);
    Case only = new Case("as written", List.of("rfc9293", "rfc9293"), expected, List.of());
    assertThat(read)
        .isEqualTo(new Scenario("models/x.yaml", "A title", "A question?", "", List.of(only)));
  }

  @Test
  void can_set_everything() {
    Scenario read =
        scenario(
            """
            title: A title   # a comment
            question: |
              Is this a question
              of two lines?
            source: "RFC 9293: all of it"
            hosts:
              client: linux
              server: { stack: linux, honorRstInTimeWait: false, twRestart: dupfin }
            start: established
            connection:
              client: [send 9, close]
              server:
                - receive 9
                - close
            window: 9
            network:
              lose: 1
              duplicate: unlimited
              reorder: false
              room: 16
              surelyLose: { SYN: 1, SYN+ACK: 15, RST: all, ACK: 0 }
            time:
              kind: ticks
              msl: 2
              rto: 7
              backOff: false
              retransmissions: 0
              timeWait: 0
              finWait2: 200
            """);

    Stack server = Stack.LINUX.with(TwRestart.DUPFIN).without(Switch.HONOR_RST_IN_TIME_WAIT);
    Script receives = Script.of(Instruction.of(Call.CLOSE).onceReceived(9));
    Map<SegmentKind, Integer> surelyLost =
        Map.of(SegmentKind.SYN, 1, SegmentKind.SYN_ACK, 15, SegmentKind.RST, Settings.UNLIMITED);
    Time time = new Time(Time.Kind.TICKS, 2, new Retransmission(7, false, 0), 0, 200);
    Settings expected =
        new Settings(
            hosts(
                Stack.LINUX,
                Script.of(Instruction.send(9), Instruction.of(Call.CLOSE)),
                server,
                receives,
                time),
            Settings.Start.ESTABLISHED,
            Settings.SequenceNumbers.farApart(9),
            new Network(1, Settings.UNLIMITED, false, 16, surelyLost),
            time,
            Set.of());
    List<String> stacks = List.of("linux", "linux, twRestart: dupfin, honorRstInTimeWait: false");
    Case only = new Case("as written", stacks, expected, List.of());
    assertThat(read)
        .isEqualTo(
            new Scenario(
                "models/x.yaml",
                "A title",
                "Is this a question of two lines?",
                "RFC 9293: all of it",
                List.of(only)));
  }

  @Test
  void may_have_comments_for_those_who_read_the_results() {
    Scenario read =
        scenario(
            START
                + """
                comment: >-
                  A thing to know,
                  on two lines.
                cases:
                  plain: {}
                  special:
                    comment: What is special.
                """);

    assertThat(read.comment()).isEqualTo("A thing to know, on two lines.");
    assertThat(read.cases()).extracting(Case::comment).containsExactly("", "What is special.");
  }

  @Test
  void may_have_the_line_ends_and_the_byte_order_mark_of_windows() {
    assertThat(scenario("\uFEFF" + START.replace("\n", "\r\n"))).isEqualTo(scenario(START));
  }

  // ---- Hosts

  @Test
  void can_set_every_switch_of_a_stack() {
    String all =
        StackReader.words(Stack.LINUX).entrySet().stream()
            .map(part -> part.getKey() + ": " + part.getValue())
            .collect(Collectors.joining(", "));

    Case only = onlyCase(START + "hosts: { server: { " + all + " } }");

    assertThat(only.settings().server().stack()).isEqualTo(Stack.LINUX);
    assertThat(only.stacks().get(0)).isEqualTo("rfc9293");
    assertThat(only.stacks().get(1))
        .startsWith("rfc9293, twRestart: linux, reopenFromTimeWait: linux,")
        .contains("pawsTolerance: 1", "rstForUnreadBytes: true")
        .doesNotContain("rfc5961", "ignoresSyn");
  }

  @Test
  void says_each_part_of_a_stack_by_a_word_that_sets_it() {
    for (Switch one : Switch.values()) {
      Stack changed = Stack.RFC9293.has(one) ? Stack.RFC9293.without(one) : Stack.RFC9293.with(one);
      String word = one.key() + ": " + changed.has(one);

      Case only = onlyCase(START + "hosts: { server: { " + word + " } }");

      assertThat(only.settings().server().stack()).isEqualTo(changed);
      assertThat(only.stacks().get(1)).isEqualTo("rfc9293, " + word);
    }
  }

  @Test
  void does_not_mention_a_switch_that_is_as_in_its_stack() {
    Case only = onlyCase(START + "hosts: { client: { stack: linux, rfc5961: true } }");

    assertThat(only.stacks()).containsExactly("linux", "rfc9293");
  }

  // ---- Time

  @Test
  void has_default_timers_that_grow_with_msl() {
    Case only = onlyCase(START + "time: { msl: 3 }");

    assertThat(only.settings().time())
        .isEqualTo(new Time(Time.Kind.TICKS, 3, new Retransmission(7, true, 1), 6, 28));
  }

  @Test
  void has_no_clock_where_untimed_and_any_number_of_ticks_is_some_time() {
    Case some = onlyCase(START + "time: { kind: untimed, timeWait: 50, finWait2: 9 }");
    Case byDefault = onlyCase(START + "time: { kind: untimed }");
    Case none = onlyCase(START + "time: { kind: untimed, timeWait: 0, retransmissions: 2 }");

    assertThat(some.settings().time())
        .isEqualTo(new Time(Time.Kind.UNTIMED, 0, new Retransmission(0, false, 1), 1, 1));
    assertThat(byDefault.settings().time()).isEqualTo(some.settings().time());
    assertThat(none.settings().time())
        .isEqualTo(new Time(Time.Kind.UNTIMED, 0, new Retransmission(0, false, 2), 0, 1));
  }

  // ---- Cases

  @Test
  void keeps_the_other_keys_when_a_path_is_changed_and_none_when_a_map_is() {
    Scenario read =
        scenario(
            START
                + """
                network: { lose: 1, reorder: false }
                cases:
                  one key:
                    change: { network.lose: 2 }
                  a whole map:
                    change: { network: { lose: 3 } }
                  a key of a map that is not there:
                    change: { network.surelyLose.SYN+ACK: all, time.msl: 2 }
                """);

    assertThat(read.cases())
        .extracting(c -> c.settings().network())
        .containsExactly(
            new Network(2, 0, false, 8, Map.of()),
            new Network(3, 0, true, 8, Map.of()),
            new Network(1, 0, false, 8, Map.of(SegmentKind.SYN_ACK, Settings.UNLIMITED)));
    assertThat(read.cases())
        .extracting(c -> c.settings().time().timeWait())
        .containsExactly(2, 2, 4);
  }

  @Test
  void can_change_a_host_that_is_given_by_its_name_alone() {
    Scenario read =
        scenario(
            START
                + """
                hosts: { client: linux }
                cases:
                  a switch:
                    change: { hosts.client.rfc5961: false, hosts.server.rfc5961: false }
                  the stack:
                    change: { hosts.client.stack: rfc9293, hosts.server: linux }
                  a name for a name:
                    change: { hosts: { server: linux } }
                """);

    assertThat(read.cases())
        .extracting(Case::stacks)
        .containsExactly(
            List.of("linux, rfc5961: false", "rfc9293, rfc5961: false"),
            List.of("rfc9293", "linux"),
            List.of("rfc9293", "linux"));
  }

  @Test
  void can_change_start_window_and_the_script_of_one_end() {
    Scenario read =
        scenario(
            START
                + """
                cases:
                  changed:
                    change:
                      start: established
                      window: 3
                      connection.client: [send 3]
                      connection.server: [receive 3]
                """);

    assertThat(read.cases().get(0).settings())
        .isEqualTo(
            new Settings(
                hosts(
                    Stack.RFC9293,
                    Script.of(Instruction.send(3)),
                    Stack.RFC9293,
                    Script.of(Instruction.of(Call.RECEIVE).onceReceived(3)),
                    TICKS),
                Settings.Start.ESTABLISHED,
                Settings.SequenceNumbers.farApart(3),
                QUIET,
                TICKS,
                Set.of()));
  }

  @Test
  void gives_a_case_without_anything_the_world_as_written() {
    Scenario read = scenario(START + "cases:\n  nothing:\n  an empty map: {}\n");

    assertThat(read.cases()).extracting(Case::name).containsExactly("nothing", "an empty map");
    assertThat(read.cases())
        .extracting(Case::settings)
        .containsOnly(world(Stack.RFC9293, Stack.RFC9293, QUIET, TICKS));
  }

  @Test
  void lets_a_case_override_what_all_expect_in_its_place_and_add_to_it() {
    Scenario read =
        scenario(
            """
            title: A title
            question: A question?
            connection: { client: [open], server: [listen] }
            expect: { time-wait-lasts: vacuous, no-stuck-state: violated }
            cases:
              plain:
              special:
                expect:
                  octets-in-order: undecided
                  time-wait-lasts: holds
            """);

    assertThat(read.cases().get(0).expectations())
        .extracting(e -> e.claim().id(), e -> e.verdict().orElseThrow())
        .containsExactly(
            tuple("time-wait-lasts", Verdict.VACUOUS), tuple("no-stuck-state", Verdict.VIOLATED));
    assertThat(read.cases().get(1).expectations())
        .extracting(e -> e.claim().id(), e -> e.verdict().orElseThrow())
        .containsExactly(
            tuple("time-wait-lasts", Verdict.HOLDS),
            tuple("no-stuck-state", Verdict.VIOLATED),
            tuple("octets-in-order", Verdict.UNDECIDED));
  }
}
