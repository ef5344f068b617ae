package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A scenario of real time, at the command line")
class RealTimeCommandTest {

  private static final String FILE =
      """
      title: Lost ACKs, in real time
      question: How many does TIME_WAIT outlive?
      hosts: { client: linux, server: linux }
      start: established
      connection: { client: [close on eof], server: [close] }
      network: { lose: 1, room: 16 }
      time: { kind: real, msl: 500 ms, rto: 200 ms, retransmissions: 3, timeWait: 690 ms }
      """;

  @TempDir Path folder;

  private String file(String more) throws IOException {
    return Files.writeString(folder.resolve("x.yaml"), FILE + more).toString();
  }

  @Test
  void a_run_is_told_with_its_moments() throws IOException {
    CommandRun run =
        CommandRun.of("explain", file("expect: { last-ack-never-ended-by-rst: violated }"));
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("in real time")
        .containsPattern("600 ms +retransmission timer")
        .contains("... 90 ms pass")
        .containsPattern("690 ms +2MSL timer expires");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--symmetry", "--hash-compact", "--checkpoint=c"})
  void other_ways_to_search_are_refused_by_name(String option) throws IOException {
    CommandRun run =
        CommandRun.of("check", option, file("expect: { last-ack-never-ended-by-rst: violated }"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("real time").contains(option.replaceAll("=.*", ""));
  }

  @Test
  void claims_about_whole_runs_are_refused_by_name() throws IOException {
    CommandRun expected = CommandRun.of("check", file("expect: { no-endless-exchange: holds }"));
    assertThat(expected.exit()).isEqualTo(2);
    assertThat(expected.err()).contains("'no-endless-exchange' is about whole runs");
    CommandRun asked = CommandRun.of("check", "--property", "no-endless-exchange", file(""));
    assertThat(asked.exit()).isEqualTo(2);
    assertThat(asked.err()).contains("'no-endless-exchange' is about whole runs");
  }

  @Test
  void a_property_of_ones_own_cannot_speak_of_ticks() throws IOException {
    CommandRun run =
        CommandRun.of("check", file("properties: { never-ticks: { never: step ticks } }"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("real time has no ticks");
  }
}
