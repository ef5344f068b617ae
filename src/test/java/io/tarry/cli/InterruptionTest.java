package io.tarry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tarry.OtherJvm;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
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

  private static final String RUN_TO_RECOVER =
      """
      title: A session
      question: Which run gets to its end?
      start: listening
      connection:
        client: [open, send 1, close]
        server: [keep listening, receive 1, close]
      time: { kind: untimed, retransmissions: 0 }
      properties:
        it-ends:
          says: The client gets to TIME_WAIT
          reachable: client.state == TIME_WAIT
      expect: { it-ends: holds }
      """;

  private static final String RECOVERY = "looking for the runs to show";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @Timeout(120)
  void ends_the_recovery_of_runs_with_the_verdicts_and_without_the_runs(String signal, int exit)
      throws IOException, InterruptedException {
    Path scenario = Files.writeString(folder.resolve("session.yaml"), RUN_TO_RECOVER);
    Process process =
        OtherJvm.start(
            SlowToTell.class,
            List.of("-Dtarry.stderr.terminal=true"), // so that all progress is told at once
            List.of(
                "check",
                scenario.toString(),
                "--threads=1",
                "--no-render",
                "--out",
                folder.resolve("out").toString()));
    String before = OtherJvm.readUntil(RECOVERY, process);
    OtherJvm.signal(process, signal);
    String after = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(before + after).isEqualTo(exit);
    assertThat(after)
        .contains("not all was seen: you ended it")
        .containsPattern("ok +holds +it-ends")
        .doesNotContain("Exception")
        .doesNotContain("\tat ");
  }

  /** Tarry, whose recovery of runs goes on only after Ctrl-C, however slow this machine is. */
  static final class SlowToTell {

    private SlowToTell() {}

    public static void main(String[] args) {
      System.setErr(
          new PrintStream(new UntilInterrupted(System.err), true, StandardCharsets.UTF_8));
      Main.main(args);
    }
  }

  /** Once it has been told of the recovery, the one who tells has to wait. */
  private static final class UntilInterrupted extends FilterOutputStream {

    private final StringBuilder told = new StringBuilder();

    UntilInterrupted(OutputStream to) {
      super(to);
    }

    @Override
    public void write(int letter) throws IOException {
      super.write(letter);
      told.append((char) letter);
    }

    @Override
    public void flush() throws IOException {
      super.flush();
      while (told.indexOf(RECOVERY) >= 0 && !Interruption.isWanted()) {
        try {
          Thread.sleep(10);
        } catch (InterruptedException e) {
          throw new IllegalStateException("nobody interrupts this", e);
        }
      }
    }
  }
}
