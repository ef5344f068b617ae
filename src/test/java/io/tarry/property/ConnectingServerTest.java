package io.tarry.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Search;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.settings.Settings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A claim about connect() is about the host called server, too")
class ConnectingServerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          connect-succeeds-at-last        | [listen]                       | [open]             | RST     | HOLDS
          connect-succeeds-at-last        | [listen]                       | [open]             |         | VIOLATED
          connect-succeeds-at-last        | [listen]                       | [open]             | SYN+ACK | VIOLATED
          connect-succeeds-at-last        | [listen]                       | [listen nonblocking, open] | RST | HOLDS
          connect-succeeds-at-last        | [open nonblocking, close]      | [listen]           |         | VIOLATED
          old-segments-gone-before-reopen | [open]                         | [listen]           |         | VACUOUS
          old-segments-gone-before-reopen | [listen]                       | [open]             |         | VACUOUS
          four-tuple-unique               | [listen]                       | [open]             |         | HOLDS
          four-tuple-unique               | [open]                         | [listen]           |         | HOLDS
          """)
  void whoever_calls_it(
      String claim, String client, String server, String surelyLost, Verdict verdict) {
    assertThat(verdict(claim, client, server, surelyLost, 0)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"0,HOLDS", "1,VIOLATED"})
  void a_four_tuple_is_opened_again_by_the_end_that_had_not_opened_it(
      int duplicates, Verdict verdict) {
    String claim = "old-segments-gone-before-reopen";
    assertThat(verdict(claim, "[open]", "[open]", null, duplicates)).isEqualTo(verdict);
  }

  private static Verdict verdict(
      String id, String client, String server, String surelyLost, int duplicates) {
    Claim claim =
        Catalogue.all().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    String lost = surelyLost == null ? "" : ", surelyLose: { %s: unlimited }".formatted(surelyLost);
    String world =
        """
        title: Either end connects
        question: What does the claim say?
        hosts: { client: { stack: rfc9293 }, server: { stack: rfc9293 } }
        start: closed
        connection: { client: %s, server: %s }
        network: { room: 4, duplicate: %d%s }
        time: { kind: ticks, msl: 1, rto: 5, retransmissions: unlimited, timeWait: 2 }
        """
            .formatted(client, server, duplicates, lost);
    Reading reading = ScenarioReader.read("x.yaml", world);
    assertThat(reading).as(reading.toString()).isInstanceOf(Reading.Good.class);
    Scenario scenario = ((Reading.Good) reading).scenario();
    Settings settings =
        scenario.cases().get(0).settings().remembering(Set.copyOf(claim.needs().ghosts()));
    return Search.of(() -> new TcpModel(settings))
        .run(List.of(claim.property()))
        .finding(id)
        .verdict();
  }
}
