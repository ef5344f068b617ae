package io.tarry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.wire.TcpOptions.Timestamps;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Numbers of a run and of a kernel")
class TranslationTest {

  private static NavigableSet<Integer> initial(Integer... numbers) {
    return new TreeSet<>(Set.of(numbers));
  }

  @Test
  void differ_by_the_initial_sequence_number_that_the_kernel_chose() {
    SequenceTranslation numbers = new SequenceTranslation(initial(100), true);
    numbers.fix(100, 0x7ffffff0);
    assertThat(numbers.ofKernel(103)).isEqualTo(0x7ffffff3);
    assertThat(numbers.ofRun(0x7ffffff3)).isEqualTo(103);
  }

  @Test
  void wrap_around() {
    SequenceTranslation numbers = new SequenceTranslation(initial(100), true);
    numbers.fix(100, -1);
    assertThat(numbers.ofKernel(102)).isEqualTo(1);
    assertThat(numbers.ofRun(1)).isEqualTo(102);
  }

  @Test
  void of_the_next_connection_stay_near_where_the_run_has_them_near() {
    SequenceTranslation numbers = new SequenceTranslation(initial(100, 105), false);
    numbers.fix(100, 1000);
    assertThat(numbers.ofKernel(106)).isEqualTo(1006);
    assertThat(numbers.ofRun(1006)).isEqualTo(106);
  }

  @Test
  void of_the_next_connection_are_beyond_any_window_where_the_run_has_them_far() {
    SequenceTranslation numbers = new SequenceTranslation(initial(100, 600), true);
    numbers.fix(100, 1000);
    assertThat(numbers.ofKernel(601) - numbers.ofKernel(101)).isGreaterThan(65_535);
    assertThat(numbers.ofRun(numbers.ofKernel(601))).isEqualTo(601);
    assertThat(numbers.ofRun(numbers.ofKernel(101))).isEqualTo(101);
    numbers.fix(600, 5_000);
    assertThat(numbers.ofKernel(601)).isEqualTo(5_001);
    assertThat(5_001 - numbers.ofKernel(101)).isGreaterThan(65_535);
    assertThat(numbers.ofRun(numbers.ofKernel(101))).isEqualTo(101);
  }

  @Test
  void begin_again_where_the_run_has_the_same_number_again() {
    SequenceTranslation numbers = new SequenceTranslation(initial(100), true);
    numbers.fix(100, 1000);
    numbers.fix(100, 777_000);
    assertThat(numbers.ofKernel(101)).isEqualTo(777_001);
    assertThat(numbers.ofRun(777_001)).isEqualTo(101);
    assertThat(numbers.ofRun(1001)).as("of the old connection").isNotEqualTo(101);
  }

  @Test
  void are_alike_as_long_as_no_kernel_has_chosen() {
    SequenceTranslation numbers = new SequenceTranslation(initial(), true);
    assertThat(numbers.isFixed()).isFalse();
    assertThat(numbers.ofKernel(301)).isEqualTo(301);
    assertThat(numbers.ofRun(301)).isEqualTo(301);
  }

  @Test
  void are_those_of_the_runs_clock_for_the_receiver_and_of_the_kernels_for_the_sender() {
    TimestampTranslation stamps = new TimestampTranslation();
    assertThat(stamps.sends(0, new Timestamps(70_000, 0), at(0))).isEmpty();
    assertThat(stamps.sends(2, new Timestamps(70_350, 0), at(350))).isEmpty();
    assertThat(stamps.sends(2, new Timestamps(70_400, 0), at(400))).isEmpty();
    assertThat(TimestampTranslation.forReceiver(3) - TimestampTranslation.forReceiver(2))
        .isEqualTo(1);
    assertThat(stamps.echo(TimestampTranslation.forReceiver(2)))
        .as("the last of them")
        .isEqualTo(70_400);
    assertThat(stamps.echo(TimestampTranslation.forReceiver(1)))
        .as("the last before")
        .isEqualTo(70_000);
    assertThat(stamps.echo(0)).as("nothing is echoed").isZero();
  }

  private static TimestampTranslation.Between at(long millis) {
    return new TimestampTranslation.Between((millis - 5) * 1_000_000, (millis + 5) * 1_000_000);
  }

  @Test
  void a_timestamp_is_of_a_clock_that_goes_on_as_time_does_and_as_the_run_says() {
    assertThat(second(2, new Timestamps(70_350, 0), at(350))).isEmpty();
    assertThat(second(2, new Timestamps(70_400, 0), at(350)))
        .contains("TSval is 400 ms after the last, where 328 to 372 ms have passed");
    assertThat(second(2, new Timestamps(70_300, 0), at(350)))
        .contains("TSval is 300 ms after the last, where 328 to 372 ms have passed");
    assertThat(second(-1, new Timestamps(70_350, 0), at(350)))
        .contains("TSval is 350 ms after the last, where it is older in the run");
    assertThat(second(2, new Timestamps(70_000, 0), at(0)))
        .contains("TSval is 0 ms after the last, where it is newer in the run");
    assertThat(second(0, new Timestamps(69_999, 0), at(0)))
        .contains("TSval is -1 ms after the last, where it is no older in the run");
  }

  private static Optional<String> second(
      int ofRun, Timestamps stamps, TimestampTranslation.Between when) {
    TimestampTranslation stamping = new TimestampTranslation();
    assertThat(stamping.sends(0, new Timestamps(70_000, 0), at(0))).isEmpty();
    return stamping.sends(ofRun, stamps, when);
  }

  @Test
  void an_echo_has_come_and_does_not_go_back_on_one_connection() {
    TimestampTranslation stamps = new TimestampTranslation();
    stamps.arrives(3);
    stamps.arrives(5);
    assertThat(stamps.sends(0, echoing(5), at(0))).isEmpty();
    assertThat(stamps.sends(0, echoing(4), at(0))).contains("TSecr is 4, which never came");
    assertThat(stamps.sends(0, echoing(3), at(0))).contains("TSecr is 3 after it was 5");
    stamps.begins();
    assertThat(stamps.sends(0, echoing(3), at(0))).isEmpty();
  }

  private static Timestamps echoing(int ofRun) {
    return new Timestamps(70_000, TimestampTranslation.forReceiver(ofRun));
  }
}
