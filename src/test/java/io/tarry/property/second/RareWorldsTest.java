package io.tarry.property.second;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.rules.TcpRules;
import io.tarry.tcp.rules.WrongTcp;
import io.tarry.tcp.rules.WrongWorlds;
import io.tarry.tcp.settings.Settings;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Worlds whose steps random ones and the lessons do not have, or seldom. */
@DisplayName("Each claim, and its dangers, mean their sentences in rare worlds, too")
class RareWorldsTest {

  private static final int PLACES_A_WORLD = 5_000;

  private static final Set<Settings.Ghost> GHOSTS =
      EnumSet.complementOf(EnumSet.of(Settings.Ghost.SENT));

  private static final String WORLDS =
      """
      title: Rare worlds
      question: Do both evaluations say the same?
      connection: { client: [open], server: [listen] }
      cases:
        a new ISS is next to the old numbers:
          change:
            start: established
            hosts: { client: { stack: linux, isn: any }, server: { stack: linux, isn: any } }
            isnApart: 1
            connection: { client: [close on eof, open], server: [keep listening, close] }
            network: { reorder: false, room: 4 }
            time: { msl: 1, rto: 5, timeWait: 4 }
        a server that listened connects, and no SYN+ACK arrives:
          change:
            connection: { client: [open], server: [listen nonblocking, open] }
            network: { room: 4, surelyLose: { SYN+ACK: all } }
            time: { msl: 1, rto: 5, retransmissions: 0, timeWait: 2 }
        two old bytes arrive at once:
          change:
            start: established
            hosts: { client: { stack: rfc9293, isn: constant }, server: { stack: rfc9293, isn: constant } }
            connection:
              client: [send 2, close, open]
              server: [keep listening, send 1, close on eof]
            network: { duplicate: 1, room: 5 }
            time: { msl: 1, rto: 5, timeWait: 0 }
        a byte is delivered twice, and another one follows:
          change:
            start: established
            hosts: { client: { stack: rfc9293, takesBytesOfAnySeq: true }, server: { stack: rfc9293 } }
            connection: { client: [close on eof], server: [send 1, send 1, close] }
            network: { reorder: false, duplicate: 1, room: 4 }
        a client asks again as soon as it has an answer:
          change:
            start: established
            connection:
              client: [send 1, receive 1, send 1, close on eof]
              server: [receive 1, send 1, close on eof]
            network: { reorder: false, room: 4 }
        a TIME_WAIT that is too short begins again:
          change:
            start: established
            hosts:
              client: { stack: linux, sysctl: { tcp_timestamps: 1 } }
              server: { stack: linux, sysctl: { tcp_timestamps: 1, tcp_tw_recycle: 1 } }
            connection: { client: [close on eof], server: [close] }
            network: { reorder: false, lose: 1 }
            time: { msl: 1, rto: 2, timeWait: 20 }
        a bound port is taken out of TIME_WAIT without tcp_tw_reuse:
          change:
            start: established
            hosts:
              client: { stack: linux, sysctl: { tcp_timestamps: 1 }, options: { SO_REUSEADDR: true } }
              server: { stack: linux, sysctl: { tcp_timestamps: 1 } }
            connection:
              client: [close, open from 40000]
              server: [keep listening, close on eof]
            network: { reorder: false, room: 4 }
            time: { msl: 1, rto: 5, timeWait: 4 }
        a SYN comes from the address of a client whose clock was ahead:
          change:
            start: established
            hosts:
              client:
                stack: linux
                sysctl: { tcp_timestamps: 1, ip_local_port_range: [40000, 40001] }
                clock: { ahead: 30 }
              client2: { stack: linux, sysctl: { tcp_timestamps: 1 } }
              server: { stack: linux, sysctl: { tcp_timestamps: 1 } }
            nat: true
            connection:
              client: [close on eof]
              client2: [open]
              server: [keep listening, close]
            network: { reorder: false, room: 4 }
            time: { msl: 1, rto: 5, timeWait: 6 }
      """;

  private static final String REPEATED_FIN =
      """
      title: A FIN comes again
      question: Do both evaluations say the same?
      start: established
      connection: { client: [close on eof], server: [close] }
      network: { reorder: false, lose: 1 }
      time: { msl: 1, rto: 2, timeWait: 8 }
      """;

  private static final String REUSE =
      """
      title: Reuse
      question: Do both evaluations say the same?
      start: established
      hosts:
        client: { stack: linux, sysctl: { tcp_timestamps: 1, tcp_tw_reuse: 1, tcp_tw_reuse_delay: 2 } }
        server: { stack: linux, sysctl: { tcp_timestamps: 1 } }
      connection: { client: [close, open], server: [keep listening, close on eof] }
      network: { reorder: false, room: 4 }
      time: { msl: 1, rto: 5, timeWait: 6 }
      """;

  @TestFactory
  Stream<DynamicTest> rare_worlds() {
    return read(WORLDS).cases().stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.name(), () -> compare(one, TcpRules.right(), Catalogue.all(), true)));
  }

  /** A wrong TCP may break what ghosts are told by, so each is asked of one claim alone. */
  @TestFactory
  Stream<DynamicTest> wrong_tcps() {
    return Stream.of(
        wrong("time-wait-reused-after-delay", REUSE, WrongTcp.TIME_WAIT_REUSED_AT_ONCE.tcp()),
        wrong("time-wait-lasts", REPEATED_FIN, WrongWorlds.shortensTimeWait()),
        wrong(
            "active-closer-passes-time-wait",
            REPEATED_FIN,
            WrongTcp.LAST_ACK_ENDS_IN_TIME_WAIT.tcp()));
  }

  private static DynamicTest wrong(String id, String world, TcpRules tcp) {
    Claim claim = Catalogue.find(id).orElseThrow();
    return DynamicTest.dynamicTest(
        id, () -> compare(read(world).cases().get(0), tcp, List.of(claim), false));
  }

  private static void compare(
      Scenario.Case one, TcpRules tcp, List<Claim> claims, boolean dangers) {
    Settings settings = one.settings().remembering(GHOSTS);
    SecondEvaluation plain = new SecondEvaluation(new TcpModel(settings, tcp), one.name(), claims);
    SecondEvaluation evaluation = dangers ? plain.withDangers() : plain;
    evaluation.breadthFirst(PLACES_A_WORLD);
    evaluation.walk(20);
  }

  private static Scenario read(String text) {
    Reading reading = ScenarioReader.read("rare.yaml", text);
    assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Good.class);
    return ((Reading.Good) reading).scenario();
  }
}
