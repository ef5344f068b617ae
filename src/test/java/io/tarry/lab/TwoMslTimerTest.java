package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.wire.SocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The 2MSL timer of a kernel's table")
class TwoMslTimerTest {

  private static final String TABLE =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100000A:0050 0200000A:2711 06 00000000:00000000 03:00001770 00000000     0        0 0 3
         1: 0100000A:0050 0200000A:2712 04 00000000:00000001 01:00001770 00000000     0        0 0 3
      """;

  private static SocketTable.Ends ends(int port) {
    return new SocketTable.Ends(
        SocketAddress.of("10.0.0.1", 80), SocketAddress.of("10.0.0.2", port));
  }

  private static TimerReading reading(long expires, long at) {
    return new TimerReading(new TwoMslTimer(expires), at);
  }

  @Test
  void is_read_of_an_end_in_time_wait_alone() {
    TwoMslTimer timer = TwoMslTimer.of(TABLE, ends(0x2711), 7).orElseThrow();
    assertThat(timer).isEqualTo(new TwoMslTimer(60_007));
    assertThat(timer.started()).isEqualTo(7);
    assertThat(TwoMslTimer.of(TABLE, ends(0x2712), 7)).isEmpty();
    assertThat(TwoMslTimer.of(TABLE, ends(0x2713), 7)).isEmpty();
  }

  @Test
  void was_restarted_if_it_expires_about_as_much_later_however_late_that_is_read() {
    TimerReading before = reading(60_000, 0);
    assertThat(before.wasRestarted(reading(60_042, 46), 45)).isTrue();
    assertThat(before.wasRestarted(reading(60_042, 500), 45)).isTrue();
    assertThat(before.wasRestarted(reading(60_012, 46), 45)).isFalse();
    assertThat(before.wasRestarted(reading(59_990, 500), 45)).isFalse();
  }
}
