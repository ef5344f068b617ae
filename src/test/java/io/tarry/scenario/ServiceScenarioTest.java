package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.Call;
import io.tarry.tcp.IsnChoice;
import io.tarry.tcp.Program;
import io.tarry.tcp.Script;
import io.tarry.tcp.Script.Instruction;
import io.tarry.tcp.Settings;
import io.tarry.tcp.SocketOptions;
import io.tarry.tcp.Sysctls;
import io.tarry.tcp.TimestampClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Scenarios of services")
class ServiceScenarioTest {

  private static final String BEGIN = "title: A title\nquestion: A question?\n";

  private static Settings settings(String text) {
    Reading reading = ScenarioReader.read("x.yaml", BEGIN + text);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).scenario().cases().get(0).settings();
  }

  private static String mistake(String text) {
    Reading reading = ScenarioReader.read("x.yaml", BEGIN + text);
    assertThat(reading).isInstanceOf(Reading.Bad.class);
    return reading.toString();
  }

  @Test
  void have_sysctls_options_clocks_ports_and_a_nat() {
    Settings read =
        settings(
            """
            hosts:
              client:
                sysctl:
                  ip_local_port_range: [40000, 40002]
                  tcp_timestamps: 1
                  tcp_tw_reuse: 1
                  tcp_tw_reuse_delay: 3
                  tcp_fin_timeout: 7
                options: { SO_LINGER: 0 }
                clock: { tick: 2, ahead: 5, portsApart: 3 }
                isn: any
              server:
                sysctl: { tcp_tw_recycle: 1, tcp_max_tw_buckets: 2, tcp_rfc1337: 1 }
                options: { SO_REUSEADDR: false, SO_REUSEADDR_of_the_restarted: true }
                restarts: 1
            nat: true
            start: listening
            connection:
              client: [open, close on eof]
              client2: [open, close on eof]
              server: [keep listening, close]
            """);

    assertThat(read.nat()).isTrue();
    assertThat(read.start()).isEqualTo(Settings.Start.LISTENING);
    assertThat(read.clients()).hasSize(2);
    Settings.Host client = read.client();
    assertThat(client.ports()).containsExactly(40000, 40001, 40002);
    assertThat(client.sysctls()).isEqualTo(new Sysctls(true, 1, 3, false, Settings.UNLIMITED, 7));
    assertThat(client.options()).isEqualTo(new SocketOptions(true, false, false));
    assertThat(client.clock()).isEqualTo(new TimestampClock(2, 5, 3));
    assertThat(client.isn()).isEqualTo(IsnChoice.ANY);
    assertThat(read.server().sysctls().twRecycle()).isTrue();
    assertThat(read.server().sysctls().maxTwBuckets()).isEqualTo(2);
    assertThat(read.server().stack().honorRstInTimeWait()).isFalse();
    assertThat(read.server().options()).isEqualTo(new SocketOptions(false, false, true));
    assertThat(read.server().program().restarts()).isEqualTo(1);
    assertThat(read.server().program().keepsListening()).isTrue();
  }

  @Test
  void have_clients_that_come_again_and_wait_in_between() {
    Program program =
        settings(
                """
                connection:
                  client: [open, send 1, close, wait 4, again 2]
                  server: [keep listening, receive 1, close]
                """)
            .client()
            .program();
    assertThat(program.times()).isEqualTo(3);
    assertThat(program.sessions())
        .containsExactly(
            Script.of(
                Instruction.of(Call.OPEN).after(4),
                Instruction.send(1).onceConnected(),
                Instruction.of(Call.CLOSE)));
  }

  @Test
  void have_clients_that_open_one_socket_after_another() {
    Program program =
        settings(
                """
                connection:
                  client: [open from 40000, close, wait 2, open, abort]
                  server: [keep listening, close]
                """)
            .client()
            .program();
    assertThat(program.sessions())
        .containsExactly(
            Script.of(
                Instruction.of(Call.OPEN).between(40000, 0),
                Instruction.of(Call.CLOSE).onceConnected()),
            Script.of(
                Instruction.of(Call.OPEN).after(2), Instruction.of(Call.ABORT).onceConnected()));
  }

  @Test
  void have_applications_that_lose_patience_or_are_idle() {
    Settings read =
        settings(
            """
            connection:
              client: [open, send 1, receive 1, send 1 or close after 2, close]
              server: [keep listening, receive 1, send 1, receive 1 or close after 6, close]
            """);
    assertThat(read.client().program().script().instructions().get(2))
        .isEqualTo(Instruction.send(1).onceReceived(1).orCloseIfIdleFor(2));
    assertThat(read.server().program().script().instructions().get(2))
        .isEqualTo(Instruction.of(Call.CLOSE).onceReceived(2).orCloseAfter(6));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'[open, close, again 1]' | '[listen]' | keep listening",
        "'[open, again 1, close]' | '[keep listening]' | 'again' is the last word",
        "'[open]' | '[keep]' | expected 'keep listening'",
        "'[open, close or close after 2]' | '[keep listening]' | expected 'close'",
      })
  void tell_of_scripts_that_do_not_go_together(String client, String server, String told) {
    assertThat(mistake("connection: { client: %s, server: %s }\n".formatted(client, server)))
        .contains(told);
  }

  @Test
  void tell_of_timestamps_without_a_clock() {
    assertThat(
            mistake(
                """
                hosts: { client: { sysctl: { tcp_timestamps: 1 } } }
                connection: { client: [open], server: [listen] }
                time: { kind: untimed }
                """))
        .contains("'tcp_timestamps' needs a clock");
  }
}
