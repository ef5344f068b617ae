package io.tarry.check;

import static io.tarry.tcp.TestWorld.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Search;
import io.tarry.engine.Verdict;
import io.tarry.property.Catalogue;
import io.tarry.property.Claim;
import io.tarry.tcp.TcpModel;
import io.tarry.tcp.TestWorld;
import io.tarry.tcp.settings.Retransmission;
import io.tarry.tcp.settings.Time;
import io.tarry.tcp.settings.TwRestart;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MSL 2, RTO 2, a closing exchange with reordering. The figures are decided here by whole searches;
 * an independent prototype had found the same.
 */
@DisplayName("How long must TIME_WAIT be, for LAST_ACK never to end by a RST?")
class TimeWaitLengthTest {

  private static final Claim CLAIM = Catalogue.find("last-ack-never-ended-by-rst").orElseThrow();

  @ParameterizedTest
  @CsvSource({
    // reading, back-off, losses, ticks
    "DUPFIN,  false, 0, 2",
    "DUPFIN,  false, 1, 4",
    "DUPFIN,  false, 2, 6",
    "DUPFIN,  true,  2, 8",
    "LINUX,   false, 1, 4",
    "LINUX,   true,  2, 8",
    // To the letter, a repeated FIN restarts nothing, so more is needed.
    "LITERAL, false, 0, 2",
    "LITERAL, false, 1, 6",
    "LITERAL, false, 2, 8",
  })
  void just_so_long_and_not_a_tick_shorter(
      TwRestart reading, boolean backOff, int losses, int ticks) {
    assertThat(verdict(reading, backOff, losses, ticks)).isEqualTo(Verdict.HOLDS);
    assertThat(verdict(reading, backOff, losses, ticks - 1)).isEqualTo(Verdict.VIOLATED);
  }

  private static Verdict verdict(TwRestart reading, boolean backOff, int losses, int timeWait) {
    TestWorld world =
        TestWorld.serverCloses()
            .stack(reading(reading, true))
            .losing(losses)
            .time(new Time(Time.Kind.TICKS, 2, new Retransmission(2, backOff, 3), timeWait, 4));
    return Search.of(() -> new TcpModel(world.settings()))
        .run(List.of(CLAIM.property()))
        .finding(CLAIM.id())
        .verdict();
  }
}
