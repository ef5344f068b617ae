package io.tarry.tcp.realtime;

import static io.tarry.tcp.TestWorld.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Search;
import io.tarry.engine.SearchResult;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Settings;
import io.tarry.tcp.settings.Tick;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TwRestart;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * With a repeated FIN that restarts it and an RTO that doubles, TIME_WAIT has to last MSL + RTO
 * (2^L - 1) for L losses; an independent prototype had found the same. All times in milliseconds.
 */
@DisplayName("How long must TIME_WAIT be, in milliseconds")
class RealTimeLengthTest {

  private static final Claim CLAIM = Catalogue.find("last-ack-never-ended-by-rst").orElseThrow();
  private static final int RTO = 200;

  @ParameterizedTest
  @CsvSource({
    "DUPFIN, 0, true,  100",
    "DUPFIN, 1, true,  300",
    "DUPFIN, 2, true,  700",
    "DUPFIN, 3, true,  1500",
    "LINUX,  0, true,  100",
    "LINUX,  1, true,  300",
    "LINUX,  2, true,  700",
    "DUPFIN, 2, false, 700",
    "DUPFIN, 3, false, 1500",
  })
  void just_so_long_and_not_a_millisecond_shorter(
      TwRestart reading, int losses, boolean reorder, int timeWait) {
    assertThat(timeWait).isEqualTo(100 + RTO * ((1 << losses) - 1));
    assertThat(verdict(reading, 100, losses, reorder, timeWait)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(reading, 100, losses, reorder, timeWait - 1)).isEqualTo(Verdict.VIOLATED);
  }

  @ParameterizedTest
  @CsvSource({"LINUX, 4, true, 3100", "LINUX, 5, false, 6300", "DUPFIN, 6, false, 12700"})
  @Tag("stress")
  void so_it_goes_on(TwRestart reading, int losses, boolean reorder, int timeWait) {
    just_so_long_and_not_a_millisecond_shorter(reading, losses, reorder, timeWait);
  }

  @Test
  void ten_seconds_survive_five_losses_where_packets_live_for_two() {
    assertThat(verdict(TwRestart.LINUX, 2_000, 5, false, 10_000)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(TwRestart.LINUX, 2_000, 6, false, 10_000)).isEqualTo(Verdict.VIOLATED);
  }

  @Test
  @Tag("stress")
  void also_where_packets_overtake_each_other() {
    assertThat(verdict(TwRestart.LINUX, 2_000, 5, true, 10_000)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(TwRestart.LINUX, 2_000, 6, true, 10_000)).isEqualTo(Verdict.VIOLATED);
  }

  private static Verdict verdict(
      TwRestart reading, int msl, int losses, boolean reorder, int timeWait) {
    TestWorld world =
        TestWorld.serverCloses()
            .stack(reading(reading, true))
            .network(new Settings.Network(losses, 0, reorder, 16, java.util.Map.of()))
            .time(
                new Time(
                    Time.Kind.REAL,
                    msl,
                    new Retransmission(RTO, true, losses + 1),
                    timeWait,
                    60_000,
                    new Tick(1_000)));
    Settings settings = world.settings().remembering(CLAIM.needs().ghosts());
    SearchResult result =
        Search.of(() -> new TcpModel(settings))
            .leavingOutCovered(new TcpModel(settings).covering().orElseThrow())
            .run(List.of(CLAIM.property()));
    return result.finding(CLAIM.id()).verdict();
  }
}
