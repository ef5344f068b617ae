package io.tarry.tcp.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trial of looking steps up")
class TrialTest {

  private final Trial trial = new Trial();

  private boolean succeeds(long misses, long lookUps) {
    trial.misses = misses;
    trial.lookUps = lookUps;
    return trial.succeeds();
  }

  @Test
  void has_to_find_half_of_them_known_after_512_misses() {
    assertThat(succeeds(512, 512)).isTrue();
    assertThat(succeeds(513, 1025)).isFalse();
    assertThat(succeeds(513, 1026)).isTrue();
  }

  @Test
  void has_to_find_two_thirds_known_once_it_is_long() {
    assertThat(succeeds(16_384, 32_768)).isTrue();
    assertThat(succeeds(16_385, 3 * 16_385 - 1)).isFalse();
    assertThat(succeeds(16_385, 3 * 16_385)).isTrue();
  }

  @Test
  void begins_with_nothing_and_takes_four_times_as_long_when_repeated() {
    assertThat(succeeds(513, 513)).isFalse();
    trial.beginAnew();

    assertThat(trial.misses + trial.lookUps).isZero();
    assertThat(succeeds(2048, 2048)).isTrue();
    assertThat(succeeds(2049, 2049)).isFalse();
  }
}
