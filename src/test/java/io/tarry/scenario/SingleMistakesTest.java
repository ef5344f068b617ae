package io.tarry.scenario;

import static io.tarry.scenario.Readings.START;
import static io.tarry.scenario.Readings.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("One mistake in a scenario file")
class SingleMistakesTest {

  static final String KEYS_OF_A_FILE =
      "; there are title, question, source, comment, course, hosts, nat, start, connection, window,"
          + " isnApart, network, time, properties, expect and cases";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"wrong_keys", "wrong_types", "wrong_numbers", "wrong_words", "wrong_cases"})
  void is_told_with_place_and_way_out(String line, String complaint) {
    assertThat(mistakes(START + line)).containsExactly("5:" + complaint);
  }

  static Stream<Arguments> wrong_keys() {
    return Stream.of(
        Arguments.of("netwrok: {}", "1: unknown key 'netwrok'; did you mean 'network'?"),
        Arguments.of("case: {}", "1: unknown key 'case'; did you mean 'cases'?"),
        Arguments.of("colour: red", "1: unknown key 'colour'" + KEYS_OF_A_FILE),
        Arguments.of("<<: {}", "1: unknown key '<<'" + KEYS_OF_A_FILE),
        Arguments.of(
            "network: { loose: 1 }", "12: unknown key 'loose' in 'network'; did you mean 'lose'?"),
        Arguments.of("time: { RTO: 1 }", "9: unknown key 'RTO' in 'time'; did you mean 'rto'?"),
        Arguments.of(
            "network: { surelyLose: { SYNACK: 1 } }",
            "26: unknown key 'SYNACK' in 'network.surelyLose'; did you mean 'SYN+ACK'?"),
        Arguments.of(
            "hosts: { middle: linux }",
            "10: unknown key 'middle' in 'hosts'; there are client, client2 and server"),
        Arguments.of(
            "hosts: { client: { finWait: true } }",
            "20: unknown key 'finWait' in 'hosts.client'; did you mean 'finWait2Timer' or 'finWait2Entry'?"),
        Arguments.of(
            "hosts: { client: { sysctl: { net.ipv4.tcp_tw_reuse: 1 } } }",
            "30: unknown key 'net.ipv4.tcp_tw_reuse' in 'hosts.client.sysctl';"
                + " did you mean 'tcp_tw_reuse'?"),
        Arguments.of(
            "net.ipv4.tcp_rfc1337: 1",
            "1: unknown key 'net.ipv4.tcp_rfc1337';"
                + " did you mean 'hosts.client.sysctl.tcp_rfc1337'?"),
        Arguments.of(
            "network: { surelyLose: { FIN+ACK: 1 } }",
            "26: unknown key 'FIN+ACK' in 'network.surelyLose'; did you mean 'FIN'?"),
        Arguments.of(
            "hosts: { client: { finWaitTimer: true } }",
            "20: unknown key 'finWaitTimer' in 'hosts.client'; did you mean 'finWait2Timer'?"),
        Arguments.of("time: { msl: 1, msl: 2 }", "17: 'msl' stands here twice, first in line 5"),
        Arguments.of("title: Again", "1: 'title' stands here twice, first in line 1"),
        Arguments.of("? [a]\n: b", "3: expected a word before the ':', found a list"));
  }

  static Stream<Arguments> wrong_types() {
    return Stream.of(
        Arguments.of("network: { reorder: yes }", "21: expected true or false, found 'yes'"),
        Arguments.of(
            "network: { reorder: True }",
            "21: expected true or false, found 'True'; did you mean 'true'?"),
        Arguments.of(
            "network: { reorder: \"true\" }",
            "21: expected true or false, found \"true\"; did you mean 'true'?"),
        Arguments.of("time: { backOff: 1 }", "18: expected true or false, found '1'"),
        Arguments.of(
            "hosts: { server: { rfc5961: [] } }", "29: expected true or false, found a list"),
        Arguments.of("window: {}", "9: expected a number from 1 to 30, found a map"),
        Arguments.of("window: \"8\"", "9: expected a number from 1 to 30, found \"8\""),
        Arguments.of("window:", "8: expected a number from 1 to 30, found nothing"),
        Arguments.of("window: 8.0", "9: expected a number from 1 to 30, found '8.0'"),
        Arguments.of("network: 5", "10: expected a map, found '5'"),
        Arguments.of("time: [untimed]", "7: expected a map, found a list"),
        Arguments.of("hosts: linux", "8: expected a map, found 'linux'"),
        Arguments.of("hosts: { client: }", "17: expected a stack's name or a map, found nothing"),
        Arguments.of("source: [RFC 9293]", "9: expected a text, found a list"),
        Arguments.of("source: \" \"", "9: expected a text, found \" \""),
        Arguments.of("source: |\n  a\n  b", "9: expected one line, found more"),
        Arguments.of("source: \"a\\eb\"", "9: a text holds no control characters"));
  }

  static Stream<Arguments> wrong_numbers() {
    return Stream.of(
        Arguments.of(
            "network: { lose: -1 }",
            "18: expected a number from 0 to 15 or 'unlimited', found '-1'"),
        Arguments.of(
            "network: { lose: 16 }",
            "18: expected a number from 0 to 15 or 'unlimited', found '16'"),
        Arguments.of(
            "network: { duplicate: 16 }",
            "23: expected a number from 0 to 15 or 'unlimited', found '16'"),
        Arguments.of(
            "network: { duplicate: unlimted }",
            "23: expected a number from 0 to 15 or 'unlimited', found 'unlimted';"
                + " did you mean 'unlimited'?"),
        Arguments.of(
            "network: { surelyLose: { RST: 99999999999 } }",
            "31: expected a number from 0 to 15 or 'unlimited', found '99999999999'"),
        Arguments.of("network: { room: 0 }", "18: expected a number from 1 to 16, found '0'"),
        Arguments.of("network: { room: 17 }", "18: expected a number from 1 to 16, found '17'"),
        Arguments.of("window: 0", "9: expected a number from 1 to 30, found '0'"),
        Arguments.of("window: 31", "9: expected a number from 1 to 30, found '31'"),
        Arguments.of("window: all", "9: expected a number from 1 to 30, found 'all'"),
        Arguments.of(
            "hosts: { client: { options: { SO_LINGER: 5 } } }",
            "42: expected 0, found '5'; only 0 is modelled, since with more close() sends a FIN as"
                + " without, and waits for it"),
        Arguments.of("time: { msl: 0 }", "14: " + time(1, 20, "'0'")),
        Arguments.of("time: { msl: 21 }", "14: " + time(1, 20, "'21'")),
        Arguments.of("time: { msl: \"2\" }", "14: expected a time, found \"2\""),
        Arguments.of("time: { rto: 0 }", "14: " + time(1, 1_000_000, "'0'")),
        Arguments.of("time: { rto: 1000001 }", "14: " + time(1, 1_000_000, "'1000001'")),
        Arguments.of("time: { rto: [3] }", "14: expected a time, found a list"),
        Arguments.of(
            "time: { retransmissions: 8 }",
            "26: expected a number from 0 to 7 or 'unlimited', found '8'"),
        Arguments.of("time: { timeWait: 1.5 }", "19: " + time(0, 1_000_000, "'1.5'")),
        Arguments.of("time: { finWait2: 0 }", "19: " + time(1, 1_000_000, "'0'")),
        Arguments.of(
            "time: { timeWait: -1 }", "19: expected a time, which is never negative, found '-1'"),
        Arguments.of(
            "time: { kind: untimed, finWait2: many }", "34: " + time(1, 1_000_000, "'many'")));
  }

  static String time(int min, int max, String found) {
    return "expected a number of ticks from %d to %d, or a time such as '200 ms', found %s"
        .formatted(min, max, found);
  }

  static Stream<Arguments> wrong_words() {
    return Stream.of(
        Arguments.of(
            "start: establishd",
            "8: expected a start (closed, listening, established or half_closed), found 'establishd';"
                + " did you mean 'established'?"),
        Arguments.of(
            "hosts: { client: linx }",
            "18: expected a stack (rfc9293, linux, linux-3.13 or freebsd), found 'linx'; did you mean 'linux'?"),
        Arguments.of(
            "hosts: { client: { stack: windows } }",
            "27: expected a stack (rfc9293, linux, linux-3.13 or freebsd), found 'windows'"),
        Arguments.of(
            "hosts: { client: { halfDuplexClose: true } }",
            "20: unknown key 'halfDuplexClose' in 'hosts.client';"
                + " did you mean 'rstForUnreadBytes' and 'rstForLateBytes'?"),
        Arguments.of(
            "hosts: { client: { twRestart: LITERAL } }",
            "31: expected a twRestart (literal, dupfin, linux or freebsd), found 'LITERAL';"
                + " did you mean 'literal'?"),
        Arguments.of(
            "hosts: { client: { synReceivedReply: rst } }",
            "38: expected a synReceivedReply (ack, synack or process_ack), found 'rst'"),
        Arguments.of(
            "time: { kind: tick }",
            "15: expected a kind of time (ticks, real or untimed), found 'tick'; did you mean 'ticks'?"),
        Arguments.of(
            "time: { kind: untimed, msl: 1 }",
            "24: 'msl' needs a clock, and untimed has none; leave it out"),
        Arguments.of(
            "time: { rto: 1, kind: untimed }",
            "9: 'rto' needs a clock, and untimed has none; leave it out"),
        Arguments.of(
            "time: { kind: untimed, backOff: false }",
            "24: 'backOff' needs a clock, and untimed has none; leave it out"));
  }

  static Stream<Arguments> wrong_cases() {
    return Stream.of(
        Arguments.of("cases:", "7: expected a map, found nothing"),
        Arguments.of("cases: {}", "8: there is no case in 'cases'"),
        Arguments.of("cases: { '': {} }", "10: a case needs a name, on one line"),
        Arguments.of("cases: { \"a\\nb\": {} }", "10: a case needs a name, on one line"),
        Arguments.of("cases: { a: {}, a: {} }", "17: 'a' stands here twice, first in line 5"),
        Arguments.of("cases: { a: 1 }", "13: expected 'comment', 'change' and 'expect', found '1'"),
        Arguments.of(
            "cases: { a: { chnage: {} } }",
            "15: unknown key 'chnage' in 'a'; did you mean 'change'?"),
        Arguments.of("cases: { a: { change: [] } }", "23: expected a map, found a list"),
        Arguments.of(
            "cases: { a: { expect: { no-stuck: holds } } }", "25: unknown property 'no-stuck'"),
        Arguments.of(
            "cases: { a: { expect: { no-stuck-sate: holds } } }",
            "25: unknown property 'no-stuck-sate'; did you mean 'no-stuck-state'?"),
        Arguments.of(
            "cases: { a: { expect: { no-stuck-state: hold } } }",
            "41: expected a verdict (holds, violated, vacuous or undecided), found 'hold';"
                + " did you mean 'holds'?"),
        Arguments.of(
            "cases: { a: { expect: { no-stuck-state: holds, no-stuck-state: holds } } }",
            "48: 'no-stuck-state' stands here twice, first in line 5"),
        Arguments.of(
            "cases: { a: { change: { time.timeWiat: 0 } } }",
            "25: no setting is called 'time.timeWiat'; did you mean 'time.timeWait'?"),
        Arguments.of(
            "cases: { a: { change: { hosts.client.sysctl.net.ipv4.tcp_tw_reuse: 1 } } }",
            "25: no setting is called 'hosts.client.sysctl.net.ipv4.tcp_tw_reuse';"
                + " did you mean 'hosts.client.sysctl.tcp_tw_reuse'?"),
        Arguments.of("cases: { a: { change: { title: B } } }", "25: no setting is called 'title'"),
        Arguments.of(
            "cases: { a: { change: { window.size: 1 } } }",
            "25: no setting is called 'window.size'"),
        Arguments.of(
            "cases: { a: { change: { time.msl: 1, time.msl: 2 } } }",
            "38: 'time.msl' stands here twice, first in line 5"),
        Arguments.of(
            "cases: { a: { change: { time.msl: 2, time: { msl: 1 } } } }",
            "38: 'time.msl' and 'time' change the same setting"),
        Arguments.of(
            "cases: { a: { change: { network.loose: 1 } } }",
            "25: no setting is called 'network.loose'; did you mean 'network.lose'?"),
        Arguments.of(
            "cases: { a: { change: { network: { loose: 1 } } } }",
            "36: unknown key 'loose' in 'network'; did you mean 'lose'?"),
        Arguments.of(
            "cases: { a: { change: { network.lose: 16 } } }",
            "39: expected a number from 0 to 15 or 'unlimited', found '16'"));
  }
}
