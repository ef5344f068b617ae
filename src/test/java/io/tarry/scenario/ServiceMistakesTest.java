package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Mistakes in scenarios of services")
class ServiceMistakesTest {

  private static final String BEGIN = "title: A title\nquestion: A question?\n";

  private static String mistake(String text) {
    Reading reading = ScenarioReader.read("x.yaml", BEGIN + text);
    assertThat(reading).isInstanceOf(Reading.Bad.class);
    return reading.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp_tw_resuse: 1 | did you mean 'tcp_tw_reuse'",
        "tcp_tw_reuse: 3 | 0 to 2",
        "'ip_local_port_range: [40000]' | expected [FIRST, LAST]",
        "'ip_local_port_range: [40001, 40000]' | expected [FIRST, LAST]",
        "'ip_local_port_range: [40000, 50000]' | at most 4",
      })
  void tell_of_a_wrong_sysctl(String sysctl, String told) {
    assertThat(
            mistake(
                """
                hosts: { client: { sysctl: { %s } } }
                connection: { client: [open], server: [listen] }
                """
                    .formatted(sysctl)))
        .contains(told);
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource
  void tell_of_what_does_not_go_together(
      String client, String server, String more, String complaint) {
    String text = "connection: { client: [%s], server: [%s] }%n%s".formatted(client, server, more);
    assertThat(Readings.mistakes(BEGIN + text)).containsExactly(complaint);
  }

  static Stream<Arguments> tell_of_what_does_not_go_together() {
    String keep = "keep listening";
    return Stream.of(
        // ---- One listener for several connections
        Arguments.of(
            "open, close, again 1",
            "listen",
            "",
            "3:24: there are several connections, so the server begins with 'keep listening'"),
        Arguments.of(
            "open], client2: [open",
            "listen",
            "",
            "3:31: there are several connections, so the server begins with 'keep listening'"),
        Arguments.of(
            "open",
            "listen",
            "hosts: { client: { processes: 2 } }",
            "4:20: there are several processes, so the server begins with 'keep listening'"),
        Arguments.of(
            "open",
            "listen",
            "hosts: { server: { ports: [80, 443] } }",
            "4:20: there are several ports, so the server begins with 'keep listening'"),
        Arguments.of(
            "open",
            "listen",
            "hosts: { server: { restarts: 1 } }",
            "4:20: what restarts is a server that begins with 'keep listening'"),
        Arguments.of(
            "open",
            "listen",
            "start: listening",
            "3:40: a world that starts listening has a server that begins with 'keep listening'"),
        // ---- Words at the wrong place
        Arguments.of(
            "open, again 1, close", keep, "", "3:30: 'again' is the last word of a script"),
        Arguments.of(
            "open",
            keep + ", again 1",
            "",
            "3:56: 'again' is a client's; a server that keeps listening goes on by itself"),
        Arguments.of(
            "open", keep + ", open", "", "3:56: a server that keeps listening does not open"),
        Arguments.of(keep, "open", "", "3:24: 'keep listening' is the server's"),
        Arguments.of("open", "keep", "", "3:40: expected 'keep listening', found 'keep'"),
        Arguments.of(
            "open, close or close after 2",
            keep,
            "",
            "3:30: expected 'close' or 'close on eof', found 'close or close after 2'"),
        Arguments.of(
            "wait 3, open",
            keep,
            "",
            "3:24: a script begins with 'open' or 'listen' unless the world has"
                + " 'start: established'; when it begins is the search's choice"),
        Arguments.of(
            "open], client2: [wait 3, open",
            keep,
            "",
            "3:41: a second client's script begins with 'open';"
                + " when it begins is the search's choice"),
        Arguments.of(
            "open], client2: [close",
            keep,
            "",
            "3:41: a second client's script begins with 'open'"),
        Arguments.of(
            "open], client2: [open, send 9",
            keep,
            "",
            "3:47: client2 sends 9 bytes in all, and the window is 8"),
        // ---- What is gone through more than once
        Arguments.of(
            "send 1, again 1",
            keep,
            "start: established",
            "3:32: 'again' needs a script that begins with 'open'"),
        Arguments.of(
            "send 1",
            keep,
            "start: established\nhosts: { client: { processes: 2 } }",
            "5:20: several processes need a script that begins with 'open'"),
        Arguments.of(
            "open",
            keep,
            "start: established",
            "3:24: 'open' has no place in a world that starts established"),
        // ---- Ports
        Arguments.of(
            "open from 40001",
            keep,
            "",
            "3:24: port 40001 is not in ip_local_port_range [40000, 40000] of the client"),
        Arguments.of(
            "open], client2: [open from 40000",
            keep,
            "hosts: { client2: { sysctl: { ip_local_port_range: [41000, 41001] } } }",
            "3:41: port 40000 is not in ip_local_port_range [41000, 41001] of the client2"),
        Arguments.of("open to 81", keep, "", "3:24: the server listens at 80 and not at 81"),
        Arguments.of(
            "open to 81",
            keep,
            "hosts: { server: { ports: [80, 443] } }",
            "3:24: the server listens at 80 and 443 and not at 81"),
        Arguments.of(
            "open",
            keep,
            "hosts: { server: { ports: [80, 80] } }",
            "4:27: expected a list of 1 to 4 different ports from 1 to 65535, found [80, 80]"),
        Arguments.of(
            "open",
            keep,
            "hosts: { server: { ports: [] } }",
            "4:27: expected a list of 1 to 4 different ports from 1 to 65535, found []"),
        Arguments.of(
            "open], client2: [open",
            keep,
            "hosts: { client: { sysctl: { ip_local_port_range: [1024, 1027] } },"
                + " client2: { sysctl: { ip_local_port_range: [1024, 1027] } },"
                + " server: { ports: [1, 2, 3] } }",
            "4:129: 8 ports of clients and 3 of the server make 24 connections;"
                + " a world has at most 16"),
        Arguments.of(
            "open" + ", close, open".repeat(51) + ", close, again 9",
            keep,
            "start: listening",
            "3:15: 520 sessions can have the same 4-tuple; a world tells apart at most 511"),
        Arguments.of(
            "open" + ", close, open".repeat(13) + ", close, again 9",
            keep,
            "isnApart: 499",
            "3:15: the sessions of a 4-tuple need sequence numbers up to 70662, so there are too many"
                + " of them, or 'isnApart' is too large; a world has numbers of at most 65535"),
        // ---- Keys at the wrong place
        Arguments.of(
            "open",
            keep,
            "hosts: { client2: linux }",
            "4:10: there is no script for 'client2' in 'connection'"),
        Arguments.of(
            "open",
            keep,
            "hosts: { client: { restarts: 1 } }",
            "4:20: unknown key 'restarts' in 'hosts.client'; did you mean"
                + " 'hosts.server.restarts'?"),
        Arguments.of(
            "open",
            keep,
            "hosts: { client: { tcp_tw_reuse: 1 } }",
            "4:20: unknown key 'tcp_tw_reuse' in 'hosts.client';"
                + " did you mean 'hosts.client.sysctl.tcp_tw_reuse'?"),
        Arguments.of(
            "open",
            keep,
            "hosts: { server: { sysctl: { ip_local_port_range: [1, 2] } } }",
            "4:30: unknown key 'ip_local_port_range' in 'hosts.server.sysctl';"
                + " did you mean 'hosts.client.sysctl.ip_local_port_range'?"),
        Arguments.of(
            "open",
            keep,
            "time.msl: 1",
            "4:1: unknown key 'time.msl'; did you mean 'time: { msl: ... }'?"),
        Arguments.of(
            "open", keep, "lose: 1", "4:1: unknown key 'lose'; did you mean 'network.lose'?"),
        Arguments.of(
            "open",
            keep,
            "cases: { a: { time.msl: 1 } }",
            "4:15: unknown key 'time.msl' in 'a'; did you mean 'change: { time.msl: ... }'?"),
        Arguments.of(
            "open",
            keep,
            "cases: { a: { change: { timeWait: 1 } } }",
            "4:25: no setting is called 'timeWait'; did you mean 'time.timeWait'?"),
        // ---- No clock
        Arguments.of(
            "open",
            keep,
            "time: { kind: untimed }\nhosts: { server: { sysctl: { tcp_tw_recycle: 1 } } }",
            "4:9: 'tcp_tw_recycle' needs a clock, and untimed has none"),
        Arguments.of(
            "open",
            keep,
            "time: { kind: untimed }\nhosts: { client: { sysctl: { tcp_timestamps: 1 } } }",
            "4:9: 'tcp_timestamps' needs a clock, and untimed has none"),
        // ---- Clocks
        Arguments.of(
            "open], client2: [open",
            keep,
            "nat: true\nhosts: { client: { clock: { tick: 2 } }, client2: { clock: { tick: 3 } } }",
            "5:62: behind a NAT the clocks of both clients have the same tick, not 2 and 3"));
  }

  @Test
  void put_a_port_down_to_the_change_that_takes_it_away() {
    assertThat(
            Readings.mistakes(
                BEGIN
                    + """
                    hosts: { server: { ports: [80, 443] } }
                    connection: { client: [open to 443], server: [keep listening] }
                    cases: { a: { change: { hosts.server.ports: [80] } }, b: {} }
                    """))
        .containsExactly("5:25: the server listens at 80 and not at 443");
  }
}
