package io.tarry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The runs before the one that is measured")
class WarmUpTest {

  private static List<Duration> millis(long... times) {
    return LongStream.of(times).mapToObj(Duration::ofMillis).toList();
  }

  @Test
  void a_number_of_times_is_over_after_that_many_runs_whatever_they_took() {
    assertThat(WarmUp.times(0).isOverAfter(millis())).isTrue();
    assertThat(WarmUp.times(3).isOverAfter(millis(100, 100))).isFalse();
    assertThat(WarmUp.times(3).isOverAfter(millis(900, 300, 100))).isTrue();
    assertThat(WarmUp.times(3).endsUnsteady(millis(900, 300, 100))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 951, true",
    "1000, 950, false", // 5 % and not less
    "1000, 949, false",
    "951, 1000, true", // slower is no steadier than faster
    "950, 1000, false",
    "0, 0, true",
    "0, 1, false",
  })
  void steady_are_two_runs_that_differ_by_less_than_5_percent_of_the_longer(
      long before, long last, boolean steady) {
    assertThat(WarmUp.untilSteady().isOverAfter(millis(before, last))).isEqualTo(steady);
  }

  @Test
  void one_run_is_never_steady() {
    assertThat(WarmUp.untilSteady().isOverAfter(millis())).isFalse();
    assertThat(WarmUp.untilSteady().isOverAfter(millis(100))).isFalse();
  }

  @Test
  void only_the_last_two_runs_count() {
    assertThat(WarmUp.untilSteady().isOverAfter(millis(100, 100, 50))).isFalse();
    assertThat(WarmUp.untilSteady().isOverAfter(millis(900, 300, 100, 100))).isTrue();
  }

  @Test
  void after_20_runs_it_is_over_and_says_that_they_are_not_steady() {
    List<Duration> halving =
        Collections.nCopies(9, millis(200, 100)).stream().flatMap(List::stream).toList();
    List<Duration> unsteady = concat(halving, millis(200, 100));

    assertThat(WarmUp.untilSteady().isOverAfter(concat(halving, millis(200)))).isFalse();
    assertThat(WarmUp.untilSteady().isOverAfter(unsteady)).isTrue();
    assertThat(WarmUp.untilSteady().endsUnsteady(unsteady)).isTrue();
    assertThat(WarmUp.untilSteady().endsUnsteady(concat(halving, millis(100, 100)))).isFalse();
    assertThat(WarmUp.untilSteady().endsUnsteady(millis(200, 100))).isFalse();
  }

  private static List<Duration> concat(List<Duration> some, List<Duration> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @Test
  void a_number_below_0_is_refused() {
    assertThatThrownBy(() -> WarmUp.times(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(WarmUp.times(0).isNone()).isTrue();
    assertThat(WarmUp.times(1).isNone()).isFalse();
    assertThat(WarmUp.untilSteady().isNone()).isFalse();
  }
}
