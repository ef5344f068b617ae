package io.tarry.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tarry.check.CaseResult;
import io.tarry.check.Check;
import io.tarry.engine.Limits;
import io.tarry.engine.Verdict;
import io.tarry.scenario.Reading;
import io.tarry.scenario.Scenario;
import io.tarry.scenario.ScenarioReader;
import io.tarry.scenario.ShippedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What a length of TIME_WAIT risks")
class RiskTest {

  private static Risk risk(long timeWait, long rto, long msl, Check check)
      throws QuestionException {
    return Risk.of(timeWait, rto, msl, new CellChecks(check, 1, () -> false));
  }

  @ParameterizedTest(name = "TIME_WAIT {0} ms, RTO {1} ms, MSL {2} ms: {3} losses")
  @CsvSource({
    "699, 200, 100, 1",
    "700, 200, 100, 2",
    "100, 200, 100, 0",
    "299, 200, 100, 0",
    "300, 200, 100, 1"
  })
  void is_how_many_losses_it_outlasts(long timeWait, long rto, long msl, int losses)
      throws QuestionException {
    Risk.LastAck found = risk(timeWait, rto, msl, Check.whole()).lastAck();

    assertThat(found.losses()).isEqualTo(losses);
    assertThat(found.survived().orElseThrow().result().stoppedBy()).isEmpty();
    assertThat(found.broken().orElseThrow().property().verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(found.broken().orElseThrow().cell().settings())
        .containsEntry("network.lose", Integer.toString(losses + 1));
  }

  @Test
  void is_a_failure_without_any_loss_where_a_packet_outlives_it() throws QuestionException {
    Risk.LastAck found = risk(99, 200, 100, Check.whole()).lastAck();

    assertThat(found.losses()).isEqualTo(-1);
    assertThat(found.survived()).isEmpty();
    assertThat(found.broken().orElseThrow().property().verdict()).isEqualTo(Verdict.VIOLATED);
  }

  /** The first FIN, its copies and their ACKs make no difference to when TIME_WAIT breaks. */
  @ParameterizedTest(name = "TIME_WAIT {0} ms, RTO {1} ms, MSL {2} ms, {3} losses: {4}")
  @CsvSource({
    "99, 200, 100, 0, VIOLATED",
    "100, 200, 100, 0, HOLDS",
    "299, 200, 100, 1, VIOLATED",
    "300, 200, 100, 1, HOLDS",
    "699, 200, 100, 2, VIOLATED",
    "700, 200, 100, 2, HOLDS",
    "299, 100, 300, 0, VIOLATED",
    "300, 100, 300, 0, HOLDS",
    "399, 100, 300, 1, VIOLATED",
    "400, 100, 300, 1, HOLDS",
    "599, 100, 300, 2, VIOLATED",
    "600, 100, 300, 2, HOLDS"
  })
  void is_the_same_in_a_whole_close(int timeWait, int rto, int msl, int losses, Verdict verdict) {
    assertThat(lastAck("half_closed", timeWait, rto, msl, losses, 4)).isEqualTo(verdict);
    assertThat(lastAck("established", timeWait, rto, msl, losses, 4)).isEqualTo(verdict);
  }

  /** RTO and 2 RTO are less than the way there and back: FIN_WAIT_1 gives up without TIME_WAIT. */
  @Test
  void differs_from_a_whole_close_where_the_first_fin_is_given_up() {
    assertThat(lastAck("half_closed", 300, 100, 300, 0, 1)).isEqualTo(Verdict.HOLDS);
    assertThat(lastAck("established", 300, 100, 300, 0, 1)).isEqualTo(Verdict.VIOLATED);
  }

  private static Verdict lastAck(
      String start, int timeWait, int rto, int msl, int losses, int retransmissions) {
    String text =
        ShippedText.read(Risk.class, "last-ack.yaml")
            .replace("half_closed", start)
            .replace("lose: 0", "lose: " + losses)
            .replace("@TIME_WAIT@", timeWait + " ms")
            .replace("@RTO@", rto + " ms")
            .replace("@MSL@", msl + " ms")
            .replace("retransmissions: 7", "retransmissions: " + retransmissions);
    Scenario scenario = ((Reading.Good) ScenarioReader.read("last-ack.yaml", text)).scenario();
    CaseResult result = Check.whole().of(scenario, scenario.cases().get(0));
    assertThat(result.stoppedBy()).isEmpty();
    return result.properties().get(0).verdict();
  }

  @Test
  void is_not_known_where_a_limit_is_reached() throws QuestionException {
    Risk.LastAck found =
        risk(300, 200, 100, Check.whole().within(Limits.none().states(3))).lastAck();

    assertThat(found.survived()).isEmpty();
    assertThat(found.undecided()).isPresent();

    Risk.OldBytes oldBytes =
        risk(300, 200, 100, Check.whole().within(Limits.none().states(3))).oldBytes().orElseThrow();
    assertThat(oldBytes.isDecided()).isFalse();
  }

  @Test
  void is_whether_a_copy_of_an_old_byte_gets_in() throws QuestionException {
    Risk.OldBytes found = risk(300, 200, 100, Check.whole()).oldBytes().orElseThrow();
    Risk.OldBytes without = risk(0, 200, 100, Check.whole()).oldBytes().orElseThrow();

    assertThat(found.asTold().property().verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(found.longer().property().verdict()).isEqualTo(Verdict.VIOLATED);
    assertThat(without.asTold().property().verdict()).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  void needs_times_that_make_sense() {
    assertThatThrownBy(() -> risk(300, 0, 100, Check.whole()))
        .hasMessage("--msl and --rto are longer than nothing");
    assertThatThrownBy(() -> risk(240_001, 200, 100, Check.whole()))
        .hasMessage("times of more than 4 minutes cannot be searched");
  }

  static Stream<SettingRisk> of_each_setting_is_what_its_search_says() {
    return Stream.of(
            Map.of("tcp_tw_reuse", "0", "tcp_rfc1337", "0", "tcp_max_tw_buckets", "1"),
            Map.of("tcp_tw_reuse", "1", "tcp_timestamps", "1", "tcp_rfc1337", "1"),
            Map.of("tcp_tw_reuse", "1", "tcp_timestamps", "0", "tcp_fin_timeout", "60"),
            Map.of("tcp_tw_reuse", "1", "tcp_tw_reuse_delay", "50"),
            Map.of("tcp_tw_reuse", "2"))
        .flatMap(sysctls -> SettingRisk.of(sysctls).stream());
  }

  @Test
  void is_less_than_a_second_too_little_for_some_clocks() {
    assertThat(SettingRisk.of(Map.of("tcp_tw_reuse", "1", "tcp_tw_reuse_delay", "999")))
        .last()
        .satisfies(last -> {
          assertThat(last.setting()).isEqualTo("tcp_tw_reuse_delay = 999");
          assertThat(last.says()).endsWith("so that this delay is too short for some peers");
        });
    assertThat(SettingRisk.of(Map.of("tcp_tw_reuse", "1", "tcp_tw_reuse_delay", "1000")))
        .last()
        .satisfies(last -> assertThat(last.says()).doesNotContain("too short"));
  }

  @Test
  void is_for_how_long_a_connection_takes_its_port() throws QuestionException {
    Risk risk = risk(60_000, 200, 2_000, Check.whole());

    assertThat(risk.ports(28_232, Optional.empty(), Optional.of(471)).orElseThrow())
        .satisfies(ports -> {
          assertThat((int) ports.aSecond()).isEqualTo(470);
          assertThat(ports.isEnough()).contains(false);
        });
    assertThat(risk.ports(28_232, Optional.of(1_000L), Optional.of(471)).orElseThrow())
        .satisfies(ports -> {
          assertThat((int) ports.aSecond()).isEqualTo(28_232);
          assertThat(ports.isEnough()).contains(true);
        });
    assertThat(risk(500, 200, 100, Check.whole()).ports(10, Optional.of(1_000L), Optional.empty()))
        .contains(new Risk.Ports(10, 500, false, Optional.empty()));
    assertThat(risk(0, 200, 100, Check.whole()).ports(10, Optional.empty(), Optional.empty()))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void of_each_setting_is_what_its_search_says(SettingRisk setting) {
    CaseResult result = setting.check(Check.whole());

    assertThat(result.properties()).hasSize(1);
    assertThat(result.properties().get(0).verdict()).isEqualTo(setting.verdict());
    assertThat(result.inFile().orElseThrow().expectations())
        .extracting(expectation -> expectation.claim().id())
        .contains(setting.property());
    assertThat(List.of(setting.number())).doesNotContain("0");
  }
}
