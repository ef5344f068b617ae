package io.tarry.scenario;

import static io.tarry.scenario.Readings.START;
import static io.tarry.scenario.Readings.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Mistakes in a scenario file")
class MistakesTest {

  // ---- What has to be there

  @Test
  void are_keys_that_are_missing() {
    assertThat(mistakes("# Nothing much\nsource: RFC 9293\n"))
        .containsExactly(
            "2:1: 'connection' is missing",
            "2:1: 'question' is missing",
            "2:1: 'title' is missing");
  }

  @Test
  void are_scripts_that_are_missing_or_empty() {
    String text = "title: A\nquestion: B\nconnection: %s\n";

    assertThat(mistakes(text.formatted("{ client: [open] }")))
        .containsExactly("3:13: 'server' is missing in 'connection'");
    assertThat(mistakes(text.formatted("{ client: [open], server: [] }")))
        .containsExactly("3:39: 'server' is an empty list");
    assertThat(mistakes(text.formatted("{ client: open, server: [listen] }")))
        .containsExactly("3:23: expected a list, found 'open'");
    assertThat(mistakes(text.formatted("[]")))
        .containsExactly("3:13: expected a map, found a list");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "server: [send 1, close]      | network: {}                        | 3:48: in a world that starts half-closed the server's script begins with 'close'",
        "server: [close on eof]       | network: {}                        | 3:48: in a world that starts half-closed the server's script begins with 'close'",
        "server: [keep listening, close] | network: {}                     | 3:48: in a world that starts half-closed the server's script begins with 'close'",
        "server: [close]              | 'network: { surelyLose: { FIN: 1 } }' | 5:12: a world that starts half-closed has lost no FIN and no ACK yet",
        "server: [close]              | 'network: { surelyLose: { ACK: 1 } }' | 5:12: a world that starts half-closed has lost no FIN and no ACK yet",
        "server: [close]              | 'hosts: { server: { options: { SO_LINGER: 0 } } }' | 4:1: in a world that starts half-closed the server has no 'SO_LINGER: 0', with which 'close' sends a RST"
      })
  void are_what_a_world_cannot_have_done_that_starts_half_closed(
      String server, String network, String complaint) {
    String text =
        "title: A\nquestion: B\nconnection: { client: [close on eof], %s }\nstart: half_closed\n%s\n";

    assertThat(mistakes(text.formatted(server, network))).containsExactly(complaint);
  }

  @Test
  void are_a_title_of_two_lines_and_a_question_of_none() {
    String text =
        "title: |\n  A\n  B\nquestion: ''\nconnection: { client: [open], server: [listen] }";

    assertThat(mistakes(text))
        .containsExactly("1:8: expected one line, found more", "4:11: expected a text, found \"\"");
  }

  @Test
  void do_not_count_twice_where_a_key_is_both_mistyped_and_missing() {
    assertThat(mistakes(START.replace("title:", "titel:")))
        .containsExactly("1:1: unknown key 'titel'; did you mean 'title'?");
  }

  @Test
  void are_not_told_where_they_only_follow_from_another() {
    String text =
        """
        title: A title
        question: A question?
        start: %s
        window: %s
        connection: { client: [send 9, send 9], server: [eof] }
        """;

    assertThat(mistakes(text.formatted("estab", "8")))
        .containsExactly(
            "3:8: expected a start (closed, listening, established or half_closed), found 'estab'",
            "5:24: the client sends 18 bytes in all, and the window is 8");
    assertThat(mistakes(text.formatted("established", "eight")))
        .containsExactly("4:9: expected a number from 1 to 30, found 'eight'");
  }

  // ---- Cases

  @Test
  void in_the_shared_part_are_told_once_and_not_for_each_case() {
    String text =
        START
            + """
            network: { lose: 99 }
            cases:
              one: { change: { window: 4 } }
              two: { change: { time.msl: 2 } }
            """;

    assertThat(mistakes(text))
        .containsExactly("5:18: expected a number from 0 to 15 or 'unlimited', found '99'");
  }

  @Test
  void are_put_down_to_the_change_that_contradicts_the_shared_part() {
    String text =
        START
            + """
            time: { msl: 2, rto: 5 }
            cases:
              untimed: { change: { time.kind: untimed } }
              narrow: { change: { window: 1 } }
              established: { change: { start: established } }
              deaf: { change: { connection.client: [listen] } }
              twice: { change: { connection.server: [listen, listen] } }
              right: { change: { time: { kind: untimed } } }
            """;

    assertThat(mistakes(text))
        .containsExactly(
            "7:24: 'msl' needs a clock, and untimed has none; change the whole of 'time'",
            "7:24: 'rto' needs a clock, and untimed has none; change the whole of 'time'",
            "8:23: the client sends 2 bytes in all, and the window is 1",
            "9:28: 'listen' has no place in a world that starts established",
            "9:28: 'open' has no place in a world that starts established",
            "10:41: both ends listen and nobody opens",
            "11:50: 'listen' is said once, and first");
  }

  // ---- Many at once

  @Test
  void are_all_told_at_once_in_the_order_of_the_file() {
    String text =
        """
        titel: Many mistakes
        question: [a, b]
        hosts:
          client: linx
          serer: linux
        connection:
          client: [open, send 10, close, send 1]
          server: [listen, receive 2]
        window: 0
        network: { lose: -1, reorder: yes, reorder: no }
        expect: { no-stuck-sate: hold }
        cases:
          first:
            change: { time.timeWiat: 0, time.rto: many }
          second:
            expct: {}
        """;

    assertThat(mistakes(text))
        .containsExactly(
            "1:1: unknown key 'titel'; did you mean 'title'?",
            "2:11: expected a text, found a list",
            "4:11: expected a stack (rfc9293, linux, linux-3.13 or freebsd), found 'linx'; did you mean 'linux'?",
            "5:3: unknown key 'serer' in 'hosts'; did you mean 'server'?",
            "7:18: expected 'send N', 'send N on eof' or 'send N or close after T', N from 1 to 9,"
                + " T from 1 to 99 or a time such as 200 ms, found 'send 10'",
            "7:34: 'send' cannot follow 'close'",
            "9:9: expected a number from 1 to 30, found '0'",
            "10:18: expected a number from 0 to 15 or 'unlimited', found '-1'",
            "10:31: expected true or false, found 'yes'",
            "10:36: 'reorder' stands here twice, first in line 10",
            "11:11: unknown property 'no-stuck-sate'; did you mean 'no-stuck-state'?",
            "11:26: expected a verdict (holds, violated, vacuous or undecided), found 'hold';"
                + " did you mean 'holds'?",
            "14:15: no setting is called 'time.timeWiat'; did you mean 'time.timeWait'?",
            "14:43: " + SingleMistakesTest.time(1, 1_000_000, "'many'"),
            "16:5: unknown key 'expct' in 'second'; did you mean 'expect'?");
  }

  // ---- Diagnostics

  @Test
  void read_as_editors_expect_them() {
    Diagnostic mistake =
        new Diagnostic("models/x.yaml", 7, 9, "unknown key 'rolle'", Optional.of("role"));

    assertThat(mistake).hasToString("models/x.yaml:7:9: unknown key 'rolle'; did you mean 'role'?");
  }

  @Test
  void are_shown_on_one_line_and_cut_where_the_file_has_very_long_words() {
    assertThat(mistakes(START + "\"a\\e[31m\\nb\": 1"))
        .containsExactly(
            "5:1: unknown key 'a\\u001b[31m\\u000ab'" + SingleMistakesTest.KEYS_OF_A_FILE);
    assertThat(mistakes(START + "x".repeat(60) + ": 1"))
        .isEqualTo(
            List.of(
                "5:1: unknown key '" + "x".repeat(60) + "'" + SingleMistakesTest.KEYS_OF_A_FILE));
    assertThat(mistakes(START + "x".repeat(61) + ": 1"))
        .isEqualTo(
            List.of(
                "5:1: unknown key '"
                    + "x".repeat(57)
                    + "...'"
                    + SingleMistakesTest.KEYS_OF_A_FILE));
  }
}
