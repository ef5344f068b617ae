package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.engine.Progress.Stage;
import io.tarry.engine.Statistics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Progress where there is no terminal")
class ProgressLineTest {

  private static final Statistics SIZE = new Statistics(2_000, 1, 9_000, 7, 5 << 20);

  private final StringWriter said = new StringWriter();
  private long nanos = 17;
  private final ProgressLine line =
      new ProgressLine(new PrintWriter(said, true), false, () -> nanos);

  private void wait(Duration time) {
    nanos += time.toNanos();
  }

  private String said() {
    String all = said.toString().replace("\r\n", "\n");
    said.getBuffer().setLength(0);
    return all;
  }

  @Test
  void says_nothing_of_a_search_that_is_soon_over() {
    line.begin("a case");
    line.begins(Stage.STATES);
    wait(Duration.ofMillis(1_900));
    line.at(SIZE, 5);
    line.begins(Stage.RUNS_TO_SHOW);
    line.begins(Stage.CLAIMS_ABOUT_RUNS);
    line.end();

    assertThat(said()).isEmpty();
  }

  @Test
  void says_what_a_search_goes_on_with_once_it_has_taken_two_seconds() {
    line.begin("a case");
    line.begins(Stage.STATES);
    wait(Duration.ofSeconds(2));
    line.begins(Stage.RUNS_TO_SHOW);
    assertThat(said()).isEqualTo("a case: looking for the runs to show\n");

    line.begins(Stage.CLAIMS_ABOUT_RUNS);
    assertThat(said()).isEqualTo("a case: deciding the claims about runs\n");

    line.begins(Stage.STATES); // a repetition, as of a warm-up, is the same again
    assertThat(said()).isEmpty();
  }

  @Test
  void says_that_a_search_goes_on_though_all_is_decided() {
    line.begin("a case");
    line.begins(Stage.STATES);
    wait(Duration.ofSeconds(2));
    line.begins(Stage.STATES_THOUGH_DECIDED);
    assertThat(said())
        .isEqualTo(
            "a case: all is decided; it goes on to count all states (--until-decided would end it"
                + " here)\n");
    wait(Duration.ofSeconds(10));
    line.at(SIZE, 1_234);
    assertThat(said()).startsWith("a case: all is decided; depth 7, 2,000 states, ");
  }

  @Test
  void comes_every_ten_seconds_and_tells_the_stage() {
    line.begin("a case");
    line.begins(Stage.STATES);
    wait(Duration.ofMillis(9_999));
    line.at(SIZE, 1_234);
    assertThat(said()).isEmpty();
    wait(Duration.ofMillis(1));
    line.at(SIZE, 1_234);
    assertThat(said())
        .isEqualTo(
            "a case: depth 7, 2,000 states, 900 transitions a second, 1,234 to expand, 5 MB\n");

    line.begins(Stage.RUNS_TO_SHOW);
    assertThat(said()).isEqualTo("a case: looking for the runs to show\n");
    wait(Duration.ofSeconds(10));
    line.at(SIZE, 1_234);
    assertThat(said())
        .isEqualTo("a case: looking for the runs to show, 2,000 states, 1,234 to expand again\n");
  }
}
