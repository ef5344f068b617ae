package io.tarry.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.tcp.settings.Call;
import io.tarry.tcp.settings.IsnChoice;
import io.tarry.tcp.settings.Program;
import io.tarry.tcp.settings.Script;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.SocketOptions;
import io.tarry.tcp.settings.Switch;
import io.tarry.tcp.settings.Sysctls;
import io.tarry.tcp.settings.TimestampClock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Scenarios of services")
class ServiceScenarioTest {

  private static final String BEGIN = "title: A title\nquestion: A question?\n";

  private static Settings settings(String text) {
    Reading reading = ScenarioReader.read("x.yaml", BEGIN + text);
    assertThat(reading).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).scenario().cases().get(0).settings();
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
              client2: { clock: { tick: 2 } }
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
    Settings.Host client = read.clients().get(0);
    assertThat(client.ports()).containsExactly(40000, 40001, 40002);
    assertThat(client.sysctls()).isEqualTo(Sysctls.none(7).withTimestamps(true).withReuse(1, 3));
    assertThat(client.options()).isEqualTo(new SocketOptions(true, false, false));
    assertThat(client.clock()).isEqualTo(new TimestampClock(2, 5, 3));
    assertThat(client.isn()).isEqualTo(IsnChoice.ANY);
    assertThat(read.server().sysctls().twRecycle()).isTrue();
    assertThat(read.server().sysctls().maxTwBuckets()).isEqualTo(2);
    assertThat(read.server().stack().has(Switch.HONOR_RST_IN_TIME_WAIT)).isFalse();
    assertThat(read.server().options()).isEqualTo(new SocketOptions(false, false, true));
    assertThat(read.server().program().restarts()).isEqualTo(1);
    assertThat(read.server().program().keepsListening()).isTrue();
  }

  @Test
  void have_a_second_client_like_the_first_where_nothing_is_said_of_it() {
    Settings read =
        settings(
            """
            hosts: { client: { stack: linux, sysctl: { tcp_timestamps: 1 } }, server: linux }
            connection:
              client: [open, close on eof]
              client2: [open, close]
              server: [keep listening, close]
            """);

    Settings.Host first = read.clients().get(0);
    Settings.Host second = read.clients().get(1);
    assertThat(second.stack()).isEqualTo(first.stack());
    assertThat(second.sysctls()).isEqualTo(first.sysctls());
    assertThat(second.program()).isNotEqualTo(first.program());
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
            .clients()
            .get(0)
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
            .clients()
            .get(0)
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
    assertThat(read.clients().get(0).program().script().instructions().get(2))
        .isEqualTo(Instruction.send(1).onceReceived(1).orCloseIfIdleFor(2));
    assertThat(read.server().program().script().instructions().get(2))
        .isEqualTo(Instruction.of(Call.CLOSE).onceReceived(2).orCloseAfter(6));
  }

  @Test
  void have_processes_and_server_ports() {
    Settings read =
        settings(
            """
            hosts: { client: { processes: 2 }, server: { ports: [80, 443] } }
            connection: { client: [open to 443, open from 40000 to 80], server: [keep listening] }
            """);
    assertThat(read.server().ports()).containsExactly(80, 443);
    assertThat(read.clients().get(0).program())
        .isEqualTo(
            new Program(
                List.of(
                    Script.of(Instruction.of(Call.OPEN).between(0, 443)),
                    Script.of(Instruction.of(Call.OPEN).between(40000, 80))),
                1,
                2,
                false,
                0));
  }
}
