package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.OtherJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Ctrl-C")
class InterruptionTest {

  /**
   * Many sessions, one after the other, and a run that leads through all of them: to recover it
   * takes about as long as to find all states, which is seconds.
   */
  private static final String LONG_RECOVERY =
      """
      title: Sessions, one after the other
      question: Which run gets to the end of the last one?
      start: listening
      connection:
        client: [open, send 1, close, again 6]
        server: [keep listening, receive 1, close]
      network: { reorder: true, room: 2 }
      time: { kind: untimed, retransmissions: 1 }
      properties:
        last-one-ends:
          says: The client gets to TIME_WAIT in the last session
          reachable: client.state == TIME_WAIT and client.timesOpened == 7
      expect: { last-one-ends: holds }
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @Timeout(120)
  void ends_the_recovery_of_runs_with_the_verdicts_and_without_the_runs(String signal, int exit)
      throws IOException, InterruptedException {
    Path scenario = Files.writeString(folder.resolve("long.yaml"), LONG_RECOVERY);
    Process process =
        OtherJvm.start(
            Main.class,
            List.of("-Dtarry.stderr.terminal=true"), // so that all progress is told at once
            List.of(
                "check",
                scenario.toString(),
                "--threads=1",
                "--no-render",
                "--out",
                folder.resolve("out").toString()));
    String before = OtherJvm.readUntil("looking for the runs to show", process);
    OtherJvm.signal(process, signal);
    String after = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(before + after).isEqualTo(exit);
    assertThat(after)
        .contains("not all was seen: you ended it")
        .containsPattern("ok +holds +last-one-ends")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
  }
}
